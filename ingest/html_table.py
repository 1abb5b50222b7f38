"""Tables of web pages → grids."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from ingest.grid import Grid
from ingest.markup import local

_SPAN: Final = 200  # rows or columns a cell may claim to cover
_COVERED: Final = 1_000_000  # cells of a table that spans may cover; beyond, a cell counts as one
_CELL: Final = 400  # characters of a cell on average; more is a page laid out with a table


def element_text(element: etree._Element) -> str:
    """All text inside an element, blanks at its ends taken off."""
    return "".join(map(str, element.itertext())).strip()


def is_data_table(table: etree._Element) -> bool:
    """Whether a table holds rows of data; pages also use tables to lay themselves out."""
    if table.find(".//table") is not None:
        return False
    rows = list(_rows(table))
    cells = [len(list(_cells(row))) for row in rows]
    return len(rows) >= 2 and max(cells, default=0) >= 2 and len(element_text(table)) / max(1, sum(cells)) < _CELL


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    return (element for element in table.iter("tr"))


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return (cell for cell in row if local(cell) in ("td", "th"))


def grid_of(table: etree._Element) -> Grid:
    """Cells of an HTML table at their columns, spans as merges; rows of `th` cells are the header."""
    rows: list[list[str]] = []
    merges: dict[tuple[int, int], tuple[int, int]] = {}
    taken: set[tuple[int, int]] = set()
    header = 0
    for r, row in enumerate(_rows(table)):
        filled: dict[int, str] = {}
        c = 0
        for cell in _cells(row):
            while (r, c) in taken:
                c += 1
            is_plain = len(taken) > _COVERED
            height, width = (1, 1) if is_plain else (_span(cell, "rowspan"), _span(cell, "colspan"))
            filled[c] = " ".join(element_text(cell).split())
            taken.update((r + i, c + j) for i in range(height) for j in range(width))
            if height * width > 1:
                merges[r, c] = (height, width)
            c += width
        rows.append([filled.get(i, "") for i in range(max(c, max(filled, default=-1) + 1))])
        header += header == r and all(local(cell) == "th" for cell in _cells(row))
    width = max(map(len, rows), default=0)
    return Grid([[*row, *[""] * (width - len(row))] for row in rows], merges, header if header < len(rows) else 0)


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(_SPAN, max(1, int(value))) if value.isdigit() else 1
