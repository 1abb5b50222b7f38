from graph.analysis.gaps import find_gaps
from graph.analysis.results import Plan
from graph.analysis.thresholds import Thresholds
from ontology.values.regions import find_region
from tests.graph.analysis.worlds import ROBOT, THREE, World, well_recorded

REST = ("steel", "reducer", "motor", "body", "cell")


def planned(world: World, region: str = "浙江") -> Plan:
    report = find_gaps(world.snapshot(), ROBOT, find_region(region), limits=Thresholds())
    assert report.plan is not None
    return report.plan


def test_a_break_is_closed_by_adding_its_node_and_the_nearest_firms_are_named() -> None:
    plan = planned(well_recorded("motor", "direct", rest=REST))
    assert [one.node.name for one in plan.additions] == ["伺服电机"]
    assert (plan.method, plan.closed, plan.at_least, plan.open) == ("exact", 1.0, 1.0, ())
    assert {one.reach for one in plan.additions[0].firms} == {"本地"}


def test_either_of_two_inputs_that_serve_alike_closes_the_gap() -> None:
    plan = planned(well_recorded("reducer", "direct", rest=(*REST, "direct")))
    assert len(plan.additions) == 1
    assert plan.closed == 1.0


def test_without_gaps_the_plan_adds_nothing_and_says_so() -> None:
    plan = planned(well_recorded("direct", rest=REST))
    assert plan.additions == ()
    assert "没有" in plan.note


def test_a_node_that_hangs_on_one_firm_is_to_be_strengthened() -> None:
    world = well_recorded("motor", "direct", rest=REST)
    world.firm("独家", "浙江", "motor", by=THREE)
    assert "伺服电机" in [one.node.name for one in planned(world).strengthen]


def test_what_lies_beside_a_strong_node_is_to_be_reached_for() -> None:
    world = well_recorded("cell", "direct", rest=REST)
    for region in ("广东", "山东", "湖北"):
        for node in REST:
            world.firms(8, region, node, by=THREE)
    for number in range(60):
        world.firm(f"本体{number}", "浙江", "body", by=THREE)
    for number in range(6):
        world.firm(f"都做{number}", "广东", "body", "cell", by=THREE)
    found = planned(world).extend
    whys = {one.node.name: one.why for one in found}
    assert "长板机器人本体的下游" in whys["焊接工作站"]
