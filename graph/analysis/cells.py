"""The numbers behind each cell (region, node): counted, expected, prior, coverage, causes.

Method: docs/methods.md, sections P, L, C, D and O.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.analysis.concentration import effective_suppliers, herfindahl
from graph.analysis.coverage import coverage_of
from graph.analysis.criticality import criticality, input_shares
from graph.analysis.demand import Demand, demand_of
from graph.analysis.dependence import Dependence, dependence_of
from graph.analysis.presence import Prior, prior_of, probability_absent, shape_of
from graph.analysis.results import Coverage
from graph.analysis.specialisation import Pooling, pooling_of
from graph.analysis.supply import Made, Supply
from graph.analysis.thresholds import Thresholds
from graph.analysis.yardstick import Yardstick, yardstick_of
from graph.snapshot import Snapshot

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Cell:
    """One node in the region, measured."""

    node: int
    makers: tuple[Made, ...]
    doubtful: tuple[Made, ...]  # firms that unsure records name
    homeless: int  # makers whose region is not known
    expected: float  # firms that would be seen if the region were like the rest
    prior: Prior  # of the real number of firms
    absent: float | None  # P(really no firm), None where firms are seen
    concentration: float | None
    effective: float | None
    dependence: Dependence | None
    criticality: float
    asked: bool  # a firm of the region needs it
    required: bool  # the definition says that the chain cannot do without
    stand_ins: tuple[str, ...]  # names of nodes made here that can take its place


@dataclass(frozen=True, slots=True)
class Field:
    """All cells of one chain in one region, and what they share."""

    cells: tuple[Cell, ...]
    coverage: Coverage
    pooling: Pooling
    compared: bool  # there is a rest of the country to compare with
    place: str  # 本地 or 国内, for the explanations


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the cells of a field are made from."""

    supply: Supply
    region: str | None
    yardstick: Yardstick
    coverage: float  # the lower end of the band: what the tests use
    here: Floats  # firms of each node in the region
    share: float  # of the firms with a known region, those that sit here
    criticality: Floats
    demand: Demand


def measure(snapshot: Snapshot, supply: Supply, region: str | None, limits: Thresholds) -> Field:
    """Measure every node of the chain in the region (None: the whole country)."""
    here, everywhere = supply.counts(region), supply.counts()
    yardstick = yardstick_of(here, everywhere, least_rest=limits.least_records)
    coverage = coverage_of(supply, region, limits)
    known = sum(bool(supply.region.get(one.firm)) for one in supply.made)
    shared = _Shared(
        supply=supply,
        region=region,
        yardstick=yardstick,
        coverage=coverage.low,
        here=here,
        share=float(here.sum()) / known if known and region else 1.0,
        criticality=_criticality(supply, here if here.any() else everywhere, limits),
        demand=demand_of(supply.chain, here > 0, whole=region is None),
    )
    bought = dependence_of(snapshot, supply, region) if region else {}
    cells = tuple(_cell(shared, node, bought.get(node)) for node in range(len(supply.chain.nodes)))
    pooling = pooling_of(here, yardstick.expected)
    return Field(cells, coverage, pooling, yardstick.compared, "本地" if region else "国内")


def _criticality(supply: Supply, activity: Floats, limits: Thresholds) -> Floats:
    return criticality(activity, input_shares(supply.chain), depth=limits.depth, steps=limits.steps)


def _cell(shared: _Shared, node: int, bought: Dependence | None) -> Cell:
    supply, definition = shared.supply, shared.supply.chain.nodes[node]
    makers, doubtful = supply.of_node(node, shared.region), supply.doubtful_at(node, shared.region)
    homeless = len(supply.homeless_at(node)) if shared.region else 0
    prior = _prior(shared, node)
    doubts = [*(one.confidence for one in doubtful), *[shared.share] * homeless]
    shares = group_shares(supply, makers)
    return Cell(
        node=node,
        makers=makers,
        doubtful=doubtful,
        homeless=homeless,
        expected=float(shared.yardstick.expected[node]),
        prior=prior,
        absent=None if makers else probability_absent(prior, shared.coverage, doubts),
        concentration=herfindahl(shares),
        effective=effective_suppliers(shares),
        dependence=bought,
        criticality=float(shared.criticality[node]),
        asked=bool(shared.demand.asked[node]),
        required=definition.required,
        stand_ins=tuple(supply.chain.nodes[other].name for other in shared.demand.stand_ins[node]),
    )


def _prior(shared: _Shared, node: int) -> Prior:
    """Prior of the number of firms, from all the other cells of the region (P0, P3)."""
    mean, others = shared.yardstick.prior, np.arange(shared.here.size) != node
    shape = shape_of(shared.here[others], mean[others])
    return prior_of(float(mean[node]) / max(shared.coverage, 0.05), shape)


def group_shares(supply: Supply, makers: tuple[Made, ...]) -> Floats:
    """Share of each corporate group among the makers; a group counts once, and all alike without output figures."""
    groups = len({supply.group.get(one.firm, one.firm) for one in makers})
    return np.full(groups, 1 / groups) if groups else np.empty(0)
