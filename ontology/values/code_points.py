"""A column of texts as numbers: one code point a character, so that a million names change in one step."""

import codecs
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

SIZE: Final = 0x110000
_UTF32: Final = "utf-32-le"
_LAST: Final = (0x7F, 0x7FF, 0xFFFF)  # code points of one, two and three bytes end here
_MARK, _FOLLOWS = 0b11000000, 0b10000000  # of a byte that goes on with a character


@dataclass(frozen=True, slots=True)
class CodePoints:
    """n texts: their characters one after the other, and where each text begins (n + 1 places)."""

    characters: NDArray[np.uint32]
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, texts: pa.Array) -> "CodePoints":
        """The texts of an Arrow column; null counts as empty."""
        column = _filled(texts)
        whole, _ = codecs.utf_8_decode(_letters(column).data)
        return cls(np.frombuffer(whole.encode(_UTF32), dtype="<u4"), _starts(column))

    def any_of(self, marked: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which texts hold a marked character; one mark a character, few of them set."""
        found = np.zeros(len(self.starts) - 1, np.bool_)
        found[np.searchsorted(self.starts, np.flatnonzero(marked), "right") - 1] = True
        return found

    def kept(self, characters: NDArray[np.uint32], keep: NDArray[np.bool_]) -> "CodePoints":
        """The same texts with other characters, without those that are not kept, which are few."""
        gone = np.flatnonzero(~keep)
        if not gone.size:
            return CodePoints(characters, self.starts)
        return CodePoints(characters[keep], self.starts - np.searchsorted(gone, self.starts))

    def to_arrow(self) -> pa.Array:
        """The texts as an Arrow column of strings."""
        whole, _ = codecs.utf_32_le_decode(np.ascontiguousarray(self.characters, "<u4").data)
        sizes = np.ones(self.characters.size, np.uint8)
        for last_of_size in _LAST:
            sizes += self.characters > last_of_size
        ends = np.zeros(self.characters.size + 1, np.int64)
        np.cumsum(sizes, dtype=np.int64, out=ends[1:])
        return _column(np.frombuffer(whole.encode(), np.uint8), ends[self.starts])


def between(texts: pa.Array, first: NDArray[np.int64], end: NDArray[np.int64]) -> pa.Array:
    """Of each text the characters from place `first` to before place `end`, both counted from its beginning."""
    column = _filled(texts)
    letters, starts = _letters(column), _starts(column)
    places = np.append(np.flatnonzero((letters & _MARK) != _FOLLOWS), letters.size)  # of bytes that begin a character
    sizes = np.diff(starts)
    begins = np.clip(first, 0, sizes)
    ends = np.clip(end, begins, sizes)
    from_, to = places[starts[:-1] + begins], places[starts[:-1] + ends]
    some = from_ < to
    change = np.zeros(letters.size + 1, np.int8)
    change[from_[some]] += 1
    change[to[some]] -= 1
    keep = np.cumsum(change[:-1], dtype=np.int8).view(np.bool_)
    return _column(letters[keep], np.concatenate([[0], np.cumsum(to - from_)]))


def _filled(texts: pa.Array) -> pa.Array:
    return pc.fill_null(texts.cast(pa.large_string()), "")


def _starts(column: pa.Array) -> NDArray[np.int64]:
    """Where each text begins, in characters, and where the last ends."""
    starts = np.zeros(len(column) + 1, np.int64)
    np.cumsum(pc.utf8_length(column).to_numpy(zero_copy_only=False), out=starts[1:])
    return starts


def _letters(column: pa.Array) -> NDArray[np.uint8]:
    """The bytes of texts one after the other."""
    if not len(column):
        return np.empty(0, np.uint8)
    _, starts, letters = column.buffers()
    first, end = np.frombuffer(starts, np.int64)[[column.offset, column.offset + len(column)]]
    return np.frombuffer(letters or b"", np.uint8)[first:end]


def _column(letters: NDArray[np.uint8], begins: NDArray[np.int64]) -> pa.Array:
    """Texts from their bytes and from where each begins."""
    buffers = pa.py_buffer(np.ascontiguousarray(begins)), pa.py_buffer(np.ascontiguousarray(letters))
    return pa.LargeStringArray.from_buffers(len(begins) - 1, *buffers).cast(pa.string())
