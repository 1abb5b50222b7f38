"""One small world a type of weak link, and the traps beside them."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.analysis.gaps import find_gaps
from graph.analysis.results import Gap, GapReport, GapType
from graph.analysis.thresholds import Thresholds
from ontology.schema import Relation
from ontology.values.regions import find_region
from tests.graph.analysis.worlds import ROBOT, THREE, World, well_recorded

LIMITS = Thresholds()
ALL = tuple(node.id for node in ROBOT.nodes)


def asked(world: World, region: str | None = "浙江") -> GapReport:
    return find_gaps(world.snapshot(), ROBOT, find_region(region) if region else None, limits=LIMITS)


def found(world: World, node: str, region: str | None = "浙江") -> Gap:
    return next(gap for gap in asked(world, region).gaps if gap.node.id == f"node:robot/{node}")


def test_a_needed_node_that_good_records_show_nobody_at_is_a_break() -> None:
    gap = found(well_recorded("motor", "direct", rest=("body", "cell", "steel", "reducer")), "motor")
    assert gap.type is GapType.BREAK
    assert gap.probability_absent is not None
    assert gap.probability_absent >= LIMITS.break_at
    assert (gap.observed, gap.certainty) == (0, gap.probability_absent)
    assert "浙江body0" in gap.explanation  # who needs it
    assert "ev:ent:浙江body0-node:robot/body" in gap.evidence


def test_the_same_empty_node_is_only_suspected_where_sources_overlap_little() -> None:
    world = World()
    for region in ("浙江", "江苏", "广东"):
        for node in ("steel", "reducer", "body", "cell", *(["motor"] if region != "浙江" else [])):
            for number in range(12):
                by = (*THREE[number % 3 :][:1], *(THREE[:2] if number % 6 == 5 else ()))
                world.firm(f"{region}{node}{number}", region, node, by=tuple(dict.fromkeys(by)))
    gap = found(world, "motor")
    assert gap.type in {GapType.SUSPECTED_BREAK, GapType.UNKNOWN}
    kinds = {remedy.kind for remedy in gap.remedies}
    assert {"补充数据核实", "对接区外供应商"} <= kinds


def test_one_source_alone_never_proves_a_break() -> None:
    world = World()
    for node in ("steel", "reducer", "body", "cell"):
        world.firms(8, "浙江", node)
        world.firms(8, "江苏", node)
    world.firms(8, "江苏", "motor")
    report, gap = asked(world), found(world, "motor")
    assert gap.type in {GapType.SUSPECTED_BREAK, GapType.UNKNOWN}
    assert report.coverage.sources == 1
    assert "只有一个来源" in report.coverage.note
    assert report.coverage.low < LIMITS.assumed_coverage


def test_no_record_in_a_region_with_few_records_is_not_a_gap() -> None:
    world = well_recorded(rest=ALL)
    world.firm("皖甲", "安徽", "body", by=THREE)
    report = asked(world, "安徽")
    assert {gap.type for gap in report.gaps} <= {GapType.UNKNOWN, None}
    motor = found(world, "motor", "安徽")
    assert motor.type is GapType.UNKNOWN
    assert motor.certainty < 0.2
    assert motor.score < 0.05
    assert "未见记录不等于没有企业" in motor.explanation
    assert motor.remedies[0].kind == "补充数据核实"
    assert "只有 1 条记录" in report.coverage.note


def test_one_firm_in_a_region_with_few_records_is_no_single_supplier() -> None:
    world = well_recorded(rest=ALL)
    world.firm("皖甲", "安徽", "body", by=THREE)
    assert found(world, "body", "安徽").type is GapType.UNKNOWN


def test_a_region_without_any_record_is_all_unknown() -> None:
    report = asked(well_recorded(), "西藏")
    assert {gap.type for gap in report.gaps} == {GapType.UNKNOWN, None}
    assert report.coverage.low == 0


def test_an_empty_graph_says_that_nothing_is_known() -> None:
    report = asked(World(), None)
    assert {gap.type for gap in report.gaps} == {GapType.UNKNOWN, None}
    assert "没有任何" in report.coverage.note


def test_a_single_firm_is_a_single_supplier() -> None:
    world = well_recorded("motor", "direct", rest=("steel", "body", "cell"))
    world.firm("独家", "浙江", "motor", by=THREE)
    gap = found(world, "motor")
    assert gap.type is GapType.SINGLE_SOURCE
    assert [firm.name for firm in gap.firms] == ["独家"]
    assert gap.remedies


def test_firms_of_one_group_are_a_single_supplier() -> None:
    world = well_recorded("motor", "direct", rest=("steel", "body", "cell"))
    for name in ("子一", "子二"):
        world.fact(world.firm(name, "浙江", "motor", by=THREE), Relation.SUBSIDIARY_OF, world.firm("母", "浙江"))
    gap = found(world, "motor")
    assert (gap.type, gap.observed) == (GapType.SINGLE_SOURCE, 2)
    assert "同属一个集团" in gap.explanation


def test_far_fewer_firms_than_elsewhere_is_weak() -> None:
    world = well_recorded("motor", "direct", rest=("steel", "body", "cell"))
    world.firms(40, "广东", "motor", by=THREE)
    world.firms(2, "浙江", "motor", by=THREE)
    gap = found(world, "motor")
    assert gap.type is GapType.WEAK
    assert gap.expected > 4 * gap.observed


def test_far_more_firms_than_elsewhere_is_strong() -> None:
    world = well_recorded("direct", rest=ALL)
    for region in ("广东", "山东", "湖北"):
        for node in ALL:
            world.firms(8, region, node, by=THREE)
    for number in range(60):
        world.firm(f"电机{number}", "浙江", "motor", by=THREE)
    assert found(world, "motor").type is GapType.STRONG


def test_local_firms_whose_neighbours_buy_elsewhere_is_blocked() -> None:
    world = well_recorded("direct", rest=ALL)
    for number in range(8):
        world.fact(f"ent:江苏motor{number}", Relation.SUPPLIES, f"ent:浙江body{number}")
    world.fact("ent:浙江motor0", Relation.SUPPLIES, "ent:浙江body0")
    gap = found(world, "motor")
    assert gap.type is GapType.BLOCKED
    assert 0.75 < next(reason for reason in gap.why if reason.cause == "外部依赖").value < 8 / 9


def test_two_purchases_do_not_make_a_blocked_node() -> None:
    world = well_recorded("direct", rest=ALL)
    for number in range(2):
        world.fact(f"ent:江苏motor{number}", Relation.SUPPLIES, f"ent:浙江body{number}")
    assert found(world, "motor").type is None


def test_a_whole_country_is_compared_with_nothing() -> None:
    world = well_recorded("direct")
    world.firms(60, "江苏", "motor", by=THREE)
    world.firms(2, "江苏", "direct", by=THREE)
    types = {gap.type for gap in asked(world, None).gaps}
    assert types.isdisjoint({GapType.WEAK, GapType.STRONG})


def test_a_missing_option_whose_alternative_is_made_is_no_gap() -> None:
    world = well_recorded("reducer", rest=ALL)
    gap = found(world, "reducer")
    assert (gap.type, gap.score) == (None, 0)
    assert "直驱电机" in gap.explanation
    assert found(well_recorded("reducer", "direct", rest=("body", "cell", "motor")), "reducer").type is not None


def test_a_node_that_is_not_required_is_no_gap() -> None:
    assert found(well_recorded("direct", rest=ALL), "direct").type is None


def test_a_node_that_no_firm_of_the_region_needs_is_no_gap() -> None:
    world = World()
    for node in ("steel", "reducer"):
        world.firms(15, "浙江", node, by=THREE)
    world.firms(15, "江苏", "body", by=THREE)
    gap = found(world, "body")
    assert (gap.type, gap.score) == (None, 0)


@pytest.mark.parametrize(
    "given_", [{"state": "closed"}, {"state": "planned"}, {"status": "planned"}, {"status": "historic"}]
)
def test_closed_firms_and_planned_facts_are_no_supply(given_: dict[str, str]) -> None:
    world = well_recorded("motor", "direct", rest=("body", "cell", "steel", "reducer"))
    world.firms(5, "浙江", "motor", by=THREE, **given_)
    gap = found(world, "motor")
    assert (gap.observed, gap.type) == (0, GapType.BREAK)
    assert ("推动在建项目" in {remedy.kind for remedy in gap.remedies}) is ("planned" in given_.values())


def test_an_unsure_record_is_no_supply_but_makes_absence_less_sure() -> None:
    rest = ("body", "cell", "steel", "reducer")
    sure, unsure = well_recorded("motor", "direct", rest=rest), well_recorded("motor", "direct", rest=rest)
    unsure.firm("或许", "浙江", "motor", confidence=0.4)
    before, after = found(sure, "motor").probability_absent, found(unsure, "motor").probability_absent
    assert before is not None
    assert after == pytest.approx(0.6 * before)
    assert found(unsure, "motor").observed == 0


def test_a_firm_whose_region_is_unknown_makes_absence_less_sure() -> None:
    rest = ("body", "cell", "steel", "reducer")
    known, lost = well_recorded("motor", "direct", rest=rest), well_recorded("motor", "direct", rest=rest)
    lost.firm("何处", "", "motor", by=THREE)
    before, after = found(known, "motor"), found(lost, "motor")
    assert (after.probability_absent or 1) < (before.probability_absent or 0)
    assert "所在地不详" in after.explanation


def test_the_sample_mark_reaches_report_and_finding() -> None:
    world = well_recorded("direct", rest=ALL)
    world.firm("样例", "浙江", "motor", marked=True)
    assert asked(world).tainted
    assert found(world, "motor").tainted
    assert not found(world, "steel").tainted


@given(some.lists(some.integers(0, 12), min_size=6, max_size=6), some.integers(1, 3), some.integers(0, 9))
def test_every_finding_adds_up_and_stays_in_bounds(counts: list[int], sources: int, rest: int) -> None:
    world = World()
    for node, count in zip(ROBOT.nodes, counts, strict=True):
        world.firms(count, "浙江", node.id, by=THREE[:sources])
        world.firms(rest, "江苏", node.id, by=THREE[:sources])
    for region in ("浙江", None):
        report = asked(world, region)
        assert len(report.gaps) == len(ROBOT.nodes)
        assert 0 <= report.coverage.low <= report.coverage.high <= 1
        for gap in report.gaps:
            assert np.isclose(sum(reason.contribution for reason in gap.why), gap.score)
            assert 0 <= gap.score <= 1
            assert 0 <= gap.certainty <= 1
            assert gap.explanation


def test_a_changed_definition_is_asked_anew_of_the_same_graph() -> None:
    snapshot = well_recorded("motor").snapshot()
    shorter = replace(ROBOT, nodes=ROBOT.nodes[:-1], links=tuple(one for one in ROBOT.links if one.target != "cell"))
    for chain in (ROBOT, shorter):
        report = find_gaps(snapshot, chain, find_region("浙江"), limits=LIMITS)
        assert len(report.gaps) == len(chain.nodes)
