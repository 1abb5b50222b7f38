"""Tables without ruling lines: rows whose pieces stand one under the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.grid import Grid
from ingest.pdf_runs import Run

_ROWS: Final = 3
_COLUMNS: Final = 3
_APART: Final = 0.8  # of the letter size between two columns
_LEADING: Final = 3.2  # letter heights between two rows of a table at most
_CELL: Final = 30  # characters; longer pieces are text, not cells


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """Numbers of the page's rows that form a table, and its cells."""

    rows: range
    grid: Grid


def aligned_tables(rows: Sequence[Sequence[Run]]) -> Iterator[AlignedTable]:
    """Stretches of rows that fall into the same three or more columns."""
    start = 0
    while start < len(rows):
        stop = _reach(rows, start)
        bands = _bands(rows[start:stop])
        if stop - start >= _ROWS and len(bands) >= _COLUMNS and _are_cells(rows[start:stop], bands):
            yield AlignedTable(range(start, stop), Grid([_cells(row, bands) for row in rows[start:stop]]))
            start = stop
        else:
            start += 1


def _reach(rows: Sequence[Sequence[Run]], start: int) -> int:
    """Row after the last that still falls into the columns of the first."""
    stop = start
    while stop < len(rows) and len(rows[stop]) >= _COLUMNS and _fits(rows, start, stop):
        stop += 1
    return stop


def _fits(rows: Sequence[Sequence[Run]], start: int, at: int) -> bool:
    if at == start:
        return True
    before, row = rows[at - 1][0], rows[at][0]
    if row.middle - before.middle > _LEADING * before.size:
        return False
    return len(_bands(rows[start : at + 1])) >= max(len(row) for row in rows[start : at + 1])


def _bands(rows: Sequence[Sequence[Run]]) -> list[tuple[float, float]]:
    """Ranges of x that the pieces of all rows cover, those that touch as one."""
    bands: list[tuple[float, float]] = []
    for run in sorted((run for row in rows for run in row), key=lambda run: run.x0):
        if bands and run.x0 - bands[-1][1] < _APART * run.size:
            bands[-1] = bands[-1][0], max(bands[-1][1], run.x1)
        else:
            bands.append((run.x0, run.x1))
    return bands


def _are_cells(rows: Sequence[Sequence[Run]], bands: Sequence[tuple[float, float]]) -> bool:
    texts = [run.text for row in rows for run in row]
    filled = len(texts) / (len(rows) * len(bands))
    return filled > 0.6 and sum(len(text) > _CELL for text in texts) < len(texts) / 5


def _cells(row: Sequence[Run], bands: Sequence[tuple[float, float]]) -> list[str]:
    return [" ".join(run.text for run in row if low - 1 <= run.x0 <= high) for low, high in bands]
