"""Years joined where the set of known indicators changes: a chain-linked index (docs/methods.md, I18).

A score over other indicators than the year before is no continuation of it. The chain goes on by the growth of the
indicators known in both years; where the set never changes it is the score itself.
"""

import numpy as np
from numpy.typing import NDArray

from graph.analysis.indices.aggregate import combine
from graph.analysis.indices.definition import Aggregation

Floats = NDArray[np.float64]


def linked(z: Floats, weights: Floats, how: Aggregation, start: int) -> Floats:
    """Chain-linked scores, years x units.

    Args:
        z: years x units x indicators, ratios to the base year; NaN where missing.
        weights: of the indicators.
        how: arithmetic or geometric.
        start: place of the base year, where the chain has the score itself.

    Returns:
        NaN from the first year on that shares less than two thirds of the weight with the one next to it.
    """
    found = np.full(z.shape[:2], np.nan)
    found[start] = combine(z[start], weights, how).score
    for year in range(start + 1, len(z)):
        found[year] = found[year - 1] * _growth(z[year - 1], z[year], weights, how)
    for year in range(start - 1, -1, -1):
        found[year] = found[year + 1] * _growth(z[year + 1], z[year], weights, how)
    return found


def _growth(first: Floats, then: Floats, weights: Floats, how: Aggregation) -> Floats:
    """Score of the second table over that of the first, from what is known in both."""
    common = ~np.isnan(first) & ~np.isnan(then)
    one, other = (combine(np.where(common, table, np.nan), weights, how).score for table in (first, then))
    return other / one
