"""A text cut into pieces: what nothing rests on, what facts rest on, and the sentence that is asked about."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text; the pieces one after the other are the text."""

    text: str
    cited: bool = False  # a fact rests on it
    chosen: bool = False


def pieces_of(text: str, spans: Sequence[tuple[int, int, str]], chosen: str) -> list[Piece]:
    """The text in pieces.

    Args:
        text: all of it.
        spans: start, end and id of each sentence that facts rest on, in characters; they may overlap.
        chosen: id of the sentence asked about, empty for none.
    """
    bounds = sorted({0, len(text), *(at for start, end, _ in spans for at in (start, end) if 0 <= at <= len(text))})
    cited = _covered([(start, end) for start, end, _ in spans])
    picked = _covered([(start, end) for start, end, key in spans if key == chosen])
    return [
        Piece(text[start:end], _inside(start, end, cited), _inside(start, end, picked))
        for start, end in pairwise(bounds)
    ]


def _inside(start: int, end: int, areas: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(areas, (start, len(areas) and areas[-1][1])) - 1
    return at >= 0 and areas[at][0] <= start and end <= areas[at][1]


def _covered(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans put together where they touch, in order."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
