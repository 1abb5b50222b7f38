"""The smallest step: applied to the firm, it makes the verdict a yes."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.eligibility.results import Check, Verdict
from graph.analysis.eligibility.verdict import check
from ontology.eligibility.conditions import Operator, PolicyRules
from ontology.eligibility.fields import factor_of, field_of
from ontology.eligibility.firms import FirmProfile
from ontology.eligibility.records import read_rules

FIELDS = ("invention_patents", "employees", "rd_staff", "total_assets", "market_share")


@st.composite
def policies(draw: st.DrawFn) -> PolicyRules:
    """Lower bounds on different fields and a title, joined by any tree of groups."""
    conditions: list[dict[str, Any]] = [
        {"id": name, "field": name, "op": ">=", "value": draw(st.integers(1, 50))} for name in FIELDS
    ]
    conditions.append({"id": "t", "field": "titles", "op": "has", "value": ["瞪羚企业", "独角兽企业"]})
    ids = [one["id"] for one in conditions]
    cut = draw(st.integers(1, len(ids) - 1))
    inner = {"op": draw(st.sampled_from(["any", "all"])), "items": ids[:cut]}
    some = {"op": "at_least", "n": draw(st.integers(1, len(ids) - cut)), "items": ids[cut:]}
    return read_rules({"id": "p", "conditions": conditions, "logic": {"op": "all", "items": [inner, some]}})


def taken(firm: FirmProfile, rules: PolicyRules, found: Check) -> FirmProfile:
    """The firm after it took each step as its condition words it."""
    asked = {one.id: one for one in rules.conditions}
    facts: dict[str, Any] = {}
    for step in found.steps:
        one = asked[step.condition]
        if one.op is Operator.HAS:
            assert isinstance(one.value, tuple)
            facts[one.field] = [one.value[0]]
        else:
            assert isinstance(one.value, float)
            facts[one.field] = one.value * (factor_of(field_of(one.field), one.unit) or 1)
    return firm.with_facts(**facts)


@given(policies(), st.dictionaries(st.sampled_from(FIELDS), st.integers(0, 60)))
def test_after_the_smallest_steps_the_firm_may_apply(rules: PolicyRules, facts: dict[str, int]) -> None:
    firm = FirmProfile("f", "甲公司", 2024, {**facts, "titles": []})
    found = check(rules, firm)
    assert (found.verdict is Verdict.ELIGIBLE) == (not found.steps)
    assert check(rules, taken(firm, rules, found)).verdict is Verdict.ELIGIBLE


def one_rule(condition: dict[str, Any]) -> PolicyRules:
    return read_rules({"id": "p", "conditions": [{"id": "c", **condition}], "logic": {"op": "all", "items": ["c"]}})


def test_what_a_firm_is_cannot_be_changed() -> None:
    rules = one_rule({"field": "region", "op": "in", "value": ["苏州市"]})
    (step,) = check(rules, FirmProfile("f", "甲", 2024, {"region": ["中国", "浙江省"]})).steps
    assert not step.possible


def test_a_firm_above_a_limit_of_size_is_told_so_and_not_to_shrink() -> None:
    rules = one_rule({"field": "employees", "op": "<=", "value": 500, "unit": "人"})
    (step,) = check(rules, FirmProfile("f", "甲", 2024, {"employees": 520})).steps
    assert step.text.startswith("超出上限 20 人")
    assert not step.possible


def test_an_accident_says_from_when_on_it_no_longer_counts() -> None:
    rules = one_rule({"field": "incidents", "op": "==", "value": False, "period": "within_3y"})
    (step,) = check(rules, FirmProfile("f", "甲", 2024, {"incidents": [2023]})).steps
    assert "2027 年起" in step.text


def test_a_list_that_may_lack_something_is_unknown_and_not_missed() -> None:
    rules = one_rule({"field": "titles", "op": "has", "value": ["瞪羚企业"]})
    firm = FirmProfile("f", "甲", 2024, {"titles": ["高新技术企业"]}, frozenset({"titles"}))
    assert check(rules, firm).verdict is Verdict.CANNOT_TELL


def test_a_city_known_is_not_a_district_of_another_but_may_hold_its_own() -> None:
    firm = FirmProfile("f", "甲", 2024, {"region": ["中国", "浙江省", "宁波市"]}, frozenset({"region"}))
    verdicts = [
        check(one_rule({"field": "region", "op": "in", "value": [name]}), firm).verdict
        for name in ("慈溪市", "昆山市", "浙江")
    ]
    assert verdicts == [Verdict.CANNOT_TELL, Verdict.NOT_ELIGIBLE, Verdict.ELIGIBLE]
