"""A text in pieces."""

from hypothesis import given
from hypothesis import strategies as st

from api.pages.frame.highlight import Piece, pieces_of

TEXT = "甲生产减速器。乙生产电机。完。"
SPANS = [(0, 7, "one"), (7, 13, "two")]


def test_the_sentence_asked_about_stands_out_from_those_that_are_cited() -> None:
    assert pieces_of(TEXT, SPANS, "two") == [
        Piece("甲生产减速器。", cited=True),
        Piece("乙生产电机。", cited=True, chosen=True),
        Piece("完。"),
    ]


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45), st.sampled_from("ab")), max_size=6),
)
def test_the_pieces_are_the_text(text: str, spans: list[tuple[int, int, str]]) -> None:
    ordered = [(min(start, end), max(start, end), key) for start, end, key in spans]
    pieces = pieces_of(text, ordered, "a")
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.cited for piece in pieces if piece.chosen)
