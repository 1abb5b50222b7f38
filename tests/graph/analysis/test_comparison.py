import pytest

from graph.analysis.comparison import Comparison, NodeAcross, compare, overview
from graph.analysis.thresholds import Thresholds
from ontology.errors import BadInput
from ontology.values.regions import find_region
from tests.graph.analysis.worlds import ROBOT, THREE, World, well_recorded

LIMITS = Thresholds()
REST = ("steel", "reducer", "motor", "body", "cell")


def asked(world: World, *names: str) -> Comparison:
    places = [place for name in names if (place := find_region(name)) is not None]
    return compare(world.snapshot(), ROBOT, places, limits=LIMITS, chains=[ROBOT])


def node(found: Comparison, short: str) -> NodeAcross:
    return next(one for one in found.nodes if one.node.id == f"node:robot/{short}")


def test_a_node_that_only_the_first_region_lacks_is_where_it_is_furthest_behind() -> None:
    found = asked(well_recorded("motor", "direct", rest=REST), "浙江", "江苏")
    first = found.nodes[0]
    assert (first.node.name, first.standings[0].type) == ("伺服电机", "断点")
    assert first.best is not None
    assert (first.best.name, first.behind) == ("江苏省", first.standings[0].score)


def test_where_all_are_alike_none_is_best() -> None:
    found = asked(well_recorded("direct", rest=REST), "浙江", "江苏")
    assert {one.best for one in found.nodes} == {None}


def test_what_is_not_known_of_a_region_is_neither_better_nor_worse() -> None:
    world = well_recorded("motor", "direct", rest=REST)
    world.firm("皖甲", "安徽", "body", by=THREE)
    found = asked(world, "浙江", "安徽")
    motor = node(found, "motor")
    assert motor.standings[1].type == "数据不足"
    assert (motor.best, motor.behind) == (None, 0.0)
    assert node(asked(world, "安徽", "江苏"), "motor").behind is None


def test_coverages_that_differ_are_said_with_every_comparison() -> None:
    world = well_recorded("direct", rest=REST)
    for number in range(40):
        world.firm(f"粤{number}", "广东", REST[number % 5], by=(THREE[number % 3],))
    found = asked(world, "浙江", "广东")
    assert not found.alike
    assert "差异可能出自数据" in found.note
    assert "广东省" in found.note


def test_alone_a_region_is_set_beside_its_likest_peers_and_the_best() -> None:
    world = well_recorded("motor", "direct", rest=REST)
    for region in ("广东", "山东"):
        for made in ("steel", "cell"):
            world.firms(12, region, made, by=THREE)
    found = asked(world, "浙江")
    assert found.sides[0].region.name == "浙江省"
    assert {side.region.name for side in found.sides if side.role == "最好"} == {"江苏省"}
    assert [side.role for side in found.sides].count("所问") == 1


def test_counts_of_all_nodes_stand_beside_each_region() -> None:
    found = asked(well_recorded("motor", "direct", rest=REST), "浙江", "江苏")
    assert [sum(side.counts.values()) for side in found.sides] == [6, 6]
    assert found.sides[0].weakness > found.sides[1].weakness == 0


def test_all_chains_are_counted_where_none_is_named() -> None:
    place = find_region("浙江")
    assert place is not None
    found = overview(well_recorded("motor").snapshot(), [place], limits=LIMITS, chains=[ROBOT])
    assert [(one.chain.name, one.firms) for one in found.chains] == [("机器人", (40,))]
    assert found.note.startswith("覆盖率：浙江省")


def test_no_region_is_an_error_that_says_how_to_ask() -> None:
    with pytest.raises(BadInput, match="没有给地区"):
        asked(World())
