"""PDF → parts and tables, in reading order, without what the pages repeat.

The text layer is read. Pages without one, or whose fonts map to no characters, are read as pictures where text
recognition is installed, else named in the message.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from functools import partial
from typing import Any, Final

import numpy as np

from ingest import limits
from ingest.grid import part_of_grid, table_rows
from ingest.layout.furniture import contents
from ingest.layout.reflow import finish, paragraphs, part_of
from ingest.ocr import RESOLUTION, is_installed, read_pictures, recognised
from ingest.parts import Draft, Part
from ingest.pdf_aligned import aligned_tables
from ingest.pdf_columns import Wall, columns_of
from ingest.pdf_flow import as_read
from ingest.pdf_furniture import heads_and_foots, without_watermark
from ingest.pdf_grid import RuledTable, ruled_tables
from ingest.pdf_lines import PageRows, lines_of
from ingest.pdf_open import open_tables
from ingest.pdf_page import PageContent, read_page
from ingest.pdf_runs import Run, rows_of
from ingest.pdf_tables import PageTable, page_tables, whole_tables
from ingest.reasons import BLANK, DAMAGED, ENCRYPTED, GARBLED, RECOGNISED, SCANNED, too_large, unreadable
from ontology.facts import BlockKind, TextTable

_END: Final = b"%%EOF"
_TRAILER: Final = 2048  # bytes at the end that must hold the end mark
_FEW: Final = 12  # characters of a page that is a picture: a stamp or a page number
_PICTURED: Final = 0.4  # of a page
_UNMAPPED: Final = 0.2  # of a page's characters
_CLOSE: Final = 0.4  # of the letter size, between two names of columns


def read_pdf(content: bytes) -> Draft:
    """A PDF that was made by a program, not by a scanner.

    Raises:
        Unreadable: needs a password, damaged, scanned or garbled throughout, empty, beyond the bounds.
    """
    pages = _read_pages(content)
    scanned = [page.number for page in pages if _is_scanned(page)]
    garbled = [page.number for page in pages if _is_garbled(page)]
    readable = [page for page in pages if page.number not in {*scanned, *garbled}]
    if not any(len(page.chars) for page in readable):
        raise unreadable(SCANNED if scanned else GARBLED if garbled else BLANK)
    draft = _draft(readable)
    notes = [*_notes(scanned, garbled)]
    if _END not in content[-_TRAILER:]:
        notes.append(f"{DAMAGED}，只读出 {len(pages)} 页 · only {len(pages)} pages could be read")
    return replace(draft, pages=len(pages), notes=(*notes, *draft.notes), partial=bool(notes))


def read_picture(content: bytes) -> Draft:
    """A photograph, a scan, a fax.

    Raises:
        Unreadable: text recognition is not installed, or found nothing.
    """
    pages = list(read_pictures(content))
    if not any(len(page.chars) for page in pages):
        raise unreadable(BLANK, "图像 · an image")
    return replace(_draft(pages), pages=len(pages))


def _draft(pages: Sequence[PageContent]) -> Draft:
    """The pages laid out; what was read from pictures is marked and told."""
    parts, tables = _laid_out(pages)
    by_eye = {page.number for page in pages if page.recognised and len(page.chars)}
    marked = tuple(replace(part, recognised=True) if part.page in by_eye else part for part in parts)
    shown = "、".join(map(str, sorted(by_eye)))
    return Draft(marked, tables, notes=(f"第 {shown} 页{RECOGNISED} (page {shown})",) if by_eye else ())


def _read_pages(content: bytes) -> list[PageContent]:
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        is_locked = "assword" in str(error) and b"/Encrypt" in content  # said of a file without pages, too
        raise unreadable(ENCRYPTED if is_locked else DAMAGED, str(error)) from error
    try:
        document.init_forms()
        if len(document) > limits.PDF_PAGES:
            raise too_large("PDF 页数 · pages of the PDF", str(limits.PDF_PAGES))
        return [_page(document, number) for number in range(1, len(document) + 1)]
    except pdfium.PdfiumError as error:
        raise unreadable(DAMAGED, str(error)) from error
    finally:
        document.close()


def _page(document: Any, number: int) -> PageContent:
    page = document[number - 1]
    if document.formenv:  # what is filled in becomes text of the page, which has to be opened anew for it
        page.flatten()
        page.close()
        page = document[number - 1]
    try:
        content = as_read(read_page(page, number))
        if not (_is_scanned(content) or _is_garbled(content)) or number > limits.OCR_PAGES or not is_installed():
            return content
        image = page.render(scale=RESOLUTION / 72, rev_byteorder=False).to_numpy()[:, :, :3]
        return recognised(image, (content.width, content.height), number)
    finally:
        page.close()


def _is_scanned(page: PageContent) -> bool:
    return not page.recognised and len(page.chars) < _FEW and page.pictured > _PICTURED


def _is_garbled(page: PageContent) -> bool:
    """Fonts without a map to characters give none, private signs, or scripts nobody mixes with Chinese."""
    text = page.chars.text
    total = len(text) + page.unmapped
    strange = page.unmapped + sum(_is_strange(c) for c in text)
    return not page.recognised and total >= _FEW and strange > _UNMAPPED * total


def _is_strange(char: str) -> bool:
    code = ord(char)
    return (
        0xE000 <= code <= 0xF8FF
        or 0x0100 <= code <= 0x036F
        or 0x0530 <= code <= 0x1FFF
        or code >= 0xF0000
        or code < 0x20
    )


def _notes(scanned: Sequence[int], garbled: Sequence[int]) -> Iterator[str]:
    for pages, reason in ((scanned, SCANNED), (garbled, GARBLED)):
        if pages:
            shown = "、".join(map(str, pages))
            yield f"第 {shown} 页未读：{reason.removeprefix('全部')} (page {shown})"


def _laid_out(pages: Sequence[PageContent]) -> tuple[tuple[Part, ...], tuple[TextTable, ...]]:
    clean = without_watermark(pages)
    ruled = [_drawn_tables(page) for page in clean]
    rows = [rows_of(_outside(page, tables).chars) for page, tables in zip(clean, ruled, strict=True)]
    dropped = heads_and_foots(clean, rows)
    tables: list[PageTable] = []
    text: list[PageRows] = []
    gutters: list[float] = []
    for page, drawn, page_rows, gone in zip(clean, ruled, rows, dropped, strict=True):
        kept = _without(page_rows, gone)
        finer = partial(_finer_rows, page, drawn, gone)
        aligned = list(aligned_tables(kept, finer))
        tables.extend(page_tables(page, kept, drawn, aligned))
        rest = _without(kept, {i for table in aligned for i in table.rows})
        walls = [Wall(table.x0, table.x1, table.top) for table in drawn]
        walls += [Wall(t.columns[0][0], t.columns[-1][1], kept[t.rows[0]][0].top) for t in aligned]
        columns = columns_of(rest, gutters, walls)
        text.append(PageRows(page.number, page.width, page.height, columns, tuple(wall.top for wall in walls)))
    lines = lines_of(text)
    listed = contents([lines.raw[line.start : line.end] for line in lines.body])
    shown = [line for i, line in enumerate(lines.body) if i not in listed]
    body = finish([part_of(lines.raw, group) for group in paragraphs(lines.raw, shown)])
    notes = [
        Part(p.text, BlockKind.NOTE, 0, p.page, p.origin)
        for p in (part_of(lines.raw, g) for g in paragraphs(lines.raw, lines.notes))
    ]
    return (*body, *notes), tuple(whole_tables(tables))


def _without(rows: Sequence[Sequence[Run]], gone: Set[int]) -> list[Sequence[Run]]:
    return [row for i, row in enumerate(rows) if i not in gone]


def _finer_rows(page: PageContent, drawn: Sequence[RuledTable], gone: Set[int]) -> list[Sequence[Run]]:
    """The lines of the page parted where columns of a table may stand close."""
    return _without(rows_of(_outside(page, drawn).chars, apart=_CLOSE), gone)


def _drawn_tables(page: PageContent) -> list[RuledTable]:
    closed = [table for drawn in ruled_tables(page) if (table := _without_text(drawn))]
    return sorted([*closed, *open_tables(page, closed)], key=lambda table: table.top)


def _without_text(table: RuledTable) -> RuledTable | None:
    """The table without title and note rows inside its frame, which are text; None for a box around text."""
    found = table_rows(table.grid)
    if found is None:
        return None
    first, last = found
    if (first, last) == (0, len(table.grid.rows)):
        return table
    caption = "".join(cell for row in table.grid.rows[:first] for cell in row)
    grid = part_of_grid(table.grid, first, last)
    return replace(table, grid=grid, top=table.rows[first], bottom=table.rows[last], caption=caption)


def _outside(page: PageContent, tables: Sequence[RuledTable]) -> PageContent:
    """The page without the characters in its tables."""
    chars = page.chars
    x, y = (chars.x0 + chars.x1) / 2, (chars.top + chars.bottom) / 2
    inside = np.zeros(len(chars), dtype=np.bool_)
    for table in tables:
        inside |= (x > table.x0) & (x < table.x1) & (y > table.top) & (y < table.bottom)
    return PageContent(
        page.number, page.width, page.height, chars.take(~inside), page.horizontal, page.vertical, page.pictured, 0
    )
