"""Parts of a policy that change what other parts ask."""

import pytest

from nlp.policies.reading import read_policy
from ontology.eligibility.conditions import PolicyRules
from ontology.eligibility.records import PolicyText
from tests.nlp.policies.logic.shapes import shapes


def rules_of(text: str, title: str = "甲市示范企业认定办法") -> PolicyRules:
    return read_policy(PolicyText("p", title, f"{title}\n{text}"))


def read(text: str) -> list[str]:
    return shapes(rules_of(text))


ARTICLES = "第六条 企业应当具备下列条件：\n（一）职工总数20人以上；\n（二）营业收入500万元以上。\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "第五条 企业应至少满足第六条所列条件中的一项。\n第六条 条件：\n（一）职工总数20人以上；"
            "\n（二）发明专利3件以上。",
            ["any(employees, invention_patents)"],
            id="another article says how many must hold",
        ),
        pytest.param(
            f"{ARTICLES}第七条 独角兽企业不受第六条限制。",
            ["any(all(employees, revenue), titles)"],
            id="an article is done away with",
        ),
        pytest.param(
            f"{ARTICLES}第七条 农业企业申请的，第六条第（二）项可降低至300万元。",
            ["employees", "any(revenue, all(sector, revenue))"],
            id="an item of an article is eased",
        ),
        pytest.param(
            f"{ARTICLES}第七条 独角兽企业不受第六条营业收入条件限制。",
            ["employees", "any(revenue, titles)"],
            id="a field of an article is done away with",
        ),
        pytest.param(
            "申请企业应具备第1项，以及第2至3项中的任意一项：\n1.职工总数20人以上；\n2.发明专利3件以上；\n3.数控化率50%以上。",
            ["any(invention_patents, nc_rate)", "employees"],
            id="the choice is among some items",
        ),
        pytest.param(
            "一、直通条件。为独角兽企业。\n二、一般条件。不具备直通条件的企业，须达到：\n（一）职工总数20人以上。",
            ["any(titles, employees)"],
            id="a part is for those that miss another by its name",
        ),
        pytest.param(
            "申请企业应符合：①职工总数20人以上；②资产总额1亿元以上。另须至少满足两项：①发明专利3件以上；②数控化率50%以上；"
            "③已上云。",
            ["employees", "total_assets", "at_least2(invention_patents, nc_rate, on_cloud)"],
            id="a second list in one line has a lead of its own",
        ),
        pytest.param(
            "申请企业营业收入不低于1亿元；评价得分60分以上；得分不足60分，但符合下列任一项的，也可申报：\n1.发明专利3件以上；"
            "\n2.职工总数20人以上。",
            ["revenue", "any(score, invention_patents, employees)"],
            id="falling short is no bound",
        ),
        pytest.param(
            "申请企业职工总数20人以上。\n西部地区的企业，职工总数可放宽至10人。",
            ["any(employees, all(other, employees))"],
            id="for whom it is eased a person has to judge",
        ),
    ],
)
def test_parts_that_speak_of_others_join_them(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_rewards_for_different_firms_are_alternatives() -> None:
    centres = "对国家企业技术中心，奖励100万元；对省级企业技术中心，奖励50万元。"
    text = f"一、{centres}\n二、对发明专利3件以上的企业，奖励5万元。"
    rules = rules_of(text, "甲市支持创新若干措施")
    assert shapes(rules) == ["any(titles, titles, invention_patents)"]


def test_what_is_given_beyond_an_award_is_asked_of_nobody() -> None:
    text = "申请企业应拥有发明专利3件以上；其中营业收入增速超过15%的，再奖励10万元。"
    assert read(text) == ["invention_patents"]


def test_what_is_asked_of_firms_of_a_size_leaves_others_free() -> None:
    assert read("申请企业年营业收入4亿元以下的企业，须为独角兽企业。") == ["any(revenue, titles)"]


def test_requirements_on_a_size_that_lead_a_list_are_asked_of_all() -> None:
    assert read("年营业收入2000万元以上的企业，申请时须具备下列条件：\n1.职工总数20人以上。") == [
        "revenue",
        "employees",
    ]


def test_what_is_asked_of_the_firm_and_of_its_product_both_holds() -> None:
    text = "一、申请企业应满足下列要求\n1.职工总数20人以上。\n二、投保产品要求\n1.发明专利3件以上。"
    assert read(text) == ["employees", "invention_patents"]


def test_only_the_last_words_of_a_lead_bar() -> None:
    rules = rules_of("申请企业营业收入不低于1亿元；有下列情形之一的，不得申报：\n（一）列入失信名单的。")
    assert [(one.field, one.op.value) for one in rules.conditions] == [("revenue", ">="), ("blacklisted", "==")]


def test_a_mark_with_nothing_behind_it_still_holds_its_list() -> None:
    assert read("（一）\n1.职工总数20人以上。\n2.发明专利3件以上。") == ["employees", "invention_patents"]
