"""Names that may be whose number it is."""

from nlp.quantities.line import line_of
from nlp.quantities.numbers import find_numbers
from nlp.quantities.owners import NOBODY, Ask, owners_of
from nlp.quantities.ranking import as_parts
from nlp.spans import Span
from ontology.schema import EntityClass as C


def test_nobody_and_each_name_once_are_the_candidates() -> None:
    text = "海尔与青岛投资3亿元，海尔增长5%"
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


def candidates(text: str, names: dict[str, C], index: int = 0) -> list[str]:
    spans = [Span(text.index(name), text.index(name) + len(name), name, cls) for name, cls in names.items()]
    return list(owners_of(line_of(text, list(find_numbers(text)), spans), Ask(index, "", None, ""), as_parts))


def test_a_firm_that_a_capacity_touches_has_it() -> None:
    assert candidates("晨星新材30万吨钛白粉项目投产", {"晨星新材": C.ENTERPRISE}) == ["晨星新材"]


def test_a_firm_that_is_said_to_hold_a_share_has_it() -> None:
    names = {"远帆科技": C.ENTERPRISE, "晨星新材": C.ENTERPRISE}
    assert candidates("远帆科技由晨星新材持有30%股权", names) == ["晨星新材"]


def test_a_firm_that_holds_another_has_not_what_a_place_counts_in_the_next_clause() -> None:
    names = {"远帆科技": C.ENTERPRISE, "晨星新材": C.ENTERPRISE}
    assert candidates("远帆科技由晨星新材持有，规上工业增加值增长30%", names) == [NOBODY]


def test_where_a_firm_acts_is_not_whose_the_number_is() -> None:
    assert candidates("晨星新材在海东投资3亿元", {"晨星新材": C.ENTERPRISE, "海东": C.REGION}) == [NOBODY, "晨星新材"]


def test_where_no_firm_acts_the_place_may_have_the_number() -> None:
    assert candidates("项目在海东投资3亿元", {"海东": C.REGION}) == [NOBODY, "海东"]
