"""Tables of Word 97-2003 files ([MS-DOC] 2.4.3, 2.9.321): rows and cells from the properties of their ends."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from ingest import limits
from ingest.grid import Grid
from ingest.old_word_paragraphs import OldParagraph
from ingest.old_word_properties import number_of

_IN_TABLE: Final = 0x2416
_ROW_END: Final = 0x2417
_DEPTH: Final = 0x6649
_INNER_CELL: Final = 0x244B
_INNER_ROW: Final = 0x244C
_CELLS: Final = 0xD608  # edges and kinds of the cells of a row
_MERGED_DOWN: Final = 0xD62B
_REPEATED: Final = 0x3404  # the row is repeated on every page
_SAME: Final = 60  # twentieths of a point between edges that are one
_ACROSS, _DOWN, _DOWN_START = 0x0002, 0x0020, 0x0040  # kinds of cells


def depth_of(paragraph: OldParagraph) -> int:
    """Tables the paragraph stands in, 0 for none."""
    depth = min(number_of(paragraph.found, _DEPTH), limits.NESTING)
    return max(depth, 1) if number_of(paragraph.found, _IN_TABLE) else 0


@dataclass(slots=True)
class _Row:
    cells: list[list[OldParagraph]]
    end: OldParagraph | None = None


@dataclass(slots=True)
class OldTable:
    """A table being filled paragraph by paragraph, and the tables inside its cells."""

    depth: int
    rows: list[_Row] = field(default_factory=lambda: [_Row([[]])])
    inner: list["OldTable"] = field(default_factory=list)
    is_closed: bool = False

    def take(self, paragraph: OldParagraph) -> None:
        """The next paragraph of the table; an end of a cell or row is one as well."""
        if depth_of(paragraph) > self.depth:
            if not self.inner or self.inner[-1].is_closed:
                self.inner.append(OldTable(self.depth + 1))
            self.inner[-1].take(paragraph)
            return
        for table in self.inner:
            table.close()
        row = self.rows[-1]
        if number_of(paragraph.found, _INNER_ROW if self.depth > 1 else _ROW_END):
            row.end = paragraph
            self.rows.append(_Row([[]]))
            return
        row.cells[-1].append(paragraph)
        if number_of(paragraph.found, _INNER_CELL) if self.depth > 1 else paragraph.mark == "\x07":
            row.cells.append([])

    def close(self) -> None:
        """Nothing more belongs to it."""
        self.is_closed = True

    @property
    def whole_rows(self) -> list[_Row]:
        """Rows that are not deleted, without the cell that the end of a row opens."""
        rows = [_Row(row.cells[:-1] if not row.cells[-1] else row.cells, row.end) for row in self.rows]
        return [row for row in rows if row.cells and any(p.shown for cell in row.cells for p in cell)]


def grid_of(rows: Sequence[tuple[Sequence[str], OldParagraph | None]]) -> Grid:
    """Cells at their columns, as the edges of all rows make them.

    Args:
        rows: the texts of the cells of each row, and the paragraph that ends it.
    """
    shapes = [_shape(texts, end) for texts, end in rows]
    edges = _snapped([edge for lefts, _ in shapes for edge in lefts])
    cells: list[list[str]] = []
    merges: dict[tuple[int, int], tuple[int, int]] = {}
    starts: dict[int, tuple[int, int]] = {}  # column → row and width of the cell being merged downwards
    for r, ((texts, _), (lefts, kinds)) in enumerate(zip(rows, shapes, strict=True)):
        line = [""] * max(1, len(edges) - 1)
        for text, (c, width), kind in zip(texts, _spans(lefts, kinds, edges), kinds, strict=False):
            if kind & _ACROSS:
                continue
            goes_on = bool(kind & _DOWN) and not kind & _DOWN_START and c in starts
            if not goes_on:
                starts[c], line[c] = (r, width), text
            top, wide = starts[c]
            if wide > 1 or r > top:
                merges[top, c] = (r - top + 1, wide)
        cells.append(line)
    repeated = next((i for i, (_, end) in enumerate(rows) if end is None or not number_of(end.found, _REPEATED)), 0)
    return Grid(cells, merges, repeated if repeated > 1 else 0)


def _shape(texts: Sequence[str], end: OldParagraph | None) -> tuple[list[int], list[int]]:
    """Edges of the cells of a row from the left, one more than cells, and their kinds."""
    operand = end.found.get(_CELLS, b"") if end else b""
    count = operand[0] if operand else 0
    if not count or len(operand) < 1 + 2 * (count + 1):
        return [1000 * i for i in range(len(texts) + 1)], [0] * len(texts)
    edges = list(struct.unpack_from(f"<{count + 1}h", operand, 1))
    kinds = [
        int.from_bytes(operand[at : at + 2], "little") for at in (1 + 2 * (count + 1) + 20 * i for i in range(count))
    ]
    down = end.found.get(_MERGED_DOWN, b"") if end else b""
    if len(down) >= 2 and down[0] < count:
        kinds[down[0]] |= (_DOWN if down[1] & 1 else 0) | (_DOWN_START if down[1] & 2 else 0)
    return edges, kinds


def _snapped(values: Sequence[int]) -> list[int]:
    places: list[int] = []
    for value in sorted(values):
        if not places or value - places[-1] > _SAME:
            places.append(value)
    return places


def _spans(lefts: Sequence[int], kinds: Sequence[int], edges: Sequence[int]) -> list[tuple[int, int]]:
    """First column and number of columns of each cell; those merged into it on its right count as its own."""
    places = np.array(edges)
    at = [int(np.abs(places - left).argmin()) for left in lefts]
    spans = []
    for i in range(len(kinds)):
        last = i + 1
        while last < len(kinds) and kinds[last] & _ACROSS:
            last += 1
        spans.append((min(at[i], len(edges) - 2), max(1, at[last] - at[i])))
    return spans
