"""Figures of a clause: whose they are, and which of them ask for nothing."""

import pytest

from nlp.policies.conditions.figures import figures
from nlp.policies.found import leaves
from nlp.policies.text.clauses import Clause, Piece


def asked(text: str, before: str = "") -> list[tuple[str, float]]:
    whole = before + text
    clause = Clause(Piece(whole, len(before), len(whole)), segment=Piece(whole, 0, len(whole)))
    return [(one.field, one.value) for item in figures(clause) for one in leaves(item) if isinstance(one.value, float)]


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ("营业收入1亿元以上，", "且同比增长10%以上", [("revenue_growth", 10.0)]),
        ("利润总额100万元以上，", "且同比增长10%以上", [("profit_growth", 10.0)]),
        ("研发费用100万元以上，", "且较上年增长10%以上", []),
        ("研发投入逐年增长，", "且每年占营业收入的比例不低于4%", [("rd_ratio", 4.0)]),
        ("", "至少取得1项授权发明专利或2项软件著作权", [("invention_patents", 1.0), ("other_ip", 2.0)]),
        ("", "营业收入首次突破1亿元、5亿元、10亿元的，分别奖励10万元、20万元、50万元", [("revenue", 1.0)]),
        ("", "按研发费用增量的10%补助", []),
        ("", "起始年营业收入不少于500万元", []),
        ("", "联网设备占全部设备的一半以上", [("networked_rate", 50.0)]),
        ("", "注册成立时间介于2年与15年之间", [("age", 2.0), ("age", 15.0)]),
        ("", "在甲市注册满三个完整会计年度", [("age", 3.0)]),
    ],
)
def test_a_figure_is_of_what_the_text_names_for_it(before: str, text: str, expected: list[tuple[str, float]]) -> None:
    assert asked(text, before) == expected
