"""Rows in the order of what they belong to: those of one thing are one slice, those of many are many."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


def rows_of(start: Numbers, things: Numbers) -> tuple[Numbers, Numbers]:
    """Rows of some things, and for each row the place of its thing among them.

    Args:
        start: rows of thing i are start[i]:start[i + 1].
        things: numbers of the things asked for.
    """
    first, counts = start[things], start[things + 1] - start[things]
    place = np.repeat(np.arange(things.size), counts)
    within = np.arange(place.size) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.repeat(first, counts) + within, place
