import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.analysis.shock.flows import Firms, Sales
from graph.analysis.shock.results import SecondSources
from graph.analysis.shock.second_source import second_sources, split
from graph.analysis.thresholds import Thresholds
from tests.graph.analysis.shock.test_cascade import networks
from tests.graph.analysis.shock.test_scenario import ground, line
from tests.graph.analysis.worlds import World


def asked(world: World, name: str) -> SecondSources:
    snapshot, network, census = ground(world.snapshot())
    (firm,) = network.place(snapshot.index_of([f"ent:{name}"])).tolist()
    return second_sources(snapshot, network, census, firm=firm, limits=Thresholds())


def test_a_second_source_of_an_essential_input_halves_what_its_buyer_loses() -> None:
    world = line()
    world.firm("备用电机厂", "浙江", "motor")
    found = asked(world, "电机厂")
    (option,) = found.options
    assert (option.name, option.region and option.region.name) == ("备用电机厂", "浙江省")
    assert found.required
    assert found.links == 1
    assert option.after < found.before
    assert option.saved == pytest.approx(found.before - option.after)
    assert option.own_after > option.own_before
    assert option.evidence
    assert found.evidence == ("ev:ent:电机厂-ent:本体厂",)


def test_where_nobody_else_makes_it_that_is_said() -> None:
    found = asked(line(), "电机厂")
    assert found.options == ()
    assert "没有第二家" in found.note


def test_where_no_sale_is_recorded_there_is_nothing_to_split() -> None:
    found = asked(line(), "工作站厂")
    assert (found.links, found.options) == (0, ())
    assert "没有这家企业的销售记录" in found.note


@given(networks(), some.data())
def test_what_moves_is_lost_to_nobody(network: tuple[Sales, Firms], data: some.DataObject) -> None:
    sales, firms = network
    seller = data.draw(some.integers(0, firms.size.size - 1))
    rival = data.draw(some.integers(0, firms.size.size - 1).filter(lambda one: one != seller))
    rows = np.flatnonzero(sales.seller == seller)
    after, sized = split(sales, firms, rows, rival)
    assert after.value.sum() == pytest.approx(sales.value.sum())
    assert sized.size.sum() == pytest.approx(firms.size.sum())
    count = firms.size.size
    assert np.bincount(after.buyer, after.value, count) == pytest.approx(np.bincount(sales.buyer, sales.value, count))
    assert not ((after.seller == rival) & (after.buyer == rival))[sales.seller.size :].any()
