"""Annotated numbers made from templates."""

import re

from nlp.training.figures import figure_templates, figures


def test_no_template_stands_twice() -> None:
    sentences = [each.sentence for each in figure_templates()]
    assert len(sentences) == len(set(sentences)) > 150


def test_a_round_leaves_no_slot_open_and_names_owners_that_the_text_names() -> None:
    for one in figures(len(figure_templates()), seed=1):  # a number without a note would be an error
        assert not re.search(r"[{}\t]", one.text + "".join(told.metric for told in one.extraction.observations))
        named = {span.text for span in one.extraction.entities}
        assert {told.subject for told in one.extraction.observations} <= named | {""}


def test_nearly_all_numbers_with_a_note_are_found_where_their_slots_put_them() -> None:
    noted = sum(bool(metric) for each in figure_templates() for _, metric in each.notes)
    told = sum(len(one.extraction.observations) for one in figures(len(figure_templates()), seed=2))
    assert 0.98 * noted < told <= noted


def test_the_same_seed_gives_the_same_sentences() -> None:
    assert figures(20, seed=7) == figures(20, seed=7) != figures(20, seed=8)
