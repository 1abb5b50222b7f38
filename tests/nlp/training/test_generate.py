"""Sentences made from templates."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.annotated import AnnotatedSentence
from nlp.training.generate import generate, templates
from ontology.schema import allows


@pytest.fixture(scope="module")
def round_of_all() -> tuple[AnnotatedSentence, ...]:
    return generate(len(templates()), seed=1)


def test_there_are_three_hundred_templates_of_ten_kinds() -> None:
    assert len(templates()) >= 300
    assert len({template.kind for template in templates()}) >= 10


def test_no_template_stands_twice() -> None:
    sentences = [template.sentence for template in templates()]
    assert sorted(sentences) == sorted(set(sentences))


def test_a_round_uses_every_template_and_leaves_no_slot_open(round_of_all: tuple[AnnotatedSentence, ...]) -> None:
    kinds = [sentence.id.split("-")[1] for sentence in round_of_all]
    assert sorted(kinds) == sorted(template.kind for template in templates())
    assert not [one.text for one in round_of_all if set(one.text) & set("{}\t") or not one.text.strip()]


def test_every_class_of_the_guide_has_names(round_of_all: tuple[AnnotatedSentence, ...]) -> None:
    named = {span.cls.value for one in round_of_all for span in one.extraction.entities}
    assert named == {
        "Enterprise", "Platform", "Scenario", "Policy", "Initiative", "Standard",
        "Organization", "Park", "Region", "Industry", "Technology",
    }  # fmt: skip


def test_a_tenth_of_the_sentences_names_nothing(round_of_all: tuple[AnnotatedSentence, ...]) -> None:
    assert sum(not one.extraction.entities for one in round_of_all) >= len(round_of_all) / 10


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000))
def test_spans_repeat_the_text_in_order_and_never_overlap(seed: int) -> None:
    for one in generate(60, seed):
        spans = one.extraction.entities
        assert all(one.text[span.start : span.end] == span.text for span in spans)
        assert all(left.end <= right.start for left, right in pairwise(spans))


def test_the_same_seed_gives_the_same_sentences() -> None:
    assert generate(50, seed=7) == generate(50, seed=7)
    assert generate(50, seed=7) != generate(50, seed=8)


def test_relations_join_what_the_ontology_lets_them_join(round_of_all: tuple[AnnotatedSentence, ...]) -> None:
    wrong = [
        (one.text, link.relation.value)
        for one in round_of_all
        for link in one.extraction.relations
        if not allows(link.relation, one.extraction.entities[link.head].cls, one.extraction.entities[link.tail].cls)
    ]
    assert not wrong
