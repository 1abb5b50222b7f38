"""Names held by their ends and beginnings: a Chinese compound ends with its head (谐波减速器 is a kind of 减速器).

Each query is a range of a sorted list, so that a head with a hundred thousand kinds costs as much as one with three.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

_LATIN: Final = re.compile("[a-z0-9]")
_LAST: Final = chr(0x10FFFF)


@dataclass(frozen=True)
class Found:
    """Owners of some names, and how well each name stands for its owner; n values each."""

    numbers: NDArray[np.int64]
    worth: NDArray[np.float64]


@dataclass(frozen=True)
class Endings:
    """Names, sorted as they are and by their reversed spelling, with the numbers of those that bear them."""

    turned: list[str]  # reversed names, sorted
    numbers: NDArray[np.int64]  # in the order of `turned`
    worth: NDArray[np.float64]

    @classmethod
    def of(cls, names: Iterable[tuple[str, int, float]]) -> Self:
        """From (name, number, worth)."""
        rows = sorted((name[::-1], number, worth) for name, number, worth in names)
        return cls(
            [row[0] for row in rows],
            np.array([row[1] for row in rows], np.int64),
            np.array([row[2] for row in rows], np.float64),
        )

    def named(self, name: str) -> Found:
        """Those whose name this is."""
        first = bisect_left(self.turned, name[::-1])
        return self._range(first, bisect_left(self.turned, name[::-1] + "\0", first))

    def ending_with(self, name: str) -> Found:
        """Those whose name ends with this and is longer."""
        first = bisect_left(self.turned, name[::-1] + "\0")
        last = bisect_left(self.turned, name[::-1] + _LAST, first)
        return self._whole_words(name, first, last) if name[:1].isascii() else self._range(first, last)

    def _whole_words(self, name: str, first: int, last: int) -> Found:
        """Those before whose Latin end no Latin letter stands: CT is not the end of ICT."""
        rows = [at for at in range(first, last) if not _LATIN.match(self.turned[at][len(name)])]
        return Found(self.numbers[rows], self.worth[rows])

    def kinds_of(self, name: str, *, most: int) -> Iterator[str]:
        """The names that end with this one and are longer; none where there are more than so many."""
        first = bisect_left(self.turned, name[::-1] + "\0")
        last = bisect_left(self.turned, name[::-1] + _LAST, first)
        return (turned[::-1] for turned in self.turned[first : last if last - first <= most else first])

    def beginning_with(self, name: str) -> Found:
        """Those whose name begins with this and is longer."""
        names, order = self._forward
        first = bisect_left(names, name + "\0")
        rows = order[first : bisect_left(names, name + _LAST, first)]
        return Found(self.numbers[rows], self.worth[rows])

    def __contains__(self, name: str) -> bool:
        at = bisect_left(self.turned, name[::-1])
        return at < len(self.turned) and self.turned[at] == name[::-1]

    def _range(self, first: int, last: int) -> Found:
        return Found(self.numbers[first:last], self.worth[first:last])

    @cached_property
    def _forward(self) -> tuple[list[str], NDArray[np.int64]]:
        rows = sorted((name[::-1], at) for at, name in enumerate(self.turned))
        return [row[0] for row in rows], np.array([row[1] for row in rows], np.int64)
