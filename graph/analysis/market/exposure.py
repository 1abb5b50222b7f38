"""Who is shown how much: an audit of the lists that were served, against what chance would have shown.

A place in a list is worth 1 / log2(1 + place) of attention (the discount of DCG; Singh & Joachims 2018). Against it
stands what every firm would have had if each list had been in random order over all who could have been in it.
Method: docs/methods.md, equations FA1–FA3.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.results import Named

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]

_MOST_SHOWN: Final = 10


@dataclass(frozen=True)
class Lists:
    """Served lists as columns: who was shown where, and who could have been. Firms are numbers 0..firms-1."""

    shown_list: Numbers  # s rows: list
    shown_firm: Numbers
    place: Numbers  # 1 for the first
    able_list: Numbers  # a rows, the shown among them, none twice
    able_firm: Numbers
    firms: int

    @property
    def attention(self) -> Floats:
        """What each place shown is worth, s values."""
        return np.asarray(1 / np.log2(1 + self.place))

    @property
    def chance(self) -> Floats:
        """What each of those who could be shown would have in random order, a values."""
        count = max(int(self.able_list.max(initial=-1)), int(self.shown_list.max(initial=-1))) + 1
        given = np.bincount(self.shown_list, self.attention, minlength=count)
        able = np.bincount(self.able_list, minlength=count)
        return np.asarray((given / np.maximum(able, 1))[self.able_list])


@dataclass(frozen=True, slots=True)
class GroupShare:
    """How much a group of firms is shown; shares are of the attention to firms of which it is known."""

    group: str
    share: float | None  # None: nothing is known of anybody shown
    by_chance: float | None  # what random order would give
    ratio: float | None  # share / by_chance: below 1 the group is shown less than chance would
    unknown: float  # share of all attention to firms of which it is not known


@dataclass(frozen=True, slots=True)
class Exposure:
    """One firm and its share of all attention."""

    firm: Named
    share: float


@dataclass(frozen=True, slots=True)
class ExposureReport:
    """The audit of a period."""

    since: str  # ISO day, empty for all
    until: str
    lists: int  # served lists, those with nobody in them included
    empty: int
    shown: int  # firms shown at least once
    able: int  # firms that could have been
    gini: float | None  # of attention over all that could have been shown
    gini_shown: float | None  # over those that were
    gini_by_chance: float | None  # what random order would leave: some firms fit more needs than others
    groups: tuple[GroupShare, ...]
    most_shown: tuple[Exposure, ...]
    note: str


def gini(values: Floats) -> float | None:
    """Gini coefficient: 0 where all have the same, near 1 where one has all; None where nobody has anything.

    Args:
        values: what each has, n values of 0 or more.
    """
    total = float(values.sum())
    if not total:
        return None
    rank = np.arange(1, values.size + 1)
    found = 2 * (rank @ np.sort(values)) / (values.size * total) - (values.size + 1) / values.size
    return max(float(found), 0.0)  # rounding may leave a hair below


def attention_of(lists: Lists) -> Floats:
    """Attention that each firm was given, one value a firm."""
    return np.asarray(np.bincount(lists.shown_firm, lists.attention, minlength=lists.firms), np.float64)


def chance_of(lists: Lists) -> Floats:
    """Attention that each firm would have been given in random order."""
    return np.asarray(np.bincount(lists.able_firm, lists.chance, minlength=lists.firms), np.float64)


def group_share(group: str, lists: Lists, member: tuple[Flags, Flags], known: tuple[Flags, Flags]) -> GroupShare:
    """The share of a group, and the share that chance would give it.

    Args:
        group: its name.
        lists: what was served.
        member: whether it belongs to the group: of each place shown (s) and of each that could be shown (a). A firm
            may be local to one list and not to another.
        known: whether that is known, likewise.
    """
    share, total = _share(lists.attention, member[0], known[0])
    by_chance, _ = _share(lists.chance, member[1], known[1])
    everything = float(lists.attention.sum())
    return GroupShare(
        group=group,
        share=share,
        by_chance=by_chance,
        ratio=share / by_chance if share is not None and by_chance else None,
        unknown=1 - total / everything if everything else 0.0,
    )


def _share(weight: Floats, member: Flags, known: Flags) -> tuple[float | None, float]:
    total = float(weight[known].sum())
    return (float(weight[member & known].sum()) / total if total else None), total


def most_shown(lists: Lists, names: Sequence[Named]) -> tuple[Exposure, ...]:
    """The firms that are shown most, with their share of all attention."""
    given = attention_of(lists)
    total = float(given.sum())
    order = np.lexsort((np.arange(given.size), -given))[:_MOST_SHOWN]
    return tuple(Exposure(names[at], float(given[at]) / total) for at in order.tolist() if given[at] > 0)
