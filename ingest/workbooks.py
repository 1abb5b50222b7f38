"""xlsx, xls, xlsb, ods: one sheet as columns of text. Dates are ISO 8601, whole numbers have no `.0`."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import python_calamine

from ingest.sheet_bounds import check_workbook
from ingest.table_shape import (
    Chunk,
    TableOptions,
    column_names,
    find_header,
    need_names,
    numbers_from,
    rejects_of,
    rows_of,
)
from ontology.errors import BadTable, Unreadable

_Cell = int | float | str | bool | date | datetime | time | timedelta


def chunks(path: Path, options: TableOptions, size: int) -> Iterator[Chunk]:
    """See `ingest.tables.read_chunks`. A sheet has at most 1,048,576 rows and is read whole."""
    records, header = _sheet(path, options)
    names = column_names(records[header]) if records else []
    need_names(names, path.name)
    body = [row for row in records[header + 1 :] if any(cell != "" for cell in row)]
    for first in range(0, max(len(body), 1), size):
        part = body[first : first + size]
        columns = [_text_column(part, place) for place in range(len(names))]
        yield Chunk(rows_of(names, columns, numbers_from(first + 1, len(part))), rejects_of([], []))


def _sheet(path: Path, options: TableOptions) -> tuple[list[list[_Cell]], int]:
    """Records of the asked sheet, or of the visible one that has most of the columns; and where its header is."""
    try:
        content = path.read_bytes()
        check_workbook(content)
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        names = [options.sheet] if options.sheet else _visible(book)
        sheets = [book.get_sheet_by_name(name).to_python() for name in names]
    except (python_calamine.CalamineError, OSError) as problem:
        raise BadTable(path.name, str(problem)) from problem
    except Unreadable as problem:
        raise BadTable(path.name, problem.reason) from problem
    if not sheets:
        raise BadTable(path.name, "工作簿里没有可见的表 · no visible sheet")
    headers = [find_header(records, options) for records in sheets]
    fits = [_fit(records, header, options) for records, header in zip(sheets, headers, strict=True)]
    best = fits.index(max(fits))
    return sheets[best], headers[best]


def _visible(book: "python_calamine.CalamineWorkbook") -> list[str]:
    shown = python_calamine.SheetVisibleEnum.Visible
    return [sheet.name for sheet in book.sheets_metadata if sheet.visible == shown]


def _fit(records: Sequence[Sequence[_Cell]], header: int, options: TableOptions) -> tuple[int, int]:
    names = column_names(records[header]) if records else []
    return len(set(names) & set(options.columns)), len(names) if len(records) > header + 1 else 0


def _text_column(rows: Sequence[Sequence[_Cell]], place: int) -> pa.Array:
    cells = [row[place] if place < len(row) else "" for row in rows]
    return pa.array([cell if type(cell) is str else _as_text(cell) for cell in cells], pa.string())


def _as_text(cell: _Cell) -> str:
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ") if cell.time() != time.min else cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, (date, time)) else str(cell)
