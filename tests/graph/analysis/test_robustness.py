import inspect
import re
from dataclasses import fields

from graph.analysis.gaps import find_gaps
from graph.analysis.thresholds import Thresholds
from graph.analysis.verdict import ManyLimits, judge
from ontology.values.regions import find_region
from tests.graph.analysis.worlds import ROBOT, THREE, World, well_recorded


def stamps(world: World) -> dict[str, float]:
    report = find_gaps(world.snapshot(), ROBOT, find_region("浙江"), limits=Thresholds())
    return {gap.node.id.rsplit("/", 1)[1]: gap.robustness for gap in report.gaps}


def test_a_finding_that_three_complete_sources_agree_on_stands() -> None:
    assert stamps(well_recorded("motor", "direct", rest=("body", "cell", "steel", "reducer")))["motor"] > 0.9


def test_what_one_source_alone_says_falls_with_it() -> None:
    world = well_recorded("motor", "direct", rest=("body", "cell", "steel", "reducer"))
    world.firm("独家", "浙江", "motor", by=THREE[:1])
    assert stamps(world)["motor"] < 0.95


def test_the_same_question_has_the_same_stamp() -> None:
    world = well_recorded("motor", rest=("body",))
    assert stamps(world) == stamps(world)


def test_every_limit_that_the_verdict_reads_is_shaken() -> None:
    assert {one.name for one in fields(ManyLimits)} == set(re.findall(r"limits\.(\w+)", inspect.getsource(judge)))


def test_a_node_of_more_firms_than_a_probability_can_say_still_has_a_stamp() -> None:
    world = World()
    world.firms(1_500, "浙江", "motor", by=THREE[:1])
    report = find_gaps(world.snapshot(), ROBOT, None, limits=Thresholds())
    assert all(0 <= gap.robustness <= 1 for gap in report.gaps)


def told_mostly_by(sources: tuple[str, ...]) -> World:
    """浙江 with too few firms for a verdict in the other two sources, the rest in these; 江苏 well recorded."""
    world = well_recorded(*(node.id for node in ROBOT.nodes), rest=[node.id for node in ROBOT.nodes])
    for node in ROBOT.nodes:
        if node.id != "motor":
            world.firms(1, "浙江", node.id, by=THREE)
            world.firms(7, "浙江", node.id, by=sources)
    return world


def test_a_gap_where_one_source_tells_nearly_all_may_turn_into_too_little_data() -> None:
    assert stamps(told_mostly_by(THREE[:1]))["motor"] < stamps(told_mostly_by(THREE))["motor"]
