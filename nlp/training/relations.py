"""Training of the relations' chances on annotated sentences, see `nlp.relations.judge`."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nlp.annotated import AnnotatedSentence
from nlp.learning.loglinear import LogLinear, fit_allowed
from nlp.relations.features import LEARNED, pairs_of
from nlp.relations.judge import allowed_of, cases_of
from nlp.relations.view import View, view_of
from nlp.spans import Link, Span
from ontology.schema import Relation

_BUCKETS: Final = 2**18
_RIDGE: Final = 5.0  # chosen by cross-validation over documents
_AT_LEAST: Final = 4  # cases a feature must be seen in

Entities = Callable[[str], Sequence[Span]]
Truth = Mapping[tuple[int, int], int]  # pair → outcome


def train_relations(
    sentences: Iterable[AnnotatedSentence], *, entities: Entities | None = None
) -> Mapping[str, NDArray[np.generic]]:
    """Learn which pairs are related, and how.

    Args:
        sentences: annotated ones.
        entities: what finds names in a text. With it each sentence counts twice: with the annotated names, and with
            the found ones, where a relation holds if both its ends were found exactly; so that the chances hold for
            names that are not all there.

    Returns:
        The arrays of the part `relations` of the model file.
    """
    return fitted(list(examples_of(sentences, entities=entities))).to_arrays()


def examples_of(
    sentences: Iterable[AnnotatedSentence], *, entities: Entities | None = None
) -> Iterator[tuple[View, Truth]]:
    """What is learned from: sentences as they are seen, and the outcomes of their pairs that are related."""
    for sentence in sentences:
        annotated = sentence.extraction
        yield view_of(sentence.text, annotated.entities), _truth(annotated.relations)
        if entities is not None:
            found = tuple(entities(sentence.text))
            yield view_of(sentence.text, found), _truth(carried(annotated.entities, annotated.relations, found))


def fitted(examples: Sequence[tuple[View, Truth]]) -> LogLinear:
    """The model of some examples."""
    views = [view for view, _ in examples]
    pairs = [list(pairs_of(view)) for view in views]
    cases = _frequent([case for view, own in zip(views, pairs, strict=True) for case in cases_of(view, own)])
    allowed = allowed_of(views, pairs)
    wanted = [truth.get(pair, 0) for (_, truth), own in zip(examples, pairs, strict=True) for pair in own]
    outcomes = [outcome if allowed[row, outcome] else 0 for row, outcome in enumerate(wanted)]
    return fit_allowed(cases, outcomes, allowed, buckets=_BUCKETS, ridge=_RIDGE)


def carried(annotated: Sequence[Span], links: Iterable[Link], found: Sequence[Span]) -> list[Link]:
    """The annotated relations between names that were found exactly, by their positions among the found ones."""
    places = {(span.start, span.end, span.cls): place for place, span in enumerate(found)}
    at = [places.get((span.start, span.end, span.cls)) for span in annotated]
    ends = ((at[link.head], link, at[link.tail]) for link in links)
    return [replace(link, head=head, tail=tail) for head, link, tail in ends if head is not None and tail is not None]


def _truth(links: Iterable[Link]) -> Truth:
    found: dict[tuple[int, int], int] = {}
    for link in links:
        turned = link.relation is Relation.PARTNERS_WITH and link.head > link.tail
        pair = (link.tail, link.head) if turned else (link.head, link.tail)
        found.setdefault(pair, LEARNED.index(link.relation) + 1)
    return found


def _frequent(cases: Sequence[Sequence[str]]) -> list[list[str]]:
    counts = Counter(name for case in cases for name in set(case))
    return [[name for name in case if counts[name] >= _AT_LEAST] for case in cases]
