"""A report as an Excel workbook: a sheet of the text, one of the picture, one a list, the notes, the evidence pack."""

import base64
import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from api.reports.paper import Cell, Column, Figure, Heading, Note, Notes, Paper, Paragraph, Picture, Table

CARRIED: Final = "证据包"  # a sheet that programs hide; editors of any make keep it
PIECE: Final = 32_000  # characters of a cell; Excel holds 32,767
_FONT: Final = "等线"
_LINE: Final = Side(style="thin", color="B8C0CC")
_BORDER: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_SHADE: Final = PatternFill("solid", fgColor="E8EDF3")
_WIDE: Final = 96  # characters of the column of the text
_PICTURE_WIDTH: Final = 1200  # pixels


def write_excel(paper: Paper, pack: bytes) -> bytes:
    """The report as the bytes of an .xlsx file."""
    book = Workbook()
    _text(book.active, paper)
    for table in paper.sheets:
        _list(book.create_sheet(table.name), table, paper.notes)
    _picture(book.create_sheet("产业链图"), paper.picture)
    _notes(book.create_sheet("注释与出处"), paper.notes)
    _carry(book.create_sheet(CARRIED), pack)
    book.properties.title, book.properties.creator = paper.title, "链图 Liantu"
    book.properties.created = book.properties.modified = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _text(sheet: Any, paper: Paper) -> None:
    """Title, paragraphs and headings, a row each; where a list stands, its name."""
    sheet.title = "说明"
    sheet.column_dimensions["A"].width = _WIDE
    _line(sheet, paper.title, Font(name=_FONT, size=16, bold=True))
    _line(sheet, paper.subtitle, Font(name=_FONT, size=11))
    for block in paper.blocks:
        if isinstance(block, Heading):
            _line(sheet, block.text, Font(name=_FONT, size=13 if block.level == 1 else 11, bold=True))
        elif isinstance(block, Paragraph):
            warns = block.look == "mark"
            _line(
                sheet,
                _worded(block, paper.notes),
                Font(name=_FONT, size=11, bold=warns, color="B42318" if warns else None),
            )
        elif isinstance(block, Table):
            _line(
                sheet,
                f"见表“{block.name}”。" if block.rows else f"{block.empty}。",
                Font(name=_FONT, size=11, italic=True),
            )
    _line(
        sheet,
        f"证据包指纹 {paper.digest[:16]}；用 liantu verify 打开本文件，可从证据包重算每一个数字。",
        Font(name=_FONT, size=9),
    )
    sheet.sheet_view.showGridLines = False


def _line(sheet: Any, text: str, font: Font) -> None:
    row = sheet.max_row + 1 if sheet["A1"].value else 1
    cell = sheet.cell(row, 1, text)
    cell.data_type = "s"  # a text that begins with = is no formula
    cell.font, cell.alignment = font, Alignment(wrap_text=True, vertical="top")


def _worded(block: Paragraph, notes: Notes) -> str:
    return "".join(span.text + referred(span.notes, notes) for span in block.spans)


def referred(found: Sequence[Note], notes: Notes) -> str:
    """Notes by their numbers, as [口径 2][5]."""
    return "".join(notes.label(note) for note in found)


def _list(sheet: Any, table: Table, notes: Notes) -> None:
    for at, column in enumerate(table.columns, 1):
        _head(sheet.cell(1, at, column.head))
        sheet.column_dimensions[get_column_letter(at)].width = _width(column)
    rows = table.rows or ((f"{table.empty}",),)
    for number, row in enumerate(rows, 2):
        for at, cell in enumerate(row, 1):
            _fill(sheet.cell(number, at), cell, notes)
    sheet.freeze_panes = "B2"
    if table.rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    sheet.print_title_rows, sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "1:1", "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _width(column: Column) -> float:
    return max(column.width * 1.35, len(column.head) * 2.2, 9.0)


def _head(cell: Any) -> None:
    cell.font, cell.fill, cell.border = Font(name=_FONT, size=11, bold=True), _SHADE, _BORDER
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _fill(place: Any, cell: Cell, notes: Notes) -> None:
    """A number as a number of the shown digits, everything else as text."""
    place.font, place.border = Font(name=_FONT, size=11), _BORDER
    place.alignment = Alignment(vertical="top", wrap_text=True)
    if isinstance(cell, Figure):
        place.value, place.number_format = cell.rounded, cell.form
        place.alignment = Alignment(horizontal="center", vertical="top")
        return
    text = cell if isinstance(cell, str) else cell.text + referred(cell.notes, notes)
    if text:
        place.value, place.data_type = text, "s"


def _picture(sheet: Any, picture: Picture) -> None:
    image = Image(io.BytesIO(picture.png))
    scale = _PICTURE_WIDTH / image.width
    image.width, image.height = _PICTURE_WIDTH, round(image.height * scale)
    sheet.add_image(image, "A2")
    sheet["A1"] = picture.caption
    sheet["A1"].font = Font(name=_FONT, size=11, bold=True)
    sheet.sheet_view.showGridLines = False


def _notes(sheet: Any, notes: Notes) -> None:
    for at, (head, width) in enumerate((("编号", 12), ("内容", _WIDE)), 1):
        _head(sheet.cell(1, at, head))
        sheet.column_dimensions[get_column_letter(at)].width = width
    for row, note in enumerate((*notes.reckoned, *notes.evidence), 2):
        for at, text in enumerate((notes.label(note), note.text), 1):
            _fill(sheet.cell(row, at), text, notes)
    sheet.freeze_panes = "A2"


def _carry(sheet: Any, pack: bytes) -> None:
    text = base64.b64encode(pack).decode()
    for row, start in enumerate(range(0, len(text), PIECE), 1):
        sheet.cell(row, 1, text[start : start + PIECE])
    sheet.sheet_state = "veryHidden"
