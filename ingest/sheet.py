"""Workbooks, CSV, JSON and Parquet read as documents: every table on every visible sheet, and the text around it.

This is the reader for sheets that people look at. Bulk tables go through `ingest.tables` and a mapping card.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time
from typing import Any, Final

from ingest import limits
from ingest.encoding import decode
from ingest.grid import Grid, GridReading, read_grid
from ingest.layout.marks import classify
from ingest.parts import Draft, Part
from ingest.reasons import BLANK, DAMAGED, UNDECODED, too_large, unreadable
from ingest.sheet_bounds import check_workbook
from ontology.facts import BlockKind, TextTable

_DELIMITERS: Final = ",\t;|，"
_DELIMITER_LINE: Final = re.compile(r"sep=(.)\r?\n")
_NESTED: Final = 6  # levels of a JSON value in which a list of objects is looked for
_MIDNIGHT: Final = time()
_DIGITS: Final = 15  # significant decimal digits of a spreadsheet's numbers; beyond is noise of binary fractions
_DECIMALS: Final = 6  # more decimals than anybody types: a quotient such as 1/3, given in full
_SHOWN: Final = 10  # numbers of lines told
_SAMPLE: Final = 64 * 1024


def read_workbook(content: bytes) -> Draft:
    """xlsx, xlsm, xls: values as shown by the last calculation; hidden sheets are left out and named.

    Raises:
        Unreadable: damaged, or more cells than `limits.TABLE_CELLS`.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    check_workbook(content, at_most=limits.TABLE_CELLS)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        shown, hidden = _by_visibility(book)
        readings = [(name, list(_read_sheet(book, name))) for name in shown]
    except (CalamineError, ValueError, OSError) as error:
        raise unreadable(DAMAGED, str(error)) from error
    notes = (f"未读隐藏工作表 {'、'.join(hidden)} · hidden sheets left out",) if hidden else ()
    return _draft([reading for _, readings_of in readings for reading in readings_of], notes)


