"""Office files kept as one XML file: Word 2003 XML, Flat OPC, Excel 2003 XML. Business systems export the last."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from ingest import limits
from ingest.grid import Grid
from ingest.markup import local, parse_xml
from ingest.parts import Draft
from ingest.reasons import DAMAGED, UNSUPPORTED, unreadable
from ingest.sheet import draft_of_grids
from ingest.word import draft_of_word

_WORD_2003: Final = b"http://schemas.microsoft.com/office/word/2003/wordml"
_WORD: Final = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PART: Final = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_DIGITS: Final = 8  # of a row or column number
_SHEET: Final = "{urn:schemas-microsoft-com:office:spreadsheet}"


def read_office_xml(content: bytes) -> Draft:
    """Text and tables of the file, whichever of the three it is.

    Raises:
        Unreadable: damaged, with XML entities, without text, or a package of another program.
    """
    root = parse_xml(content.replace(_WORD_2003, _WORD))
    if local(root) == "Workbook":
        return draft_of_grids(_grid(sheet) for sheet in root.iter(f"{_SHEET}Worksheet"))
    if local(root) == "wordDocument":
        styles = {local(child): child for child in root if local(child) == "styles"}
        return draft_of_word(root, styles)
    parts = dict(_parts(root))
    if "document" not in parts:
        raise unreadable(UNSUPPORTED, "xmlPackage")
    return draft_of_word(parts.pop("document"), parts)


def _parts(package: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Name of the file without its folder and ending, and its root element."""
    for part in package.iter(f"{_PART}part"):
        name, data = part.get(f"{_PART}name", ""), part.find(f"{_PART}xmlData")
        if name.startswith("/word/") and data is not None and len(data):
            yield name.rpartition("/")[2].removesuffix(".xml"), data[0]


def _grid(sheet: etree._Element) -> Grid:
    """Cells at their places; `ss:Index` skips empty ones."""
    rows: list[list[str]] = []
    merges: dict[tuple[int, int], tuple[int, int]] = {}
    for row in sheet.iter(f"{_SHEET}Row"):
        rows.extend([] for _ in range(_index(row, len(rows)) - len(rows)))
        cells: list[str] = []
        for cell in row.iter(f"{_SHEET}Cell"):
            cells.extend([""] * (_index(cell, len(cells)) - len(cells)))
            down, across = (min(_number(cell, f"Merge{way}"), limits.TABLE_COLUMNS) for way in ("Down", "Across"))
            if down or across:
                merges[len(rows), len(cells)] = (down + 1, across + 1)
            cells.extend([_cell_text(cell), *[""] * across])
        rows.append(cells)
    width = max(map(len, rows), default=0)
    return Grid([[*row, *[""] * (width - len(row))] for row in rows], merges)


def _cell_text(cell: etree._Element) -> str:
    data = cell.find(f"{_SHEET}Data")
    if data is None:
        return ""
    text = "".join(map(str, data.itertext())).strip()
    return text.removesuffix("T00:00:00.000") if data.get(f"{_SHEET}Type") == "DateTime" else text


def _index(element: etree._Element, default: int) -> int:
    """Place from 0; a file that claims more than the bounds is damaged."""
    place = _number(element, "Index") - 1
    if place > limits.TABLE_CELLS // 100:
        raise unreadable(DAMAGED, f"ss:Index {place + 1}")
    return max(place, default)


def _number(element: etree._Element, name: str) -> int:
    value = element.get(f"{_SHEET}{name}", "")
    return int(value) if value.isdigit() and len(value) < _DIGITS else 0
