"""Columns with gaps: what the known figures say."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def extremes(z: Floats) -> tuple[Floats, Floats]:
    """Least and greatest of each column; +inf and -inf where nothing is known.

    Args:
        z: rows x columns, NaN for what is not known.
    """
    gap = np.isnan(z)
    low = np.min(np.where(gap, np.inf, z), axis=0, initial=np.inf)
    return low, np.max(np.where(gap, -np.inf, z), axis=0, initial=-np.inf)


def filled(z: Floats) -> Floats:
    """Gaps filled by the column's mean; a column of which nothing is known stays as it is."""
    gap = np.isnan(z)
    known = np.sum(~gap, axis=0)
    means = np.nansum(z, axis=0) / np.maximum(known, 1)
    return np.asarray(np.where(gap & (known > 0), means, z))
