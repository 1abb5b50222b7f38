"""What a difference of two scores is made of: this year against another, a unit against its peer (methods, I14)."""

import numpy as np
from numpy.typing import NDArray

from graph.analysis.indices.aggregate import Combined
from graph.analysis.indices.definition import Aggregation

Floats = NDArray[np.float64]


def differences(mine: Floats, theirs: Floats, used: tuple[Floats, Floats], how: Aggregation) -> Floats:
    """Parts of S(theirs) − S(mine) by indicator, adding up to it exactly.

    Args:
        mine, theirs: comparable figures, n values each, NaN where missing.
        used: the weights of both, as `aggregate.available` gives them.
        how: arithmetic: Σ (w'z' − wz). Geometric: the logarithmic mean of both scores times the change of
            logarithms (log-mean Divisia, Ang 2005). TOPSIS has no such parts: use those of its scores.
    """
    z, other = np.nan_to_num(mine), np.nan_to_num(theirs)
    if how is Aggregation.ARITHMETIC:
        return np.asarray(used[1] * other - used[0] * z)
    logs = used[0] * np.log(np.where(z > 0, z, 1.0)), used[1] * np.log(np.where(other > 0, other, 1.0))
    return np.asarray(_logarithmic_mean(*(float(np.exp(one.sum())) for one in logs)) * (logs[1] - logs[0]))


def _logarithmic_mean(first: float, second: float) -> float:
    return first if np.isclose(first, second, rtol=1e-12) else (second - first) / float(np.log(second / first))


def parts_of_difference(z: tuple[Floats, Floats], found: tuple[Combined, Combined], how: Aggregation) -> Floats:
    """Units x indicators: parts of the second scores minus the first, NaN where either is missing.

    Args:
        z: comparable figures, units x indicators, of both sides.
        found: what was made of them.
    """
    if how is Aggregation.TOPSIS:
        return found[1].contributions - found[0].contributions
    rows = zip(*z, found[0].weights, found[1].weights, strict=True)
    return np.array([differences(mine, theirs, (used, other), how) for mine, theirs, used, other in rows])
