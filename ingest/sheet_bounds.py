"""How far the cells of a workbook reach, found out before anything makes room for them.

The native reader lays a sheet out as a full rectangle: two cells at opposite corners of an empty sheet would make it
ask for more memory than the machine has, and end the whole process.
"""

import re
import struct
from collections.abc import Iterator
from typing import Final

from ingest import limits
from ingest.compound import read_streams
from ingest.markup import refuse_declared
from ingest.packed import open_zip, read_member
from ingest.reasons import DAMAGED, ENCRYPTED, too_large, unreadable

_CELL: Final = re.compile(  # that holds something: programs write <c r="XFD1048576" s="1"/> and the like
    rb'<(?:\w+:)?c\s(?:[^>]*?\s)?r="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>(?!\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>)'
)
_SHEETS: Final = "xl/worksheets/"
_BEGIN: Final = 0x0809  # BIFF: begin of a sheet
_PASSWORD: Final = 0x002F
_CELLS: Final = frozenset({0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E})  # records of filled cells
_COLUMNS: Final = 256  # of a sheet of Excel 97-2003


def check_workbook(content: bytes, *, at_most: int = limits.SHEET_CELLS) -> None:
    """Nothing when the workbook can be read in bounds.

    Raises:
        Unreadable: a sheet reaches over more than `at_most` cells, the workbook needs a password, is
            damaged, declares entities, or inflates beyond the bounds.
    """
    for height, width in _zipped(content) if content.startswith(b"PK") else _binary(content):
        if height * width > at_most:
            raise too_large(f"工作表范围 {height} × {width} · extent of a sheet", f"{at_most} cells")


def _zipped(content: bytes) -> Iterator[tuple[int, int]]:
    """Last row and column of each sheet of an xlsx file; every member is inflated within bounds on the way."""
    with open_zip(content) as archive:
        for name in archive.namelist():
            if not name.startswith("xl/") or not name.endswith(".xml"):
                continue
            member = read_member(archive, name, at_most=limits.SHEET_BYTES)
            refuse_declared(member)
            if name.startswith(_SHEETS):
                cells = _CELL.findall(member)
                yield max((int(row) for _, row in cells), default=0), max((_column(c) for c, _ in cells), default=0)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def _binary(content: bytes) -> Iterator[tuple[int, int]]:
    """Last row and column of each sheet of an xls file."""
    streams = read_streams(content)
    height = width = 0
    for kind, place, stream in _records(streams.get("Workbook") or streams.get("Book") or b""):
        if kind == _PASSWORD:
            raise unreadable(ENCRYPTED)
        if kind == _BEGIN:
            yield height, width
            height = width = 0
        elif kind in _CELLS:
            row, column = struct.unpack_from("<HH", stream, place)
            if column >= _COLUMNS:
                raise unreadable(DAMAGED, "xls")
            height, width = max(height, row + 1), max(width, column + 1)
    yield height, width


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Kind and place of the records that are whole."""
    at = 0
    while at + 8 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, at + 4, stream
        at += 4 + length
