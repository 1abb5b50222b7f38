"""What is known of a number that may state something."""

from nlp.quantities.numbers import find_numbers
from nlp.quantities.stated import parts_of
from nlp.spans import Span
from ontology.schema import EntityClass as C


def test_a_number_inside_a_name_is_told_by_the_class_of_the_name() -> None:
    text = "100家企业培育行动启动"
    (number,) = find_numbers(text)
    parts = {part[0]: part[1:] for part in parts_of(text, number, (Span(0, 9, text[:9], C.INITIATIVE),), False)}
    assert parts["name"][0] == C.INITIATIVE.value


def test_what_the_rules_say_is_one_of_the_things_known() -> None:
    text = "企业3家"
    (number,) = find_numbers(text)
    assert list(parts_of(text, number, (), True)) != list(parts_of(text, number, (), False))
