"""Whom a figure is for, what frees from it, and what no field holds: each rule with what it must not be taken for."""

import pytest

from nlp.policies.reading import read_policy
from ontology.eligibility.conditions import PolicyRules
from ontology.eligibility.records import PolicyText
from tests.nlp.policies.logic.shapes import shapes


def rules_of(text: str) -> PolicyRules:
    return read_policy(PolicyText("p", "甲市奖励申报通知", f"甲市奖励申报通知\n一、申报条件\n{text}"))


def read(text: str) -> list[str]:
    return shapes(rules_of(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "研发设备原值500万元以上（软件企业不作要求），研发人员10人以上。",
            ["any(rd_equipment, industry)", "rd_staff"],
        ),
        ("研发设备原值500万元以上（初创企业不作要求）。", ["any(rd_equipment, other)"]),
        (
            "研发设备原值500万元以上，生产性服务业、建筑业企业不作此项要求。",
            ["any(rd_equipment, industry)"],
        ),
        ("从事该领域10年以上（属于新产品的，3年以上）。", ["any(niche_years, all(other, niche_years))"]),
        (
            "贷款金额：环保类不低于100万元，节能类不低于200万元，智能类不低于300万元。",
            ["any(all(other, loan_amount), all(other, loan_amount), all(other, loan_amount))"],
        ),
        (
            "收入10亿元以上。印染、化工行业收入15亿元以上；医药、新材料行业可放宽至3亿元。",
            ["any(revenue, all(sector, revenue), all(sector, revenue))"],
        ),
        (
            "成立5年以内，收入5亿元以上；成立10年以内，收入10亿元以上。",
            ["any(all(age, revenue), all(age, revenue))"],
        ),
        ("缴纳税款10万元以上，但享受税收减免的除外。", ["any(tax_paid, other)"]),
        ("主导产品国内排名前5位或全省第1位。", ["any(market_rank_cn, other)"]),
        ("用于技术改造的，项目须经备案且总投资500万元以上。", ["any(other, all(project_filed, project_investment))"]),
        ("软件产品须取得软件著作权登记证书。", ["any(other, other_ip)"]),
        ("申报产品须取得软件著作权登记证书。", ["other_ip"]),
        ("甲市的规模以上工业企业和高新技术企业。", ["any(all(above_scale, industry), titles)"]),
    ],
)
def test_a_figure_holds_for_those_it_is_said_of(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_a_list_without_any_field_asks_nothing_that_can_be_checked() -> None:
    assert read("研发人员10人以上，达到下列效果之一：能耗下降；排放下降；效率提升。") == ["rd_staff"]


def test_who_lacks_what_is_asked_is_barred_and_not_who_has_it() -> None:
    rules = rules_of(
        "研发人员10人以上。\n二、有下列情形之一的不得申报\n1.未在宁波市注册的；\n2.属于房地产、金融类企业的。"
    )
    told = [(one.field, one.op.value, one.kind.value) for one in rules.conditions[1:]]
    assert told == [("region", "in", "exclusion"), ("industry", "not_in", "exclusion")]


def test_a_fault_that_is_mended_is_no_alternative() -> None:
    assert read("未被列入节能监察整改名单，或虽列入但已完成整改。") == ["titles"]


def test_what_is_loosened_by_a_share_is_for_a_person_to_judge() -> None:
    text = "1.收入1000万元以上；\n2.研发人员10人以上。\n边远县企业，第1项指标可放宽20%。"
    assert read(text) == ["rd_staff", "any(revenue, other)"]


def test_a_way_of_growing_is_of_growth_alone() -> None:
    rules = rules_of("收入1000万元以下的，近三年收入复合增长率20%以上；收入1000万元以上的，10%以上。")
    assert {one.period for one in rules.conditions if one.field == "revenue"} <= {"", "last_year"}


def test_brackets_leave_out_firms_and_ease_figures() -> None:
    left_out = rules_of("宁波市的工业企业（电力、烟草企业除外），研发人员10人以上。")
    assert [one.op.value for one in left_out.conditions if one.field == "industry"] == ["in", "not_in"]
    assert read("研发费用占比不低于3%（高新技术企业除外）。") == ["any(rd_ratio, titles)"]


def test_what_is_asked_beside_of_larger_projects_is_no_bound_on_all() -> None:
    assert read("设备投资500万元以上；投资1000万元以上的项目，还须取得节能审查意见。") == ["equipment_investment"]


def test_a_bound_that_is_lowered_by_points_is_none_by_itself() -> None:
    assert read("数控化率60%以上。\n离散型企业的数控化率可降低10个百分点。") == ["nc_rate"]
