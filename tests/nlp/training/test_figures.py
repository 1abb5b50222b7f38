"""Annotated numbers made from templates."""

import re

from nlp.quantities.numbers import find_numbers
from nlp.training.figures import figure_templates, figures


def test_every_number_of_a_template_has_its_note() -> None:
    assert not [each.sentence for each in figure_templates() if each.numbers != len(each.notes)]


def test_no_template_stands_twice() -> None:
    sentences = [each.sentence for each in figure_templates()]
    assert len(sentences) == len(set(sentences)) > 150


def test_a_round_leaves_no_slot_open_and_names_owners_that_the_text_names() -> None:
    for one in figures(len(figure_templates()), seed=1):
        assert not re.search(r"[{}\t]", one.text + "".join(told.metric for told in one.extraction.observations))
        named = {span.text for span in one.extraction.entities}
        assert {told.subject for told in one.extraction.observations} <= named | {""}


def test_what_is_annotated_is_found_in_the_text() -> None:
    for one in figures(60, seed=2):
        found = {(number.value, number.unit) for number in find_numbers(one.text)}
        assert {(told.value, told.unit) for told in one.extraction.observations} <= found


def test_the_same_seed_gives_the_same_sentences() -> None:
    assert figures(20, seed=7) == figures(20, seed=7) != figures(20, seed=8)
