from itertools import product

import numpy as np
import pytest
from hypothesis import given
from scipy.optimize import linprog

from graph.analysis.market.optimum import assign
from graph.analysis.market.pairs import NOBODY, Market, market_of
from tests.graph.analysis.market.markets import markets


def respects_capacity(market: Market, provider: np.ndarray) -> bool:
    used = np.bincount(provider[provider != NOBODY], minlength=market.providers)
    return bool(np.all(used <= market.capacity))


def best_by_trying_all(market: Market) -> tuple[int, float]:
    """Greatest total, and the most demands served with the greatest total among these."""
    worth = {(int(d), int(p)): float(w) for d, p, w in zip(market.demand, market.provider, market.worth, strict=True)}
    choices = [[NOBODY, *(p for d, p in worth if d == demand)] for demand in range(market.demands)]
    found = [
        (sum(one != NOBODY for one in chosen), sum(worth.get((d, p), 0.0) for d, p in enumerate(chosen)))
        for chosen in product(*choices)
        if respects_capacity(market, np.array(chosen))
    ]
    return max(found)[0], max(total for _, total in found)


def test_a_demand_gives_way_where_another_loses_more() -> None:
    market = market_of(([0, 0, 1], [0, 1, 0]), [0.9, 0.8, 0.7], [1, 1], demands=2)
    found = assign(market)
    assert found.matching.provider.tolist() == [1, 0]
    assert found.total == pytest.approx(1.5)


def test_a_scarce_place_has_the_price_of_what_is_lost_without_it() -> None:
    market = market_of(([0, 1, 2], [0, 0, 0]), [0.9, 0.7, 0.4], [2], demands=3)
    found = assign(market)
    assert found.matching.provider.tolist() == [0, 0, NOBODY]
    assert found.price.tolist() == pytest.approx([0.4])
    assert found.gain.tolist() == pytest.approx([0.5, 0.3, 0.0])


def test_nobody_is_served_where_there_is_no_pair_or_no_room() -> None:
    assert assign(market_of(([], []), [], [1], demands=2)).matching.provider.tolist() == [NOBODY, NOBODY]
    full = assign(market_of(([0], [0]), [0.5], [0], demands=1))
    assert (full.matching.served, full.total, full.gap) == (0, 0.0, pytest.approx(0.0))


@given(markets())
def test_no_assignment_is_worth_more(market: Market) -> None:
    found = assign(market)
    assert respects_capacity(market, found.matching.provider)
    assert found.total == pytest.approx(best_by_trying_all(market)[1])


@given(markets())
def test_the_prices_prove_it(market: Market) -> None:
    """Dual feasibility, and a bound that is reached: weak duality then forbids anything better."""
    found = assign(market)
    assert found.price.min(initial=0.0) >= 0
    assert found.gain.min(initial=0.0) >= 0
    slack = found.gain[market.demand] + found.price[market.provider] - market.worth
    assert slack.min(initial=0.0) >= -1e-9
    assert found.bound == pytest.approx(found.total, abs=1e-9)


@given(markets())
def test_as_many_as_can_be_are_served_where_that_is_asked(market: Market) -> None:
    found = assign(market, most=True)
    assert found.matching.served == max_served(market)
    assert found.gap == pytest.approx(0.0, abs=1e-6)


def max_served(market: Market) -> int:
    return best_by_trying_all(market)[0]


def test_a_market_too_large_to_try_all_agrees_with_linear_programming() -> None:
    random = np.random.default_rng(5)
    demands, providers = 120, 60
    pair = random.choice(demands * providers, 1500, replace=False)
    market = market_of(
        (pair // providers, pair % providers),
        random.random(pair.size),
        random.integers(0, 4, providers),
        demands=demands,
    )
    rows = np.arange(market.worth.size)
    limits = np.zeros((demands + providers, rows.size))
    limits[market.demand, rows] = 1
    limits[demands + market.provider, rows] = 1
    room = np.concatenate([np.ones(demands), market.capacity])
    solved = linprog(-market.worth, A_ub=limits, b_ub=room, bounds=(0, 1), method="highs")
    found = assign(market)
    assert found.total == pytest.approx(-solved.fun)
    assert found.gap == pytest.approx(0.0, abs=1e-9)
