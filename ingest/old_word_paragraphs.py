"""Text of Word 97-2003 files → paragraphs as they look with all changes accepted ([MS-DOC] 2.4, 2.6)."""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ingest.old_word_lists import OldStyle, list_of, numbering_of, styles_of
from ingest.old_word_properties import Runs, Sprms, character_runs, number_of, paragraph_runs, sprms
from ingest.reasons import ENCRYPTED, unreadable
from ingest.word_numbering import Numbering

_ENCRYPTED_FLAG: Final = 0x0100
_TABLE_FLAG: Final = 0x0200  # the tables stand in 1Table, else in 0Table
_CLX: Final = 0x01A2  # place of the piece table in the file information block
_LENGTHS: Final = 0x004C  # place of the lengths of body, footnotes, headers, macros, comments, endnotes, boxes
_COMPRESSED: Final = 0x40000000
_DELETED: Final = 0x0800  # properties of characters
_HIDDEN: Final = 0x083C
_MARKS: Final = "\r\x07\x0c"  # ends of paragraphs, of cells and rows, of sections
_STAYING: Final = "\x07\x13\x14\x15"  # what holds tables and fields together even where it is deleted
_SIGNS: Final = {"\x0b": "\n", "\x1e": "-", **dict.fromkeys("\x1f\x01\x02\x03\x04\x05\x08", "")}


@dataclass(frozen=True, slots=True)
class OldParagraph:
    """A paragraph: its text, the mark it ends with, its own properties and those of its style."""

    text: str
    mark: str
    found: Sprms
    style: OldStyle
    shown: bool = True  # something is left of it, or nothing was taken out

    @property
    def list(self) -> tuple[str, int]:
        """Its list and level."""
        return list_of({**self.style.found, **self.found})


@dataclass(frozen=True, slots=True)
class OldText:
    """Paragraphs of the body, of its notes and of its text boxes, and the lists that number them."""

    numbering: Numbering
    body: tuple[OldParagraph, ...]
    notes: tuple[OldParagraph, ...]
    boxes: tuple[OldParagraph, ...]


def read_text(streams: Mapping[str, bytes]) -> OldText:
    """The text of a file, given its streams.

    Raises:
        Unreadable: encrypted.
        struct.error, IndexError: damaged.
    """
    main = streams.get("WordDocument", b"")
    (flags,) = struct.unpack_from("<H", main, 0x0A)
    if flags & _ENCRYPTED_FLAG:
        raise unreadable(ENCRYPTED)
    table = streams.get("1Table" if flags & _TABLE_FLAG else "0Table", b"")
    whole = _Whole(*_pieces(main, table), main, table, streams.get("Data", b""))
    body, foot, header, macros, comment, end, boxes = struct.unpack_from("<7i", main, _LENGTHS)
    notes, after = body + foot, body + foot + header + macros + comment
    return OldText(
        numbering_of(main, table),
        whole.paragraphs(0, body),
        whole.paragraphs(body, notes) + whole.paragraphs(after, after + end),
        whole.paragraphs(after + end, after + end + boxes),
    )


def _pieces(main: bytes, table: bytes) -> tuple[str, NDArray[np.int64]]:
    """The text put together from its pieces, and the place of each character in the main stream."""
    start, size = struct.unpack_from("<II", main, _CLX)
    clx, at = table[start : start + size], 0
    while clx[at] == 1:  # property lists before the piece table
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    (length,) = struct.unpack_from("<I", clx, at + 1)
    plc = clx[at + 5 : at + 5 + length]
    count = (length - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", plc, 0)
    found = [_piece(main, plc, 4 * (count + 1) + 8 * i, b - a) for i, (a, b) in enumerate(pairwise(ends))]
    places = [first + step * np.arange(len(text), dtype=np.int64) for text, first, step in found]
    return "".join(text for text, _, _ in found), np.concatenate([np.zeros(0, np.int64), *places])


def _piece(main: bytes, plc: bytes, at: int, length: int) -> tuple[str, int, int]:
    """Text of a piece in Latin (Windows-1252) or UTF-16, its place, and bytes a character."""
    (place,) = struct.unpack_from("<I", plc, at + 2)
    if place & _COMPRESSED:
        start = (place & ~_COMPRESSED) // 2
        return main[start : start + length].decode("cp1252", errors="replace"), start, 1
    raw = main[place : place + 2 * length]
    units = raw[: len(raw) // 2 * 2]
    # one character for each unit, so that places keep; pairs of surrogates are put together in the end
    return "".join(map(chr, np.frombuffer(units, "<u2").tolist())), place, 2


class _Whole:
    """The text of a file with what its properties say."""

    def __init__(self, text: str, places: NDArray[np.int64], main: bytes, table: bytes, data: bytes) -> None:
        self.text, self.data = text, data
        self.styles = styles_of(main, table)
        self.runs = paragraph_runs(main, table)
        self.numbers = self.runs.numbers_at(places)
        self.gone = _taken_out(character_runs(main, table), places)

    def paragraphs(self, start: int, end: int) -> tuple[OldParagraph, ...]:
        """Paragraphs between two places of the text; one whose mark is deleted goes on in the next."""
        return tuple(self._paragraphs(start, min(end, len(self.text))))

    def _paragraphs(self, start: int, end: int) -> Iterator[OldParagraph]:
        first = start
        for i in range(start, end):
            if self.text[i] in _MARKS and not (self.gone[i] and self.text[i] == "\r"):
                yield self._paragraph(first, i)
                first = i + 1
        if first < end:
            yield self._paragraph(first, end)

    def _paragraph(self, first: int, mark: int) -> OldParagraph:
        kept = [c for i, c in enumerate(self.text[first:mark], first) if not self.gone[i] or c in _STAYING]
        text = _plain("".join(kept).replace("\r", ""))
        number = int(self.numbers[mark]) if mark < len(self.numbers) else -1
        entry = self.runs.entries[number] if number >= 0 else b""
        found = sprms(entry[2:], self.data)
        style = self.styles.get(int.from_bytes(entry[:2], "little"), OldStyle({}))
        is_shown = bool(text.strip()) or not self.gone[first:mark].any()
        return OldParagraph(text, self.text[mark : mark + 1], found, style, is_shown)


def _taken_out(runs: Runs, places: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which characters are deleted in a tracked change, or hidden."""
    marked = [sprms(entry) for entry in runs.entries]
    flags = np.array([number_of(m, _DELETED) == 1 or number_of(m, _HIDDEN) == 1 for m in marked] + [False])
    gone: NDArray[np.bool_] = flags[runs.numbers_at(places)]  # -1, no run, is the last
    return gone


def _plain(text: str) -> str:
    """Fields by their result, special signs by what they show, characters beyond the first plane in one."""
    shown: list[str] = []
    codes: list[bool] = []  # fields that are open: whether their code is still being told
    for sign in text:
        if sign == "\x13":
            codes.append(True)
        elif sign == "\x14":
            codes[-1:] = [False] * len(codes[-1:])
        elif sign == "\x15":
            del codes[-1:]
        elif not any(codes):
            shown.append(_SIGNS.get(sign, sign))
    return "".join(shown).encode("utf-16-le", "surrogatepass").decode("utf-16-le", errors="replace")


def joined_text(lines: Sequence[str]) -> str:
    """The lines of a cell that hold anything."""
    return "\n".join(filter(None, lines))
