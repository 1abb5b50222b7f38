"""A grid of cells as pages and sheets show it → tables with one header line, and the text around them.

The same rules serve sheets, web pages, Word, slides and PDF: title and note rows leave the table, header levels are
joined by `/`, a cell merged over rows stands in each of them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final, TypeAlias

from ingest.layout.marks import classify
from ontology.facts import BlockKind, TextTable

Rows: TypeAlias = list[list[str]]
Merges: TypeAlias = Mapping[tuple[int, int], tuple[int, int]]  # first row and column → rows and columns covered

_LABEL: Final = re.compile(r"^[^：:]{1,12}[：:].+")  # 填报单位：…, 单位：万元
_PERIOD: Final = re.compile(
    r"^\d{4}\s*年?(?:度|[上下]半年|第?[一二三四1-4]季度|\d{1,2}[—-]?\d{0,2}月(?:份|\d{1,2}日)?)?$"
)
_NOTE: Final = re.compile(
    r"^\s*(?:注|备注|说明|注释|资料来源|数据来源|来源|填表人|审核人)\s*[：:\d]|^\s*[0-9０-９]{1,2}[．.、]"
)
_LEVELS: Final = 2  # of a header whose names stand over gaps
_ALIKE: Final = 3  # rows that fill as many cells as the header over them
_TITLED: Final = (BlockKind.HEADING, BlockKind.CAPTION)
_NARROW: Final = 2  # columns of a table in which a cell across all of them may be a value
_NUMBER: Final = re.compile(r"^[-+−]?[\d,，.]+(?:%|％)?$|^[—\-–…]+$")


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells by row and column; `merges` maps the first cell of a merged range to its extent."""

    rows: Rows
    merges: Merges = field(default_factory=dict)
    header_rows: int = 0  # known depth of the header, 0 to find it out


@dataclass(frozen=True, slots=True)
class GridReading:
    """What stands in a grid, in order: `before` and `after` are lines of text around the table."""

    before: tuple[str, ...]
    table: TextTable | None
    after: tuple[str, ...] = ()


def read_grid(grid: Grid) -> Iterator[GridReading]:
    """The tables of a grid, cut at empty rows and columns, and where a title stands over a new header."""
    for piece in _pieces(grid):
        for stacked in _stacked(piece):
            yield _read_piece(stacked)


def _pieces(grid: Grid) -> Iterator[Grid]:
    """Stretches of rows between empty rows, each cut again at empty columns."""
    covered = _covered(grid.merges)
    filled = [
        [bool(cell.strip()) or (r, c) in covered for c, cell in enumerate(row)] for r, row in enumerate(grid.rows)
    ]
    for top, bottom in _stretches([any(row) for row in filled]):
        width = max(len(row) for row in grid.rows[top:bottom])
        columns = [any(c < len(row) and row[c] for row in filled[top:bottom]) for c in range(width)]
        for left, right in _stretches(columns):
            yield _cut(grid, (top, bottom), (left, right))


def _stacked(grid: Grid) -> Iterator[Grid]:
    """The tables that stand in a piece one under the other."""
    start, rows = 0, grid.rows
    first = len(rows) if grid.header_rows else _leading_text(grid)  # row of the header
    for r in range(first + 2, len(rows) - 2):
        if r < first + 2 or _filled_cells(rows[r]) != 1:
            continue
        head = r + _leading_text(part_of_grid(grid, r, len(rows)))
        if head < len(rows) - 1 and _begins_table(grid, range(start, first), range(r, head)):
            yield part_of_grid(grid, start, r)
            start, first = r, head
    yield part_of_grid(grid, start, len(rows))


