"""Concentration: how few firms carry a node of the chain?

Pure functions over columns. Method: docs/methods.md, equations C1–C3 (Herfindahl 1950, Hirschman 1945).
"""

import numpy as np
from numpy.typing import NDArray

from ontology.errors import BadInput

Floats = NDArray[np.float64]


class BadShares(BadInput):
    """Shares that do not add up to 1."""

    def __init__(self, total: float) -> None:
        super().__init__(
            f"份额之和为 {total:.3f}，应为 1 · shares add up to {total:.3f}, not 1", "先归一化 · normalise first"
        )


def herfindahl(shares: Floats) -> float | None:
    """Sum of squared shares (C1).

    Args:
        shares: output share of each firm, n values in 0..1 that add up to 1.

    Returns:
        1 for a single supplier, 1/n for n equal ones, None when there is no firm:
        an empty node is a missing link, not a concentrated one.

    Raises:
        BadShares: the shares do not add up to 1.
    """
    if shares.size == 0:
        return None
    if not np.isclose(shares.sum(), 1.0):
        raise BadShares(total=float(shares.sum()))
    return float(np.square(shares).sum())


def effective_suppliers(shares: Floats) -> float | None:
    """Number of equal firms that would be as concentrated as these: 1 / HHI (C2)."""
    index = herfindahl(shares)
    return None if index is None else 1 / index


def expected_index(index: float, whole: float, known_output: float) -> float:
    """HHI to expect when the firms seen may not be all (C3): `index` if they are, at least index · κ² if not.

    Args:
        index: HHI of the firms seen, 0..1.
        whole: probability that there are no others, 0..1.
        known_output: κ, share of the output that the firms seen carry when there are others, 0..1.
    """
    return index * (whole + (1 - whole) * known_output**2)
