"""Choosing among candidates that share their parts: the score of a candidate is the sum of the scores of its parts.

A part is a tuple: its kind, then what is known about it, such as `("start", "达", "v", "产值", "n")`. A table of joins
tells which of its values stand alone and which stand together as features. A part met before has its score
remembered, which is what makes a few hundred parts a number affordable.
"""

from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import exp
from operator import itemgetter
from typing import Any, Final, NamedTuple, Self, TypeVar
from zlib import crc32

import numpy as np

from nlp.model_file import Arrays

Part = tuple[str, ...]
Joins = Mapping[str, tuple[tuple[int, ...], ...]]
_REMEMBERED: Final = 1 << 16  # parts of each of four scores; 400 bytes each, so that 100 MB hold them all
Weight = TypeVar("Weight", float, tuple[Part, ...])  # a score, or in training the parts themselves: both add up
Weigh = Callable[[Part], Weight]


def as_parts(part: Part) -> tuple[Part, ...]:
    """The weight of a part in training: itself."""
    return (part,)


def features_of(parts: Iterable[Part], joins: Joins) -> list[str]:
    """The features of parts: for each kind the values that `joins` puts together; all of them where it has no row."""
    return [
        prefix + (part[join[0]] if len(join) == 1 else "|".join([part[value] for value in join]))
        for part in parts
        for prefix, join in _prefixed(part[0], joins.get(part[0]) or (tuple(range(1, len(part))),))
    ]


@lru_cache(maxsize=256)
def _prefixed(kind: str, joins: tuple[tuple[int, ...], ...]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Each join of a kind with what its feature begins with."""
    return tuple((f"{kind}{place}", join) for place, join in enumerate(joins))


class Features(NamedTuple):
    """The features of a kind of part: of each the hash of what its name begins with, and where its values are."""

    alone: tuple[tuple[int, int], ...]  # of one value
    joined: "tuple[tuple[int, itemgetter[Any]], ...]"


class _Scores(dict[Part, float]):
    """Part → score, worked out when first asked for: what the hashes of its `features_of` weigh."""

    def __init__(self, weights: "array[float]", joins: Joins) -> None:
        self._weights = weights
        self._last = len(weights) - 1
        self._joins = joins
        self._features: dict[str, Features] = {}  # by kind

    def __missing__(self, part: Part) -> float:
        weights, last, join, score = self._weights, self._last, "|".join, 0.0
        alone, joined = self._features.get(part[0]) or self._features_in(part)
        for begun, value in alone:
            score += weights[crc32(part[value].encode(), begun) & last]
        for begun, pick in joined:
            score += weights[crc32(join(pick(part)).encode(), begun) & last]
        if len(self) >= _REMEMBERED:
            self.clear()
        self[part] = score
        return score

    def _features_in(self, part: Part) -> Features:
        kind, rows = part[0], self._joins.get(part[0]) or (tuple(range(1, len(part))),)
        begun = [(crc32(prefix.encode()), join) for prefix, join in _prefixed(kind, rows)]
        found = self._features[kind] = Features(
            tuple((start, join[0]) for start, join in begun if len(join) == 1),
            tuple((start, itemgetter(*join)) for start, join in begun if len(join) > 1),
        )
        return found


@dataclass(frozen=True)
class PartScores:
    """Weights of a `Ranker`, or of a yes-or-no `LogLinear`, over parts."""

    weights: "array[float]"  # of each bucket; for a yes or no, how much it speaks for yes
    joins: Joins

    @cached_property
    def weigh(self) -> Callable[[Part], float]:
        """Score of a part."""
        return _Scores(self.weights, self.joins).__getitem__

    def sum(self, parts: Iterable[Part]) -> float:
        """Score of parts together; for a yes or no the log odds of yes."""
        return sum(map(self.weigh, parts))

    @classmethod
    def from_arrays(cls, arrays: Arrays, joins: Joins) -> Self:
        """Read what `to_arrays` of a `Ranker` or a `LogLinear` of two outcomes gave."""
        weights = arrays["weights"].astype(np.float32)
        table = np.zeros(int(arrays["buckets"][0]), dtype=np.float32)
        table[arrays["places"]] = weights[:, 1] - weights[:, 0] if weights.shape[1] == 2 else weights[:, 0]
        return cls(array("f", table.tobytes()), joins)


def likeliest(scores: Mapping[str, float], count: int = 1) -> list[tuple[str, float]]:
    """The `count` candidates with the highest chances and these chances, the highest first; none of no candidates."""
    top = sorted(scores.items(), key=itemgetter(1), reverse=True)[:count]
    best = top[0][1] if top else 0.0
    total = sum([exp(score - best) for score in scores.values()])
    return [(text, exp(score - best) / total) for text, score in top]
