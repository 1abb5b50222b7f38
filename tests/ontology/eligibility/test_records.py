"""Conditions, policies and profiles as JSON lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.eligibility.fields import factor_of, field_of, fields
from ontology.eligibility.names import same_names
from ontology.eligibility.records import read_profile, read_rules, rules_record, unique
from ontology.errors import BadRules, UnknownWord

LINE = {
    "id": "p",
    "conditions": [
        {
            "id": "c1",
            "quote": "q",
            "field": "revenue",
            "op": ">=",
            "value": "5,000",
            "unit": "万元",
            "kind": "required",
        },
        {"id": "c2", "quote": "", "field": "titles", "op": "has", "value": ["瞪羚企业"]},
    ],
    "logic": {"id": "g0", "op": "at_least", "n": 1, "items": ["c1", "c2"]},
}


def test_a_policy_survives_writing_and_reading() -> None:
    rules = read_rules(LINE)
    assert read_rules(rules_record(rules)) == rules


@pytest.mark.parametrize(
    "broken",
    [
        {**LINE, "conditions": [{**LINE["conditions"][0], "field": "没有"}]},
        {**LINE, "conditions": [{**LINE["conditions"][0], "unit": "年"}]},
        {**LINE, "conditions": [{**LINE["conditions"][0], "value": "很多"}]},
        {**LINE, "logic": {"op": "all", "items": ["c9"]}},
        {"id": "p", "conditions": []},
    ],
)
def test_a_line_that_cannot_be_a_policy_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises(BadRules):
        read_rules(broken)


def test_groups_without_an_id_are_told_apart() -> None:
    logic = {"op": "all", "items": [{"op": "any", "items": ["c1"]}, {"op": "any", "items": ["c2"]}]}
    rules = read_rules({**LINE, "logic": logic})
    ids = [rules.logic.id, *(one.id for one in rules.logic.items if not isinstance(one, str))]
    assert len(set(ids)) == 3


def test_a_profile_with_an_unknown_field_is_refused() -> None:
    with pytest.raises(BadRules):
        read_profile({"id": "f", "base_year": 2024, "facts": {"没有": 1}})


def test_two_lines_of_one_id_are_refused() -> None:
    with pytest.raises(BadRules):
        unique([{"id": "a"}, {"id": "a"}])


def test_units_go_with_their_fields() -> None:
    assert factor_of(field_of("revenue"), "亿元") == 10000
    assert factor_of(field_of("revenue"), "年") is None
    with pytest.raises(UnknownWord):
        field_of("没有")
    assert len(fields()) == 67 - 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("国家高新技术企业", "高新技术企业"),
        ("浙江", "浙江省"),
        ("专精特新“小巨人”企业", "专精特新小巨人企业"),
        ("甬", "宁波"),
    ],
)
def test_spellings_of_one_thing_are_the_same(left: str, right: str) -> None:
    assert same_names([left]) == same_names([right])


@given(st.text(max_size=12))
def test_a_name_is_always_the_same_as_itself(name: str) -> None:
    assert same_names([name]) == same_names([name, name])
