import numpy as np
from hypothesis import given

from graph.analysis.market.optimum import assign
from graph.analysis.market.pairs import NOBODY, Market, Matching, market_of
from graph.analysis.market.stable import blocking_pairs, match_stably
from tests.graph.analysis.market.markets import markets


def test_a_provider_keeps_the_demands_it_likes_best() -> None:
    market = market_of(
        ([0, 1, 1, 2], [0, 0, 1, 0]), [0.9, 0.9, 0.1, 0.9], [2, 1], demands=3, liking=[0.3, 0.2, 1.0, 0.8]
    )
    assert match_stably(market).provider.tolist() == [0, 1, 0]


def test_an_optimum_may_be_one_that_two_would_leave() -> None:
    market = market_of(([0, 0, 1], [0, 1, 0]), [0.9, 0.8, 0.7], [1, 1], demands=2)
    best, stable = assign(market).matching, match_stably(market)
    assert blocking_pairs(market, best).tolist() == [0]
    assert stable.provider.tolist() == [0, NOBODY]


def test_a_free_place_and_an_unserved_demand_block() -> None:
    market = market_of(([0], [0]), [0.5], [1], demands=1)
    nobody = np.array([NOBODY])
    assert blocking_pairs(market, Matching(nobody, nobody)).tolist() == [0]


@given(markets())
def test_no_demand_and_provider_would_rather_have_each_other(market: Market) -> None:
    found = match_stably(market)
    used = np.bincount(found.provider[found.provider != NOBODY], minlength=market.providers)
    assert np.all(used <= market.capacity)
    assert blocking_pairs(market, found).size == 0


@given(markets(ties=False))
def test_no_other_stable_matching_serves_a_demand_better(market: Market) -> None:
    """Where nobody is indifferent the proposing side has its best stable partner."""
    found = match_stably(market)
    worth = {(int(d), int(p)): float(w) for d, p, w in zip(market.demand, market.provider, market.worth, strict=True)}
    mine = [worth.get((demand, int(provider)), 0.0) for demand, provider in enumerate(found.provider)]
    for other in stable_matchings(market):
        theirs = [worth.get((demand, int(provider)), 0.0) for demand, provider in enumerate(other.provider)]
        assert all(ours >= one for ours, one in zip(mine, theirs, strict=True))


def stable_matchings(market: Market) -> list[Matching]:
    found = list[Matching]()

    def extend(pairs: list[int], demand: int, room: list[int]) -> None:
        if demand == market.demands:
            pair = np.array(pairs)
            provider = np.where(pair == NOBODY, NOBODY, market.provider[pair] if market.provider.size else NOBODY)
            matching = Matching(provider, pair)
            if not blocking_pairs(market, matching).size:
                found.append(matching)
            return
        extend([*pairs, NOBODY], demand + 1, room)
        for pair in np.flatnonzero(market.demand == demand).tolist():
            at = int(market.provider[pair])
            if room[at]:
                extend([*pairs, pair], demand + 1, [one - (place == at) for place, one in enumerate(room)])

    extend([], 0, market.capacity.tolist())
    return found
