"""Word 97-2003 files (doc) → parts and tables ([MS-DOC]: the piece table and the paragraph marks).

Text, tables and notes are read. The numbers Word makes for lists are not in the text, and a deletion that is still
tracked in the file reads as text: both stand in the formatting, which is not interpreted.
"""

import re
import struct
from collections.abc import Iterator, Mapping
from typing import Final

from ingest.compound import read_streams
from ingest.grid import Grid, read_grid
from ingest.layout.paragraphs import headed, tidy
from ingest.parts import Draft, Part
from ingest.reasons import BLANK, DAMAGED, ENCRYPTED, unreadable
from ontology.facts import TextTable

_ENCRYPTED_FLAG: Final = 0x0100
_TABLE_FLAG: Final = 0x0200  # the piece table stands in 1Table, else in 0Table
_CLX: Final = 0x01A2  # place of the piece table in the file information block
_LENGTHS: Final = 0x004C  # place of the lengths of body, footnotes, headers, comments, endnotes
_COMPRESSED: Final = 0x40000000
_CELL: Final = "\x07"
_FIELD: Final = re.compile(r"\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")
_SIGNS: Final = {"\x0b": "\n", "\x1e": "-", "\x1f": "", "\x0c": "\r", "\x01": "", "\x08": "", "\x02": "", "\x05": ""}


def read_old_word(content: bytes) -> Draft:
    """A binary Word file.

    Raises:
        Unreadable: damaged, encrypted, or without text.
    """
    streams = read_streams(content)
    main = streams.get("WordDocument", b"")
    try:
        text, notes = _texts(main, streams)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise unreadable(DAMAGED, "WordDocument") from error
    parts, tables = _laid_out(text)
    parts += [part for note in notes.split("\r") for part in tidy(note)]
    if not parts and not tables:
        raise unreadable(BLANK)
    return Draft(tuple(headed(parts)), tuple(tables))


def _texts(main: bytes, streams: Mapping[str, bytes]) -> tuple[str, str]:
    """The body, and the foot- and endnotes; headers and comments stand between them and stay out."""
    (flags,) = struct.unpack_from("<H", main, 0x0A)
    if flags & _ENCRYPTED_FLAG:
        raise unreadable(ENCRYPTED)
    table = streams.get("1Table" if flags & _TABLE_FLAG else "0Table", b"")
    whole = _pieces(main, table)
    body, foot, header, _, comment, end = struct.unpack_from("<6i", main, _LENGTHS)
    after = body + foot + header + comment
    return _plain(whole[:body]), _plain(whole[body : body + foot] + whole[after : after + end])


def _pieces(main: bytes, table: bytes) -> str:
    """The text put together from its pieces, each in Latin (Windows-1252) or UTF-16."""
    start, size = struct.unpack_from("<II", main, _CLX)
    clx, at = table[start : start + size], 0
    while clx[at] == 1:  # property lists before the piece table
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    (length,) = struct.unpack_from("<I", clx, at + 1)
    plc = clx[at + 5 : at + 5 + length]
    count = (length - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", plc, 0)
    return "".join(_piece(main, plc, 4 * (count + 1) + 8 * i, ends[i + 1] - ends[i]) for i in range(count))


def _piece(main: bytes, plc: bytes, at: int, length: int) -> str:
    (place,) = struct.unpack_from("<I", plc, at + 2)
    if place & _COMPRESSED:
        start = (place & ~_COMPRESSED) // 2
        return main[start : start + length].decode("cp1252", errors="replace")
    return main[place : place + 2 * length].decode("utf-16-le", errors="replace")


def _plain(text: str) -> str:
    """Fields by their result, special signs by what they show."""
    before = None
    while before != text:
        before, text = text, _FIELD.sub(lambda field: field[1] or "", text)
    return "".join(_SIGNS.get(c, c) for c in text)


def _laid_out(text: str) -> tuple[list[Part], list[TextTable]]:
    parts: list[Part] = []
    tables: list[TextTable] = []
    for piece, is_table in _stretches(text):
        if not is_table:
            parts.extend(tidy(piece))
            continue
        for reading in read_grid(Grid(_rows(piece))):
            parts.extend(part for line in (*reading.before, *reading.after) for part in tidy(line))
            if reading.table:
                tables.append(reading.table)
    return parts, tables


def _stretches(text: str) -> Iterator[tuple[str, bool]]:
    """Paragraphs, and runs of table cells: a table begins with the paragraph that ends in a cell mark."""
    table = ""
    for paragraph in text.split("\r"):
        last = paragraph.rfind(_CELL)
        if last < 0:
            if table:
                yield table, True
                table = ""
            yield paragraph, False
        else:
            table += paragraph[: last + 1]
            if rest := paragraph[last + 1 :]:
                yield table, True
                table = ""
                yield rest, False
    if table:
        yield table, True


def _rows(text: str) -> list[list[str]]:
    """Cells end with a mark, rows with a second one."""
    rows: list[list[str]] = [[]]
    cells = text.split(_CELL)[:-1]
    width = _width(cells)
    for i, cell in enumerate(cells):
        if (i + 1) % (width + 1) == 0:
            rows.append([])
        else:
            rows[-1].append(cell.strip())
    return [row for row in rows if row]


def _width(cells: list[str]) -> int:
    """Cells of a row: the smallest number under which every row's end mark stands alone."""
    for width in range(1, len(cells)):
        ends = cells[width :: width + 1]
        if len(cells) % (width + 1) == 0 and not any(end.strip() for end in ends):
            return width
    return max(1, len(cells) - 1)
