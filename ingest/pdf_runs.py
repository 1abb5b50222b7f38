"""Characters of a page → runs (what stands on one line without a wide gap) → rows of runs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from ingest.layout.blanks import is_wide
from ingest.pdf_page import PageChars

_SAME_ROW: Final = 0.45  # of the letter size, between the middles of two characters in a row
_WIDE_GAP: Final = 1.0  # of the letter size: two columns or cells, not two words
_WORD_GAP: Final = 0.2  # of the letter size: a blank between words of Latin letters
_RAISED: Final = 0.72  # of the letter size of the row: a footnote's number at a word


@dataclass(frozen=True, slots=True)
class Run:
    """Text on one line with its place in points, `size` being the letters' height."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def rows_of(chars: PageChars, apart: float = _WIDE_GAP) -> list[list[Run]]:
    """Rows of the page from the top, each a list of runs from the left.

    Args:
        chars: characters of the page, or of a place on it.
        apart: gap between two runs, by the letter size.
    """
    return [list(_runs(chars, members, apart)) for members in _rows(chars)]


def _rows(chars: PageChars) -> Iterator[list[int]]:
    """Numbers of the characters in each row; a row is as high as its largest letters."""
    middles = (chars.top + chars.bottom) / 2
    order = np.argsort(middles, kind="stable")
    row: list[int] = []
    at = 0.0
    for i in order.tolist():
        if row and middles[i] - at > _SAME_ROW * max(chars.size[i], chars.size[row[-1]]):
            yield row
            row = []
        at = middles[i] if not row else (at * len(row) + middles[i]) / (len(row) + 1)
        row.append(i)
    if row:
        yield row


def _runs(chars: PageChars, members: Sequence[int], apart: float) -> Iterator[Run]:
    ordered = sorted(members, key=lambda i: float(chars.x0[i]))
    start = 0
    for k in range(1, len(ordered) + 1):
        if k == len(ordered) or _is_apart(chars, ordered[k - 1], ordered[k], apart):
            yield _run(chars, ordered[start:k])
            start = k


def _is_apart(chars: PageChars, left: int, right: int, apart: float) -> bool:
    return bool(chars.x0[right] - chars.x1[left] > apart * max(chars.size[left], chars.size[right]))


def _run(chars: PageChars, members: Sequence[int]) -> Run:
    size = float(np.median(chars.size[list(members)]))
    pieces: list[str] = []
    before = -1
    for i in members:
        if (
            chars.size[i] < _RAISED * size
            and (chars.text[i].isdigit() or chars.text[i] in "[]〔〕①②③④⑤⑥⑦⑧⑨⑩")
            and pieces
        ):
            continue
        if before >= 0 and _needs_blank(chars, before, i, size):
            pieces.append(" ")
        pieces.append(chars.text[i])
        before = i
    box = list(members)
    return Run(
        "".join(pieces),
        float(chars.x0[box].min()),
        float(chars.x1[box].max()),
        float(chars.top[box].min()),
        float(chars.bottom[box].max()),
        size,
    )


def _needs_blank(chars: PageChars, left: int, right: int, size: float) -> bool:
    gap = chars.x0[right] - chars.x1[left]
    if is_wide(chars.text[left]) and is_wide(chars.text[right]):
        return bool(gap > 0.5 * size)
    return bool(gap > _WORD_GAP * size or (chars.blank[right] and gap > 0))


def joined(runs: Sequence[Run]) -> Run:
    """Runs of one row as one, a wide blank where they stand apart."""
    first = runs[0]
    if len(runs) == 1:
        return first
    return Run(
        "\u3000".join(run.text for run in runs),
        first.x0,
        runs[-1].x1,
        min(run.top for run in runs),
        max(run.bottom for run in runs),
        float(np.median([run.size for run in runs])),
    )
