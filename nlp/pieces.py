"""A text sentence by sentence, each with the spans that lie inside it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nlp.sentences import split
from nlp.spans import Span


class Piece(NamedTuple):
    """One sentence: `spans` count from its own start; the first of them is `first` in the list of the whole text."""

    start: int
    text: str
    first: int
    spans: tuple[Span, ...]


def pieces_of(text: str, spans: Sequence[Span]) -> Iterator[Piece]:
    """The sentences of `text`; a span that crosses a sentence's end belongs to none.

    Args:
        text: any text.
        spans: in order of their start.
    """
    at = 0
    for sentence in split(text):
        while at < len(spans) and spans[at].start < sentence.start:
            at += 1
        first = at
        while at < len(spans) and spans[at].end <= sentence.end:
            at += 1
        yield Piece(
            sentence.start, sentence.text, first, tuple(span.moved(-sentence.start) for span in spans[first:at])
        )


def without_names(text: str, spans: Sequence[Span]) -> str:
    """The text with its names blanked: 行动计划 in a title is no plan."""
    told, done = [], 0
    for span in spans:
        told += [text[done : span.start], "＿" * (span.end - max(span.start, done))]
        done = max(done, span.end)
    return "".join([*told, text[done:]])
