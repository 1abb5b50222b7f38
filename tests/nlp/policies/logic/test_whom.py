"""For whom something else is asked."""

import pytest

from nlp.policies.found import Found
from nlp.policies.logic.whom import firms_before, firms_named, firms_of_case, unjudged, whom
from nlp.policies.text.clauses import Piece
from ontology.eligibility.conditions import Operator


def piece(text: str) -> Piece:
    return Piece(text, 0, len(text))


def told(found: Found | None) -> tuple[str, object] | None:
    return (found.field, found.value) if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("农业企业申请的", ("sector", ("农业",))),
        ("属于新材料领域的", ("sector", ("新材料领域",))),
        ("生物医药、人工智能企业", ("sector", ("生物医药", "人工智能"))),
        ("西部地区企业", ("other", "西部地区企业")),
        ("上市企业申请的", ("other", "上市企业申请的")),
        ("搬迁改造的", ("other", "搬迁改造的")),
    ],
)
def test_a_special_case_is_for_firms_of_a_field_or_to_be_judged(text: str, expected: tuple[str, object]) -> None:
    assert told(firms_of_case(piece(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("农产品加工企业可放宽到80%", [("sector", ("农产品加工",))]),
        ("上市企业可放宽到80%", [("other", "上市")]),
        ("南疆四地州企业十五万元以上", [("other", "南疆四地州企业")]),
        ("其他企业可放宽到80%", []),
    ],
)
def test_a_clause_may_begin_with_those_it_is_for(text: str, expected: list[tuple[str, object]]) -> None:
    here = [Found("rd_ratio", Operator.AT_MOST, 80.0, 0, len(text))]
    assert [told(one) for one in whom(piece(text), here) if isinstance(one, Found)] == expected


def test_firms_are_named_before_what_frees_them() -> None:
    assert told(firms_named(piece("生物医药企业不作要求"))) == ("sector", ("生物医药",))
    assert firms_named(piece("上述企业不作要求")) is None


def test_a_rule_may_be_for_those_named_before_its_number() -> None:
    text = "流程制造企业不低于75%"
    rule = Found("nc_rate", Operator.AT_LEAST, 75.0, 0, len(text), at=text.index("不低于"))
    assert [told(one) for one in firms_before(rule, text) if isinstance(one, Found)] == [("sector", ("流程制造",))]


def test_what_a_person_has_to_judge_keeps_its_name() -> None:
    assert told(unjudged(piece("或者属于地方领军企业。"))) == ("other", "地方领军企业")
