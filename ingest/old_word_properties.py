"""Properties of characters and paragraphs in Word 97-2003 files ([MS-DOC] 2.6, 2.9.33, 2.9.174): pages of runs.

A property is a `sprm`: a code of two bytes, whose upper bits tell the length of its operand, and the operand.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

_PAGE: Final = 512
_PAGE_NUMBER: Final = 0x3FFFFF  # bits of a page's number
_LENGTHS: Final = (
    1,
    1,
    2,
    4,
    2,
    2,
    0,
    3,
)  # of operands, by the upper three bits of the code; 0: told by their first byte
_TABLE: Final = 0xD608  # the one whose length takes two bytes
_TABS: Final = 0xC615
_ELSEWHERE: Final = (0x6645, 0x6646)  # the properties stand in the data stream
_CHARACTERS: Final = 0x00FA  # places of the pages in the file information block
_PARAGRAPHS: Final = 0x0102

Sprms = Mapping[int, bytes]  # code → operand, the last of a code


@dataclass(frozen=True, slots=True)
class Runs:
    """Stretches of the main stream with properties of one kind: n starts and ends in bytes, rising, and n entries."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    entries: tuple[bytes, ...]

    def numbers_at(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """Number of the run at each place, -1 for none."""
        if not self.starts.size:
            return np.full(places.shape, -1)
        found = np.searchsorted(self.starts, places, side="right") - 1
        return np.where((found >= 0) & (places < self.ends[found]), found, -1)


def character_runs(main: bytes, table: bytes) -> Runs:
    """Runs of characters, their entries being sprms."""
    return _runs(main, table, _CHARACTERS, 1)


def paragraph_runs(main: bytes, table: bytes) -> Runs:
    """Paragraphs, their entries being the number of the style (two bytes) and sprms."""
    return _runs(main, table, _PARAGRAPHS, 13)


def _runs(main: bytes, table: bytes, at: int, width: int) -> Runs:
    start, size = struct.unpack_from("<II", main, at)
    plc = table[start : start + size]
    count = max(0, (len(plc) - 4) // 8)
    pages = struct.unpack_from(f"<{count}I", plc, 4 * (count + 1)) if count else ()
    found = sorted(run for page in dict.fromkeys(pages) for run in _page_runs(main, page & _PAGE_NUMBER, width))
    starts, ends = ([run[k] for run in found] for k in (0, 1))
    return Runs(np.array(starts, np.int64), np.array(ends, np.int64), tuple(run[2] for run in found))


def _page_runs(main: bytes, number: int, width: int) -> Iterator[tuple[int, int, bytes]]:
    page = main[number * _PAGE : (number + 1) * _PAGE]
    count = page[_PAGE - 1]
    bounds = struct.unpack_from(f"<{count + 1}I", page, 0)
    for i in range(count):
        place = 2 * page[4 * (count + 1) + width * i]
        yield bounds[i], bounds[i + 1], _entry(page, place, is_paragraph=width > 1) if place else b""


def _entry(page: bytes, place: int, *, is_paragraph: bool) -> bytes:
    size, first = page[place], place + 1
    if is_paragraph:
        size, first = (2 * size - 1, first) if size else (2 * page[first], first + 1)
    return page[first : first + size]


def sprms(grpprl: bytes, data: bytes = b"") -> Sprms:
    """The properties in their order.

    Args:
        grpprl: bytes of the properties.
        data: the stream in which those too long for a page stand.
    """
    found: dict[int, bytes] = {}
    at = 0
    while at + 2 < len(grpprl):
        (code,) = struct.unpack_from("<H", grpprl, at)
        first, size = _operand(grpprl, at + 2, code)
        found[code] = grpprl[first : first + size]
        at = first + size
    for code in _ELSEWHERE:
        if len(found.get(code, b"")) == 4 and data:
            (place,) = struct.unpack("<I", found[code])
            (size,) = struct.unpack_from("<H", data, place)
            return {**found, **sprms(data[place + 2 : place + 2 + size])}
    return found


def _operand(grpprl: bytes, at: int, code: int) -> tuple[int, int]:
    """Where the operand begins, and its length."""
    if size := _LENGTHS[code >> 13]:
        return at, size
    if code == _TABLE:
        return at + 2, struct.unpack_from("<H", grpprl, at)[0] - 1
    if code == _TABS and grpprl[at] == 0xFF:
        removed = grpprl[at + 1]
        return at + 1, 2 + 4 * removed + 3 * grpprl[at + 2 + 4 * removed]
    return at + 1, grpprl[at]


def number_of(found: Sprms, code: int, default: int = 0) -> int:
    """The operand of a property as a number without sign."""
    return int.from_bytes(found[code], "little") if code in found else default
