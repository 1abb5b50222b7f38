"""Rows of a page in reading order: columns of text one after the other, whatever the content stream did."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from ingest.pdf_runs import NOTE_NUMBER, RAISED, Run, joined

_STEP: Final = 3.0  # points between the gutters tried
_ROWS: Final = 4  # of each column; fewer are cells or labels
_FILLED: Final = 0.6  # of a column's width, reached by its lines at the median; cells are shorter
_ODD: Final = 0.1  # of the lines of a column, which a masthead or a hanging mark may exceed
_BESIDE: Final = 2.8  # letters of the heading to the nearest line of the other column
_NEIGHBOURS: Final = 4  # rows looked at above and below a heading
_LARGE: Final = 1.3  # of the page's letters: titles stand across the columns
_NEAR: Final = 3.0  # letters by which lines of a column may be indented
_EDGE: Final = 0.2  # of the text width at either side, where no gutter lies


@dataclass(frozen=True, slots=True)
class Column:
    """Lines of one column from the top, its edges, and whether it spans the text of the page."""

    lines: tuple[Run, ...]
    left: float
    right: float
    whole: bool


@dataclass(frozen=True, slots=True)
class Wall:
    """A table that is no text: its left and right edge and its top."""

    left: float
    right: float
    top: float


def columns_of(rows: Sequence[Sequence[Run]], gutters: list[float], walls: Sequence[Wall] = ()) -> list[Column]:
    """The page's rows as columns in reading order.

    Args:
        rows: rows of runs from the top.
        gutters: gutters of the pages before, which a page with few lines shares; a new one is added.
        walls: tables of the page; the columns above one that stands across them are read before those below it.
    """
    if not rows:
        return []
    gutter = _best_gutter(rows)
    if gutter:
        gutters.append(gutter)
    gutter = gutter or _known_gutter(rows, gutters)
    columns: list[Column] = []
    for part in _between_walls(rows, gutter, walls):
        for stretch, is_split in _stretches(part, gutter):
            if is_split:
                columns.extend(_halves(stretch, gutter, gutters))
            else:
                columns.append(_column([joined(row) for row in stretch], whole=True))
    return columns


def _between_walls(
    rows: Sequence[Sequence[Run]], gutter: float, walls: Sequence[Wall]
) -> Iterator[Sequence[Sequence[Run]]]:
    """Rows above, between and below the tables that stand across the gutter; their captions apart."""
    middle = (min(row[0].x0 for row in rows) + max(row[-1].x1 for row in rows)) / 2
    start = 0
    for top in sorted(wall.top for wall in walls if wall.left < gutter < wall.right):
        end = next((i for i, row in enumerate(rows) if row[0].middle > top), len(rows))
        is_captioned = end > start and _is_caption(rows[end - 1], rows[start : end - 1], middle)
        cut = end - is_captioned
        yield from (part for part in (rows[start:cut], rows[cut:end]) if part)
        start = end
    if start < len(rows):
        yield rows[start:]


def _is_caption(row: Sequence[Run], above: Sequence[Sequence[Run]], middle: float) -> bool:
    """A centred line that begins where no other does, as the lines of a column in the middle would."""
    starts = (run.x0 for other in above for run in other)
    return _is_centred(row, middle) and all(abs(x - row[0].x0) > row[0].size / 2 for x in starts)


def _known_gutter(rows: Sequence[Sequence[Run]], gutters: Sequence[float]) -> float:
    return next((x for x in gutters if _shares(rows, x)), 0.0)


def _halves(rows: Sequence[Sequence[Run]], gutter: float, gutters: list[float]) -> Iterator[Column]:
    """Left half, then right half; a half may again hold columns, parted by a new gutter or by a known one."""
    for side in (0, 1):
        half = [[run for run in row if (run.x0 > gutter) == bool(side)] for row in rows]
        half = [row for row in half if row]
        if not half:
            continue
        inner = _best_gutter(half)
        if inner:
            gutters.append(inner)
        inner = inner or _known_gutter(half, [x for x in gutters if _has_both(half, x)])
        if inner:
            yield from _halves(half, inner, gutters)
        else:
            yield _column([joined(row) for row in half], whole=False)


def _column(lines: Sequence[Run], *, whole: bool) -> Column:
    """The lines as a column; the number of a footnote that stands between two of them is no line."""
    size = float(np.median([line.size for line in lines]))
    lines = [line for line in lines if line.size > RAISED * size or not NOTE_NUMBER.fullmatch(line.text)] or lines
    return Column(tuple(lines), min(line.x0 for line in lines), max(line.x1 for line in lines), whole)


def _best_gutter(rows: Sequence[Sequence[Run]]) -> float:
    """Where a vertical strip stays empty beside the most lines and is crossed by the fewest; 0 for one column."""
    left = min(run.x0 for row in rows for run in row)
    right = max(run.x1 for row in rows for run in row)
    margin = _EDGE * (right - left)
    best, found, limit = (_ROWS, -len(rows)), list[float](), _large(rows)
    ends = sorted(run.x1 for row in rows for run in row)
    starts = sorted(run.x0 for row in rows for run in row)
    for x in np.arange(left + margin, right - margin, _STEP).tolist():
        if min(bisect_right(ends, x), len(starts) - bisect_left(starts, x)) < _ROWS:
            continue  # too few on one side of it, whatever the stretch
        lines = max((_balance(stretch, x) for stretch, _ in _free_stretches(rows, x, limit)), default=0)
        rank = lines, -sum(any(run.x0 < x < run.x1 for run in row) for row in rows)
        if rank > best:
            best, found = rank, []
        if rank == best:
            found.append(x)
    return found[len(found) // 2] if found else 0.0


def _large(rows: Sequence[Sequence[Run]]) -> float:
    """Size from which letters make a title that no column goes through."""
    return _LARGE * float(np.median([run.size for row in rows for run in row]))


def _free_stretches(
    rows: Sequence[Sequence[Run]], x: float, limit: float
) -> Iterator[tuple[list[Sequence[Run]], bool]]:
    """Rows in a line that leave the strip at x empty, and those that cross it."""
    stretch: list[Sequence[Run]] = []
    free = True
    for i, row in enumerate(rows):
        leaves = not any(run.x0 < x < run.x1 for run in row) and not _is_title(rows, i, x, limit)
        if stretch and leaves != free:
            yield stretch, free
            stretch = []
        free = leaves
        stretch.append(row)
    if stretch:
        yield stretch, free


def _is_title(rows: Sequence[Sequence[Run]], i: int, x: float, limit: float) -> bool:
    """A line of large letters where the other column begins or ends; a heading inside a column has text beside it."""
    row = rows[i]
    if len(row) > 1 or row[0].size <= limit:
        return False
    is_right, reach = row[0].x0 > x, _BESIDE * row[0].size
    above, below = (
        any(
            abs(run.middle - row[0].middle) < reach and (run.x0 > x) != is_right and not run.x0 < x < run.x1
            for near in rows[part]
            for run in near
        )
        for part in (slice(max(0, i - _NEIGHBOURS), i), slice(i + 1, i + 1 + _NEIGHBOURS))
    )
    return above != below


def _balance(rows: Sequence[Sequence[Run]], x: float) -> int:
    """Lines of the shorter column if both sides are filled like text, 0 otherwise."""
    left = [run for row in rows for run in row if run.x1 <= x]
    right = [run for row in rows for run in row if run.x0 >= x]
    if min(len(left), len(right)) < _ROWS:
        return 0
    filled = _is_filled(left), _is_filled(right)
    if filled == (True, False):
        filled = True, _holds_columns(right)
    elif filled == (False, True):
        filled = _holds_columns(left), True
    return min(len(left), len(right)) if all(filled) else 0


def _is_filled(runs: Sequence[Run]) -> bool:
    """Most lines are about as long as the column is wide, the odd one that reaches further left aside."""
    left, right = np.quantile([run.x0 for run in runs], _ODD), np.quantile([run.x1 for run in runs], 1 - _ODD)
    width = float(right - left)
    per_row = len(runs) / max(1, len({round(run.middle) for run in runs}))
    return per_row < 1.5 and float(np.median([run.x1 - run.x0 for run in runs])) >= _FILLED * width


def _holds_columns(runs: Sequence[Run]) -> bool:
    """Whether a side of a gutter is two columns of text itself: an empty strip parts it into filled ones."""
    starts, ends = np.array([run.x0 for run in runs]), np.array([run.x1 for run in runs])
    margin = _EDGE * (ends.max() - starts.min())
    places = np.arange(starts.min() + margin, ends.max() - margin, _STEP)
    if not places.size:
        return False
    crossed = ((starts[:, None] < places) & (ends[:, None] > places)).sum(axis=0)
    free = places[crossed == crossed.min()]
    x = float(free[len(free) // 2])
    left, right = [run for run in runs if run.x1 <= x], [run for run in runs if run.x0 >= x]
    return min(len(left), len(right)) >= _ROWS and _is_filled(left) and _is_filled(right)


def _stretches(rows: Sequence[Sequence[Run]], gutter: float) -> Iterator[tuple[list[Sequence[Run]], bool]]:
    """Rows to be read across and rows to be read column by column, in order."""
    if not gutter:
        yield list(rows), False
        return
    across: list[Sequence[Run]] = []
    for stretch, free in _free_stretches(rows, gutter, _large(rows)):
        if free and (_has_both(stretch, gutter) or _is_one_column(stretch, gutter)):
            head, body = _without_head(stretch, gutter)
            across.extend(head)
            if across:
                yield across, False
                across = []
            yield body, True
        else:
            across.extend(stretch)
    if across:
        yield across, False


def _without_head(rows: list[Sequence[Run]], gutter: float) -> tuple[list[Sequence[Run]], list[Sequence[Run]]]:
    """Rows above the columns, centred or with a right piece that does not begin at the right column; the columns."""
    if not _has_both(rows, gutter):
        return [], rows
    firsts = [next((run for run in row if run.x0 > gutter), row[0]) for row in rows]
    edge = float(np.median([run.x0 for run in firsts if run.x0 > gutter]))
    middle = (min(row[0].x0 for row in rows) + max(row[-1].x1 for row in rows)) / 2
    cut = 0
    while cut < len(rows) - _ROWS and (
        firsts[cut].x0 > edge + _NEAR * firsts[cut].size or _is_centred(rows[cut], middle)
    ):
        cut += 1
    return rows[:cut], rows[cut:]


def _is_centred(row: Sequence[Run], middle: float) -> bool:
    """A line of its own in the middle of the page, such as the author's name under a title."""
    return len(row) == 1 and abs((row[0].x0 + row[0].x1) / 2 - middle) < row[0].size / 2


