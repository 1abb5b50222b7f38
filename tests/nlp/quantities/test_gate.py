"""How sure the rules are of what a number counts."""

from nlp.quantities.counted import Told
from nlp.quantities.gate import parts_of
from nlp.quantities.numbers import find_numbers


def told(text: str, rule: str) -> dict[str, tuple[str, ...]]:
    return {part[0]: part[1:] for part in parts_of(text, list(find_numbers(text)), 0, Told(rule=rule))}


def test_a_choice_that_fills_the_words_before_its_number_is_told_as_such() -> None:
    assert told("工业增加值增长5%", "工业增加值")["rule"][0] == "0"


def test_a_choice_from_elsewhere_is_told_as_such() -> None:
    assert told("工业增加值增长5%", "营业收入")["rule"][0] == "none"
