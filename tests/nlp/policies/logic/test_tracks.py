"""Parts of a policy for other applicants or awards, and parts that are for nobody who applies."""

import pytest

from nlp.policies.reading import read_policy
from ontology.eligibility.records import PolicyText
from tests.nlp.policies.logic.shapes import shapes


def read(text: str) -> list[str]:
    return shapes(read_policy(PolicyText("p", "甲市奖励申报通知", f"甲市奖励申报通知\n{text}")))


@pytest.mark.parametrize(
    "text",
    [
        "一、申报条件\n（一）三星级。得分70分以上。\n（二）四星级。得分80分以上，研发人员10人以上。",
        "一、申报条件\n支持以下两类主体：\n（一）得分70分以上的工厂。\n（二）得分80分以上，研发人员10人以上的平台。",
        (
            "一、奖励\n| 事项 | 条件 | 标准 |\n| 甲奖 | 得分70分以上 | 2万元 |\n"
            "| 乙奖 | 得分80分以上，研发人员10人以上 | 5万元 |"
        ),
        (
            "一、申报条件及标准\n（一）一般技改\n条件：得分70分以上。\n标准：补助10%，最高300万元。\n"
            "（二）重大技改\n条件：得分80分以上，研发人员10人以上。\n标准：补助15%，最高900万元。"
        ),
        "Q1：申报示范企业需要什么条件？\nA：①得分70分以上。\nQ2：申报示范平台需要什么条件？\nA：①得分80分以上；②研发人员10人以上。",
    ],
)
def test_parts_for_other_applicants_are_alternatives(text: str) -> None:
    assert read(text) == ["any(score, all(score, rd_staff))"]


def test_an_award_of_which_nothing_is_understood_is_for_a_person_to_judge() -> None:
    text = "一、奖励条件\n（一）申请甲奖励的，应通过清洁生产审核。\n（二）申请乙奖励的，应有研发人员10人以上。"
    assert read(text) == ["any(other, rd_staff)"]


def test_what_those_must_have_who_serve_the_applicants_is_not_asked_of_firms() -> None:
    text = "一、申报条件\n研发人员10人以上。\n二、服务机构\n服务机构应当具备以下条件：\n（一）成立2年以上。"
    assert read(text) == ["rd_staff"]


def test_a_cap_on_what_is_given_is_not_asked_of_firms() -> None:
    text = "一、申报条件\n贷款金额300万元以上。\n二、贴息标准\n技改贴息：按贷款利息的50%，不超过20万元。"
    assert read(text) == ["loan_amount"]


def test_what_is_said_of_all_kinds_stands_beside_them() -> None:
    text = (
        "一、申报类型\n1.甲类企业\n（1）得分70分以上；\n（2）研发人员10人以上。\n2.乙类企业\n（1）得分80分以上；\n"
        "（2）研发人员20人以上。\n以上各类企业均须在宁波市注册。"
    )
    assert read(text) == ["any(all(score, rd_staff), all(score, rd_staff))", "region"]
