"""Slides (pptx) → parts and tables, a slide being a page: shapes as they are read, notes behind their slide."""

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from lxml import etree

from ingest import limits
from ingest.grid import Grid, read_grid
from ingest.layout.blanks import seam_needs_blank
from ingest.layout.paragraphs import tidy
from ingest.markup import local, parse_xml
from ingest.package import RELATION_IDS, relations
from ingest.packed import open_zip, read_member
from ingest.parts import Draft, Part
from ingest.reasons import BLANK, DAMAGED, too_large, unreadable
from ontology.facts import BlockKind, TextTable

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_FURNITURE: Final = frozenset({"ftr", "sldNum", "dt", "hdr", "sldImg"})
_TITLES: Final = frozenset({"title", "ctrTitle"})
_ROW: Final = 360_000  # EMU (1 cm): shapes whose tops differ less stand side by side
_KINDS: Final = frozenset({"notesSlide", "chart", "diagramData"})
_SHAPES: Final = frozenset({"sp", "grpSp", "graphicFrame", "cxnSp"})


def read_slides(content: bytes) -> Draft:
    """A presentation; hidden slides count as pages and are left out, with a note that names them.

    Raises:
        Unreadable: damaged, encrypted, beyond the bounds, or without text.
    """
    archive = open_zip(content)
    walk, hidden = _Walk(), []
    names = _slide_names(archive)
    for number, name in enumerate(names, start=1):
        slide = parse_xml(read_member(archive, name))
        if slide.get("show") in ("0", "false"):
            hidden.append(str(number))
            continue
        walk.page = number
        parts = {one.id: one for one in relations(archive, name) if one.kind in _KINDS}
        walk.parts_of_slide = {key: parse_xml(read_member(archive, one.member)) for key, one in parts.items()}
        walk.take_slide(slide)
        for key, one in parts.items():
            if one.kind == "notesSlide":
                walk.take_notes(walk.parts_of_slide[key])
    if not walk.parts and not walk.tables:
        raise unreadable(BLANK)
    said = (f"未读隐藏幻灯片 {'、'.join(hidden)} · hidden slides left out",) if hidden else ()
    return Draft(tuple(walk.parts), tuple(walk.tables), pages=len(names), notes=said)


def _slide_names(archive: zipfile.ZipFile) -> list[str]:
    """Members of the slides in the order of the presentation."""
    main = read_member(archive, "ppt/presentation.xml")
    if not main:
        raise unreadable(DAMAGED, "ppt/presentation.xml")
    targets = {one.id: one.member for one in relations(archive, "ppt/presentation.xml")}
    order = [slide.get(f"{RELATION_IDS}id", "") for slide in parse_xml(main).iter(f"{_P}sldId")]
    return [targets[key] for key in order if key in targets]


@dataclass(slots=True)
class _Walk:
    """What was found so far, and the slide being read."""

    parts: list[Part] = field(default_factory=list)
    tables: list[TextTable] = field(default_factory=list)
    page: int = 0
    parts_of_slide: Mapping[str, etree._Element] = field(default_factory=dict)  # notes, charts and diagrams by id

    def take_slide(self, slide: etree._Element) -> None:
        tree = slide.find(f".//{_P}spTree")
        if tree is not None:
            self._take_shapes(tree, 0)

    def take_notes(self, notes: etree._Element) -> None:
        """The speaker's notes: the body placeholder of the notes page."""
        for shape in notes.iter(f"{_P}sp"):
            if _placeholder(shape) == "body":
                self._take_text(shape, BlockKind.NOTE)

    def _take_shapes(self, tree: etree._Element, depth: int) -> None:
        if depth > limits.NESTING:
            raise too_large("形状嵌套 · nesting of shapes", str(limits.NESTING))
        for shape in _as_read(list(_shapes(tree))):
            if local(shape) == "grpSp":
                self._take_shapes(shape, depth + 1)
            elif local(shape) == "graphicFrame":
                self._take_frame(shape)
            elif (role := _placeholder(shape)) not in _FURNITURE:
                is_title = role in _TITLES
                self._take_text(shape, BlockKind.PARAGRAPH, is_title=is_title)

    def _take_text(self, shape: etree._Element, kind: BlockKind, *, is_title: bool = False) -> None:
        for paragraph in shape.iter(f"{_A}p"):
            text = paragraph_text(paragraph)
            if is_title:
                first = not any(part.kind is BlockKind.TITLE for part in self.parts)
                kind, level = (BlockKind.TITLE, 0) if first else (BlockKind.HEADING, 1)
                self.parts.extend(tidy(_on_one_line(text), kind=kind, level=level, page=self.page))
            else:
                self.parts.extend(tidy(text, kind=kind, page=self.page))

    def _take_frame(self, frame: etree._Element) -> None:
        table = frame.find(f".//{_A}tbl")
        if table is None:
            self._take_drawing(frame)
            return
        for reading in read_grid(_grid(table)):
            self.parts.extend(Part(line, page=self.page) for line in (*reading.before, *reading.after))
            if reading.table:
                self.tables.append(TextTable(reading.table.header, reading.table.rows, page=self.page))

    def _take_drawing(self, frame: etree._Element) -> None:
        """Words of a diagram, and the titles of a chart; its numbers stand in a workbook of their own."""
        for element in frame.iter():
            for name in ("id", "dm"):
                part = self.parts_of_slide.get(element.get(f"{RELATION_IDS}{name}", ""))
                if part is not None:
                    self._take_text(part, BlockKind.PARAGRAPH)


