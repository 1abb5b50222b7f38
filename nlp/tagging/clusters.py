"""Words by the company they keep: two clusterings of frequent words, learned from unannotated text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Self
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.integer[Any]]
_NONE: Final = (0, 0)
_REMEMBERED: Final = 1 << 17  # words, 150 bytes each
_HASH_BITS, _CLUSTER_BITS = 32, 16


class Marks(dict[str, int]):
    """Word → its hash and its clusters in one number, worked out when first asked for."""

    def __init__(self, of: Mapping[str, tuple[int, int]]) -> None:
        self._of = of

    def __missing__(self, word: str) -> int:
        fine, coarse = self._of.get(word, _NONE)
        mark = crc32(word.encode()) | fine << _HASH_BITS | coarse << _HASH_BITS + _CLUSTER_BITS
        if len(self) >= _REMEMBERED:
            self.clear()
        self[word] = mark
        return mark


@dataclass(frozen=True)
class Clusters:
    """Fine and coarse cluster of a word, from 1; 0 is a word too rare to have one."""

    of: Mapping[str, tuple[int, int]]

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        words = bytes(arrays["words"]).decode().splitlines()
        return cls(dict(zip(words, zip(arrays["fine"].tolist(), arrays["coarse"].tolist(), strict=True), strict=True)))

    @cached_property
    def marks(self) -> Marks:
        """The marks of words, for `columns`."""
        return Marks(self.of)

    def columns(self, words: Sequence[str]) -> tuple[Column, Column, Column]:
        """Hash, fine and coarse cluster of each word."""
        marks = np.fromiter(map(self.marks.__getitem__, words), np.uint64, len(words))
        clusters = marks >> _HASH_BITS
        return marks & (1 << _HASH_BITS) - 1, clusters & (1 << _CLUSTER_BITS) - 1, clusters >> _CLUSTER_BITS

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """What `from_arrays` reads back."""
        pairs = np.array(list(self.of.values()), dtype=np.uint16).reshape(-1, 2)
        words = np.frombuffer("\n".join(self.of).encode(), dtype=np.uint8)
        return {"words": words, "fine": pairs[:, 0], "coarse": pairs[:, 1]}
