"""A text sentence by sentence, each with the spans that lie inside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from nlp.context import NO_CONTEXT, Context
from nlp.once import once
from nlp.sentences import split
from nlp.spans import Span


@dataclass(frozen=True)
class Piece:
    """One sentence: `spans` count from its own start; the first of them is `first` in the list of the whole text."""

    start: int
    text: str
    first: int
    spans: tuple[Span, ...]

    @once
    def nameless(self) -> str:
        """Its text with the names blanked: 行动计划 in a title is no plan."""
        return without_names(self.text, self.spans)


class Part(NamedTuple):
    """Sentences that one context holds for, such as those of a block."""

    pieces: tuple[Piece, ...]
    context: Context = NO_CONTEXT


def pieces_of(text: str, spans: Sequence[Span], *, start: int = 0, first: int = 0) -> Iterator[Piece]:
    """The sentences of `text`; a span that crosses a sentence's end belongs to none.

    Args:
        text: any text, or a stretch of one.
        spans: those that begin in it, in order of their start.
        start: where `text` stands in what the spans count from.
        first: position of the first of the spans in the list of the whole text.
    """
    at = 0
    for sentence in split(text):
        begins, ends = start + sentence.start, start + sentence.end
        while at < len(spans) and spans[at].start < begins:
            at += 1
        before = at
        while at < len(spans) and spans[at].end <= ends:
            at += 1
        inside = tuple([span.moved(-begins) for span in spans[before:at]])
        yield Piece(begins, sentence.text, first + before, inside)


def without_names(text: str, spans: Sequence[Span]) -> str:
    """The text with its names blanked."""
    told, done = [], 0
    for span in spans:
        told += [text[done : span.start], "＿" * (span.end - max(span.start, done))]
        done = max(done, span.end)
    return "".join([*told, text[done:]])
