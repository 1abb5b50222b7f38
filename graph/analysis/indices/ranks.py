"""Places in an order of scores."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]


def ranks(scores: Floats) -> Numbers:
    """Place of each score within its row, 1 for the highest; equal scores share the better place.

    Args:
        scores: sets x units, all known.
    """
    order = np.argsort(-scores, axis=1, kind="stable")
    ordered = np.take_along_axis(scores, order, axis=1)
    fresh = np.ones(scores.shape, bool)
    fresh[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    place = np.maximum.accumulate(np.where(fresh, np.arange(1, scores.shape[1] + 1), 0), axis=1)
    found = np.empty(scores.shape, np.int64)
    np.put_along_axis(found, order, place, axis=1)
    return found
