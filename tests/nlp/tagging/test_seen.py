"""Spans of a text, given to the sentences they begin in."""

from nlp.names.scene import Scene
from nlp.spans import Span
from nlp.tagging.seen import Seen, in_text, with_spans
from ontology.schema import EntityClass as C

SENTENCES = (Seen(Scene("甲公司。"), (), 0), Seen(Scene("乙公司。"), (), 5))
FIRST, SECOND = Span(0, 3, "甲公司", C.ENTERPRISE), Span(5, 8, "乙公司", C.ENTERPRISE)


def test_spans_of_a_text_come_back_from_its_sentences() -> None:
    given = with_spans(SENTENCES, (FIRST, SECOND))
    assert [one.spans for one in given] == [(FIRST,), (Span(0, 3, "乙公司", C.ENTERPRISE),)]
    assert in_text(given) == (FIRST, SECOND)


def test_a_span_that_runs_over_the_end_of_its_sentence_is_left_out() -> None:
    assert in_text(with_spans(SENTENCES, (Span(2, 7, "司。\n乙公", C.ENTERPRISE), SECOND))) == (SECOND,)
