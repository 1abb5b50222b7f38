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
    """Least costs with one run more, and where that run starts, for every end.

    The best start never moves back as the end moves on, so ends settled before bound those between them: every second
    of those left is settled in turn, n log n instead of n² (Wu 1991; Wang & Song 2011).
    """
    sets, size = cost.shape
    better, start = np.full((sets, size), np.inf), np.zeros((sets, size), np.int64)
    ends = np.arange(step + 1, size)
    stride = 1 << (len(ends) - 1).bit_length()
    while stride:
        due = ends[stride - 1 :: 2 * stride]
        if due.size:
            low, high = _bounds(start, due, stride, step)
            better[:, due], start[:, due] = _best_starts((cost, sums, squares), due, low, high)
        stride //= 2
    return better, start


def _bounds(start: Numbers, due: Numbers, stride: int, step: int) -> tuple[Numbers, Numbers]:
    """Starts of the ends settled before and behind each of those due, or else the first and last possible."""
    size, before, behind = start.shape[1], due - stride, due + stride
    low = np.where(before > step, start[:, np.maximum(before, 0)], step)
    high = np.where(behind < size, start[:, np.minimum(behind, size - 1)], size)
    high = np.minimum(high, due - 1)
    return np.minimum(low, high), high


def _best_starts(
    tables: tuple[Floats, Floats, Floats], ends: Numbers, low: Numbers, high: Numbers
) -> tuple[Floats, Numbers]:
    """Least cost and its start for each set and end, looked for among the starts from `low` to `high`."""
    cost, sums, squares = tables
    first, count = low.ravel(), (high - low + 1).ravel()
    owner = np.repeat(np.arange(count.size), count)
    begins = np.cumsum(count) - count
    start = first[owner] + np.arange(owner.size) - begins[owner]
    row, end = owner // ends.size, ends[owner % ends.size]
    told = sums[row, end] - sums[row, start]
    total = cost[row, start] + squares[row, end] - squares[row, start] - told**2 / (end - start)
    least = np.minimum.reduceat(total, begins)
    here = np.flatnonzero(total == least[owner])[::-1]  # of equals the first is written last, and stays
    found = np.empty(count.size, np.int64)
    found[owner[here]] = start[here]
    return least.reshape(low.shape), found.reshape(low.shape)


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
