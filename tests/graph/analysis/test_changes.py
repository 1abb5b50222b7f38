import json
from dataclasses import replace
from datetime import date

from api.wire import to_json
from graph.analysis.changes import Change, Changes, Correction, changes_between
from graph.analysis.gaps import find_gaps
from graph.analysis.past_findings import past_from, past_of
from graph.analysis.results import GapReport
from graph.analysis.thresholds import Thresholds
from ontology.schema import Relation
from ontology.values.regions import find_region
from tests.graph.analysis.worlds import ROBOT, THREE, World, well_recorded

REST = ("steel", "reducer", "motor", "body", "cell")


def report(world: World, limits: Thresholds | None = None) -> GapReport:
    place = find_region("浙江")
    return find_gaps(world.snapshot(), ROBOT, place, limits=limits or Thresholds())


def changed(before: World, after: World, *corrections: Correction) -> Changes:
    return changes_between(past_of(report(before)), report(after), after.snapshot(), corrections=corrections)


def motor(found: Changes) -> Change:
    return next(one for one in found.changes if one.node.name == "伺服电机")


def with_motors(*, state: str = "active", **given: object) -> World:
    world = well_recorded("motor", "direct", rest=REST)
    for number in range(4):
        world.firm(f"新{number}", "浙江", "motor", by=THREE, state=state, **given)
    return world


def test_a_gap_that_new_firms_closed_says_which_and_since_when_they_are_known() -> None:
    found = motor(changed(well_recorded("motor", "direct", rest=REST), with_motors(first_seen=date(2026, 5, 1))))
    assert (found.type_before, found.type_after, found.observed_after) == ("断点", "正常", 4)
    assert {cause.kind for cause in found.causes} == {"新证据"}
    assert found.causes[0].told == "新见新0（最早见于 2026-05-01）"


def test_a_firm_that_closed_is_told_as_closed() -> None:
    found = motor(changed(with_motors(), with_motors(state="closed")))
    assert found.type_after == "断点"
    assert {cause.kind for cause in found.causes} == {"开业停业"}


def test_a_firm_that_the_new_register_lacks_is_told_so() -> None:
    found = motor(changed(with_motors(), with_motors(status="historic")))
    assert {cause.kind for cause in found.causes} == {"名录"}


def test_a_firm_that_is_no_longer_there_is_a_correction_with_its_judgement() -> None:
    correction = Correction(frozenset({"ent:新0", "ent:浙江body0"}), "甲 于 2026-07-01 判定 same")
    found = motor(changed(with_motors(), well_recorded("motor", "direct", rest=REST), correction))
    told = {cause.told for cause in found.causes if cause.kind == "更正"}
    assert "新0：甲 于 2026-07-01 判定 same" in told
    assert "新1已不在图中：并入别的实体，或其文档已撤回" in told


def test_the_same_graph_twice_has_not_changed() -> None:
    world = well_recorded("motor", "direct", rest=REST)
    found = changed(world, world)
    assert (found.changes, found.same) == ((), 6)


def test_another_threshold_is_a_new_rule_and_named() -> None:
    world = with_motors()
    before = report(world, replace(Thresholds(), strong_lq=0.1))
    found = changes_between(past_of(before), report(world), world.snapshot())
    assert [cause.told for cause in found.rules] == ["阈值 strong_lq 由 0.1 改为 1.5"]
    assert all({"新规则"} <= {cause.kind for cause in one.causes} for one in found.changes)
    assert found.changes


def test_a_node_whose_firms_stayed_points_at_what_lies_around_it() -> None:
    after = well_recorded("motor", "direct", rest=REST)
    for number in range(40):
        after.firm(f"外{number}", "广东", "body", by=THREE)
    found = changed(well_recorded("motor", "direct", rest=REST), after)
    assert found.changes
    assert {cause.kind for one in found.changes for cause in one.causes} <= {"其他记录", "覆盖率"}


def test_a_report_kept_as_json_is_read_back_as_it_was() -> None:
    made = report(with_motors())
    kept = past_from(json.loads(to_json(made)))
    assert kept.nodes.keys() == past_of(made).nodes.keys()
    assert changes_between(kept, made, with_motors().snapshot()).changes == ()


def test_purchases_that_changed_are_told_as_what_moved_the_score() -> None:
    before, after = (well_recorded("direct", rest=REST) for _ in range(2))
    for number in range(8):
        after.fact(f"ent:江苏motor{number}", Relation.SUPPLIES, f"ent:浙江body{number}")
    found = motor(changed(before, after))
    assert [cause.kind for cause in found.causes] == ["其他记录"]
    assert found.causes[0].told.startswith("采购记录变了：外部依赖 未知 → 0.")


def test_of_a_node_with_too_many_firms_to_list_only_their_number_is_compared() -> None:
    def crowded(count: int) -> World:
        world = well_recorded("motor", "direct", rest=REST)
        for number in range(count):
            world.firm(f"众{number:02}", "浙江", "motor", by=THREE)
        return world

    found = motor(changed(crowded(55), crowded(60)))
    assert [cause.told for cause in found.causes if cause.kind == "新证据"] == [
        "见到的企业由 55 家变为 60 家（报告没有逐家列出）"
    ]
