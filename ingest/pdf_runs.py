"""Characters of a page → runs (what stands on one line without a wide gap) → rows of runs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from ingest.layout.blanks import is_wide
from ingest.pdf_page import PageChars

_SAME_ROW: Final = 0.45  # of the letter size, between the middles of two characters in a row
_SAME_LINE: Final = 0.15  # of the letter size; lower characters may belong to the next line
_SAME_HEIGHT: Final = 0.05  # points
_LOOKED_AT: Final = 40  # characters of a height that tell whether others stand over them
_WIDE_GAP: Final = 1.0  # of the letter size: two columns or cells, not two words
_ALIKE: Final = 1.2  # times: letters of two columns differ more, where a heading stands beside text
_WORD_GAP: Final = 0.2  # of the letter size: a blank between words of Latin letters
RAISED: Final = 0.72  # of the letter size of the row: a footnote's number at a word
NOTE_NUMBER: Final = re.compile(r"[\[〔]?(?:\d{1,3}|[①-⑩])[\]〕]?")


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


class _Letters(NamedTuple):
    """The columns of a page as lists: its characters are looked at one by one."""

    text: str
    x0: list[float]
    x1: list[float]
    top: list[float]
    bottom: list[float]
    size: list[float]
    blank: list[bool]


def rows_of(chars: PageChars, apart: float = _WIDE_GAP) -> list[list[Run]]:
    """Rows of the page from the top, each a list of runs from the left.

    Args:
        chars: characters of the page, or of a place on it.
        apart: gap between two runs, by the letter size.
    """
    columns = (chars.x0, chars.x1, chars.top, chars.bottom, chars.size, chars.blank)
    letters = _Letters(chars.text, *(column.tolist() for column in columns))
    middles = (chars.top + chars.bottom) / 2
    order = np.argsort(middles, kind="stable").tolist()
    return [list(_runs(letters, members, apart)) for members in _rows(letters, middles.tolist(), order)]


def _rows(letters: _Letters, middles: Sequence[float], order: Sequence[int]) -> Iterator[list[int]]:
    """Numbers of the characters in each row; a row is as high as its largest letters."""
    size = letters.size
    row: list[int] = []
    at = 0.0
    for level in _levels(middles, order):
        first = level[0]
        step, high = middles[first] - at, max(size[first], size[row[-1]]) if row else 0.0
        if row and (step > _SAME_ROW * high or (step > _SAME_LINE * high and _is_under(letters, row, level))):
            yield row
            row = []
        at = (at * len(row) + middles[first] * len(level)) / (len(row) + len(level))
        row.extend(level)
    if row:
        yield row


def _levels(middles: Sequence[float], order: Sequence[int]) -> Iterator[list[int]]:
    """Characters that stand at the same height, from the top."""
    level: list[int] = []
    for i in order:
        if level and middles[i] - middles[level[0]] > _SAME_HEIGHT:
            yield level
            level = []
        level.append(i)
    if level:
        yield level


def _is_under(letters: _Letters, row: Sequence[int], level: Sequence[int]) -> bool:
    """Some of the characters stand under others of the row, as the next line beside a large heading does."""
    ends = np.array([letters.x1[i] for i in row])
    starts = np.array([letters.x0[i] for i in row])
    covered = [
        (np.minimum(ends, letters.x1[i]) - np.maximum(starts, letters.x0[i])).max()
        > (letters.x1[i] - letters.x0[i]) / 2
        for i in level[:_LOOKED_AT]
    ]
    return any(covered)


def _runs(letters: _Letters, members: Sequence[int], apart: float) -> Iterator[Run]:
    ordered = sorted(members, key=letters.x0.__getitem__)
    start = 0
    for k in range(1, len(ordered) + 1):
        if k == len(ordered) or _is_apart(letters, ordered[k - 1], ordered[k], apart):
            yield _run(letters, ordered[start:k])
            start = k


def _is_apart(letters: _Letters, left: int, right: int, apart: float) -> bool:
    small, large = sorted((letters.size[left], letters.size[right]))
    return letters.x0[right] - letters.x1[left] > apart * (large if large <= _ALIKE * small else small)


def _run(letters: _Letters, members: Sequence[int]) -> Run:
    size = _size(letters, members)
    pieces: list[str] = []
    before = -1
    for i in members:
        char = letters.text[i]
        if pieces and letters.size[i] < RAISED * size and (char.isdigit() or char in "[]〔〕①②③④⑤⑥⑦⑧⑨⑩"):
            before = i  # the word goes on behind it
            continue
        if before >= 0 and _needs_blank(letters, before, i, size):
            pieces.append(" ")
        pieces.append(char)
        before = i
    return Run(
        "".join(pieces),
        min(letters.x0[i] for i in members),
        max(letters.x1[i] for i in members),
        min(letters.top[i] for i in members),
        max(letters.bottom[i] for i in members),
        size,
    )


def _size(letters: _Letters, members: Sequence[int]) -> float:
    """The usual letter size, of the Chinese ones where there are any: a line of figures is no smaller print."""
    wide = [letters.size[i] for i in members if is_wide(letters.text[i])]
    return float(np.median(wide or [letters.size[i] for i in members]))


def _needs_blank(letters: _Letters, left: int, right: int, size: float) -> bool:
    gap = letters.x0[right] - letters.x1[left]
    if gap <= 0 <= size:
        return False
    if is_wide(letters.text[left]) and is_wide(letters.text[right]):
        return gap > 0.5 * size
    return gap > _WORD_GAP * size or letters.blank[right]


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
