"""The assignment of the greatest total worth under capacity, and the prices that prove that there is none greater.

    max Σ worth(i,j) · x(i,j)   with   Σ_j x(i,j) ≤ 1,  Σ_i x(i,j) ≤ capacity(j)

Solved as a full matching of least cost, in which each provider stands as often as it can take demands and each demand
has a place of its own that is worth nothing (Jonker & Volgenant 1987, in SciPy's sparse form). The prices are found
from the solution alone, whatever found it: docs/methods.md, equations AS1–AS3.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from graph.analysis.market.pairs import NOBODY, Floats, Market, Matching, Numbers

_ROUNDING: Final = 1e-12  # of sums, beside the largest worth; a price that moves by less has come to rest


@dataclass(frozen=True)
class Optimum:
    """The best assignment with its proof: `bound` is what no assignment can be worth more than."""

    matching: Matching
    price: Floats  # of a place at each provider: what the market would gain by one more
    gain: Floats  # of each demand: worth of its pair less the price of the place
    total: float
    bound: float

    @property
    def gap(self) -> float:
        """How far the bound lies above what was found; 0 but for rounding."""
        return self.bound - self.total


def assign(market: Market, *, most: bool = False) -> Optimum:
    """Serve the demands so that the total worth is the greatest.

    Args:
        market: who may serve whom.
        most: serve as many demands as can be served, and among all such ways take the one of the greatest worth.
            Prices, gains and the bound are then of worths raised by more than any exchange could lose.
    """
    lift = (market.demands + 1) * float(market.worth.max()) if most and market.worth.size else 0.0
    value = market.worth + lift
    matching = _matching(market, value)
    price = _prices(market, value, matching)
    best = np.zeros(market.demands)
    np.maximum.at(best, market.demand, value - price[market.provider])
    taken = matching.pair[matching.pair != NOBODY]
    bound = float(best.sum() + price @ market.capacity)
    return Optimum(matching, price, best, float(value[taken].sum()), bound)


def _matching(market: Market, value: Floats) -> Matching:
    from scipy.sparse import csr_matrix  # 0.1 s that only those who assign have to wait for
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    pair, place, places = _places(market)
    own = np.arange(market.demands)
    rows, columns = np.concatenate([market.demand[pair], own]), np.concatenate([place, places + own])
    most = float(value.max(initial=0.0)) + 1.0  # costs above 0: SciPy takes a 0 for no edge
    cost = np.concatenate([most - value[pair], np.full(market.demands, most)])
    shape = (market.demands, places + market.demands)
    number = csr_matrix((np.arange(1, rows.size + 1), (rows, columns)), shape=shape)
    demand, column = min_weight_full_bipartite_matching(csr_matrix((cost, (rows, columns)), shape=shape))
    chosen = np.full(market.demands, NOBODY, np.int64)
    chosen[demand] = np.asarray(number[demand, column]).ravel() - 1
    taken = chosen < pair.size
    found = np.where(taken, pair[np.where(taken, chosen, 0)] if pair.size else NOBODY, NOBODY)
    provider = np.where(found == NOBODY, NOBODY, market.provider[found] if market.provider.size else NOBODY)
    return Matching(provider, found)


def _places(market: Market) -> tuple[Numbers, Numbers, int]:
    """Pairs with each place of their provider, and the number of places: no more than there are demands for it."""
    asked = np.bincount(market.provider, minlength=market.providers)
    room = np.minimum(market.capacity, asked)
    first = np.concatenate([[0], np.cumsum(room)])
    copies = room[market.provider]
    pair = np.repeat(np.arange(market.provider.size), copies)
    nth = np.arange(pair.size) - np.repeat(np.cumsum(copies) - copies, copies)
    return pair, first[market.provider[pair]] + nth, int(first[-1])


def _prices(market: Market, value: Floats, matching: Matching) -> Floats:
    """The lowest prices at which everyone has what suits best: the longest exchanges that end at each provider.

    A demand that would move from its place (worth v, price p) to provider j pushes j's price to p + v(i,j) − v. Of an
    optimal assignment no circle of exchanges gains, so the prices come to rest.
    """
    held = np.where(matching.pair == NOBODY, 0.0, value[matching.pair] if value.size else 0.0)
    home = matching.provider[market.demand]
    step = value - held[market.demand]
    price = np.zeros(market.providers + 1)  # the last is the price of no place at all
    rest = _ROUNDING * (1 + float(value.max(initial=0.0)))
    for _ in range(market.providers + 1):
        raised = price.copy()
        np.maximum.at(raised, market.provider, price[home] + step)
        if np.all(raised - price <= rest):
            break
        price = raised
    return price[:-1]
