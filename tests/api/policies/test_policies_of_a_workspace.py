"""Questions on policies, asked of the sample: what is in force, who may apply, goals, clauses for weak links."""

import json
from datetime import date
from pathlib import Path

import pytest

from api import pipeline, policies
from api.policies import Applicant, applicant
from api.workspace import Workspace
from graph.analysis.eligibility.results import Result, Verdict
from ontology.errors import BadRules, UnknownEntity, UnknownPolicy
from tests.api.spaces import opened

FIRM = "杭州样例谐动传动科技有限公司"
GUIDE = "2026年样例工业机器人专项资金申报指南"
KNOWN = {"rd_expense": {"2025": 3200}, "incidents": []}


def test_a_policy_in_force_is_listed_with_its_conditions_and_its_mark(space: Workspace) -> None:
    found = policies.policies(space)
    assert [one.title for one in found.policies] == [GUIDE]
    assert {one.field for one in found.policies[0].rules.conditions} >= {"region", "revenue", "rd_ratio"}
    assert found.tainted


def test_a_policy_past_its_deadline_is_never_offered(space: Workspace) -> None:
    found = policies.policies(space, on="2027-01-15")
    assert found.policies == ()
    assert found.left_out[0].void == "申报已于 2026-12-31 截止"
    assert policies.eligible(space, Applicant(FIRM), on="2027-01-15").checks == ()


def test_a_firm_is_judged_by_what_the_graph_says_and_what_it_fills_in(space: Workspace) -> None:
    before = policies.eligible(space, Applicant(FIRM)).checks[0]
    after = policies.eligible(space, Applicant(FIRM, KNOWN)).checks[0]
    assert (before.verdict, after.verdict) == (Verdict.CANNOT_TELL, Verdict.ELIGIBLE)
    assert before.missing == ("incidents", "rd_ratio")


def test_each_condition_stands_beside_its_clause(space: Workspace) -> None:
    found = policies.eligible(space, Applicant(FIRM)).checks[0]
    revenue = next(one for one in found.conditions if one.condition.field == "revenue")
    assert revenue.result is Result.MET
    assert revenue.condition.quote == "上年度营业收入不低于2000万元"


def test_the_fact_that_settles_most_is_asked_for_next(space: Workspace) -> None:
    assert {one.field for one in policies.eligible(space, Applicant(FIRM)).questions} == {"incidents", "rd_ratio"}


def test_a_closed_firm_may_apply_for_nothing(space: Workspace) -> None:
    found = policies.eligible(space, Applicant("温州样例瓯连电子有限公司"))
    assert not found.active
    assert found.checks == ()


def test_a_firm_that_the_graph_does_not_have_answers_by_its_form_alone(space: Workspace) -> None:
    facts = {"region": ["中国", "浙江省"], "legal_person": True, "revenue": 1500, "incidents": [], "rd_ratio": 4}
    (found,) = policies.eligible(space, Applicant(facts=facts)).checks
    assert found.verdict is Verdict.NOT_ELIGIBLE
    assert found.steps[0].text.startswith("还差 500 万元营业收入")


def test_an_unknown_firm_or_field_is_an_error(space: Workspace) -> None:
    with pytest.raises(UnknownEntity):
        policies.eligible(space, Applicant("没有这家公司"))
    with pytest.raises(BadRules):
        policies.eligible(space, Applicant(FIRM, {"没有的字段": 1}))


def test_a_policy_is_found_by_a_part_of_its_title(space: Workspace) -> None:
    assert policies.policy(space, "专项资金").title == GUIDE
    with pytest.raises(UnknownPolicy):
        policies.policy(space, "没有的政策")


def test_firms_for_a_policy_fail_none_of_its_conditions(space: Workspace) -> None:
    found = policies.firms(space, "专项资金", top=5)
    assert 0 < len(found.firms) <= 5
    assert all(one.check.verdict is not Verdict.NOT_ELIGIBLE for one in found.firms)


def test_goals_carry_their_year_place_and_number(space: Workspace) -> None:
    found = {one.target.metric: one.target for one in policies.targets(space, "浙江").goals}
    revenue = found["产业链营业收入"]
    assert (revenue.year, revenue.place, revenue.value, revenue.unit) == (2028, "浙江省", 700.0, "亿元")


def test_a_weak_link_has_the_clauses_that_support_it_by_name(space: Workspace) -> None:
    found = {one.node.name: one.clauses for one in policies.clauses(space, "工业机器人", "浙江")}
    assert any("编码器" in clause.quote and "补助" in clause.quote for clause in found["编码器"])


def test_conditions_are_kept_and_read_again_the_same(space: Workspace) -> None:
    before = policies.policies(space).policies[0].rules
    (file,) = (space.folder / "policies").glob("*.jsonl")
    assert json.loads(file.read_text(encoding="utf-8").splitlines()[0])["id"] == before.policy


def test_facts_are_read_in_the_unit_of_their_field() -> None:
    assert policies.fact_of("revenue", "1.2亿元") == pytest.approx(12000)
    assert policies.fact_of("legal_person", "是") is True
    assert policies.fact_of("titles", "高新技术企业、瞪羚企业") == ["高新技术企业", "瞪羚企业"]
    assert policies.fact_of("incidents", "无") == []
    with pytest.raises(BadRules):
        policies.fact_of("revenue", "很多")


def test_annotated_conditions_are_evaluated_as_they_stand(shared: Path) -> None:
    gold = shared / "gold" / "policies"
    lines = {name: _lines(gold / f"{name}.jsonl") for name in ("policies", "profiles", "matrix")}
    found = [policies.check_record(one) for one in policies.check_all(lines["policies"], lines["profiles"])]
    told = {(one["policy"], one["profile"]): (one["verdict"], one["missing"], one["conditions"]) for one in found}
    expected = {
        (one["policy"], one["profile"]): (one["verdict"], one["missing"], one["conditions"]) for one in lines["matrix"]
    }
    assert told == expected


def _lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def test_where_no_source_has_a_date_the_last_year_is_that_before_today(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲机电有限公司生产减速器。", encoding="utf-8")
    with opened(tmp_path / "data") as undated:
        pipeline.ingest(undated, [tmp_path / "a.txt"])
        profile, _ = applicant(undated, Applicant("甲机电有限公司"))
    assert profile.base_year == date.today().year - 1
