"""The outline of official texts."""

from hypothesis import given
from hypothesis import strategies as st

from nlp.policies.text.outline import Node, outline


def _leads(node: Node, text: str) -> list[object]:
    return [
        [text[one.start : one.end], _leads(one, text)] if one.below else text[one.start : one.end] for one in node.below
    ]


def test_items_lie_below_the_line_that_leads_them() -> None:
    text = "一、条件\n（一）人员：\n1.甲；\n2.乙。\n（二）丙。\n二、材料"
    assert _leads(outline(text), text) == [["条件", [["人员：", ["甲；", "乙。"]], "丙。"]], "材料"]


def test_a_list_within_a_line_is_a_list() -> None:
    text = "有下列情形的：（一）偷税的；（二）骗补的。"
    assert _leads(outline(text), text) == [["有下列情形的：", ["偷税的；", "骗补的。"]]]


def test_a_number_with_a_point_is_no_mark() -> None:
    text = "占比1.5倍，不低于2.3%。"
    assert _leads(outline(text), text) == [text]


@given(st.text(alphabet="一二、（）().1234甲乙，。；：\n第条", max_size=80))
def test_every_node_is_a_piece_of_the_text(text: str) -> None:
    def walk(node: Node) -> None:
        for one in node.below:
            assert 0 <= one.start <= one.end <= len(text)
            walk(one)

    walk(outline(text))
