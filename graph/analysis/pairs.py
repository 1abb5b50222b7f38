"""Values summed up by pairs of numbers: who holds what where, without sorting all rows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Each (cell, owner) that occurs, once, ordered by cell; m rows."""

    start: NDArray[np.int32]  # cells + 1: the rows of cell i are start[i] … start[i + 1]
    owner: NDArray[np.int32]
    value: Floats

    @property
    def cell(self) -> NDArray[np.int32]:
        """Cell of each row."""
        return np.repeat(np.arange(self.start.size - 1, dtype=np.int32), np.diff(self.start))

    def by_cell(self, values: Floats) -> Floats:
        """Sum of m values over the rows of each cell, 0 for a cell without any."""
        held = np.flatnonzero(np.diff(self.start))
        sums = np.zeros(self.start.size - 1)
        if held.size:
            sums[held] = np.add.reduceat(values, self.start[held])
        return sums


def summed_pairs(
    cell: NDArray[np.integer], owner: NDArray[np.integer], value: Floats, *, cells: int, owners: int
) -> Pairs:
    """Put the rows of each pair together.

    Args:
        cell, owner: n numbers below `cells` and `owners`, both below 2^31: half the width is half the time, because
            ten million rows are a matter of memory.
        value: n values, added up.
    """
    held = csr_matrix((value, (cell.astype(np.int32, copy=False), owner.astype(np.int32))), shape=(cells, owners))
    held.sum_duplicates()
    return Pairs(held.indptr, held.indices, held.data)


def all_or_some(kept: NDArray[np.bool_]) -> NDArray[np.bool_] | slice:
    """What takes the kept rows; a slice where all are, which copies nothing."""
    return slice(None) if kept.all() else kept
