from graph.analysis.gaps import find_gaps
from graph.analysis.results import Gap
from graph.analysis.thresholds import Thresholds
from ontology.values.regions import find_region
from tests.graph.analysis.worlds import ROBOT, THREE, World, well_recorded


def found(world: World, node: str, region: str | None = "浙江") -> Gap:
    place = find_region(region) if region else None
    report = find_gaps(world.snapshot(), ROBOT, place, limits=Thresholds())
    return next(gap for gap in report.gaps if gap.node.id == f"node:robot/{node}")


def test_causes_that_the_data_cannot_tell_are_listed_and_not_counted() -> None:
    gap = found(well_recorded("motor", "direct", rest=("body", "cell")), "motor")
    assert [reason.cause for reason in gap.why] == ["缺失或不足"]
    assert gap.unknown == ("集中度", "外部依赖", "进口依赖")


def test_without_a_yardstick_shortage_is_not_known() -> None:
    assert "缺失或不足" in found(well_recorded(), "motor", None).unknown


def test_an_empty_node_that_is_no_gap_has_no_score() -> None:
    gap = found(well_recorded("direct"), "direct")
    assert gap.score == 0
    assert gap.why[0].value == 0


def test_absence_counts_only_as_far_as_the_data_say_so() -> None:
    world = well_recorded(rest=("motor",))
    world.firm("皖甲", "安徽", "body", by=THREE)
    gap = found(world, "motor", "安徽")
    assert gap.probability_absent is not None
    assert gap.why[0].value < 0.2 * gap.probability_absent


def test_each_cause_shows_its_evidence() -> None:
    gap = found(well_recorded("direct", rest=("motor",)), "motor")
    assert all(reason.evidence for reason in gap.why)


def test_firms_that_may_be_unseen_lower_the_concentration() -> None:
    seen, said = well_recorded("motor", "direct", rest=("steel", "body", "cell")), World()
    seen.firm("独家", "浙江", "motor", by=THREE)
    for node in ("steel", "reducer", "body", "cell"):
        said.firms(8, "浙江", node)
    said.firm("独家", "浙江", "motor")
    well, badly = (next(one for one in found(world, "motor").why if one.cause == "集中度") for world in (seen, said))
    assert badly.value < well.value < 1
