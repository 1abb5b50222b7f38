import numpy as np
import pytest

from graph.analysis.census import census_of
from graph.analysis.shock.network import network_of
from graph.analysis.shock.ranking import rank
from graph.analysis.shock.results import Removed, RiskReport, ShockReport
from graph.analysis.shock.scenario import Asked, shock_of
from graph.analysis.thresholds import Thresholds
from graph.snapshot import Snapshot
from ontology.schema import Relation
from ontology.values.regions import find_region
from tests.graph.analysis.worlds import ROBOT, THREE, World

LIMITS = Thresholds()


def line() -> World:
    """A maker of motors in 江苏 sells to one of bodies in 浙江, who sells to one of cells there."""
    world = World()
    motors, bodies = world.firm("电机厂", "江苏", "motor"), world.firm("本体厂", "浙江", "body")
    cells = world.firm("工作站厂", "浙江", "cell")
    world.fact(motors, Relation.SUPPLIES, bodies)
    world.fact(bodies, Relation.SUPPLIES, cells)
    return world


def ground(snapshot: Snapshot) -> tuple:
    census = census_of(snapshot, [ROBOT], find_region("浙江"), limits=LIMITS)
    return snapshot, network_of(snapshot, [ROBOT], census.makings), census


def failed(world: World, name: str, psi: float = 1.0) -> ShockReport:
    snapshot, network, census = ground(world.snapshot())
    firms = network.place(snapshot.index_of([f"ent:{name}"]))
    removed = ((Removed(f"ent:{name}", name, "企业", 1), firms),)
    return shock_of(Asked(snapshot, network, census, LIMITS, removed, psi))


def risks(world: World) -> RiskReport:
    snapshot, network, census = ground(world.snapshot())
    return rank(snapshot, network, census, top=2, limits=LIMITS)


def test_who_lacks_an_essential_input_fails_and_so_does_the_next() -> None:
    found = failed(line(), "电机厂")
    assert found.loss == pytest.approx(1)
    assert found.direct == pytest.approx(1 / 3)
    assert {one.name: one.loss for one in found.firms} == pytest.approx({"本体厂": 1, "工作站厂": 1})
    assert [round(one, 6) for one in found.path[:3]] == [0.333333, 0.666667, 1]


def test_the_way_of_a_loss_is_told_with_its_evidence() -> None:
    steps = failed(line(), "电机厂").why
    assert [(one.source.name, one.target.name, one.way) for one in steps[:2]] == [
        ("电机厂", "本体厂", "缺少投入"),
        ("本体厂", "工作站厂", "缺少投入"),
    ]
    assert failed(line(), "电机厂").evidence == ("ev:ent:电机厂-ent:本体厂", "ev:ent:本体厂-ent:工作站厂")


def test_who_loses_the_only_buyer_keeps_final_demand() -> None:
    found = failed(line(), "工作站厂")
    by_name = {one.name: one for one in found.firms}
    assert by_name["本体厂"].loss == pytest.approx(0.95)
    assert found.why[0].way == "失去客户"


def test_losses_of_nodes_and_of_regions_add_up_to_the_whole() -> None:
    found = failed(line(), "电机厂")
    assert sum(one.share for one in found.by_node) == pytest.approx(found.loss)
    assert sum(one.share for one in found.by_region) == pytest.approx(found.loss)
    assert {one.name: one.loss for one in found.by_region} == pytest.approx({"浙江省": 1, "江苏省": 1})


def test_a_firm_that_fails_by_half_takes_half_with_it() -> None:
    assert failed(line(), "电机厂", 0.5).loss == pytest.approx(0.5)


def test_sure_facts_give_a_narrower_interval_than_doubtful_ones() -> None:
    doubtful = line()
    for _, fact in doubtful.facts:
        if fact["object"] == "ent:本体厂":
            fact["confidence"] = 0.5
    sure, unsure = failed(line(), "电机厂").interval, failed(doubtful, "电机厂").interval
    assert sure is not None
    assert unsure is not None
    assert sure.high - sure.low <= unsure.high - unsure.low
    assert unsure.low == pytest.approx(1 / 3)


def test_regions_whose_records_are_not_equally_complete_are_said_not_to_be_comparable() -> None:
    found = failed(line(), "电机厂").coverage
    assert not found.comparable
    assert "不可比" in found.note


def test_regions_known_alike_are_comparable() -> None:
    world = line()
    for region in ("浙江", "江苏"):
        for node in ROBOT.nodes:
            world.firms(8, region, node.id, by=THREE)
    assert failed(world, "电机厂").coverage.comparable


def test_without_supply_records_nothing_is_passed_on_and_that_is_said() -> None:
    world = World()
    world.firm("电机厂", "浙江", "motor")
    found = failed(world, "电机厂")
    assert found.loss == found.direct == pytest.approx(1)
    assert "没有供应记录" in found.coverage.note
    assert found.why == ()


def test_marked_supply_facts_mark_the_result() -> None:
    world = line()
    assert not failed(world, "电机厂").tainted
    world.facts[-1][1]["marked"] = True
    assert failed(world, "电机厂").tainted


def test_the_firm_that_all_hang_on_comes_first() -> None:
    found = risks(line())
    assert [one.name for one in found.ranking] == ["电机厂", "本体厂"]
    assert found.ranking[0].loss == pytest.approx(1)
    assert (found.examined, found.firms) == (3, 3)
    assert np.isclose(found.ranking[0].own, found.ranking[0].upstream)
