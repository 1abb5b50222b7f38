"""Word files (docx, docm, dotx) → parts and tables, as they look with all changes accepted.

Comments, headers, footers and macros are other parts of the package and are not opened.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from ingest import limits
from ingest.grid import Grid, GridReading, read_grid
from ingest.layout.paragraphs import drop_contents_title, headed, tidy
from ingest.markup import local, parse_xml
from ingest.package import related, relations
from ingest.packed import open_zip, read_member
from ingest.parts import Draft, Part
from ingest.reasons import BLANK, DAMAGED, too_large, unreadable
from ingest.word_numbering import Numbering, W, attribute, numbering_of
from ingest.word_runs import Fields, is_mark_deleted, run_text
from ingest.word_styles import Style, styles_of
from ontology.facts import BlockKind, TextTable

_CONTAINERS: Final = frozenset(
    [
        "body",
        "ins",
        "moveTo",
        "sdt",
        "sdtContent",
        "smartTag",
        "customXml",
        "AlternateContent",
        "Choice",
        "sect",
        "sub-section",
    ]
)
_GALLERY: Final = f"{W}sdtPr/{W}docPartObj/{W}docPartGallery"
_SEPARATORS: Final = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_NOTES: Final = (("footnotes", "footnote"), ("endnotes", "endnote"))
_PARTS: Final = ("styles", "numbering", "footnotes", "endnotes")


def read_word(content: bytes) -> Draft:
    """A Word file of the XML formats.

    Raises:
        Unreadable: damaged, encrypted, beyond the bounds, with XML entities, or without text.
    """
    archive = open_zip(content)
    main = next(related(archive, "", "officeDocument"), "word/document.xml")
    document = read_member(archive, main)
    if not document:
        raise unreadable(DAMAGED, main)
    members = {name: f"word/{name}.xml" for name in _PARTS}
    members |= {one.kind: one.member for one in relations(archive, main) if one.kind in _PARTS}
    parts = {name: read_member(archive, member) for name, member in members.items()}
    return draft_of_word(parse_xml(document), {name: parse_xml(part) for name, part in parts.items() if part})


def draft_of_word(document: etree._Element, parts: Mapping[str, etree._Element]) -> Draft:
    """The draft of a `w:document`, given its styles, numbering, footnotes and endnotes as far as it has them.

    Raises:
        Unreadable: without text, or nested beyond the bounds.
    """
    walk = _Walk(styles_of(parts.get("styles")), numbering_of(parts.get("numbering")))
    body = document.find(f"{W}body")
    if body is None:
        raise unreadable(DAMAGED, "w:body")
    walk.visit(body, 0)
    for name, tag in _NOTES:
        if name in parts:
            walk.take_notes(parts[name], tag)
    if not walk.parts and not walk.tables:
        raise unreadable(BLANK)
    return Draft(tuple(headed(walk.parts)), tuple(walk.tables))


@dataclass(slots=True)
class _Walk:
    """State of one walk through a document body."""

    styles: Mapping[str, Style]
    numbering: Numbering
    parts: list[Part] = field(default_factory=list)
    tables: list[TextTable] = field(default_factory=list)
    fields: Fields = field(default_factory=Fields)
    held: str = ""  # text of a paragraph whose mark is deleted, waiting for the next one

    def visit(self, element: etree._Element, depth: int) -> None:
        if depth > limits.NESTING:
            raise too_large("文档嵌套 · nesting of the document", str(limits.NESTING))
        for child in element:
            name = local(child)
            if name == "p":
                self._take_paragraph(child)
            elif name == "tbl":
                self._take_table(child)
            elif name in _CONTAINERS and attribute(child.find(_GALLERY)) != "Table of Contents":
                self.visit(child, depth + 1)

    def _take_paragraph(self, paragraph: etree._Element) -> None:
        style = self.styles.get(attribute(paragraph.find(f"{W}pPr/{W}pStyle")), Style())
        seen = run_text(paragraph, self.styles, self.fields)
        if style.is_contents or self.fields.in_contents:
            drop_contents_title(self.parts)
        text = self.held + seen.text
        if is_mark_deleted(paragraph):
            self.held = text
            return
        self.held = ""
        if text.strip() and not style.is_contents:
            kind, level = _kind_of(paragraph, style)
            self.parts.extend(tidy(self._label(paragraph, style) + text.strip(), kind=kind, level=level))
        for box in seen.boxes:
            self.visit(box, 1)

    def _label(self, paragraph: etree._Element, style: Style) -> str:
        """The automatic number; set apart by a blank where it would run into the text."""
        numbered = paragraph.find(f"{W}pPr/{W}numPr")
        own = attribute(numbered.find(f"{W}numId")) if numbered is not None else ""
        depth = attribute(numbered.find(f"{W}ilvl")) if numbered is not None else ""
        label = self.numbering.label(own or style.number, int(depth) if depth.isdigit() else style.depth)
        return f"{label}\u3000" if label[-1:].isalnum() else label

    def _take_table(self, table: etree._Element) -> None:
        inner: list[etree._Element] = []
        for reading in read_grid(self._grid(table, inner)):
            self._take_reading(reading)
        for nested in inner:
            self._take_table(nested)

    def _take_reading(self, reading: GridReading) -> None:
        self.parts.extend(part for line in reading.before for part in tidy(line))
        if reading.table:
            self.tables.append(reading.table)
        self.parts.extend(part for line in reading.after for part in tidy(line))

    def _grid(self, table: etree._Element, inner: list[etree._Element]) -> Grid:
        rows: list[list[str]] = []
        starts: dict[int, tuple[int, int]] = {}  # column → first row and width of the cell being merged downwards
        merges: dict[tuple[int, int], tuple[int, int]] = {}
        for row in _live(table, "tr"):
            cells: list[str] = [""] * _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
            for cell in _live(row, "tc"):
                c, width = len(cells), _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                goes_on = merge is not None and attribute(merge) != "restart" and c in starts
                if not goes_on:
                    starts[c] = (len(rows), width)
                first, width = starts[c][0], max(1, width)
                if width > 1 or len(rows) > first:
                    merges[first, c] = (len(rows) - first + 1, width)
                cells.extend(["" if goes_on else self._cell_text(cell, inner), *[""] * (width - 1)])
            rows.append(cells)
        width = max(map(len, rows), default=0)
        return Grid([[*row, *[""] * (width - len(row))] for row in rows], merges, _header_rows(table))

    def _cell_text(self, cell: etree._Element, inner: list[etree._Element]) -> str:
        pieces: list[str] = []
        for child in cell.iter(f"{W}p", f"{W}tbl"):
            owner = next(child.iterancestors(f"{W}tc"), None)
            if owner is not cell:
                continue
            if local(child) == "tbl":
                inner.append(child)
            else:
                style = self.styles.get(attribute(child.find(f"{W}pPr/{W}pStyle")), Style())
                text = run_text(child, self.styles, self.fields).text.strip()
                pieces.append((self._label(child, style) + text).strip())  # a number may be all that a cell shows
        return "\n".join(filter(None, pieces))

    def take_notes(self, root: etree._Element, tag: str) -> None:
        """Footnotes or endnotes, each a part of its own."""
        for note in root.iter(f"{W}{tag}"):
            if attribute(note, "type") not in _SEPARATORS:
                text = "\n".join(run_text(p, self.styles, self.fields).text.strip() for p in note.iter(f"{W}p"))
                self.parts.extend(tidy(text, kind=BlockKind.NOTE))


def _kind_of(paragraph: etree._Element, style: Style) -> tuple[BlockKind, int]:
    outline = attribute(paragraph.find(f"{W}pPr/{W}outlineLvl"))
    if style.is_title:
        return BlockKind.TITLE, 0
    level = min(4, int(outline) + 1) if outline.isdigit() and int(outline) < 9 else style.level
    return (BlockKind.HEADING, level) if level else (BlockKind.PARAGRAPH, 0)


def _live(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, through content controls, without deleted ones."""
    for child in element:
        tag = local(child)
        if tag == name and child.find(f"{W}{name}Pr/{W}del") is None and child.find(f"{W}{name}Pr/{W}cellDel") is None:
            yield child
        elif tag in _CONTAINERS:
            yield from _live(child, name)


def _number(element: etree._Element | None, default: int) -> int:
    value = attribute(element)
    return min(limits.TABLE_COLUMNS, int(value)) if value.isdigit() else default


def _header_rows(table: etree._Element) -> int:
    """Rows that repeat on every page, if more than one says so; one alone may stand for two."""
    count = 0
    for row in _live(table, "tr"):
        if row.find(f"{W}trPr/{W}tblHeader") is None:
            break
        count += 1
    return count if count > 1 else 0
