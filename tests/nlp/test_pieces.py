"""Sentences with their spans."""

from hypothesis import given
from hypothesis import strategies as st

from nlp.pieces import pieces_of
from nlp.spans import Span
from ontology.schema import EntityClass as C


def test_spans_count_from_their_own_sentence() -> None:
    text = "甲建厂。乙建厂。"
    spans = (Span(0, 1, "甲", C.ENTERPRISE), Span(4, 5, "乙", C.ENTERPRISE))
    second = list(pieces_of(text, spans))[1]
    assert (second.start, second.first, second.spans[0].start) == (4, 1, 0)


@given(st.text(alphabet="甲乙，。；\n ", max_size=30))
def test_a_span_stands_in_its_sentence(text: str) -> None:
    spans = [Span(i, i + 1, text[i], C.ENTERPRISE) for i in range(len(text)) if text[i] in "甲乙"]
    found = [span for piece in pieces_of(text, spans) for span in piece.spans if piece.text[span.start] == span.text]
    assert len(found) == len(spans)
