"""What joins the conditions of a policy: alternatives, cases, tracks, and what stays beside them."""

import pytest

from nlp.policies.reading import read_policy
from ontology.eligibility.conditions import Group, PolicyRules
from ontology.eligibility.records import PolicyText
from tests.nlp.policies.logic.shapes import shapes


def rules_of(text: str) -> PolicyRules:
    return read_policy(PolicyText("p", "甲省奖励申报通知", f"甲省奖励申报通知\n一、申报条件\n{text}"))


def read(text: str) -> list[str]:
    return shapes(rules_of(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年营业收入2亿元以上，高新技术企业可放宽到1亿元以上。", "any(revenue, all(titles, revenue))"),
        ("拥有发明专利2件以上，或者软件著作权6件以上。", "any(invention_patents, other_ip)"),
        (
            "营业收入1亿元以下的，研发费用占比不低于6%；营业收入1亿元（含）以上的，研发费用占比不低于5%。",
            "any(all(revenue, rd_ratio), all(revenue, rd_ratio))",
        ),
        (
            "研发费用占营业收入比例：大型企业不低于2%，中型企业不低于3%。",
            "any(all(size_class, rd_ratio), all(size_class, rd_ratio))",
        ),
        (
            "营业收入不低于1000万元，或营业收入低于1000万元，但近2年股权融资总额达到2000万元。",
            "any(revenue, all(revenue, equity_financing))",
        ),
        (
            "项目投资不低于500万元；软件企业项目投资不低于200万元。",
            "any(project_investment, all(industry, project_investment))",
        ),
        (
            "评价得分60分以上，或者具备下列任意一条：\n1.获得省级科技奖励；\n2.为高新技术企业。",
            "any(score, awards, titles)",
        ),
        ("营业收入5000万元以上，或者属于地方领军企业。", "any(revenue, other)"),
        ("从事相关领域10年以上；新产品领域的，从事年限达到3年。", "any(niche_years, all(other, niche_years))"),
        ("纳税总额20万元以上。成立不满2年的企业，纳税总额10万元以上。", "any(tax_paid, all(age, tax_paid))"),
        ("高新技术企业、数控化率达到50%、研发人员10人以上，以上至少具备两项。", "at_least2(titles, nc_rate, rd_staff)"),
        ("企业符合下列条件之一：数控化率50%以上；研发人员10人以上；已获奖项。", "any(nc_rate, rd_staff, other)"),
        (
            "研发费用占营业收入的比重不低于3%（年营业收入超过10亿元的，不低于2%）。",
            "any(rd_ratio, all(revenue, rd_ratio))",
        ),
        (
            "知识产权20件以上，其中发明专利不少于5件；或者发明专利不少于10件。",
            "any(all(ip_total, invention_patents), invention_patents)",
        ),
        (
            "上年度研发费用占营业收入的比例不低于3%，其中规模以上工业企业不低于2%。",
            "any(rd_ratio, all(above_scale, industry, rd_ratio))",
        ),
        ("营业收入1000万元以上；专精特新“小巨人”企业不受上述收入规模限制。", "any(revenue, titles)"),
        (
            "营业收入20亿元以上；其中属于制造业单项冠军的，营业收入可放宽至10亿元。",
            "any(revenue, all(titles, revenue))",
        ),
        ("研发费用不低于30万元（成立不满两年的企业除外）。", "any(rd_expense, age)"),
        ("入库税收低于10万元的企业不得申报，专精特新“小巨人”企业除外。", "any(tax_paid, titles)"),
        ("属于规模以上工业企业或高新技术企业。", "any(all(above_scale, industry), titles)"),
        ("拥有Ⅰ类知识产权不少于10件；生物医药企业不少于5件。", "any(class1_ip, all(sector, class1_ip))"),
        ("产品已取得软件著作权登记证书或发明专利授权。", "any(other_ip, invention_patents)"),
        (
            "（一）做大做强。营业收入10亿元以上。\n（二）技术改造。设备投资不低于500万元。\n企业符合上述方向之一的即可申报。",
            "any(revenue, equipment_investment)",
        ),
        (
            "第四条 符合条件之一：\n（一）省级科技奖励；\n（二）高企。\n第五条 不符合第四条的，评价得分60分以上。",
            "any(awards, titles, score)",
        ),
        (
            "企业还应至少满足以下3项指标中的2项：\n1.研发人员10人以上；\n2.数控化率50%以上；\n3.发明专利3件以上。",
            "at_least2(rd_staff, nc_rate, invention_patents)",
        ),
    ],
)
def test_alternatives_are_one_group(text: str, expected: str) -> None:
    assert read(text) == [expected]


def test_tracks_for_different_awards_are_alternatives() -> None:
    text = (
        "第二条 申请研发补助的企业，应当具备下列条件：\n（一）研发费用300万元以上；\n（二）成立满两年。\n"
        "第三条 申请人才奖励的企业，应当具备下列条件：\n（一）研发人员50人以上；\n（二）成立满三年。"
    )
    rules = read_policy(PolicyText("p", "甲市实施细则", text))
    assert shapes(rules) == ["any(all(rd_expense, age), all(rd_staff, age))"]


def test_requirements_on_firm_and_project_both_hold() -> None:
    text = "申报主体应符合以下条件：\n1.职工总数20人以上；\n申报项目应符合以下条件：\n1.设备投资100万元以上；"
    assert rules_of(text).logic.op.value == "all"
    assert len(rules_of(text).logic.items) == 2


def test_every_condition_of_the_logic_exists_and_knows_its_group() -> None:
    rules = rules_of("年营业收入2亿元以上，高新技术企业可放宽到1亿元以上。")
    (group,) = rules.logic.items
    assert isinstance(group, Group)
    homes = {one.id: one.group for one in rules.conditions}
    assert homes[str(group.items[0])] == group.id


def test_what_frees_from_an_item_by_its_number_stands_beside_that_item_alone() -> None:
    text = "（一）职工总数20人以上；\n（二）拥有发明专利3件以上；\n（三）独角兽企业不受第（二）项限制。"
    assert read(text) == ["employees", "any(invention_patents, titles)"]


def test_what_frees_from_a_figure_by_its_name_stands_beside_that_figure_alone() -> None:
    text = "（一）职工总数20人以上；\n（二）营业收入增长率10%以上；\n（三）独角兽企业不受上述营业收入增长率限制。"
    assert read(text) == ["employees", "any(revenue_growth, titles)"]


def test_what_must_hold_anyway_is_no_part_of_the_choice() -> None:
    items = "1.职工总数20人以上；\n2.资产总额1亿元以上；\n3.拥有发明专利1件以上。"
    text = f"企业应符合下列3项中的2项，其中第1项为必备项：\n{items}"
    assert read(text) == ["employees", "any(total_assets, invention_patents)"]


def test_what_bars_is_never_an_alternative_to_what_is_asked() -> None:
    text = "申请贴息的项目须满足以下条件：\n1.贷款金额300万元以上；\n有以下情形的项目不予支持：\n1.已享受过财政补助的；"
    assert read(text) == ["loan_amount", "prior_support"]


def test_who_is_left_out_is_no_alternative() -> None:
    rules = rules_of("在宁波市注册的企业，已获财政资助的除外。")
    assert shapes(rules) == ["region", "prior_support"]


def test_bars_stay_beside_a_choice_said_after_them() -> None:
    rules = rules_of("不得申报的情形：\n（一）列入失信名单；\n（二）发生安全事故。\n符合上述情形之一的不予受理。")
    assert shapes(rules) == ["blacklisted", "incidents"]
