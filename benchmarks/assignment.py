"""Assigning 20,000 demands to 12,000 providers under capacity: the optimum, its proof, and the stable matching.

The market is made up: 20 to 50 candidates a demand, drawn towards few popular providers, scores made of the quality of
the provider and of the fit, each provider with room for one to three. Beside it HiGHS on the linear program, as SciPy
users write it, on a smaller market, with an equal total; and demand by demand in the order of arrival.
"""

import sys
import time

import numpy as np
from numpy.typing import NDArray

from graph.analysis.market.optimum import assign
from graph.analysis.market.pairs import NOBODY, Market, market_of
from graph.analysis.market.stable import blocking_pairs, match_stably

Numbers = NDArray[np.int64]

DEMANDS, PROVIDERS = 20_000, 12_000
PEER_SIZE = 2_000


def made_up(demands: int, providers: int, *, room: int = 3, seed: int = 7) -> Market:
    """A market with popular providers."""
    random = np.random.default_rng(seed)
    listed = random.integers(20, 51, demands)
    demand = np.repeat(np.arange(demands), listed)
    pull = random.pareto(1.2, providers) + 1
    reached = np.cumsum(pull)
    provider = np.searchsorted(reached, random.random(demand.size) * reached[-1]).clip(0, providers - 1)
    pair = np.unique(demand * providers + provider)
    demand, provider = pair // providers, pair % providers
    worth = np.round(0.2 + 0.4 * random.random(providers)[provider] + 0.4 * random.random(pair.size), 4)
    capacity = random.integers(1, room + 1, providers)
    return market_of((demand, provider), worth, capacity, demands=demands)


def in_order(market: Market) -> float:
    """Total where each demand in turn takes the best that has room."""
    room, total, starts = market.capacity.copy(), 0.0, market.starts()
    for demand in range(market.demands):
        pairs = np.arange(starts[demand], starts[demand + 1])
        free = pairs[room[market.provider[pairs]] > 0]
        if free.size:
            best = free[market.worth[free].argmax()]
            room[market.provider[best]] -= 1
            total += float(market.worth[best])
    return total


def by_highs(market: Market) -> float:
    """Total of the linear program."""
    from scipy.optimize import linprog
    from scipy.sparse import csr_matrix

    rows = np.arange(market.worth.size)
    limits = csr_matrix(
        (np.ones(2 * rows.size), (np.r_[market.demand, market.demands + market.provider], np.r_[rows, rows])),
        shape=(market.demands + market.providers, rows.size),
    )
    room = np.r_[np.ones(market.demands), market.capacity]
    return float(-linprog(-market.worth, A_ub=limits, b_ub=room, bounds=(0, 1), method="highs").fun)


def measure(demands: int, providers: int, room: int) -> None:
    market = made_up(demands, providers, room=room)
    print(f"{demands:,} demands, {providers:,} providers with room for 1 to {room}, {market.worth.size:,} pairs")
    began, cpu = time.perf_counter(), time.process_time()
    best = assign(market)
    print(
        f"    optimum with prices {time.perf_counter() - began:.2f} s ({time.process_time() - cpu:.2f} CPU s): "
        f"{best.matching.served:,} served, total {best.total:.3f}, bound {best.bound:.3f}, gap {best.gap:.1e}"
    )
    began = time.perf_counter()
    stable = match_stably(market)
    taken = stable.pair[stable.pair != NOBODY]
    print(
        f"    stable {time.perf_counter() - began:.2f} s: {stable.served:,} served, "
        f"{market.worth[taken].sum() / best.total:.1%} of the optimum, {blocking_pairs(market, stable).size} blocking "
        f"pairs (the optimum has {blocking_pairs(market, best.matching).size:,})"
    )
    print(f"    one after the other: {in_order(market) / best.total:.1%} of the optimum")


def beside_highs() -> None:
    market = made_up(PEER_SIZE, PEER_SIZE * 6 // 10)
    began = time.perf_counter()
    best = assign(market)
    middle = time.perf_counter()
    total = by_highs(market)
    ended = time.perf_counter()
    print(
        f"{PEER_SIZE:,} demands: {middle - began:.2f} s, HiGHS {ended - middle:.2f} s "
        f"({(ended - middle) / (middle - began):.0f} times), totals differ by {abs(total - best.total):.1e}"
    )


def main() -> None:
    """The market of the target with rooms of 1 to 3 and of 1 to 10, or of the size named: demands and providers."""
    size = [int(one) for one in sys.argv[1:3]] or [DEMANDS, PROVIDERS]
    for room in (3, 10):
        measure(size[0], size[1], room)
    beside_highs()


if __name__ == "__main__":
    main()
