"""A policy's text read into conditions and their logic."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.policies.reading import read_policy
from ontology.eligibility.conditions import Condition, Joint, Operator, PolicyRules
from ontology.eligibility.records import PolicyText


def rules_of(text: str, title: str = "甲市技术改造补助申报通知") -> PolicyRules:
    return read_policy(PolicyText("p", title, text))


def asked(text: str, title: str = "甲市技术改造补助申报通知") -> list[tuple[str, str, object, str]]:
    return [
        (one.field, one.op.value, one.value, one.unit) for one in rules_of(f"一、申报条件\n{text}", title).conditions
    ]


def only(text: str) -> Condition:
    (found,) = rules_of(f"一、申报条件\n{text}").conditions
    return found


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("上年度营业收入不低于2000万元。", ("revenue", ">=", 2000.0, "万元")),
        ("上年度营业收入超过2亿元。", ("revenue", ">", 2.0, "亿元")),
        ("资产总额在4亿元以下。", ("total_assets", "<=", 4.0, "亿元")),
        ("职工总数不足300人。", ("employees", "<", 300.0, "人")),
        ("拥有有效发明专利五件以上。", ("invention_patents", ">=", 5.0, "件")),
        ("研发人员占职工总数的比例达到百分之十。", ("rd_staff_ratio", ">=", 10.0, "%")),
        ("研发费用占营业收入的比重超过3%（含）。", ("rd_ratio", ">=", 3.0, "%")),
        ("主导产品国内市场排名前三位。", ("market_rank_cn", "<=", 3.0, "位")),
        ("企业注册成立满两年。", ("age", ">=", 2.0, "年")),
        ("两化融合管理体系达到AA级及以上。", ("iim_level", ">=", 2.0, "级")),
        ("拥有自主知识产权。", ("ip_total", ">=", 1.0, "件")),
    ],
)
def test_a_bound_is_read_with_its_field_comparator_value_and_unit(clause: str, expected: tuple[object, ...]) -> None:
    found = only(clause)
    assert (found.field, found.op.value, found.value, found.unit) == expected


def test_a_condition_quotes_the_text_word_by_word() -> None:
    text = "一、申报条件\n（一）企业职工总数不少于20人；（二）近三年未发生安全事故。"
    assert all(one.quote in text and text[one.start :].startswith(one.quote) for one in rules_of(text).conditions)


def test_what_bars_a_firm_is_turned_into_what_must_hold() -> None:
    (found,) = rules_of("一、申报条件\n上年度入库税收不足50万元的企业不得申报。").conditions
    assert (found.field, found.op, found.value, found.kind) == ("tax_paid", Operator.AT_LEAST, 50.0, "exclusion")


def test_a_text_without_clear_conditions_gives_none() -> None:
    text = "到2027年，全省规模以上工业企业研发投入占比达到2%以上，培育高新技术企业5000家。\n大力发展工业互联网。"
    assert rules_of(text, "甲省制造业发展规划").conditions == ()


def test_one_of_several_is_an_any_group() -> None:
    text = "一、申报条件\n满足下列条件之一：\n1.上年度营业收入5000万元以上；\n2.拥有发明专利3件以上。"
    (group,) = rules_of(text).logic.items
    assert not isinstance(group, str)
    assert (group.op, len(group.items)) == (Joint.ANY, 2)


def test_tiers_share_no_boundary() -> None:
    text = (
        "一、申报条件\n研发费用占营业收入的比例符合：\n1.营业收入5000万元（含）以下的，不低于5%；\n"
        "2.营业收入5000万元以上的，不低于4%。"
    )
    bounds = [(one.op.value, one.value) for one in rules_of(text).conditions if one.field == "revenue"]
    assert bounds == [("<=", 5000.0), (">", 5000.0)]


def test_at_least_n_of_a_list_keeps_its_number() -> None:
    items = "1.职工总数20人以上；\n2.资产总额1亿元以上；\n3.拥有发明专利1件以上。"
    text = f"一、申报条件\n企业至少满足以下3项中的2项：\n{items}"
    (group,) = rules_of(text).logic.items
    assert not isinstance(group, str)
    assert (group.op, group.n) == (Joint.AT_LEAST, 2)


def test_preferred_conditions_stand_outside_the_logic() -> None:
    rules = rules_of("一、申报条件\n企业职工总数20人以上。同等条件下，高新技术企业优先。")
    assert list(rules.logic.leaves()) == ["c1"]
    assert [one.kind.value for one in rules.conditions] == ["required", "preferred"]


def test_a_report_that_speaks_of_firms_and_not_to_them_gives_none() -> None:
    text = (
        "对小微企业贷款应延尽延，推动“链主”企业优先采购本地配套产品。建成工业互联网平台40个，注册科技型企业累计超过2600家。"
        "完善支持中小企业发展的若干措施，高新技术企业达到500家。"
    )
    assert rules_of(text, "政府工作报告").conditions == ()


def test_real_reports_of_governments_ask_nothing_of_firms(shared: Path) -> None:
    with ZipFile(shared / "data" / "reports" / "government-work-reports-2018-2026.zip") as file:
        names = sorted(name for name in file.namelist() if name.endswith(".md"))[::160]
        texts = [file.read(name).decode() for name in names]
    assert [rules_of(text, "政府工作报告").conditions for text in texts] == [()] * len(texts)


def test_a_mark_with_nothing_behind_it_is_quoted_as_it_stands() -> None:
    found = rules_of("一、申报条件\n符合下列要求之一：（1）职工总数20人以上；1.").conditions
    assert [one.quote for one in found] == ["职工总数20人以上", "1."]


FRAGMENTS = [
    "一、申报条件\n",
    "第三条 ",
    "（一）",
    "1.",
    "营业收入",
    "1亿元以上",
    "不低于",
    "3%",
    "，或者",
    "；",
    "。\n",
    "\n",
    "（",
    "）",
    "：",
    "不受第三条限制",
    "下列条件之一",
    "可放宽至",
    "高新技术企业",
    "不得申报",
    "近三年",
    "安全事故",
    "在合肥市注册",
    "除外",
    " ",
    "评价得分60分以上",
]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25))
def test_whatever_stands_together_is_read_and_quoted_as_it_stands(fragments: list[str]) -> None:
    text = "".join(fragments)
    rules = rules_of(text)
    assert all(text[one.start :].startswith(one.quote) and one.quote for one in rules.conditions)
    assert set(rules.logic.leaves()) <= {one.id for one in rules.conditions}
