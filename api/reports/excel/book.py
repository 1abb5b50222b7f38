"""The sheets of a report, one after the other, as a workbook."""

import base64
import io
from datetime import datetime
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.drawing.image import Image

from api.reports.excel.list_sheet import write_list
from api.reports.excel.looks import boxed, fit_height, font, head, print_wide, put_text
from api.reports.excel.text_sheet import write_text
from api.reports.paper import Notes, Paper, Picture

CARRIED: Final = "证据包"  # a sheet that programs hide; editors of any make keep it
_PIECE: Final = 32_000  # characters of a cell; Excel holds 32,767
_PICTURE: Final = 1200  # pixels of width
_DAY: Final = datetime(2000, 1, 1)


def write_excel(paper: Paper, pack: bytes) -> bytes:
    """The report as the bytes of an .xlsx file."""
    book = Workbook()
    write_text(book.active, paper)
    for table in paper.sheets:
        write_list(book.create_sheet(table.name), table, paper.notes)
    _picture(book.create_sheet("产业链图"), paper.picture)
    _notes(book.create_sheet("注释与出处"), paper.notes)
    _carry(book.create_sheet(CARRIED), pack)
    about = book.properties
    about.title, about.creator, about.created, about.modified = paper.title, "链图 Liantu", _DAY, _DAY
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _picture(sheet: Any, picture: Picture) -> None:
    image = Image(io.BytesIO(picture.png))
    image.width, image.height = _PICTURE, round(image.height * _PICTURE / image.width)
    sheet.add_image(image, "A2")
    put_text(sheet["A1"], picture.caption)
    sheet["A1"].font = font(bold=True)
    sheet.sheet_view.showGridLines = False
    print_wide(sheet, landscape=True)


def _notes(sheet: Any, notes: Notes) -> None:
    head(sheet, [("编号", 12), ("内容", 100)])
    for row, note in enumerate((*notes.reckoned, *notes.evidence), 2):
        for at, text in enumerate((notes.labels([note]), note.text), 1):
            cell = sheet.cell(row, at)
            boxed(cell)
            put_text(cell, text)
        fit_height(sheet, row)
    sheet.freeze_panes = "A2"
    print_wide(sheet, landscape=True)


def _carry(sheet: Any, pack: bytes) -> None:
    text = base64.b64encode(pack).decode()
    for row, start in enumerate(range(0, len(text), _PIECE), 1):
        sheet.cell(row, 1, text[start : start + _PIECE])
    sheet.sheet_state = "veryHidden"
