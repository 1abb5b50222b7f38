"""May this firm apply? Rules of evaluation, one example and one counter-example each."""

from typing import Any

import pytest

from graph.analysis.eligibility.results import Result, Verdict
from graph.analysis.eligibility.verdict import check
from ontology.eligibility.firms import FirmProfile
from ontology.eligibility.records import read_rules


def firm(**facts: Any) -> FirmProfile:
    return FirmProfile("f", "甲公司", 2024, facts)


def one(field: str, op: str, value: Any, **more: str) -> dict[str, Any]:
    return {"id": "c1", "quote": "", "field": field, "op": op, "value": value, **more}


def result(condition: dict[str, Any], who: FirmProfile) -> Result:
    rules = read_rules({"id": "p", "conditions": [condition], "logic": {"op": "all", "items": ["c1"]}})
    return check(rules, who).conditions[0].result


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        (one("revenue", ">=", 2, unit="亿元"), {"revenue": 20000}, "met"),
        (one("revenue", ">", 2, unit="亿元"), {"revenue": 20000}, "not_met"),
        (one("revenue", ">=", 2, unit="亿元"), {}, "unknown"),
        (one("rd_ratio", ">=", 3, unit="%"), {"rd_expense": 300, "revenue": 10000}, "met"),
        (one("revenue_growth", ">=", 10, unit="%"), {"revenue": {"2023": 100, "2024": 110}}, "met"),
        (one("revenue", ">=", 5, period="each_2y"), {"revenue": {"2023": 4}}, "not_met"),
        (one("revenue", ">=", 5, period="each_2y"), {"revenue": {"2024": 6}}, "unknown"),
        (one("revenue", ">=", 5, period="each_3y"), {"revenue": {"2024": 6}, "age": 1.5}, "met"),
        (one("revenue", ">=", 10, period="sum_2y"), {"revenue": {"2023": 4, "2024": 6}}, "met"),
        (one("revenue_growth", ">=", 20, period="cagr_2y"), {"revenue_growth": {"2023": 44, "2024": 0}}, "met"),
        (one("incidents", "==", False, period="within_3y"), {"incidents": [2021]}, "met"),
        (one("incidents", "==", False, period="within_3y"), {"incidents": [2022]}, "not_met"),
        (one("incidents", "==", False, period="within_1y"), {"incidents": [2025]}, "not_met"),
        (one("titles", "has", ["国家高新技术企业"]), {"titles": ["高新技术企业"]}, "met"),
        (one("titles", "has", ["瞪羚企业"]), {"titles": []}, "not_met"),
        (one("titles", "has_not", ["瞪羚企业"]), {"titles": []}, "met"),
        (one("size_class", "in", ["中小企业"]), {"size_class": "微型"}, "met"),
        (one("region", "in", ["浙江"]), {"region": ["中国", "浙江省", "宁波市"]}, "met"),
        (one("region", "not_in", ["宁波市"]), {"region": ["中国", "浙江省", "宁波市"]}, "not_met"),
        (one("score", ">=", 60), {"score": {"p": 61, "q": 1}}, "met"),
        (one("other", "judge", "领军企业"), {"titles": []}, "unknown"),
    ],
)
def test_a_condition_holds_fails_or_is_unknown(condition: dict[str, Any], facts: dict[str, Any], expected: str) -> None:
    assert result(condition, firm(**facts)).value == expected


def test_an_alternative_that_holds_decides_over_one_that_is_unknown() -> None:
    conditions = [one("revenue", ">=", 5), {**one("employees", ">=", 5), "id": "c2"}]
    logic = {"op": "all", "items": [{"op": "any", "items": ["c1", "c2"]}]}
    found = check(read_rules({"id": "p", "conditions": conditions, "logic": logic}), firm(revenue=9))
    assert (found.verdict, found.missing) == (Verdict.ELIGIBLE, ())


def test_what_is_missing_is_named_only_where_it_could_change_the_verdict() -> None:
    conditions = [one("revenue", ">=", 5), {**one("employees", ">=", 5), "id": "c2"}]
    logic = {"op": "all", "items": ["c1", "c2"]}
    rules = read_rules({"id": "p", "conditions": conditions, "logic": logic})
    assert check(rules, firm(revenue=9)).missing == ("employees",)
    assert check(rules, firm(revenue=1)).missing == ()


def test_the_smallest_step_says_how_much_is_missing() -> None:
    rules = read_rules(
        {
            "id": "p",
            "conditions": [one("invention_patents", ">=", 3, unit="项")],
            "logic": {"op": "all", "items": ["c1"]},
        }
    )
    (step,) = check(rules, firm(invention_patents=2)).steps
    assert step.text.startswith("还差 1 件发明专利")


def test_an_event_counts_in_the_year_that_a_policy_names_alone() -> None:
    condition = {**one("incidents", "==", value=False), "period": "y2023"}
    rules = read_rules({"id": "p", "conditions": [condition], "logic": {"op": "all", "items": ["c1"]}})
    assert check(rules, firm(incidents=[2022])).verdict is Verdict.ELIGIBLE
    found = check(rules, firm(incidents=[2023]))
    assert found.verdict is Verdict.NOT_ELIGIBLE
    assert "2023" in found.steps[0].text
