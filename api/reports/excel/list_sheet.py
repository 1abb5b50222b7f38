"""A list of a report as a sheet that can be filtered and printed."""

from typing import Any, Final

from openpyxl.utils import get_column_letter

from api.reports.excel.looks import boxed, fit_height, head, print_wide, put_text
from api.reports.paper import Cell, Column, Figure, Notes, Table

_EXCEL_ALONE: Final = 21.0  # characters of a column that only Excel shows: a credit code has 18


def write_list(sheet: Any, table: Table, notes: Notes) -> None:
    """Fill the sheet with all rows; one sentence where there is none."""
    head(sheet, [(column.head, _width(column)) for column in table.columns])
    for number, row in enumerate(table.rows or ((table.empty,),), 2):
        for at, cell in enumerate(row, 1):
            _fill(sheet.cell(number, at), cell, notes)
        fit_height(sheet, number)
    sheet.freeze_panes = "B2"
    if table.rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    sheet.print_title_rows = "1:1"
    print_wide(sheet, landscape=True)


def _width(column: Column) -> float:
    least = 9.0 if column.width else _EXCEL_ALONE
    return max(column.width * 1.35, len(column.head) * 2.2, least)


def _fill(place: Any, cell: Cell, notes: Notes) -> None:
    """A number as a number of the shown digits, everything else as text."""
    boxed(place, centred=isinstance(cell, Figure))
    if isinstance(cell, Figure):
        place.value, place.number_format = cell.rounded, cell.form
    else:
        put_text(place, cell if isinstance(cell, str) else cell.text + notes.labels(cell.notes))
