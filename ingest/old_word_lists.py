"""Lists and styles of Word 97-2003 files ([MS-DOC] 2.9.131, 2.9.135, 2.9.150, 2.9.260): what numbers paragraphs get."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ingest.old_word_properties import Sprms, number_of, sprms
from ingest.word_numbering import Level, Numbering

LIST: Final = 0x460B  # property of a paragraph: its list, from 1
LEVEL: Final = 0x260A
_STYLES: Final = 0x00A2  # places in the file information block
_LISTS: Final = 0x02E2
_OVERRIDES: Final = 0x02EA
_DEEPEST: Final = 9
_CHAIN: Final = 20  # styles based on each other; a longer chain is a loop
_CONTENTS: Final = range(19, 28)  # built-in styles toc 1 to toc 9
_NONE: Final = 0x0FFF  # a style based on no other
_FORMATS: Final = {  # MSONFC → ST_NumberFormat
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 10: "ideographDigital",
    11: "japaneseCounting", 14: "decimalFullWidth", 16: "ideographLegalTraditional", 18: "decimalEnclosedCircle",
    19: "decimalFullWidth2", 22: "decimalZero", 23: "bullet", 28: "decimalEnclosedCircleChinese",
    30: "ideographTraditional", 31: "ideographZodiac", 33: "taiwaneseCounting", 34: "ideographLegalTraditional",
    35: "taiwaneseCountingThousand", 36: "taiwaneseDigital", 37: "chineseCounting", 38: "chineseLegalSimplified",
    39: "chineseCountingThousand", 255: "none",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OldStyle:
    """A paragraph style: its properties with those it inherits, its heading level (0: none), whether of contents."""

    found: Sprms
    level: int = 0
    is_contents: bool = False


def styles_of(main: bytes, table: bytes) -> Mapping[int, OldStyle]:
    """Paragraph styles by their number."""
    start, size = struct.unpack_from("<II", main, _STYLES)
    sheet = table[start : start + size]
    if not sheet:
        return {}
    (head,) = struct.unpack_from("<H", sheet, 0)
    count, base = struct.unpack_from("<HH", sheet, 2)
    at, raw = 2 + head, dict[int, bytes]()
    for number in range(count):
        (length,) = struct.unpack_from("<H", sheet, at)
        raw[number] = sheet[at + 2 : at + 2 + length]
        at += 2 + length + length % 2
    own = {number: _own_style(style, base) for number, style in raw.items() if len(style) > base}
    return {number: _inherited(number, own) for number in own}


def _own_style(style: bytes, base: int) -> tuple[int, int, Sprms]:
    """The style it is based on, its built-in number, and the properties of its paragraphs."""
    first, second = struct.unpack_from("<HH", style, 0)
    if second & 0xF != 1:  # no paragraph style
        return _NONE, first & _NONE, {}
    (length,) = struct.unpack_from("<H", style, base)
    at = base + 2 + 2 * length + 2
    size = struct.unpack_from("<H", style, at)[0] if at + 2 <= len(style) else 0
    return second >> 4, first & _NONE, sprms(style[at + 4 : at + 2 + size])


def _inherited(number: int, own: Mapping[int, tuple[int, int, Sprms]]) -> OldStyle:
    chain: list[Sprms] = []
    built_in, at = own[number][1], number
    while at in own and len(chain) < _CHAIN:
        chain.append(own[at][2])
        at = own[at][0]
    merged: dict[int, bytes] = {}
    for found in reversed(chain):
        merged |= found
    return OldStyle(merged, min(4, built_in) if 1 <= built_in <= _DEEPEST else 0, built_in in _CONTENTS)


def numbering_of(main: bytes, table: bytes) -> Numbering:
    """The lists of the file, keyed by their number from 1 as text."""
    levels = _lists(main, table)
    start, size = struct.unpack_from("<II", main, _OVERRIDES)
    data = table[start : start + size]
    count = struct.unpack_from("<I", data, 0)[0] if len(data) >= 4 else 0
    count = min(count, (len(data) - 4) // 16)
    at, shown, shared, starts = 4 + 16 * count, {}, {}, {}
    for number in range(1, count + 1):
        place = 4 + 16 * (number - 1)
        (key,) = struct.unpack_from("<i", data, place)
        own, begin, at = _override(data, at, data[place + 12])
        shown[str(number)] = {**levels.get(key, {}), **own}
        shared[str(number)] = str(key)
        starts[str(number)] = begin
    return Numbering(shown, shared, starts)


def _override(data: bytes, at: int, count: int) -> tuple[dict[int, Level], dict[int, int], int]:
    """Levels that a list has of its own, levels that begin again in it, and the place behind."""
    own: dict[int, Level] = {}
    starts: dict[int, int] = {}
    at += 4
    for _ in range(count):
        begin, flags = struct.unpack_from("<iI", data, at)
        at += 8
        if flags & 0x20:
            own[flags & 0xF], at = _level(data, at)
        if flags & 0x10:
            starts[flags & 0xF] = own[flags & 0xF].start if flags & 0x20 else begin
    return own, starts, at


def _lists(main: bytes, table: bytes) -> Mapping[int, Mapping[int, Level]]:
    """Levels of each list by its key; they stand behind the table of the lists, in its order."""
    start, size = struct.unpack_from("<II", main, _LISTS)
    if size < 2:
        return {}
    (count,) = struct.unpack_from("<H", table, start)
    at, found = start + 2 + 28 * count, {}
    for i in range(count):
        (key,) = struct.unpack_from("<i", table, start + 2 + 28 * i)
        is_simple = table[start + 2 + 28 * i + 26] & 1
        levels: dict[int, Level] = {}
        for depth in range(1 if is_simple else _DEEPEST):
            levels[depth], at = _level(table, at)
        found[key] = levels
    return found


def _level(table: bytes, at: int) -> tuple[Level, int]:
    """A level, and the place behind it."""
    start, form, flags = struct.unpack_from("<iBB", table, at)
    characters, paragraphs, limit = struct.unpack_from("<BBB", table, at + 24)
    text_at = at + 28 + characters + paragraphs
    (length,) = struct.unpack_from("<H", table, text_at)
    raw = table[text_at + 2 : text_at + 2 + 2 * length].decode("utf-16-le", errors="replace")
    text = "".join(f"%{ord(c) + 1}" if ord(c) < _DEEPEST else c for c in raw)
    restart = limit if flags & 0x08 else None  # without the flag, behind any level above
    level = Level(_FORMATS.get(form, "decimal"), text, start, restart, bool(flags & 0x04))
    return level, text_at + 2 + 2 * length


def list_of(found: Sprms) -> tuple[str, int]:
    """List and level of a paragraph with these properties; the list is empty for none."""
    number = number_of(found, LIST)
    return (str(number) if number else ""), number_of(found, LEVEL)
