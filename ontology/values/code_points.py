"""A column of texts as numbers: one code point a character, so that a million names change in one step."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

SIZE: Final = 0x110000
_UTF32: Final = "utf-32-le"


@dataclass(frozen=True, slots=True)
class CodePoints:
    """n texts: their characters one after the other, and where each text begins (n + 1 places)."""

    characters: NDArray[np.uint32]
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, texts: pa.Array) -> "CodePoints":
        """The texts of an Arrow column; null counts as empty."""
        column = pc.fill_null(texts.cast(pa.large_string()), "")
        joined = pa.concat_arrays([column, pa.array([""], pa.large_string())]).buffers()[2]
        whole = joined.to_pybytes().decode() if joined else ""
        lengths = pc.utf8_length(column).to_numpy(zero_copy_only=False)
        starts = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
        return cls(np.frombuffer(whole.encode(_UTF32), dtype="<u4"), starts)

    def any_of(self, marked: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which texts hold a marked character; one mark a character."""
        before = np.concatenate([[0], np.cumsum(marked, dtype=np.int64)])
        found: NDArray[np.bool_] = before[self.starts[1:]] > before[self.starts[:-1]]
        return found

    def kept(self, characters: NDArray[np.uint32], keep: NDArray[np.bool_]) -> "CodePoints":
        """The same texts with other characters, without those that are not kept."""
        before = np.concatenate([[0], np.cumsum(keep, dtype=np.int64)])
        return CodePoints(characters[keep], before[self.starts])

    def between(self, first: NDArray[np.int64], end: NDArray[np.int64]) -> "CodePoints":
        """Of each text the characters from place `first` to before place `end`, both counted from its beginning."""
        place = np.arange(self.characters.size) - np.repeat(self.starts[:-1], np.diff(self.starts))
        sizes = np.diff(self.starts)
        keep = (place >= np.repeat(first, sizes)) & (place < np.repeat(end, sizes))
        return self.kept(self.characters, keep)

    def to_arrow(self) -> pa.Array:
        """The texts as an Arrow column of strings."""
        data = self.characters.astype("<u4").tobytes().decode(_UTF32).encode()
        sizes = 1 + (self.characters > 0x7F) + (self.characters > 0x7FF) + (self.characters > 0xFFFF)
        bytes_before = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])
        offsets = pa.py_buffer(bytes_before[self.starts])
        column = pa.LargeStringArray.from_buffers(len(self.starts) - 1, offsets, pa.py_buffer(data))
        return column.cast(pa.string())
