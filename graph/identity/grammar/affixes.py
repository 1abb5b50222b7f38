"""The longest word of a list with which each text begins or ends."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


class Side(StrEnum):
    """Where in a text to look."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Affixes:
    """Words by their length, longest first, with their numbers in the order in which they were given."""

    side: Side
    words: tuple[tuple[int, pa.Array, Numbers], ...]

    @classmethod
    def of(cls, words: Iterable[str], side: Side) -> "Affixes":
        """Words to look for; they must differ."""
        by_length: dict[int, list[tuple[str, int]]] = {}
        for number, word in enumerate(words):
            by_length.setdefault(len(word), []).append((word, number))
        kept = tuple(
            (size, pa.array([word for word, _ in found]), np.array([number for _, number in found], np.int64))
            for size, found in sorted(by_length.items(), reverse=True)
        )
        return cls(side, kept)

    def longest(self, texts: pa.Array, *, leave: int = 0, but_not: str = "") -> tuple[Numbers, Numbers]:
        """Number and length of the longest word that begins or ends each text; -1 and 0 where none does.

        Args:
            texts: n strings.
            leave: characters that must be left when the word is taken off.
            but_not: regular expression that what is left must not match.
        """
        found, sizes = np.full(len(texts), -1, np.int64), np.zeros(len(texts), np.int64)
        lengths = pc.utf8_length(texts).to_numpy(zero_copy_only=False)
        for size, words, numbers in self.words:
            open_ = np.flatnonzero((found < 0) & (lengths >= size + leave))
            part = texts.take(pa.array(open_))
            at = pc.index_in(self._cut(part, size), value_set=words)
            hit = pc.is_valid(at).to_numpy(zero_copy_only=False)
            if but_not and hit.any():
                rest = pc.fill_null(pc.utf8_slice_codeunits(part.filter(pa.array(hit)), size), "")
                hit[hit] = ~pc.match_substring_regex(rest, but_not).to_numpy(zero_copy_only=False)
            found[open_[hit]] = numbers[pc.fill_null(at, 0).to_numpy(zero_copy_only=False)[hit]]
            sizes[open_[hit]] = size
        return found, sizes

    def _cut(self, texts: pa.Array, size: int) -> pa.Array:
        if self.side is Side.START:
            return pc.utf8_slice_codeunits(texts, 0, size)
        return pc.utf8_slice_codeunits(texts, -size, None)
