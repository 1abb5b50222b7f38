"""The market as columns: which provider may serve which demand, what that is worth, and how many each can take."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ontology.errors import BadMarket

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

NOBODY = -1


@dataclass(frozen=True)
class Market:
    """Who may serve whom; n pairs, sorted by demand and provider, none twice."""

    demand: Numbers  # 0..demands-1
    provider: Numbers  # 0..providers-1
    worth: Floats  # of the pair to the market, above 0
    liking: Floats  # of the demand by the provider; the worth where providers do not say
    capacity: Numbers  # demands that each provider can take, one value a provider
    demands: int

    @property
    def providers(self) -> int:
        return self.capacity.size

    def starts(self) -> Numbers:
        """Where the pairs of each demand begin, and the end; demands + 1 values."""
        return np.searchsorted(self.demand, np.arange(self.demands + 1))


@dataclass(frozen=True)
class Matching:
    """Who serves each demand."""

    provider: Numbers  # one a demand, NOBODY where none does
    pair: Numbers  # position of the pair in the market, NOBODY likewise

    @property
    def served(self) -> int:
        """How many demands are served."""
        return int(np.count_nonzero(self.pair != NOBODY))


def market_of(
    ends: tuple[Sequence[int] | Numbers, Sequence[int] | Numbers],
    worth: Sequence[float] | Floats,
    capacity: Sequence[int] | Numbers,
    *,
    demands: int,
    liking: Sequence[float] | Floats | None = None,
) -> Market:
    """A market from pairs in any order.

    Args:
        ends: demand and provider of each pair, n numbers each.
        worth: of each pair, finite; a pair worth nothing or less is left out, since nobody is better.
        capacity: demands that each provider can take, 0 or more; a value a provider.
        demands: how many demands there are, those without a pair included.
        liking: what each pair is worth to its provider; None: the same as to the market.

    Raises:
        BadMarket: a pair comes twice or points at nobody, a worth is no number, a capacity is negative.
    """
    demand, provider = (np.asarray(end, np.int64) for end in ends)
    value, room = np.asarray(worth, np.float64), np.asarray(capacity, np.int64)
    like = value if liking is None else np.asarray(liking, np.float64)
    _check((demand, provider), (value, like), room, demands)
    kept = np.flatnonzero(value > 0)
    order = kept[np.lexsort((provider[kept], demand[kept]))]
    twice = (np.diff(demand[order]) == 0) & (np.diff(provider[order]) == 0)
    if twice.any():
        raise BadMarket("同一对供需出现两次 · a pair comes twice")
    return Market(demand[order], provider[order], value[order], like[order], room, demands)


def _check(ends: tuple[Numbers, Numbers], values: tuple[Floats, Floats], capacity: Numbers, demands: int) -> None:
    if len({end.size for end in ends} | {value.size for value in values}) > 1:
        raise BadMarket("各列长度不同 · columns of different lengths")
    for end, size in zip(ends, (demands, capacity.size), strict=True):
        if end.size and not (end.min() >= 0 and end.max() < size):
            raise BadMarket("有一对指向不存在的需求或供方 · a pair points at nobody")
    if not all(np.isfinite(value).all() for value in values):
        raise BadMarket("分数不是有限的数 · a worth is no finite number")
    if capacity.size and capacity.min() < 0:
        raise BadMarket("容量不能为负 · a capacity below 0")
