"""Names that may be whose number it is."""

from nlp.quantities.line import line_of
from nlp.quantities.numbers import find_numbers
from nlp.quantities.owners import NOBODY, Ask, owners_of
from nlp.quantities.ranking import as_parts
from nlp.spans import Span
from ontology.schema import EntityClass as C


def test_nobody_and_each_name_once_are_the_candidates() -> None:
    text = "海尔在青岛投资3亿元，海尔增长5%"
    spans = (Span(0, 2, "海尔", C.ENTERPRISE), Span(3, 5, "青岛", C.REGION), Span(11, 13, "海尔", C.ENTERPRISE))
    line = line_of(text, list(find_numbers(text)), spans)
    assert list(owners_of(line, Ask(1, "增长率", None, ""), as_parts)) == [NOBODY, "海尔", "青岛"]


def test_a_scenario_owns_no_number() -> None:
    line = line_of("预测性维护3项", list(find_numbers("预测性维护3项")), (Span(0, 5, "预测性维护", C.SCENARIO),))
    assert list(owners_of(line, Ask(0, "", None, ""), as_parts)) == [NOBODY]


def test_a_name_and_a_number_of_the_same_turn_in_their_lists_go_together() -> None:
    text = "海尔、三一分别投资3亿元和5亿元"
    spans = (Span(0, 2, "海尔", C.ENTERPRISE), Span(3, 5, "三一", C.ENTERPRISE))
    line = line_of(text, list(find_numbers(text)), spans)
    found = owners_of(line, Ask(1, "投资", "海尔", ""), as_parts)
    turns = {name: [part[1] for part in parts if part[0] == "list"] for name, parts in found.items()}
    assert turns == {NOBODY: [], "海尔": ["x"], "三一": ["="]}
