"""Concentration: how few firms carry a node of the chain?

Pure functions over columns. Method: docs/methods.md, equations C1–C3 (Herfindahl 1950, Hirschman 1945).
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def herfindahl(cell: NDArray[np.integer], capacity: Floats, cells: int) -> Floats:
    """Sum of squared shares of each cell (C1).

    Args:
        cell: cell of each owner, n values in 0..cells-1.
        capacity: output of each owner, n values above 0, in any unit.
        cells: how many there are.

    Returns:
        1 for a single owner, 1/n for n equal ones, NaN when there is none: an empty node is a missing link, not a
        concentrated one. The effective number of suppliers is 1 over it (C2).
    """
    total, squares = (np.bincount(cell, weights, cells).astype(np.float64) for weights in (capacity, capacity**2))
    return herfindahl_of(total, squares)


def herfindahl_of(total: Floats, squares: Floats) -> Floats:
    """The same of cells whose capacities, and whose squared ones, are added up (C1)."""
    with np.errstate(invalid="ignore"):
        return np.asarray(squares / total**2)


def expected_index(index: float, whole: float, known_output: float) -> float:
    """HHI to expect when the firms seen may not be all (C3): `index` if they are, at least index · κ² if not.

    Args:
        index: HHI of the firms seen, 0..1.
        whole: probability that there are no others, 0..1.
        known_output: κ, share of the output that the firms seen carry when there are others, 0..1.
    """
    return index * (whole + (1 - whole) * known_output**2)