def _shares(rows: Sequence[Sequence[Run]], gutter: float) -> bool:
    """Text on both sides of a gutter known from other pages, or lines that end at it."""
    return any(
        free
        and len(stretch) > 1
        and ((_has_both(stretch, gutter) and _fills(stretch, gutter)) or _is_one_column(stretch, gutter))
        for stretch, free in _free_stretches(rows, gutter, _large(rows))
    )


def _is_one_column(rows: Sequence[Sequence[Run]], gutter: float) -> bool:
    """Lines on one side of the gutter that were wrapped at it, as where the text ends within a column."""
    runs = [run for row in rows for run in row]
    if len(rows) < _ROWS or len({run.x0 > gutter for run in runs}) > 1 or not _is_filled(runs):
        return False
    room = min(run.x0 for run in runs) - gutter if runs[0].x0 > gutter else gutter - max(run.x1 for run in runs)
    return room < _NEAR * runs[0].size


def _fills(rows: Sequence[Sequence[Run]], x: float) -> bool:
    return _is_filled([run for row in rows for run in row if run.x1 <= x]) and _is_filled(
        [run for row in rows for run in row if run.x0 >= x]
    )


def _has_both(rows: Sequence[Sequence[Run]], x: float) -> bool:
    sides = [run.x0 > x for row in rows for run in row]
    return any(sides) and not all(sides)
