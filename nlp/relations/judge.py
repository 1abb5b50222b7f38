"""The chances of relations between the names of sentences: rules propose, a learned model weighs.

Source of the method: pair classification by a log-linear model, N. Kambhatla, Combining lexical, syntactic, and
semantic features with maximum entropy models for extracting relations (2004).
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product
from types import MappingProxyType
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from nlp.learning.outcomes import Outcomes
from nlp.model_file import Arrays, Model
from nlp.relations.features import LEARNED, Pair, features_of, kind_of, outcomes_of, pairs_of
from nlp.relations.reader import Found
from nlp.relations.view import View
from nlp.tagging.labels import CLASSES
from ontology.schema import Relation

_Name = tuple[str, str]  # text and class

LEAST: Final = 0.3  # chance from which a relation is taken, chosen by cross-validation
_TRUST: Final = 0.45  # share of the rules in the chance of what they propose, chosen likewise
_WORTH: Final = 0.02  # chance below which a pair is not looked at
_COUNT: Final = len(LEARNED) + 1
_NUMBER: Final = MappingProxyType({cls: number for number, cls in enumerate(CLASSES)})


@dataclass(frozen=True)
class Judge:
    """What was learned: chances of outcomes, and the kinds of pairs that are not worth a look."""

    outcomes: Outcomes
    dull: frozenset[int]  # see `kind_of`

    @classmethod
    def of(cls, model: Model) -> Self | None:
        """The judge of a model, None where the model has none."""
        return model.made("relations", cls.from_arrays)

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        return cls(Outcomes.from_arrays(arrays), frozenset(arrays["dull"].tolist()))

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """What `from_arrays` reads back."""
        return {**self.outcomes.to_arrays(), "dull": np.array(sorted(self.dull), dtype=np.int32)}

    def read(self, views: Sequence[View]) -> Iterator[list[Found]]:
        """The relations of each sentence that are likely enough, in the order of the text."""
        pairs = [worthwhile(view, self.dull) for view in views]
        chances = joined(views, pairs, self.weigh(views, pairs))
        rows, outcomes = np.nonzero(chances[:, 1:] >= _WORTH)
        likely = list(zip(rows.tolist(), outcomes.tolist(), chances[rows, outcomes + 1].tolist(), strict=True))
        starts = np.cumsum([0, *map(len, pairs)])
        bounds = zip(starts.tolist(), pairwise(np.searchsorted(rows, starts).tolist()), strict=False)
        for view, own, (start, (first, last)) in zip(views, pairs, bounds, strict=True):
            yield list(_taken(view, [(own[row - start], LEARNED[k], chance) for row, k, chance in likely[first:last]]))

    def weigh(self, views: Sequence[View], pairs: Sequence[Sequence[Pair]]) -> NDArray[np.float64]:
        """Chances of the outcomes of each pair of each sentence, shape (pairs, outcomes)."""
        return self.outcomes.chances(features_of(views, pairs), allowed_of(views, pairs))


def worthwhile(view: View, dull: Container[int]) -> list[Pair]:
    """The pairs of a sentence that the rules propose or that are of no dull kind."""
    said = view.proposals
    return [pair for pair in pairs_of(view) if pair in said or kind_of(view, *pair) not in dull]


def allowed_of(views: Sequence[View], pairs: Sequence[Sequence[Pair]]) -> NDArray[np.bool_]:
    """Which outcomes each pair of each sentence may have, shape (pairs, outcomes); none is always one of them."""
    ends = [
        (_NUMBER[view.spans[head].cls], _NUMBER[view.spans[tail].cls])
        for view, own in zip(views, pairs, strict=True)
        for head, tail in own
    ]
    heads, tails = np.array(ends, dtype=np.intp).reshape(-1, 2).T
    allowed: NDArray[np.bool_] = _allowed()[heads, tails]
    return allowed


@cache
def _allowed() -> NDArray[np.bool_]:
    """Which outcomes pairs may have by the number of the head's class and of the tail's."""
    allowed = np.zeros((len(CLASSES), len(CLASSES), _COUNT), dtype=np.bool_)
    allowed[:, :, 0] = True
    for head, tail in product(CLASSES, repeat=2):
        allowed[_NUMBER[head], _NUMBER[tail], outcomes_of(head, tail)] = True
    return allowed


def joined(views: Sequence[View], pairs: Sequence[Sequence[Pair]], chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """The chances that the facts are right: with the rules' own confidence mixed in, for they err in other places,
    and times the confidence in both names.
    """
    mixed, sure, row = chances.copy(), np.ones(len(chances)), 0
    for view, own in zip(views, pairs, strict=True):
        spans, proposals = view.spans, view.proposals
        for pair in own:
            for item in proposals.get(pair, ()):
                outcome = LEARNED.index(item.relation) + 1
                mixed[row, outcome] += _TRUST * (item.confidence - chances[row, outcome])
            sure[row] = spans[pair[0]].confidence * spans[pair[1]].confidence
            row += 1
    return mixed * sure[:, None]


def _taken(view: View, likely: Iterable[tuple[Pair, Relation, float]]) -> Iterator[Found]:
    """Of names said more than once one pair holds the relation: their chances add up, the likeliest pair is taken."""
    best: dict[tuple[Relation, _Name, _Name], tuple[float, float, Pair]] = {}
    for pair, relation, chance in likely:
        key = (relation, *_ends(view, relation, pair))
        total, most, before = best.get(key, (0.0, 0.0, pair))
        best[key] = (total + chance, max(most, chance), pair if chance > most else before)
    for (relation, *_), (total, _, (head, tail)) in best.items():
        if total >= LEAST:
            yield Found(head, relation, tail, _place(view, head, relation, tail), round(min(total, 1.0), 3))


def _ends(view: View, relation: Relation, pair: Pair) -> tuple[_Name, _Name]:
    head, tail = [(view.spans[place].text, view.spans[place].cls) for place in pair]
    return (tail, head) if relation is Relation.PARTNERS_WITH and tail < head else (head, tail)


def _place(view: View, head: int, relation: Relation, tail: int) -> int:
    """Where the word stands that says so, or the later of the two names."""
    said = (item.place for item in view.proposals.get((head, tail), ()) if item.relation is relation)
    return next(said, max(view.spans[head].start, view.spans[tail].start))
