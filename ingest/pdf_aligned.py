"""Tables without ruling lines: lines whose pieces stand one under the other, wrapped cells put together."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np

from ingest.grid import Grid
from ingest.layout.blanks import seam_needs_blank
from ingest.pdf_runs import Run

Rows: TypeAlias = Sequence[Sequence[Run]]

_ROWS: Final = 3
_COLUMNS: Final = 3
_APART: Final = 0.8  # of the letter size between two columns
_LEADING: Final = 3.2  # letter heights between two lines of a table at most
_CELL: Final = 30  # characters; longer pieces are text, not cells
_FILLED: Final = 0.6  # of the cells of a table
_SOME: Final = 0.5  # of the cells of a row; fewer are the rest of one that wraps
_STEP: Final = 1.12  # times the distance of lines in a cell: the next row
_RUNNING: Final = 0.85  # of a column, filled by lines of text at the median
_LINE: Final = 8  # characters of such a line at least


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """Numbers of the page's lines that form a table, its cells, and the x of its columns."""

    rows: range
    grid: Grid
    columns: tuple[tuple[float, float], ...]


def aligned_tables(rows: Rows, finer: Callable[[], Rows]) -> Iterator[AlignedTable]:
    """Stretches of lines that fall into the same three or more columns.

    Args:
        rows: lines of the page from the top, each its pieces from the left.
        finer: the same lines parted at smaller gaps, for the lines of a header that stand close.
    """
    start = free = 0
    while start < len(rows):
        found = _found(rows, start)
        if found:
            table = _with_head(found, rows, finer(), free)
            yield _table(table)
            start = free = found.stop
        else:
            start += 1


@dataclass(frozen=True, slots=True)
class _Found:
    """Lines `start` to `stop` of a page as groups of lines, one a row, and their columns."""

    start: int
    stop: int
    groups: list[list[Sequence[Run]]]
    bands: list[tuple[float, float]]
    least: float  # points from line to line that begin a new row


def _table(found: _Found) -> AlignedTable:
    cells = [_cells(group, found.bands) for group in found.groups]
    return AlignedTable(range(found.start, found.stop), Grid(cells), tuple(found.bands))


def _found(rows: Rows, start: int) -> _Found | None:
    if len(rows[start]) < _COLUMNS:
        return None
    stop = _reach(rows, start)
    lines = rows[start:stop]
    bands = _bands(lines)
    is_cut = stop < len(rows) and len(rows[stop]) > len(bands) and _is_near(rows[stop - 1], rows[stop])
    if is_cut or len(lines) < _ROWS or len(bands) < _COLUMNS or _are_columns_of_text(lines, bands):
        return None  # where a fuller line follows, a line above it hides a column
    groups, least = _grouped(lines, bands)
    if len(groups) < _ROWS or not _are_cells(groups, bands):
        return None
    return _Found(start, stop, groups, bands, least)


def _with_head(found: _Found, rows: Rows, finer: Rows, free: int) -> _Found:
    """The table with the lines above it that belong to its first row, and with its header if that stands close."""
    first = found.start
    while first > free and _is_near(rows[first - 1], rows[first]) and _falls_into(finer[first - 1], found.bands):
        first -= 1
    groups, start = [list(group) for group in found.groups], found.start
    for head in reversed(_parted(rows, finer, range(first, found.start + 1), found.least)):
        if head[-1] is finer[found.start]:  # what stands above the first line within its row
            groups[0] = [*head[:-1], *groups[0]]
            start -= len(head) - 1
        elif _share(head, found.bands) >= _SOME:
            groups.insert(0, head)
            start -= len(head)
        else:
            break
    return replace(found, start=start, groups=groups)


def _parted(rows: Rows, finer: Rows, numbers: range, least: float) -> list[list[Sequence[Run]]]:
    """Neighbouring lines as rows of a table."""
    groups: list[list[Sequence[Run]]] = []
    for at in numbers:
        if groups and rows[at][0].middle - rows[at - 1][0].middle <= least:
            groups[-1].append(finer[at])
        else:
            groups.append([finer[at]])
    return groups


def _falls_into(line: Sequence[Run], bands: Sequence[tuple[float, float]]) -> bool:
    """Each piece stands over one column."""
    return all(sum(run.x0 < high and run.x1 > low for low, high in bands) == 1 for run in line)


def _is_near(above: Sequence[Run], row: Sequence[Run]) -> bool:
    return row[0].middle - above[0].middle <= _LEADING * above[0].size


def _reach(rows: Rows, start: int) -> int:
    """Line after the last that still falls into the columns of the first, and holds as many pieces as a row."""
    stop = start + 1
    for at in range(start + 1, len(rows)):
        if not _fits(rows, start, at):
            break
        stop = at + 1
    return stop


def _fits(rows: Rows, start: int, at: int) -> bool:
    lines = rows[start : at + 1]
    return _is_near(rows[at - 1], rows[at]) and len(_bands(lines)) >= max(len(line) for line in lines)


def _bands(rows: Rows) -> list[tuple[float, float]]:
    """Ranges of x that the pieces of all lines cover, those that touch as one."""
    bands: list[tuple[float, float]] = []
    for run in sorted((run for row in rows for run in row), key=lambda run: run.x0):
        if bands and run.x0 - bands[-1][1] < _APART * run.size:
            bands[-1] = bands[-1][0], max(bands[-1][1], run.x1)
        else:
            bands.append((run.x0, run.x1))
    return bands


def _are_columns_of_text(rows: Rows, bands: Sequence[tuple[float, float]]) -> bool:
    """Most columns are filled by their lines, as in a newspaper; cells leave room."""
    return sum(_is_running(rows, band) for band in bands) > len(bands) / 2


def _is_running(rows: Rows, band: tuple[float, float]) -> bool:
    low, high = band
    runs = [run for row in rows for run in row if low <= run.x0 <= high]
    is_wide = float(np.median([run.x1 - run.x0 for run in runs])) >= _RUNNING * (high - low)
    return is_wide and float(np.median([len(run.text) for run in runs])) >= _LINE


def _grouped(rows: Rows, bands: Sequence[tuple[float, float]]) -> tuple[list[list[Sequence[Run]]], float]:
    """Lines of one row together: the closest distance of rows under which each has most of its cells."""
    steps = [b[0].middle - a[0].middle for a, b in pairwise(rows)]
    for least in sorted({0.0, *(_STEP * step for step in steps)}):
        groups: list[list[Sequence[Run]]] = [[rows[0]]]
        for step, row in zip(steps, rows[1:], strict=True):
            if step > least:
                groups.append([row])
            else:
                groups[-1].append(row)
        if all(_share(group, bands) >= _SOME for group in groups):
            return groups, least
    return [], 0.0


def _share(group: Rows, bands: Sequence[tuple[float, float]]) -> float:
    return sum(map(bool, _cells(group, bands))) / len(bands)


def _are_cells(groups: Sequence[Sequence[Sequence[Run]]], bands: Sequence[tuple[float, float]]) -> bool:
    texts = [run.text for group in groups for row in group for run in row]
    filled = float(np.mean([_share(group, bands) for group in groups]))
    return filled > _FILLED and sum(len(text) > _CELL for text in texts) < len(texts) / 5


def _cells(group: Rows, bands: Sequence[tuple[float, float]]) -> list[str]:
    return [closed([run.text for row in group for run in row if low - 1 <= run.x0 <= high]) for low, high in bands]


def closed(lines: Sequence[str]) -> str:
    """The lines of a cell as one text."""
    text = ""
    for line in lines:
        text += " " * (bool(text) and seam_needs_blank(text[-1], line[0])) + line
    return text
