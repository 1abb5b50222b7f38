"""Rows in the order of what they belong to: those of one thing are one slice, those of many are many."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
_HALF: Final = 32  # bits of a number, and of its place
_NONE: Final = np.empty(0, np.int64)


def rows_of(start: Numbers, things: Numbers) -> tuple[Numbers, Numbers]:
    """Rows of some things, and for each row the place of its thing among them.

    Args:
        start: rows of thing i are start[i]:start[i + 1].
        things: numbers of the things asked for.
    """
    first, counts = start[things], start[things + 1] - start[things]
    total = int(counts.sum())
    if not total:
        return _NONE, _NONE
    place = np.repeat(np.arange(things.size), counts)
    within = np.arange(total) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.repeat(first, counts) + within, place


def each_once(parts: Sequence[Numbers]) -> tuple[Numbers, list[Numbers]]:
    """Each number of some lists once, ascending, and for each list the places of its numbers among them.

    Each number is sorted as one with its place beside it: values are sorted in a fraction of the time of places.

    Args:
        parts: lists of numbers from 0 to below 2^31, in any order.
    """
    numbers = np.concatenate(parts)
    packed = np.sort(numbers << _HALF | np.arange(numbers.size))
    ascending, order = packed >> _HALF, packed & ((1 << _HALF) - 1)
    new = np.ones(numbers.size, np.bool_)
    new[1:] = ascending[1:] != ascending[:-1]
    place = np.empty(numbers.size, np.int64)
    place[order] = np.cumsum(new) - 1
    ends = np.cumsum([part.size for part in parts]).tolist()
    return ascending[new], [place[end - part.size : end] for part, end in zip(parts, ends, strict=True)]
