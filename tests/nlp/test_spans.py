"""Findings moved to where their text stands in a longer one."""

from nlp.spans import Link, Reading, Span
from ontology.schema import EntityClass, Relation


def test_a_span_is_moved_with_all_that_is_known_of_it() -> None:
    span = Span(1, 3, "甲乙", EntityClass.ENTERPRISE, 0.7, "list")
    assert span.moved(4) == Span(5, 7, "甲乙", EntityClass.ENTERPRISE, 0.7, "list")
    assert span.moved(4).moved(-4) == span


def test_a_link_is_moved_with_the_positions_of_its_ends() -> None:
    link = Link(0, Relation.USES, 1, start=2, end=9)
    assert link.moved(10, 3) == Link(3, Relation.USES, 4, start=12, end=19)
    assert link.moved(0, 3) == Link(3, Relation.USES, 4, start=2, end=9)


def test_a_reading_is_moved_with_its_value() -> None:
    assert Reading("", "产量", "3", start=2, end=3).moved(5) == Reading("", "产量", "3", start=7, end=8)
