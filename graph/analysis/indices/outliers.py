"""Outliers before normalisation: winsorise, and where that is not enough take logarithms (docs/methods.md, I4).

The rule of COINr (Becker et al. 2022): a column is skewed while |skewness| > 2 and kurtosis > 3.5.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_SKEWNESS: Final = 2.0
_KURTOSIS: Final = 3.5
_MOST_CUT: Final = 5  # points a column may lose to winsorising
_SHIFT: Final = 0.01  # of the range, so that the least value has a logarithm


@dataclass(frozen=True, slots=True)
class Treated:
    """A column after treatment: `cut` lists the places that were moved, `logged` whether logarithms were taken."""

    values: Floats
    cut: tuple[int, ...] = ()
    logged: bool = False


def treat(values: Floats) -> Treated:
    """Treat one column: n values, NaN where missing; the order of values never turns."""
    if not _skewed(values):
        return Treated(values)
    moved, cut = values, tuple[int, ...]()
    while _skewed(moved) and len(cut) < _MOST_CUT:
        moved, newly = _moved_in(moved)
        cut = (*cut, *(place for place in newly if place not in cut))
    return Treated(_logs(values), (), True) if _skewed(moved) else Treated(moved, cut)


def _skewed(values: Floats) -> bool:
    skewness, kurtosis = moments(values[~np.isnan(values)])
    return abs(skewness) > _SKEWNESS and kurtosis > _KURTOSIS


def moments(values: Floats) -> tuple[float, float]:
    """Sample skewness and excess kurtosis (as in Excel); 0 for fewer than four values, or equal ones."""
    size = values.size
    if size < 4 or np.ptp(values) == 0 or not np.any(values - values.mean()):
        return 0.0, 0.0
    centred = values - values.mean()
    centred = centred / np.abs(centred).max()  # neither moment has a unit; powers of tiny figures would be 0
    second, third, fourth = (float(np.mean(centred**power)) for power in (2, 3, 4))
    skewness = third / second**1.5 * np.sqrt(size * (size - 1)) / (size - 2)
    excess = fourth / second**2 - 3
    return float(skewness), (size - 1) / ((size - 2) * (size - 3)) * ((size + 1) * excess + 6)


def _moved_in(values: Floats) -> tuple[Floats, tuple[int, ...]]:
    """The farthest values of the long side brought to the next one."""
    long_side = 1 if moments(values[~np.isnan(values)])[0] > 0 else -1
    turned = values * long_side
    far = np.flatnonzero(turned == np.nanmax(turned))
    next_one = np.nanmax(np.delete(turned, far))
    moved = values.copy()
    moved[far] = next_one * long_side
    return moved, tuple(map(int, far))


def _logs(values: Floats) -> Floats:
    """Logarithms from the short side's end, so that a long tail either way is drawn in."""
    low, high = np.nanmin(values), np.nanmax(values)
    shift = _SHIFT * (high - low)
    if moments(values[~np.isnan(values)])[0] > 0:
        return np.asarray(np.log(values - low + shift))
    return np.asarray(-np.log(high - values + shift))
