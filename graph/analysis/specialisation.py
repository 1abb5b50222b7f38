"""Specialisation: has the region more of a node than its size would give?

Method: docs/methods.md, equations L1–L3 (location quotient; empirical Bayes after Clayton & Kaldor 1987).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pooling:
    """Gamma prior of the location quotient over the cells compared."""

    alpha: float
    beta: float

    def probability_below(self, limit: float, observed: Floats, expected: Floats) -> Floats:
        """P(location quotient < limit | counts) of each cell, from its Gamma posterior (L2, L3).

        Args:
            limit: of the quotient, 1 for the usual share.
            observed: counts, of any shape.
            expected: counts expected from the margins, of that shape.
        """
        from scipy import special  # only where it is asked for: most commands need not wait for it

        return np.asarray(special.gammainc(observed + self.alpha, limit * (expected + self.beta)))


def pooling_of(observed: Floats, expected: Floats) -> Pooling:
    """Prior by moments over cells (L1); complete pooling when the cells scatter no more than chance.

    Args:
        observed: counts, n cells.
        expected: counts expected from the margins, n values; cells with 0 are left out.
    """
    use = expected > 0
    if use.sum() < 2:
        return Pooling(1.0, 1.0)
    ratio = observed[use] / expected[use]
    weight = expected[use] / expected[use].sum()
    mean = float((weight * ratio).sum())
    excess = float((weight * (ratio - mean) ** 2).sum()) - mean / float(expected[use].mean())
    if excess <= 0 or mean == 0:
        return Pooling(1e3, 1e3 / max(mean, 1e-9))
    return Pooling(mean**2 / excess, mean / excess)