def _by_visibility(book: Any) -> tuple[list[str], list[str]]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    sheets = [sheet for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
    shown = [sheet.name for sheet in sheets if sheet.visible is SheetVisibleEnum.Visible]
    return shown, [sheet.name for sheet in sheets if sheet.name not in shown]


def _read_sheet(book: Any, name: str) -> Iterator[GridReading]:
    sheet = book.get_sheet_by_name(name)
    _check_size(sheet.height, sheet.width)
    if not sheet.height or not sheet.width:
        return iter(())
    top, left = sheet.start or (0, 0)
    rows = [[cell_text(cell) for cell in row] for row in sheet.to_python()]
    height, width = len(rows), len(rows[0]) if rows else 0
    merges = {
        (a - top, b - left): (min(c - top + 1, height) - (a - top), min(d - left + 1, width) - (b - left))
        for (a, b), (c, d) in sheet.merged_cell_ranges or ()
        if top <= a < top + height and left <= b < left + width  # a range may reach over the empty rest of the sheet
    }
    return read_grid(Grid(rows, merges))


def _check_size(height: int, width: int) -> None:
    if height * width > limits.TABLE_CELLS or width > limits.TABLE_COLUMNS:
        raise too_large("工作表 · sheet", f"{limits.TABLE_CELLS} cells, {limits.TABLE_COLUMNS} columns")


def cell_text(value: Any) -> str:
    """A cell as text: whole numbers without fraction, dates as ISO 8601, text as it stands."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _number_text(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == _MIDNIGHT else value.isoformat(" ", "seconds")
    return "" if value is None else str(value)


def _number_text(value: float) -> str:
    if value.is_integer() and abs(value) < 10**_DIGITS:
        return str(int(value))
    text = f"{value:.{_DIGITS}g}"
    return text if len(text.partition(".")[2]) <= _DECIMALS or "e" in text else repr(value)


def read_csv(content: bytes, delimiter: str = "") -> Draft:
    """Text with delimiters; which one is found out unless given.

    Raises:
        Unreadable: no cell, or more than `limits.TABLE_CELLS`.
    """
    text, whole = decode(content)
    if told := _DELIMITER_LINE.match(text):  # what spreadsheet programs put before the header
        text, delimiter = text[told.end() :], told[1]
    rows = _csv_rows(text, delimiter or sniff_delimiter(text[:_SAMPLE]))
    notes = () if whole else (UNDECODED,)
    return _draft(read_grid(_rectangle(rows)), notes, partial=not whole)


def sniff_delimiter(sample: str) -> str:
    """The delimiter that cuts most lines of the sample into the same number of cells."""
    return max(_DELIMITERS, key=lambda delimiter: _agreement(sample, delimiter))


def _agreement(sample: str, delimiter: str) -> tuple[float, int]:
    widths = [len(row) for row in _csv_rows(sample, delimiter) if any(row)][:200]
    if not widths or max(widths) < 2:
        return 0.0, 0
    common = max(set(widths), key=lambda width: (widths.count(width), width))
    return (widths.count(common) / len(widths) if common > 1 else 0.0), common


def _csv_rows(text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in reader:
            cells += len(row)
            if cells > limits.TABLE_CELLS:
                raise too_large("表格 · table", f"{limits.TABLE_CELLS} cells")
            rows.append(row)
    except csv.Error as error:
        raise unreadable(DAMAGED, str(error)) from error
    return rows


def _rectangle(rows: Sequence[Sequence[str]]) -> Grid:
    width = max(map(len, rows), default=0)
    _check_size(len(rows), width)
    return Grid([[*row, *[""] * (width - len(row))] for row in rows])


def read_json(content: bytes) -> Draft:
    """JSON lines, a list of objects, or an object that holds one: one table, columns in the order of the keys.

    Lines that are no JSON are told where most lines are.

    Raises:
        Unreadable: not JSON, or nothing in it is a list of objects.
    """
    text, _ = decode(content)
    records, broken = _records(text)
    if not records:
        raise unreadable(DAMAGED, "JSON 里没有对象列表 · no list of objects in the JSON")
    names = _names(records)
    _check_size(len(records), len(names))
    rows = tuple(tuple(json_text(record.get(name)) for name in names) for record in records)
    shown = "、".join(map(str, broken[:_SHOWN])) + ("……" if len(broken) > _SHOWN else "")
    notes = (f"第 {shown} 行未读：{DAMAGED} (line {shown})",) if broken else ()
    return Draft(tables=(TextTable(tuple(names), rows),), notes=notes, partial=bool(broken))


def _names(records: Sequence[Mapping[str, Any]]) -> list[str]:
    """The keys of all records; one that the records before lack goes before the key that follows it."""
    names: list[str] = []
    known: set[str] = set()
    for record in records:
        if record.keys() <= known:
            continue
        place = len(names)
        for name in reversed(list(record)):
            if name in known:
                place = names.index(name)
            else:
                names.insert(place, name)
        known.update(record)
    return names


def _records(text: str) -> tuple[list[dict[str, Any]], list[int]]:
    """The objects, and the numbers of the lines that could not be read."""
    try:
        value = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        return _line_records(text)
    if isinstance(value, dict):
        value = max(_lists(value, _NESTED), key=len, default=[value])
    return [record for record in value if isinstance(record, dict)] if isinstance(value, list) else [], []


def _lists(value: Any, depth: int) -> Iterator[list[Any]]:
    """Lists of objects inside an object, such as the rows of an answer of a service."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        yield value
    elif isinstance(value, dict) and depth:
        for item in value.values():
            yield from _lists(item, depth - 1)


def _line_records(text: str) -> tuple[list[dict[str, Any]], list[int]]:
    records: list[dict[str, Any]] = []
    broken: list[int] = []
    fault = ""
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            value = json.loads(line) if line.strip() else None
        except (json.JSONDecodeError, RecursionError) as error:
            broken.append(number)
            fault = fault or str(error)
            continue
        records += [value] if isinstance(value, dict) else []
    if len(broken) > len(records):
        raise unreadable(DAMAGED, f"JSON {fault}")
    return records, broken


def json_text(value: Any) -> str:
    """A JSON value as a cell: lists of plain values joined by `、`, objects as JSON."""
    if isinstance(value, list) and not any(isinstance(item, list | dict) for item in value):
        return "、".join(map(cell_text, value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else cell_text(value)


def read_parquet(content: bytes) -> Draft:
    """One table with the file's columns.

    Raises:
        Unreadable: damaged, or more cells than `limits.TABLE_CELLS`.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(io.BytesIO(content))
        _check_size(file.metadata.num_rows, file.metadata.num_columns)
        table = file.read()
    except (pa.ArrowException, OSError) as error:
        raise unreadable(DAMAGED, str(error)) from error
    columns = [[json_text(value) for value in column.to_pylist()] for column in table.columns]
    return Draft(tables=(TextTable(tuple(table.column_names), tuple(zip(*columns, strict=True))),))


def draft_of_grids(grids: Iterable[Grid]) -> Draft:
    """The tables of several sheets, and the text around them.

    Raises:
        Unreadable: a sheet has more than `limits.TABLE_CELLS` cells, or nothing is in any.
    """
    readings: list[GridReading] = []
    for grid in grids:
        _check_size(len(grid.rows), max(map(len, grid.rows), default=0))
        readings.extend(read_grid(grid))
    return _draft(readings)


def _draft(readings: Iterable[GridReading], notes: tuple[str, ...] = (), *, partial: bool = False) -> Draft:
    parts: list[Part] = []
    tables: list[TextTable] = []
    for reading in readings:
        parts.extend(_text_part(line, first=not parts) for line in reading.before)
        if reading.table:
            tables.append(reading.table)
        parts.extend(_text_part(line, first=False) for line in reading.after)
    if not parts and not tables:
        raise unreadable(BLANK)
    return Draft(tuple(parts), tuple(tables), notes=notes, partial=partial)


def _text_part(line: str, *, first: bool) -> Part:
    kind, level = classify(line)
    return Part(line, BlockKind.TITLE if first and kind is BlockKind.PARAGRAPH else kind, level)