def _shapes(tree: etree._Element) -> Iterator[etree._Element]:
    """Shapes of a tree; of alternatives the one that a current program shows."""
    for child in tree:
        name = local(child)
        if name in _SHAPES:
            yield child
        elif name == "AlternateContent":
            chosen = {local(option): option for option in reversed(child)}
            yield from _shapes(chosen.get("Choice", chosen.get("Fallback", child)))


def paragraph_text(paragraph: etree._Element) -> str:
    """Runs and fields of a paragraph, line breaks as `\\n`."""
    marks = paragraph.iter(f"{_A}t", f"{_A}br")
    return "".join("\n" if local(mark) == "br" else mark.text or "" for mark in marks).replace("\v", "\n")


def _on_one_line(title: str) -> str:
    """A title without the breaks that fit it to its slide."""
    lines = [line for line in title.split("\n") if line.strip()]
    seams = [" " if seam_needs_blank(a[-1], b[0]) else "" for a, b in pairwise(map(str.strip, lines))]
    return "".join(line.strip() + seam for line, seam in zip(lines, [*seams, ""], strict=True)) if lines else ""


def _placeholder(shape: etree._Element) -> str:
    mark = shape.find(f".//{_P}nvPr/{_P}ph")
    return "" if mark is None else mark.get("type", "obj")


def _as_read(shapes: list[etree._Element]) -> list[etree._Element]:
    """From the top, those side by side from the left; shapes that inherit their place keep their turn."""
    placed = [(shape, *_place(shape)) for shape in shapes]
    tops = sorted({top for _, _, top in placed if top is not None})
    rows = _bands(tops)
    titles = [shape for shape, _, _ in placed if _placeholder(shape) in _TITLES]
    free = [(i, item) for i, item in enumerate(placed) if item[0] not in titles]
    ordered = sorted(
        free, key=lambda pair: (rows.get(pair[1][2] or 0, 0), pair[1][1] if pair[1][1] is not None else -1, pair[0])
    )
    return [*titles, *(item[0] for _, item in ordered)]


def _bands(tops: list[int]) -> dict[int, int]:
    """Top → number of the row of shapes it belongs to; a shape without a place comes first."""
    rows: dict[int, int] = {}
    row, start = 0, None
    for top in tops:
        if start is None or top - start > _ROW:
            row, start = row + 1, top
        rows[top] = row
    return rows


def _place(shape: etree._Element) -> tuple[int | None, int | None]:
    """Left and top in EMU, from the shape's own frame or its group's."""
    for path in (f"{_P}spPr/{_A}xfrm/{_A}off", f"{_P}grpSpPr/{_A}xfrm/{_A}off", f"{_P}xfrm/{_A}off"):
        offset = shape.find(path)
        if offset is not None:
            return int(offset.get("x", "0")), int(offset.get("y", "0"))
    return None, None


def _grid(table: etree._Element) -> Grid:
    rows: list[list[str]] = []
    merges: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(table.iter(f"{_A}tr")):
        cells = []
        for c, cell in enumerate(row.iter(f"{_A}tc")):
            covered = cell.get("hMerge") in ("1", "true") or cell.get("vMerge") in ("1", "true")
            cells.append("" if covered else "\n".join(filter(None, map(paragraph_text, cell.iter(f"{_A}p")))))
            height, width = _span(cell, "rowSpan"), _span(cell, "gridSpan")
            if height * width > 1:
                merges[r, c] = (height, width)
        rows.append(cells)
    width = max(map(len, rows), default=0)
    return Grid([[*row, *[""] * (width - len(row))] for row in rows], merges)


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name, "1")
    return min(limits.TABLE_COLUMNS, max(1, int(value))) if value.isdigit() else 1
