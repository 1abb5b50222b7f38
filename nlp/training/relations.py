"""Training of the relations' chances on annotated sentences, see `nlp.relations.judge`."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.annotated import AnnotatedSentence
from nlp.learning.outcomes import fit_outcomes
from nlp.relations.features import LEARNED, Pair, features_of, kind_of, pairs_of
from nlp.relations.judge import Judge, allowed_of, worthwhile
from nlp.relations.view import View, view_of
from nlp.spans import Link, Span
from nlp.stand_ins import with_stand_ins
from ontology.schema import Relation

_RIDGE: Final = 7.0  # chosen by cross-validation over documents
_AT_LEAST: Final = 3  # cases a feature must be seen in

_SELDOM: Final = 0.03  # share of related pairs below which a kind of pair is not looked at
_DOUBT: Final = 0.2  # of a related pair that was not seen

Truth = Mapping[Pair, int]  # pair → outcome


class Example(NamedTuple):
    """What is learned from: a sentence as it is seen, and the outcomes of its pairs that are related.

    A name said again, or 公司 in its place, may hold a relation as well as the name that was annotated. The nearest
    two teach the relation; `unclear` pairs, those of the other places, teach nothing.
    """

    view: View
    truth: Truth
    unclear: frozenset[Pair]

    def pairs(self, pairs: Iterable[Pair]) -> list[Pair]:
        """Those of `pairs` that teach something."""
        return [pair for pair in pairs if pair not in self.unclear]


def train_relations(sentences: Iterable[AnnotatedSentence]) -> Mapping[str, NDArray[np.generic]]:
    """Learn which pairs of names are related, and how.

    Args:
        sentences: annotated by people, and made from templates.

    Returns:
        The arrays of the part `relations` of the model file, see `Judge.from_arrays`.
    """
    return fitted([example_of(sentence) for sentence in sentences]).to_arrays()


def example_of(sentence: AnnotatedSentence) -> Example:
    """What a sentence teaches, with the words that stand for its names as they are at run time."""
    names, links = sentence.extraction.entities, sentence.extraction.relations
    spans = with_stand_ins(sentence.text, names).spans
    truth, unclear = _taught(spans, names, links)
    return Example(view_of(sentence.text, spans), truth, unclear)


def fitted(examples: Sequence[Example]) -> Judge:
    """The judge that some examples make."""
    views, dull = [one.view for one in examples], _dull(examples)
    pairs = [one.pairs(worthwhile(one.view, dull)) for one in examples]
    cases = features_of(views, pairs)
    allowed = allowed_of(views, pairs)
    wanted = [one.truth.get(pair, 0) for one, own in zip(examples, pairs, strict=True) for pair in own]
    outcomes = [outcome if allowed[row, outcome] else 0 for row, outcome in enumerate(wanted)]
    return Judge(fit_outcomes(cases, outcomes, allowed, at_least=_AT_LEAST, ridge=_RIDGE), dull)


def _dull(examples: Iterable[Example]) -> frozenset[int]:
    """The kinds of pairs that are hardly ever related, by many cases; looking at them would only cost time."""
    seen: Counter[int] = Counter()
    related: Counter[int] = Counter()
    for one in examples:
        for pair in one.pairs(pairs_of(one.view)):
            kind = kind_of(one.view, *pair)
            seen[kind] += 1
            related[kind] += pair in one.truth
    return frozenset(kind for kind, count in seen.items() if related[kind] + _DOUBT < _SELDOM * count)


def _taught(spans: Sequence[Span], names: Sequence[Span], links: Iterable[Link]) -> tuple[Truth, frozenset[Pair]]:
    """The pairs that hold the relations, and those that might as well."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, span in enumerate(spans):
        places[span.text, span.cls.value].append(place)
    truth: dict[Pair, int] = {}
    others: set[Pair] = set()
    for link in links:
        if link.relation in LEARNED:
            heads, tails = (places[names[end].text, names[end].cls.value] for end in (link.head, link.tail))
            pairs = [_turned(link.relation, pair) for pair in product(heads, tails) if pair[0] != pair[1]]
            nearest = min(pairs, key=lambda pair: abs(spans[pair[0]].start - spans[pair[1]].start), default=None)
            if nearest:
                truth.setdefault(nearest, LEARNED.index(link.relation) + 1)
                others.update(pairs)
    return truth, frozenset(others - truth.keys())


def _turned(relation: Relation, pair: Pair) -> Pair:
    """Partners stand in the order of the text."""
    head, tail = pair
    return (tail, head) if relation is Relation.PARTNERS_WITH and head > tail else pair
