"""Words by the company they keep: two clusterings of frequent words, learned from unannotated text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Clusters:
    """Fine and coarse cluster of a word, from 1; 0 is a word too rare to have one."""

    of: Mapping[str, tuple[int, int]]

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        words = bytes(arrays["words"]).decode().splitlines()
        return cls(dict(zip(words, zip(arrays["fine"].tolist(), arrays["coarse"].tolist(), strict=True), strict=True)))

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """What `from_arrays` reads back."""
        pairs = np.array(list(self.of.values()), dtype=np.uint16).reshape(-1, 2)
        words = np.frombuffer("\n".join(self.of).encode(), dtype=np.uint8)
        return {"words": words, "fine": pairs[:, 0], "coarse": pairs[:, 1]}
