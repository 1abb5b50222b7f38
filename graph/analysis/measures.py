"""The figures that the tests of weak links ask about, for every cell (region, node) at once.

Method: docs/methods.md, sections P, L, C, D and B.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.census import Census
from graph.analysis.demand import inputs_of, need_of
from graph.analysis.specialisation import Pooling, pooling_of
from graph.analysis.thresholds import Thresholds
from ontology.chains import Chain

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

MOST_POOLED: Final = 2.0  # firms that the prior of a quotient may weigh, however alike the cells are
# Of two firms of unrelated, log-normal capacity (deviation 1) one dominates in about a third of the cases …
DOMINATED: Final = 0.35
# … and a dominating one stays so, when one unseen firm is added, in about half.
STAYS_DOMINATED: Final = 0.5


@dataclass(frozen=True, slots=True)
class Measures:
    """Columns of cells; each field R x N, or broadcasting to it."""

    seen: Floats
    absent: Floats  # P(really no firm), 0 where one is seen
    wanted: Flags  # somebody in the region needs it
    bought: Floats  # purchases recorded
    blocked: Floats  # P(local share of purchases < 1 - limit)
    local: Floats  # expected local share
    single: Floats  # P(it hangs on one supplier)
    quotient: Floats  # location quotient of the firms believed to be there
    keen: Flags  # the region's share of the need is at least its share of all firms
    low: Floats  # P(quotient < the weak limit)
    high: Floats  # P(quotient > the strong limit)
    compared: Flags  # there are other regions to compare with
    thin: Flags  # too little is recorded of the region
    assumed: Flags  # its coverage is assumed, not estimated
    told: Floats  # bits that an empty record says
    # P(imports choke it): few suppliers in the country behind an import dependence; 0 where no trade is known
    choked: Floats = field(default_factory=lambda: np.zeros(()))

    def at(self, row: int, columns: slice) -> "Measures":
        """Some nodes of one region."""
        shape = self.seen.shape
        whole = {one.name: np.broadcast_to(getattr(self, one.name), shape) for one in fields(self)}
        return replace(self, **{name: column[row, columns] for name, column in whole.items()})


def measures_of(census: Census, chains: Sequence[Chain], limits: Thresholds) -> Measures:
    """Measure every cell of a census."""
    seen, outlook, supply = census.seen, census.outlook, census.supply
    inputs, bought = inputs_of(chains), census.recorded.purchases
    made, whole = seen > 0, len(census.regions) == 1
    wanted = need_of(inputs, made, seen, bought) + bought > 0
    need = need_of(inputs, made, supply, bought)
    share = need / np.maximum(need.sum(axis=0), 1e-9)
    records = seen.sum(axis=1, keepdims=True)
    pooling, expected = _pooled(census)
    others = records.sum() - records
    return Measures(
        seen=seen,
        absent=np.where(made, 0.0, outlook.none),
        wanted=wanted | whole,
        bought=bought,
        blocked=census.local.below,
        local=census.local.mean,
        single=alone_chance(census.owners, census.concentration, outlook.none, outlook.one),
        quotient=census.quotient,
        keen=share >= supply.sum(axis=1, keepdims=True) / max(float(supply.sum()), 1e-9),
        low=pooling.probability_below(limits.weak_lq, seen, expected),
        high=1 - pooling.probability_below(limits.strong_lq, seen, expected),
        compared=np.broadcast_to((others >= limits.least_records) & (not whole), seen.shape),
        thin=np.broadcast_to(is_thin(records, census.coverage[:, None], limits, alone=whole), seen.shape),
        assumed=np.broadcast_to(np.asarray(census.capture is None), seen.shape),
        told=outlook.told,
    )


def alone_chance(owners: Floats, concentration: Floats, none: Floats, one: Floats) -> Floats:
    """P(one supplier, or an effective number below 1.5): no unseen firm, or one too small to matter (C5).

    Args:
        owners: groups seen.
        concentration: HHI of their capacity.
        none, one: P(no unseen firm) and P(just one).
    """
    alone = (owners == 1) * (none + DOMINATED * one)
    led = (owners > 1) & (concentration > 1 / 1.5)
    return np.asarray(alone + led * (none + STAYS_DOMINATED * one))


def _pooled(census: Census) -> tuple[Pooling, Floats]:
    """The prior of the quotient over all cells, and the firms that each would show if all regions were alike."""
    expected = census.supply / np.maximum(census.quotient, 1e-9) * census.coverage[:, None]
    pooled = pooling_of(census.seen.ravel(), expected.ravel())
    share = min(1.0, MOST_POOLED / pooled.alpha)
    return Pooling(pooled.alpha * share, pooled.beta * share), expected


def is_thin(records: Floats, coverage: Floats, limits: Thresholds, *, alone: bool) -> Flags:
    """Whether too little is recorded of a region to tell a weak link from a gap in the data (G, 数据不足).

    Args:
        records: firm–node facts of each region.
        coverage: share of the firms that the sources see, same shape.
        limits: thresholds.
        alone: whether there is no other region to compare with: then few records are all there are.
    """
    few = (records < limits.least_records) & (not alone)
    return np.asarray(few | (records == 0) | (coverage < limits.least_coverage))
