"""A line of raw text, and the text of several lines joined with the raw place of each character."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Final

from ingest.layout.blanks import SPACE, cuts_word, gaps, seam_needs_blank

_BREAK: Final = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE: Final = "\u200b\u200c\u200d\u2060\ufeff\u00ad\0"
BLANKS: Final = (
    " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000" + _INVISIBLE
)

# digits and Latin letters of full width are read as the usual ones: one character each, so that places keep
_USUAL: Final = (
    {0xFF10 + i: 0x30 + i for i in range(10)}
    | {0xFF21 + i: 0x41 + i for i in range(26)}
    | {0xFF41 + i: 0x61 + i for i in range(26)}
    | {0xFF05: 0x25}
)


@dataclass(frozen=True, slots=True)
class Line:
    """Where a line stands in the raw text, blanks at its ends left out.

    `width` and `indent` (from the left margin) are in half-width columns, `gap` in empty lines before it, `full` says
    that it reaches the right margin, `wide` that larger letters would, `size` is the letter size relative to the body
    (0: unknown).
    """

    start: int
    end: int
    width: float = 0.0
    indent: float = 0.0
    gap: float = 0.0
    full: bool = False
    wide: bool = False
    centred: bool = False
    size: float = 0.0
    page: int | None = None


def split_lines(raw: str) -> Iterator[Line]:
    """The lines of a raw text that hold anything, with the empty lines before each."""
    start, gap = 0, 0.0
    for end, next_start in _bounds(raw):
        body = raw[start:end]
        stripped = body.strip(BLANKS)
        if stripped:
            lead = len(body) - len(body.lstrip(BLANKS))
            first = start + lead
            yield Line(first, first + len(stripped), columns(stripped), columns(body[:lead]), gap)
        gap = 0.0 if stripped else gap + 1
        start = next_start


def _bounds(raw: str) -> Iterator[tuple[int, int]]:
    for found in _BREAK.finditer(raw):
        yield found.start(), found.end()
    yield len(raw), len(raw)


def columns(text: str) -> int:
    """Width in half-width columns: two for a Chinese character, a tab counts four."""
    narrow = len(text.encode("ascii", "ignore"))
    return 2 * len(text) - narrow + 3 * text.count("\t")


def usual(text: str) -> str:
    """Digits and letters of full width as the usual ones, blanks as spaces, character by character."""
    return SPACE.sub(" ", text.translate(_USUAL))


@dataclass(frozen=True, slots=True)
class Joined:
    """Text of some lines and, for each of its characters, the place in the raw text."""

    text: str
    origin: tuple[int, ...]


def join(raw: str, lines: Sequence[Line]) -> Joined:
    """The lines as one run of text: wrapped lines closed up, blanks of the layout taken out."""
    running = len(lines) > 1 and sum(line.end - line.start for line in lines) > 80
    spans = list(_spans(raw, lines, running=running))
    text = usual("".join(raw[a:b] for a, b in spans))
    return Joined(text, tuple(chain.from_iterable(range(a, b) for a, b in spans)))


def _spans(raw: str, lines: Sequence[Line], *, running: bool) -> Iterable[tuple[int, int]]:
    for line, following in pairwise([*lines, None]):
        if line is None:
            break
        start = line.start
        for a, b in gaps(raw, line.start, line.end, running=running):
            yield start, a
            start = b
        last = line.end - 1
        if following and last > start and cuts_word(raw[last - 1], raw[last], raw[following.start]):
            yield start, line.end - 1
            continue
        yield start, line.end
        if following and seam_needs_blank(raw[line.end - 1], raw[following.start]):
            yield line.end, line.end + 1
