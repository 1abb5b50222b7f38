"""Choosing among candidates that share their parts: the score of a candidate is the sum of the scores of its parts.

A part is a tuple: its kind, then what is known about it, such as `("start", "达", "v", "产值", "n")`. `JOINS` tells
which of its values stand alone and which stand together as features. A part met before has its score remembered,
which is what makes a few hundred parts a number affordable.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp
from typing import Final, NamedTuple, Self
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from nlp.learning.loglinear import LogLinear, Ranker

Part = tuple[str, ...]
Parts = Sequence[Part]
Joins = tuple[tuple[int, ...], ...]
_REMEMBERED: Final = 200_000  # parts; some 40 MB, never met in one document of ordinary length


class Candidate(NamedTuple):
    """Something to choose, with its parts."""

    text: str
    parts: Parts


def features_of(parts: Iterable[Part], joins: Mapping[str, Joins]) -> list[str]:
    """The features of parts: for each kind the values that `joins` puts together; all of them where it has no row."""
    return [feature for part in parts for feature in _features(part, joins)]


def _features(part: Part, joins: Mapping[str, Joins]) -> Iterable[str]:
    kind = part[0]
    for join in joins.get(kind, (tuple(range(1, len(part))),)):
        yield f"{kind}{join}" + "|".join([part[place] for place in join])


class _Scores(dict[Part, float]):
    """Part → score, worked out when first asked for."""

    def __init__(self, weights: NDArray[np.float32], joins: Mapping[str, Joins]) -> None:
        self._weights = weights
        self._joins = joins

    def __missing__(self, part: Part) -> float:
        last = len(self._weights) - 1
        score = float(sum(self._weights[crc32(name.encode()) & last] for name in _features(part, self._joins)))
        if len(self) >= _REMEMBERED:
            self.clear()
        self[part] = score
        return score


@dataclass(frozen=True)
class PartRanker:
    """A `Ranker` over parts."""

    ranker: Ranker
    joins: Mapping[str, Joins]

    @cached_property
    def scores(self) -> Mapping[Part, float]:
        """Part → score."""
        return _Scores(self.ranker.weights[:, 0], self.joins)

    def likeliest(self, candidates: Sequence[Candidate], count: int = 1) -> list[tuple[str, float]]:
        """Texts of the `count` candidates with the highest chances and these chances, the highest first."""
        score = self.scores.__getitem__
        scores = [sum(map(score, parts)) for _, parts in candidates]
        top = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)[:count]
        if not top:
            return []
        highest = scores[top[0]]
        total = sum(exp(each - highest) for each in scores)
        return [(candidates[place].text, exp(scores[place] - highest) / total) for place in top]

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.generic]], joins: Mapping[str, Joins]) -> Self:
        return cls(Ranker.from_arrays(arrays), joins)


@dataclass(frozen=True)
class PartChance:
    """A yes-or-no `LogLinear` over parts."""

    chance: LogLinear
    joins: Mapping[str, Joins]

    @cached_property
    def scores(self) -> Mapping[Part, float]:
        """Part → log odds that it speaks for yes."""
        return _Scores(self.chance.weights[:, 1] - self.chance.weights[:, 0], self.joins)

    def log_odds(self, parts: Iterable[Part]) -> float:
        """How much speaks for yes; above zero it is likelier than no."""
        return sum(map(self.scores.__getitem__, parts))

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.generic]], joins: Mapping[str, Joins]) -> Self:
        return cls(LogLinear.from_arrays(arrays), joins)
