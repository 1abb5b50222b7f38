from graph.analysis.gaps import find_gaps
from graph.analysis.thresholds import Thresholds
from ontology.values.regions import find_region
from tests.graph.analysis.worlds import ROBOT, THREE, World, well_recorded


def stamps(world: World) -> dict[str, float]:
    report = find_gaps(world.snapshot(), ROBOT, find_region("浙江"), limits=Thresholds(), healthy=True)
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
