"""Type, lines and sizes of a workbook."""

from math import ceil
from typing import Any, Final
from unicodedata import east_asian_width

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

_FACE: Final = "等线"
_LINE: Final = Side(style="thin", color="B8C0CC")
_BORDER: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_SHADE: Final = PatternFill("solid", fgColor="E8EDF3")
_RED: Final = "B42318"
_LEADING: Final = 1.45  # height of a line over the size of its type
_TALLEST: Final = 400.0  # points; Excel holds 409


def font(size: float = 11, *, bold: bool = False, red: bool = False) -> Font:
    """The face of a workbook."""
    return Font(name=_FACE, size=size, bold=bold, color=_RED if red else None)


def head(sheet: Any, heads: list[tuple[str, float]]) -> None:
    """The first row: its words and the widths of the columns in characters."""
    for at, (text, width) in enumerate(heads, 1):
        cell = sheet.cell(1, at, text)
        cell.font, cell.fill, cell.border = font(bold=True), _SHADE, _BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(at)].width = width


def boxed(cell: Any, *, centred: bool = False) -> None:
    """The look of a cell of a list."""
    cell.font, cell.border = font(), _BORDER
    cell.alignment = Alignment(horizontal="center" if centred else None, vertical="top", wrap_text=not centred)


def put_text(cell: Any, text: str) -> None:
    """Text as text: one that begins with = is no formula, an empty one leaves the cell empty."""
    if text:
        cell.value, cell.data_type = text, "s"


def fit_height(sheet: Any, row: int) -> None:
    """As many lines as the longest text of a row needs: not every program fits rows by itself."""
    heights = [
        ceil(_length(str(cell.value)) / max(sheet.column_dimensions[cell.column_letter].width - 1, 1)) * cell.font.size
        for cell in sheet[row]
        if cell.value is not None
    ]
    sheet.row_dimensions[row].height = min(max(heights, default=11) * _LEADING, _TALLEST)


def _length(text: str) -> int:
    """Width of a text in characters of which a Chinese one takes two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def print_wide(sheet: Any, *, landscape: bool) -> None:
    """As wide as a sheet of paper, as long as it takes; A4."""
    setup = sheet.page_setup
    setup.paperSize, setup.orientation = 9, "landscape" if landscape else "portrait"
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
