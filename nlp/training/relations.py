"""Training of the relations' chances on annotated sentences, see `nlp.relations.judge`."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nlp.annotated import AnnotatedSentence
from nlp.learning.outcomes import fit_outcomes
from nlp.relations.features import LEARNED, Pair, features_of, kind_of, pairs_of
from nlp.relations.judge import Judge, allowed_of, worthwhile
from nlp.relations.view import View, view_of
from nlp.spans import Link
from ontology.schema import Relation

_RIDGE: Final = 7.0  # chosen by cross-validation over documents
_AT_LEAST: Final = 3  # cases a feature must be seen in

_SELDOM: Final = 0.03  # share of related pairs below which a kind of pair is not looked at
_DOUBT: Final = 0.2  # of a related pair that was not seen

Truth = Mapping[Pair, int]  # pair → outcome


def train_relations(sentences: Iterable[AnnotatedSentence]) -> Mapping[str, NDArray[np.generic]]:
    """Learn which pairs of names are related, and how.

    Args:
        sentences: annotated by people, and made from templates.

    Returns:
        The arrays of the part `relations` of the model file, see `Judge.from_arrays`.
    """
    return fitted([example_of(sentence) for sentence in sentences]).to_arrays()


def example_of(sentence: AnnotatedSentence) -> tuple[View, Truth]:
    """What is learned from: the sentence as it is seen, and the outcomes of its pairs that are related."""
    annotated = sentence.extraction
    return view_of(sentence.text, annotated.entities), _truth(annotated.relations)


def fitted(examples: Sequence[tuple[View, Truth]]) -> Judge:
    """The judge that some examples make."""
    views, dull = [view for view, _ in examples], _dull(examples)
    pairs = [worthwhile(view, dull) for view in views]
    cases = features_of(views, pairs)
    allowed = allowed_of(views, pairs)
    wanted = [truth.get(pair, 0) for (_, truth), own in zip(examples, pairs, strict=True) for pair in own]
    outcomes = [outcome if allowed[row, outcome] else 0 for row, outcome in enumerate(wanted)]
    return Judge(fit_outcomes(cases, outcomes, allowed, at_least=_AT_LEAST, ridge=_RIDGE), dull)


def _dull(examples: Sequence[tuple[View, Truth]]) -> frozenset[int]:
    """The kinds of pairs that are hardly ever related, by many cases; looking at them would only cost time."""
    seen: Counter[int] = Counter()
    related: Counter[int] = Counter()
    for view, truth in examples:
        for pair in pairs_of(view):
            kind = kind_of(view, *pair)
            seen[kind] += 1
            related[kind] += pair in truth
    return frozenset(kind for kind, count in seen.items() if related[kind] + _DOUBT < _SELDOM * count)


def _truth(links: Iterable[Link]) -> Truth:
    found: dict[Pair, int] = {}
    for link in links:
        if link.relation not in LEARNED:
            continue
        turned = link.relation is Relation.PARTNERS_WITH and link.head > link.tail
        pair = (link.tail, link.head) if turned else (link.head, link.tail)
        found.setdefault(pair, LEARNED.index(link.relation) + 1)
    return found