def _begins_table(grid: Grid, above: range, titles: range) -> bool:
    """Whether these rows are titles of a new table, and no group of rows in the one that stands under `above`."""
    rows = grid.rows
    names, others = ([cell.strip() for cell in rows[part.stop]] for part in (above, titles))
    if names == others:
        return True
    if any(_NUMBER.match(name) and not _PERIOD.match(name) for name in others):
        return False
    marks = {classify(line) for line in _lines([rows[r] for r in above])}
    if any(kind in _TITLED and (kind, level) in marks for kind, level in map(classify, _lines([rows[titles.start]]))):
        return True
    known = {_filled_cells(row) for row in rows[above.stop : titles.start]}
    widths = {_filled_cells(row) for row in rows[titles.stop : titles.stop + _ALIKE]}
    return len(widths) == 1 and not widths & known and not grid.merges


def _filled_cells(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _covered(merges: Merges) -> set[tuple[int, int]]:
    return {(r + i, c + j) for (r, c), (rows, columns) in merges.items() for i in range(rows) for j in range(columns)}


def _stretches(filled: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for i, full in enumerate([*filled, False]):
        if full and start is None:
            start = i
        elif not full and start is not None:
            yield start, i
            start = None


def _cut(grid: Grid, rows: tuple[int, int], columns: tuple[int, int]) -> Grid:
    (top, bottom), (left, right) = rows, columns
    cells = [[*row[left:right], *[""] * (right - max(left, len(row)))] for row in grid.rows[top:bottom]]
    merges = {
        (r - top, c - left): (min(extent[0], bottom - r), min(extent[1], right - c))
        for (r, c), extent in grid.merges.items()
        if top <= r < bottom and left <= c < right
    }
    return Grid(cells, merges, grid.header_rows if top == 0 else 0)


def table_rows(grid: Grid) -> tuple[int, int] | None:
    """First row of the table in a grid and the row behind its last, titles and notes left out; None for mere text."""
    width = max((len(row) for row in grid.rows), default=0)
    first = 0 if grid.header_rows else _leading_text(grid)
    last = _trailing_text(grid, first)
    return None if width < 2 or last - first < 2 else (first, last)


def part_of_grid(grid: Grid, first: int, last: int) -> Grid:
    """The rows from `first` to the one before `last`."""
    return _cut(grid, (first, last), (0, max(map(len, grid.rows), default=0)))


def _read_piece(grid: Grid) -> GridReading:
    rows = grid.rows
    found = table_rows(grid)
    if found is None:
        return GridReading(tuple(_lines(rows)), None)
    first, last = found
    body = with_levels(part_of_grid(grid, first, last))
    return GridReading(tuple(_lines(rows[:first])), _table(body), tuple(_lines(rows[last:])))


def _lines(rows: Rows) -> Iterator[str]:
    for row in rows:
        if text := " ".join(cell.strip() for cell in row if cell.strip()):
            yield text


def _leading_text(grid: Grid) -> int:
    """Rows above the header: a single cell in a row, or nothing but labels such as 单位：万元."""
    tall = {r for (r, _), (rows, _) in grid.merges.items() if rows > 1}
    for r, row in enumerate(grid.rows):
        cells = [cell for cell in row if cell.strip()]
        if r in tall or (len(cells) > 1 and not _are_labels([cell.strip() for cell in cells])):
            return r
    return len(grid.rows)


def _are_labels(cells: list[str]) -> bool:
    """Labels, beside which the period of a report may stand."""
    labels = [bool(_LABEL.match(cell)) for cell in cells]
    return any(labels) and all(is_label or _PERIOD.match(cell) for is_label, cell in zip(labels, cells, strict=True))


def _trailing_text(grid: Grid, first: int) -> int:
    """Row after the last row of the table: notes and labels stand below it."""
    last = len(grid.rows)
    while last > first + 1 and _is_below(grid, last - 1):
        last -= 1
    return last


def _is_below(grid: Grid, r: int) -> bool:
    """A row without cells, with a single one that is long, merged or begun like a note, or with labels and gaps."""
    row = grid.rows[r]
    cells = [cell.strip() for cell in row if cell.strip()]
    if len(cells) > 1:
        return len(cells) < len(row) and _are_labels(cells)
    is_across = grid.merges.get((r, 0)) == (1, len(row)) and len(row) > _NARROW
    return not cells or is_across or _is_note(cells[0], row)


def _is_note(cell: str, row: list[str]) -> bool:
    return row[0].strip() == cell.strip() and bool(_NOTE.match(cell) or len(cell) > 20 or _LABEL.match(cell))


def _table(grid: Grid) -> TextTable:
    depth = grid.header_rows or header_depth(grid)
    rows = _filled(grid, depth)
    names = tuple(_joined([rows[r][c] for r in range(depth)]) for c in range(len(rows[0])))
    repeated = rows[:depth] if _filled_cells(names) > 1 else []
    return TextTable(names, tuple(tuple(row) for row in rows[depth:] if row not in repeated))


def with_levels(grid: Grid) -> Grid:
    """The grid with the merges that a file without merged cells, such as CSV, shows by gaps in a header of two rows."""
    rows, width = grid.rows, len(grid.rows[0])
    if grid.header_rows or len(rows) <= _LEVELS or any(r < _LEVELS for r, _ in grid.merges):
        return grid
    names = [[cell.strip() for cell in row] for row in rows[:_LEVELS]]
    starts = [c for c in range(width) if names[0][c]]
    spans = [(c, after - c) for c, after in pairwise([*starts, width])]
    is_under = [size > 1 for _, size in spans for _ in range(size)]
    if starts[:1] != [0] or not any(is_under) or not rows[_LEVELS][0].strip():
        return grid
    if any(bool(name) != under for name, under in zip(names[1], is_under, strict=True)) or is_under[0]:
        return grid
    if any(_NUMBER.match(name) and not _PERIOD.match(name) for name in names[1]):
        return grid
    levels = {(0, c): (1, size) if size > 1 else (_LEVELS, 1) for c, size in spans}
    return replace(grid, merges={**grid.merges, **levels})


def header_depth(grid: Grid) -> int:
    """Rows of the header: as deep as its cells reach, one more below a cell that spans columns."""
    depth, row = 1, 0
    while row < depth < len(grid.rows):
        extents = [extent for (r, _), extent in grid.merges.items() if r == row]
        reach = max((row + rows for rows, _ in extents), default=row + 1)
        depth = max(depth, reach, row + 2 if _has_names_below(grid, row) else 1)
        row += 1
    return min(depth, max(1, len(grid.rows) - 1))


def _has_names_below(grid: Grid, row: int) -> bool:
    """Cells of the row span columns, and each of these columns has a name, no number, in the next row."""
    spans = [(c, columns) for (r, c), (rows, columns) in grid.merges.items() if r == row and rows == 1 and columns > 1]
    if not spans or row + 1 >= len(grid.rows):
        return False
    cells = [cell.strip() for c, columns in spans for cell in grid.rows[row + 1][c : c + columns]]
    inner = {c for (r, c) in grid.merges if r == row + 1}  # a deeper level may span columns itself
    return (all(cells) or bool(inner)) and not any(_NUMBER.match(cell) for cell in cells if cell)


def _filled(grid: Grid, depth: int) -> Rows:
    """Merged cells repeated in their rows, and in their columns too within the header."""
    rows = [list(row) for row in grid.rows]
    for (r, c), (height, width) in grid.merges.items():
        across = width if r < depth else 1
        for i in range(r, min(r + height, len(rows))):
            for j in range(c, min(c + across, len(rows[i]))):
                rows[i][j] = rows[r][c]
    return rows


def _joined(levels: list[str]) -> str:
    """Header levels from the top, without repeats of a merged cell."""
    names: list[str] = []
    for level in (re.sub(r"\s+", "", name) if _is_han(name) else name.strip() for name in levels):
        if level and level not in names[-1:]:
            names.append(level)
    return "/".join(names)


def _is_han(text: str) -> bool:
    return any("\u4e00" <= c <= "\u9fff" for c in text)
