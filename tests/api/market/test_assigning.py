import pytest

from api.market.assigning import DemandGiven, MarketGiven, Way, assign
from api.market.terms import TermsGiven
from api.workspace import Workspace
from ontology.errors import BadMarket

FIRST = "杭州样例谐动传动科技有限公司"
TWO = (DemandGiven("d1", "需要谐波减速器", "浙江"), DemandGiven("d2", "需要谐波减速器", "浙江"))


def test_two_that_want_the_same_firm_get_one_each(space: Workspace) -> None:
    found = assign(space, MarketGiven(TWO))
    providers = [one.provider.id for one in found.demands if one.provider]
    assert len(set(providers)) == 2
    assert found.total == pytest.approx(found.bound)
    assert found.tainted
    assert {one.choice for one in found.demands} == {1, 2}
    second = next(one for one in found.demands if one.choice == 2)
    assert second.why.startswith("第 2 选择")


def test_both_get_their_first_where_it_has_room(space: Workspace) -> None:
    found = assign(space, MarketGiven(TWO, {FIRST: 2}))
    assert [one.provider.name for one in found.demands if one.provider] == [FIRST, FIRST]
    assert next(one for one in found.providers if one.provider.name == FIRST).used == 2


def test_a_demand_without_candidates_is_told_so(space: Workspace) -> None:
    nowhere = DemandGiven("d3", "需要谐波减速器", terms=TermsGiven(within="西藏"))
    found = assign(space, MarketGiven((nowhere,)))
    assert (found.served, found.demands[0].provider, found.demands[0].why) == (0, None, "没有符合条件的候选")
    assert found.demands[0].refused


def test_a_full_market_says_that_it_is_full(space: Workspace) -> None:
    found = assign(space, MarketGiven(TWO, each=0))
    assert {one.why for one in found.demands} == {"候选都另有安排，名额已满"}


def test_nobody_of_a_stable_matching_would_leave_and_larger_orders_are_liked(space: Workspace) -> None:
    small, large = (DemandGiven(key, "需要谐波减速器", "浙江", size) for key, size in (("小", 10.0), ("大", 900.0)))
    found = assign(space, MarketGiven((small, large)), Way.STABLE)
    assert found.blocking == 0
    assert found.total <= found.bound + 1e-9
    assert {one.demand: one.choice for one in found.demands}["大"] == 1


def test_two_demands_of_one_id_are_refused(space: Workspace) -> None:
    with pytest.raises(BadMarket):
        assign(space, MarketGiven((TWO[0], TWO[0])))
