"""Compound files, the container of Office 97-2003: named streams in chains of sectors ([MS-CFB])."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ingest.reasons import DAMAGED, unreadable

_HEADER: Final = 512
_END: Final = 0xFFFFFFFA  # this and all above mark ends, free and reserved sectors
_ENTRY: Final = 128
_STREAM: Final = 2  # kinds of entries
_ROOT: Final = 5
_MINI_LIMIT: Final = 4096


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: int
    start: int
    size: int


def is_cut(content: bytes) -> bool:
    """Whether the sector that names the streams lies behind the end of the file."""
    if len(content) < _HEADER:
        return True
    (shift,) = struct.unpack_from("<H", content, 30)
    (directory,) = struct.unpack_from("<I", content, 48)
    return bool((directory + 1) << min(shift, 16) >= len(content))


def read_streams(content: bytes) -> Mapping[str, bytes]:
    """All streams by their name.

    Raises:
        Unreadable: the container is damaged or cut.
    """
    try:
        return _streams(content)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise unreadable(DAMAGED, "OLE") from error


def _streams(content: bytes) -> dict[str, bytes]:
    shift, mini_shift = struct.unpack_from("<HH", content, 30)
    if not 7 <= shift <= 16 or mini_shift > shift:
        raise unreadable(DAMAGED, "OLE")
    sector = 1 << shift
    (first_directory,) = struct.unpack_from("<I", content, 48)
    (first_mini,) = struct.unpack_from("<I", content, 60)
    table = _sector_table(content, sector)
    entries = _entries(_chain(content, table, first_directory, sector))
    root = next((entry for entry in entries.values() if entry.kind == _ROOT), None)
    if root is None:
        raise unreadable(DAMAGED, "OLE")
    mini = _chain(content, table, root.start, sector)
    mini_table = _numbers(_chain(content, table, first_mini, sector))
    streams = {}
    for name, entry in entries.items():
        if entry.kind == _STREAM:
            small = entry.size < _MINI_LIMIT
            whole = (
                _mini_chain(mini, mini_table, entry.start, 1 << mini_shift)
                if small
                else _chain(content, table, entry.start, sector)
            )
            streams[name] = whole[: entry.size]
    return streams


def _sector_table(content: bytes, sector: int) -> list[int]:
    """Which sector follows which; the first 109 sectors of the table stand in the header, others in a chain."""
    places = list(struct.unpack_from("<109I", content, 76))
    following, count = struct.unpack_from("<II", content, 68)
    for _ in range(min(count, len(content) // sector)):
        if following >= _END:
            break
        numbers = _numbers(_sector(content, following, sector))
        places.extend(numbers[:-1])
        following = numbers[-1]
    return [number for place in places if place < _END for number in _numbers(_sector(content, place, sector))]


def _sector(content: bytes, number: int, sector: int) -> bytes:
    start = (number + 1) * sector if sector >= _HEADER else _HEADER + number * sector
    return content[start : start + sector]


def _numbers(content: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4]))


def _chain(content: bytes, table: list[int], start: int, sector: int) -> bytes:
    pieces = []
    for _ in range(len(table) + 1):  # a loop ends where every sector was met
        if start >= _END:
            break
        pieces.append(_sector(content, start, sector))
        start = table[start]
    return b"".join(pieces)


def _mini_chain(mini: bytes, table: list[int], start: int, sector: int) -> bytes:
    pieces = []
    for _ in range(len(table) + 1):
        if start >= _END:
            break
        pieces.append(mini[start * sector : (start + 1) * sector])
        start = table[start]
    return b"".join(pieces)


def _entries(directory: bytes) -> dict[str, _Entry]:
    entries = {}
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", directory, at + 64)
        start, size = struct.unpack_from("<II", directory, at + 116)
        if kind:
            entries[directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le")] = _Entry(kind, start, size)
    return entries
