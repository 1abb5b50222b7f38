"""Groups of mentions that are held to be one thing, grown round by round and never against what speaks apart."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
NONE: Final = -1


@dataclass(frozen=True, slots=True)
class Against:
    """What keeps mentions apart: columns in which two different values can never be of one thing, and pairs."""

    columns: tuple[Numbers, ...]  # one value a mention, NONE where it has none
    apart: Numbers  # k x 3: two mention numbers that people keep apart, and the number of the decision


@dataclass(frozen=True, slots=True)
class Joined:
    """Result of a round: the new groups and the pairs that made them."""

    groups: Numbers  # smallest mention number of the group, one a mention
    pairs: Numbers  # k x 2 mention numbers


def single(count: int) -> Numbers:
    """Every mention on its own."""
    return np.arange(count, dtype=np.int64)


def begins(rows: Numbers) -> NDArray[np.bool_]:
    """Which of sorted rows are the first of those alike."""
    first = np.ones(len(rows), np.bool_)
    first[1:] = (rows[1:] != rows[:-1]).any(axis=1)
    return first


def join(groups: Numbers, pairs: Numbers, against: Against) -> Joined:
    """Put pairs of mentions together, all at once, so that their order cannot matter.

    Args:
        groups: group of each mention, n numbers.
        pairs: k x 2 mention numbers.
        against: what speaks against a group.

    Returns:
        The groups afterwards. Where a group would hold two values of a column in `against`, none of the pairs
        that made it is taken; where it would hold both sides of a decision, the right side leaves it.
    """
    merged = _components(groups, pairs)
    kept = pairs[~_conflicting(merged, pairs, against.columns)]
    merged = _split(_components(groups, kept), groups, against.apart)
    return Joined(merged, np.concatenate([_within(merged, kept), _left_over(merged, groups, kept)]))


def _within(merged: Numbers, pairs: Numbers) -> Numbers:
    inside: Numbers = pairs[merged[pairs[:, 0]] == merged[pairs[:, 1]]]
    return inside


def _left_over(merged: Numbers, groups: Numbers, pairs: Numbers) -> Numbers:
    """Pairs of old groups that are together only through one that a decision has taken out."""
    reached = _components(groups, _within(merged, pairs))
    apart = reached != merged
    left_over: Numbers = np.unique(np.stack([reached[apart], merged[apart]], axis=1), axis=0)
    return left_over


def _components(groups: Numbers, pairs: Numbers) -> Numbers:
    """Smallest mention number of each connected component of old groups and new pairs.

    Only the groups that pairs join are looked at: most rules join few of a million.
    """
    met, ends = np.unique(groups[pairs], return_inverse=True)
    if not met.size:
        return groups
    smallest = np.arange(groups.size, dtype=np.int64)
    smallest[met] = met[_roots(met.size, ends.reshape(-1, 2))]  # `met` is sorted
    return smallest[groups]


def _roots(count: int, links: Numbers) -> Numbers:
    """Smallest number that each of 0..count-1 hangs together with: trees hook onto smaller ones until none is left.

    After Shiloach and Vishkin (1982), An O(log n) parallel connectivity algorithm: a handful of rounds, each a few
    passes over the links.
    """
    roots = np.arange(count, dtype=np.int64)
    while True:
        left, right = roots[links[:, 0]], roots[links[:, 1]]
        if (left == right).all():
            return roots
        np.minimum.at(roots, np.maximum(left, right), np.minimum(left, right))
        while ((above := roots[roots]) != roots).any():
            roots = above


def _conflicting(merged: Numbers, pairs: Numbers, columns: tuple[Numbers, ...]) -> NDArray[np.bool_]:
    """Which pairs are in a group that holds two different values of a column."""
    torn, met = np.zeros((2, merged.size), np.bool_)
    met[merged[pairs[:, 0]]] = True
    rows = np.flatnonzero(met[merged])
    for column in columns:
        torn[_mixed(merged[rows], column[rows])] = True
    found: NDArray[np.bool_] = torn[merged[pairs[:, 0]]]
    return found


def _mixed(groups: Numbers, column: Numbers) -> Numbers:
    known = column != NONE
    held, values = groups[known], column[known]
    order = np.lexsort((values, held))
    held, values = held[order], values[order]
    other = (held[1:] == held[:-1]) & (values[1:] != values[:-1])
    return np.unique(held[1:][other])


def agreed(groups: Numbers, column: Numbers) -> Numbers:
    """The column with one value a group, the smallest: people have said that these values are of one thing."""
    known = np.flatnonzero(column != NONE)
    smallest = np.full(groups.size, np.iinfo(np.int64).max)
    np.minimum.at(smallest, groups[known], column[known])
    settled = column.copy()
    settled[known] = smallest[groups[known]]
    return settled


def _split(merged: Numbers, groups: Numbers, apart: Numbers) -> Numbers:
    """The new groups, each cut into what no decision takes out of it and what the same decisions take out.

    Old groups stay whole: those that the same set of decisions takes out of a new group stay together.
    """
    together = merged[apart[:, 0]] == merged[apart[:, 1]]
    leaving: dict[int, set[int]] = {}
    for _, right, decision in apart[together]:
        leaving.setdefault(int(groups[right]), set()).add(int(decision))
    if not leaving:
        return merged
    signatures = {marks: number for number, marks in enumerate(sorted({tuple(sorted(m)) for m in leaving.values()}))}
    side = np.zeros(groups.size, np.int64)
    for group, marks in leaving.items():
        side[groups == group] = signatures[tuple(sorted(marks))] + 1
    return _labelled(merged * (len(signatures) + 1) + side)


def _labelled(labels: Numbers) -> Numbers:
    """The same groups, each called by its smallest mention number."""
    _, first, which = np.unique(labels, return_index=True, return_inverse=True)
    return first.astype(np.int64)[which]
