"""Tiers: units grouped so that scores within a group differ least (docs/methods.md, I15).

Exact Fisher–Jenks by dynamic programming (Fisher 1958; Jenks 1977), for many sets of scores at once.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

_GOOD_FIT: Final = 0.8  # goodness of variance fit from which there are tiers enough
_MOST: Final = 6


def tiers(scores: Floats, count: int) -> Numbers:
    """Tier of each score, 1 for the highest.

    Args:
        scores: sets x units, all known; each row is grouped by itself.
        count: how many tiers; at most as many as units.
    """
    order = np.argsort(scores, axis=1, kind="stable")
    ascending = np.take_along_axis(scores, order, axis=1)
    group = _groups(ascending, min(count, scores.shape[1]))
    found = np.empty(scores.shape, np.int64)
    np.put_along_axis(found, order, min(count, scores.shape[1]) - group, axis=1)
    return found


def _groups(ascending: Floats, count: int) -> Numbers:
    """Group of each place, 0.. from the lowest: the split into `count` runs of least squared deviation.

    cost[j] is the least over the start i of the last run of cost before i plus the run's own; sums and squares from
    the left give a run's deviation in one step.
    """
    sets, size = ascending.shape
    zeros = np.zeros((sets, 1))
    centred = ascending - ascending.mean(axis=1, keepdims=True)  # keeps the differences of squares exact
    sums = np.concatenate([zeros, np.cumsum(centred, axis=1)], axis=1)
    squares = np.concatenate([zeros, np.cumsum(centred**2, axis=1)], axis=1)
    cost, starts = np.full((sets, size + 1), np.inf), np.zeros((count, sets, size + 1), np.int64)
    cost[:, 0] = 0
    for step in range(count):
        cost, starts[step] = _extended(cost, sums, squares, step)
    return _traced(starts, size)


def _extended(cost: Floats, sums: Floats, squares: Floats, step: int) -> tuple[Floats, Numbers]:
    """Least costs with one run more, and where that run starts, for every end."""
    sets, ends = cost.shape
    better, start = np.full((sets, ends), np.inf), np.zeros((sets, ends), np.int64)
    for end in range(step + 1, ends):
        width = np.arange(end - step, 0, -1)
        told = sums[:, end : end + 1] - sums[:, step:end]
        own = squares[:, end : end + 1] - squares[:, step:end] - told**2 / width
        total = cost[:, step:end] + own
        start[:, end] = np.argmin(total, axis=1) + step
        better[:, end] = np.min(total, axis=1)
    return better, start


def _traced(starts: Numbers, size: int) -> Numbers:
    """Group of each place, from where the runs start."""
    count, sets, _ = starts.shape
    group, end = np.zeros((sets, size), np.int64), np.full(sets, size)
    for step in range(count - 1, 0, -1):
        end = starts[step][np.arange(sets), end]
        group += np.arange(size)[None, :] >= end[:, None]
    return group


def fit(scores: Floats, tier: Numbers) -> float:
    """Goodness of variance fit: 1 where all of a tier score the same, 0 where tiers explain nothing."""
    whole = float(np.sum((scores - scores.mean()) ** 2))
    within = sum(float(np.sum((one - one.mean()) ** 2)) for one in (scores[tier == label] for label in set(tier)))
    return 1 - within / whole if whole > 0 else 1.0


def tier_count(scores: Floats) -> int:
    """The fewest tiers, from two to six, that fit well; one where all units score the same or there is only one."""
    distinct = len(np.unique(scores))
    for count in range(2, min(_MOST, distinct) + 1):
        if fit(scores, tiers(scores[None, :], count)[0]) >= _GOOD_FIT:
            return count
    return min(_MOST, distinct)
