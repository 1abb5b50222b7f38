"""Values summed up by pairs of numbers: who holds what where, without sorting all rows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Each (cell, owner) that occurs, once, ordered by cell; m rows."""

    cell: NDArray[np.int32]
    owner: NDArray[np.int32]
    value: Floats


def summed_pairs(
    cell: NDArray[np.integer], owner: NDArray[np.integer], value: Floats, *, cells: int, owners: int
) -> Pairs:
    """Put the rows of each pair together.

    Args:
        cell, owner: n numbers below `cells` and `owners`, both below 2^31: half the width is half the time, because
            ten million rows are a matter of memory.
        value: n values, added up.
    """
    held = csr_matrix((value, (cell.astype(np.int32), owner.astype(np.int32))), shape=(cells, owners))
    held.sum_duplicates()
    return Pairs(np.repeat(np.arange(cells, dtype=np.int32), np.diff(held.indptr)), held.indices, held.data)
