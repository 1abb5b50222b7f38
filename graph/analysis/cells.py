"""The numbers behind each cell (region, node): counted, expected, prior, coverage, causes.

Method: docs/methods.md, sections P, L, C, D, O and G.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.analysis.concentration import effective_suppliers, herfindahl
from graph.analysis.criticality import criticality, input_shares
from graph.analysis.demand import Demand, demand_of
from graph.analysis.dependence import Dependence, dependence_of
from graph.analysis.presence import Prior, chao2_coverage, prior_of, probability_none_unseen, shape_of
from graph.analysis.results import Coverage
from graph.analysis.specialisation import Pooling, pooling_of
from graph.analysis.supply import Made, Supply, share_with_two
from graph.analysis.thresholds import Thresholds
from graph.snapshot import Snapshot

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Cell:
    """One node in the region, measured."""

    node: int
    makers: tuple[Made, ...]
    expected: float  # firms that would be seen if the region were like the rest
    prior: Prior  # of the real number of firms
    coverage: float  # the lower end of the band: what the tests use
    absent: float | None  # P(really no firm), None where firms are seen
    concentration: float | None
    effective: float | None
    dependence: Dependence | None
    criticality: float
    needed: bool
    replaced: bool


@dataclass(frozen=True, slots=True)
class Field:
    """All cells of one chain in one region, and what they share."""

    cells: tuple[Cell, ...]
    coverage: Coverage
    pooling: Pooling


def measure(snapshot: Snapshot, supply: Supply, region: str | None, limits: Thresholds) -> Field:
    """Measure every node of the chain in the region (None: the whole country)."""
    observed, elsewhere = supply.counts(region), supply.counts(None)
    expected = expected_counts(observed, elsewhere, has_rest=region is not None)
    coverage = coverage_of(supply, region, limits)
    demand = demand_of(supply.chain, observed > 0, whole=region is None)
    weights = criticality(
        observed if observed.any() else elsewhere,
        input_shares(supply.chain),
        depth=limits.depth,
        steps=limits.steps,
    )
    shape = shape_of(observed, expected)
    cells = tuple(
        _cell(snapshot, supply, (node, region), _Shared(expected, coverage.low, shape, weights, demand))
        for node in range(len(supply.chain.nodes))
    )
    return Field(cells, coverage, pooling_of(observed, expected))


def expected_counts(observed: Floats, everywhere: Floats, *, has_rest: bool) -> Floats:
    """Firms each node would show if the region were like the rest of the country (L0), k values.

    The region itself is left out of its own yardstick. One firm a node is added to the rest, so that a node
    nobody records elsewhere is still expected a little; without a rest every node is expected alike.
    """
    rest = everywhere - observed if has_rest else np.zeros_like(observed)
    smooth = rest + max(float(rest.mean()), 1.0)
    total = max(float(observed.sum()), 1.0)
    return np.asarray(total * smooth / smooth.sum())


def coverage_of(supply: Supply, region: str | None, limits: Thresholds) -> Coverage:
    """How much of the firm–node facts the sources have seen, for the region or, when that is thin, the chain."""
    local = [one for one in supply.made if supply.inside(one.firm, region)]
    used = local if len(local) >= 20 or region is None else list(supply.made)
    seen, once, twice, sources = share_with_two(used)
    where = "本地区" if used is local else "全链（本地区记录太少）"
    if seen == 0:
        return Coverage(0.0, 0.0, 0, "没有任何企业—环节记录 · no record of any firm at any node")
    if sources < 2:
        high = limits.assumed_coverage
        note = f"只有一个来源，无法估计覆盖率，按 {high:.0%} 假定 · one source: coverage is assumed, not estimated"
    else:
        high = chao2_coverage(seen, once, twice, sources)
        note = f"按{where}{sources} 个来源的重合情况估计（Chao2） · estimated from the overlap of {sources} sources"
    return Coverage(limits.coverage_bias * high, high, sources, note)


@dataclass(frozen=True, slots=True)
class _Shared:
    expected: Floats
    coverage: float
    shape: float
    weights: Floats
    demand: Demand


def _cell(snapshot: Snapshot, supply: Supply, at: tuple[int, str | None], shared: _Shared) -> Cell:
    node, region = at
    makers = supply.of_node(node, region)
    shares = _group_shares(supply, makers)
    prior = prior_of(float(shared.expected[node]) / max(shared.coverage, 0.05), shared.shape)
    return Cell(
        node=node,
        makers=makers,
        expected=float(shared.expected[node]),
        prior=prior,
        coverage=shared.coverage,
        absent=None if makers else probability_none_unseen(prior, 0, shared.coverage),
        concentration=herfindahl(shares),
        effective=effective_suppliers(shares),
        dependence=dependence_of(snapshot, supply, node, region) if region else None,
        criticality=float(shared.weights[node]),
        needed=bool(shared.demand.needed[node]),
        replaced=bool(shared.demand.replaced[node]),
    )


def _group_shares(supply: Supply, makers: tuple[Made, ...]) -> Floats:
    """Share of each corporate group; without output figures every firm counts alike."""
    sizes = Counter(supply.group.get(one.firm, one.firm) for one in makers)
    counts = np.array(list(sizes.values()), np.float64)
    return counts / counts.sum() if counts.size else counts
