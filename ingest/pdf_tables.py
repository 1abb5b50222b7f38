"""Tables of single pages → tables of the document: what goes on over pages is one."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from typing import Final

from ingest.grid import Grid, header_depth, part_of_grid, read_grid
from ingest.layout.marks import ends_sentence
from ingest.pdf_aligned import AlignedTable, closed
from ingest.pdf_grid import RuledTable
from ingest.pdf_page import PageContent
from ingest.pdf_runs import Run
from ontology.facts import TextTable

_SAME: Final = 6.0  # points by which columns of a table may shift from page to page
_LONG: Final = 12  # characters of a cell that may have been cut; shorter ones are names and figures


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table on its page.

    `edges` are the x of its vertical lines, `bands` the ranges of its columns where it has none; `first` and `last` say
    that no text stands above or below it there.
    """

    page: int
    grid: Grid
    caption: str = ""
    edges: tuple[float, ...] = ()
    bands: tuple[tuple[float, float], ...] = field(default=())
    first: bool = False
    last: bool = False


def page_tables(
    page: PageContent, rows: Sequence[Sequence[Run]], ruled: Sequence[RuledTable], aligned: Sequence[AlignedTable]
) -> Iterator[PageTable]:
    """The tables of a page, drawn ones first.

    Args:
        page: the page.
        rows: its lines outside drawn tables.
        ruled: drawn tables from the top.
        aligned: tables among the lines.
    """
    tops = [row[0].middle for row in rows]
    for table in ruled:
        first = not any(top < table.top for top in tops) and table is ruled[0]
        last = not any(top > table.bottom for top in tops) and table is ruled[-1]
        yield PageTable(page.number, table.grid, table.caption, edges=table.columns, first=first, last=last)
    for found in aligned:
        is_alone = not ruled
        first, last = is_alone and found.rows.start == 0, is_alone and found.rows.stop == len(rows)
        yield PageTable(page.number, found.grid, bands=found.columns, first=first, last=last)


def whole_tables(tables: Sequence[PageTable]) -> Iterator[TextTable]:
    """Tables of all pages, those that go on over pages as one."""
    for group in _continued(tables):
        grid = group[0].grid
        for more in group[1:]:
            grid = _appended(grid, more.grid)
        for reading in read_grid(grid):
            if reading.table:
                yield TextTable(reading.table.header, reading.table.rows, group[0].caption, group[0].page)


def _continued(tables: Sequence[PageTable]) -> list[list[PageTable]]:
    groups: list[list[PageTable]] = []
    for table in tables:
        if groups and _goes_on(groups[-1][-1], table):
            groups[-1].append(table)
        else:
            groups.append([table])
    return groups


def _goes_on(before: PageTable, table: PageTable) -> bool:
    if not (before.last and table.first and table.page == before.page + 1):
        return False
    if before.bands or table.bands:
        return len(before.bands) == len(table.bands) and all(
            [max(a[0], b[0]) < min(a[1], b[1]) for b in table.bands] == [i == j for j in range(len(table.bands))]
            for i, a in enumerate(before.bands)
        )
    a, b = before.edges, table.edges
    return len(a) == len(b) and all(abs(x - y) <= _SAME for x, y in zip(a, b, strict=True))


def _appended(grid: Grid, more: Grid) -> Grid:
    """The rows of the next page under those so far, its repeated header left out and what the page cut mended."""
    depth = header_depth(grid)
    skipped = depth if more.rows[:depth] == grid.rows[:depth] else 0
    below = part_of_grid(more, skipped, len(more.rows))
    rows = [list(row) for row in grid.rows]
    if below.rows and _is_rest(rows[-1], below.rows[0], _merged_at(grid, below)):
        rows[-1] = [closed([*filter(None, pair)]) for pair in zip(rows[-1], below.rows[0], strict=True)]
        below = _without_first(below)
    merges, shift = dict(grid.merges), len(rows)
    for (r, c), (height, width) in below.merges.items():
        owner = next((key for key, extent in grid.merges.items() if key[1] == c and key[0] + extent[0] == shift), None)
        if r == 0 and owner and not below.rows[0][c].strip():  # the cell that the page cut goes on
            merges[owner] = (grid.merges[owner][0] + height, grid.merges[owner][1])
        else:
            merges[r + shift, c] = (height, width)
    return Grid([*rows, *below.rows], merges)


def _without_first(grid: Grid) -> Grid:
    """The grid without its first row; cells merged from there begin in the second."""
    later = {(r - 1, c): extent for (r, c), extent in grid.merges.items() if r}
    begun = {(0, c): (height - 1, width) for (r, c), (height, width) in grid.merges.items() if r == 0 and height > 1}
    return Grid(grid.rows[1:], {**begun, **later})


def _merged_at(grid: Grid, below: Grid) -> set[int]:
    """Columns in which a cell over several rows ends with a grid or begins the one below: a row there may lack it."""
    ending = {c for (r, c), (height, _) in grid.merges.items() if height > 1 and r + height == len(grid.rows)}
    return ending | {c for (r, c), (height, _) in below.merges.items() if height > 1 and r == 0}


def _is_rest(above: Sequence[str], row: Sequence[str], merged: Set[int]) -> bool:
    """Whether a row goes on with cells of the row above: it lacks the first, and one that is not merged into others."""
    filled = [c for c, cell in enumerate(row) if cell.strip()]
    if len(above) != len(row) or not filled or row[0].strip() or not all(above[c].strip() for c in filled):
        return False
    if not any(above[c].strip() and c not in merged and c not in filled for c in range(len(row))):
        return False
    is_open = all(len(above[c]) >= _LONG and not ends_sentence(above[c]) for c in filled)
    return is_open or len(filled) < (len(row) - len(merged)) / 2
