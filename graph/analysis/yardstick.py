"""How many firms should a node show? From the rest of the country, and from the average node of the chain.

Method: docs/methods.md, equations L0 (yardstick of the comparison) and P0 (mean of the prior of presence).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What each node would show, k values each, in firms that the sources would see."""

    expected: Floats  # if the region were like the rest of the country (L0)
    prior: Floats  # before anything is known of the node here: half the rest, half the average node (P0)
    compared: bool  # there is a rest to compare with; without one nothing is weak or strong


def yardstick_of(here: Floats, everywhere: Floats, *, least_rest: float) -> Yardstick:
    """Compare a region with the rest of the country.

    Args:
        here: firms of each node in the region, k values.
        everywhere: firms of each node in the country, the region included.
        least_rest: records the rest must have to be a yardstick.
    """
    rest = everywhere - here
    total = max(float(here.sum()), 1.0)
    average = np.full(here.size, total / here.size)
    if rest.sum() < least_rest:
        return Yardstick(average, average, compared=False)
    expected = total * (rest + 1) / (rest + 1).sum()
    return Yardstick(expected, (total * rest / rest.sum() + average) / 2, compared=True)
