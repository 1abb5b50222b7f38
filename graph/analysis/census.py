"""All cells (region, node) of a country at once: what is seen, how much of it there is, what is bought where.

    Makings ─ count ─▶ seen ─ capture ─▶ coverage ─ hosting ─▶ expected ─ presence ─▶ P(no unseen firm), unseen firms
    Trades ─ sum up ─▶ recorded ─ purchases ─▶ local share

One census serves every question about regions of one level; it is kept with the snapshot.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.analysis.capture import Capture, fit_capture
from graph.analysis.concentration import herfindahl_of
from graph.analysis.hosting import Expected, fit_expected
from graph.analysis.levels import compared_with, places_of
from graph.analysis.makings import Makings, makings_of, node_ids, revenue_of
from graph.analysis.pairs import all_or_some, summed_pairs
from graph.analysis.presence import Outlook, outlook_of
from graph.analysis.purchases import LocalShare, Recorded, Trades, local_share, recorded_of, standing_sales, trades_of
from graph.analysis.thresholds import Thresholds
from graph.snapshot import Snapshot
from ontology.chains import Chain
from ontology.schema import EntityClass, Relation, Status
from ontology.values.names import fold
from ontology.values.regions import COUNTRY, Region

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

MOST_COVERED: Final = 0.98  # lists that agree in everything may still all miss the same firms


@dataclass(frozen=True)
class Census:
    """R regions and N nodes of all chains, measured together."""

    regions: tuple[str, ...]  # `reg:` ids
    makings: Makings
    home: Numbers  # place of the region of each snapshot node; UNKNOWN or ELSEWHERE (levels.py) where it has none
    seen: Floats  # R x N firms
    owners: Floats  # R x N corporate groups among them
    concentration: Floats  # R x N, HHI of the groups' capacity; NaN where there is none
    capture: Capture | None  # None where it cannot be told
    coverage: Floats  # R, what is reckoned with
    expected: Expected
    outlook: Outlook
    recorded: Recorded
    local: LocalShare

    @property
    def supply(self) -> Floats:
        """Firms believed to be there, seen and unseen, R x N."""
        return self.seen + self.outlook.unseen

    @cached_property
    def quotient(self) -> Floats:
        """Location quotient of the firms believed to be there, over all regions and chains, R x N (L4)."""
        supply = self.supply
        whole = max(float(supply.sum()), 1e-9)
        return np.asarray(supply / np.maximum(np.outer(supply.sum(axis=1), supply.sum(axis=0)) / whole, 1e-9))

    def row(self, region: str | None) -> int:
        """Place of a region, None for the whole country."""
        return self.regions.index(region or COUNTRY)

    def columns(self, chain: int) -> slice:
        """Places of the nodes of a chain, by its number."""
        found = np.flatnonzero(self.makings.chain == chain)
        return slice(int(found[0]), int(found[-1]) + 1)


def census_of(snapshot: Snapshot, chains: Sequence[Chain], region: Region | None, *, limits: Thresholds) -> Census:
    """The census of the regions that this one is compared with: those of its level, provinces for an economic region.

    Args:
        snapshot: the graph at one version.
        chains: all chains of the workspace; those without a firm add nothing.
        region: the region asked about, None for the whole country.
        limits: thresholds.
    """
    homes = pc.fill_null(snapshot.nodes["region"].combine_chunks(), "").dictionary_encode()
    names = homes.dictionary.to_pylist()
    regions = compared_with(region, names)
    places = places_of(names, regions)

    def made() -> Census:
        makings = makings_of(snapshot, chains, least_confidence=limits.least_confidence)
        return counted(_columns(snapshot, chains, makings, regions, places[homes.indices.to_numpy()]), limits)

    return snapshot.kept(("census", regions, tuple(chains), limits), made)


@dataclass(frozen=True)
class Columns:
    """What a census counts: facts and trades as columns, and where firms sit."""

    regions: tuple[str, ...]
    home: Numbers  # place of the region of each snapshot node; UNKNOWN or ELSEWHERE (levels.py) where it has none
    makings: Makings
    capacity: Floats  # of the firm of each making, n values above 0, in any unit
    trades: Trades
    sold_by: tuple[int, ...]  # places of the sources of the makings that state the trades, too


def _columns(
    snapshot: Snapshot, chains: Sequence[Chain], makings: Makings, regions: tuple[str, ...], home: Numbers
) -> Columns:
    sales = standing_sales(snapshot)
    stated = set(pc.unique(pc.list_flatten(sales.table["source_ids"])).to_pylist()) if sales.subject.size else set()
    return Columns(
        regions=regions,
        home=home,
        makings=makings,
        capacity=_capacity(snapshot, makings.firm),
        trades=trades_of(sales, nodes_by_name(snapshot, chains), makings),
        sold_by=tuple(place for place, source in enumerate(makings.sources) if source in stated),
    )


def counted(columns: Columns, limits: Thresholds) -> Census:
    """The census of these columns."""
    makings, shape = columns.makings, (len(columns.regions), len(columns.makings.nodes))
    at = columns.home[makings.firm]
    kept = all_or_some(at >= 0)
    seen = _counted(at[kept], makings.node[kept], shape)
    capture = fit_capture(makings.lists, at, regions=shape[0], sources=len(makings.sources))
    assumed = np.full(shape[0], limits.assumed_coverage)
    coverage = assumed if capture is None else np.minimum(capture.mean, MOST_COVERED)
    expected = fit_expected(seen, coverage, makings.chain)
    outlook = outlook_of(seen, coverage, expected)
    owners, concentration = _owned(columns, at, shape)
    recorded = recorded_of(columns.trades, columns.home, regions=shape[0], nodes=shape[1])
    return Census(
        regions=columns.regions,
        makings=makings,
        home=columns.home,
        seen=seen,
        owners=owners,
        concentration=concentration,
        capture=capture,
        coverage=coverage,
        expected=expected,
        outlook=outlook,
        recorded=recorded,
        local=local_share(recorded, _listed(columns, capture), seen + outlook.unseen, limit=1 - limits.blocked_at),
    )


def _counted(region: Numbers, node: Numbers, shape: tuple[int, int], weights: Floats | None = None) -> Floats:
    """Rows of each cell, or the sum of their weights, R x N."""
    counts = np.bincount(region * shape[1] + node, weights, shape[0] * shape[1])
    return np.asarray(counts.reshape(shape), np.float64)


def _owned(columns: Columns, at: Numbers, shape: tuple[int, int]) -> tuple[Floats, Floats]:
    """Groups of each cell, and how concentrated their capacity is: split over what the firm makes (C4)."""
    makings, size, cells = columns.makings, columns.home.size, shape[0] * shape[1]
    kept = all_or_some(at >= 0)
    made = np.bincount(makings.firm, minlength=size).astype(np.float32)  # a small table is looked up faster
    capacity = columns.capacity[kept] / made[makings.firm[kept]]
    cell = at[kept] * shape[1] + makings.node[kept]
    held = summed_pairs(cell, makings.owner[kept], capacity, cells=cells, owners=size)
    index = herfindahl_of(held.by_cell(held.value), held.by_cell(held.value**2)).reshape(shape)
    return np.diff(held.start).reshape(shape).astype(np.float64), index


def _listed(columns: Columns, capture: Capture | None) -> Floats:
    """Probability that the lists of trades know a seller of each region, R values; 1 where nothing tells."""
    if capture is None or not columns.sold_by:
        return np.ones(len(columns.regions))
    return np.asarray(1 - np.prod(1 - capture.by_list[:, list(columns.sold_by)], axis=1))


def _capacity(snapshot: Snapshot, firm: Numbers) -> Floats:
    """Revenue of each firm; of those without one, what is usual; 1 where none is known."""
    revenue = revenue_of(snapshot, firm)
    known = np.isfinite(revenue) & (revenue > 0)
    usual = float(np.median(revenue[known])) if known.any() else 1.0
    return np.where(known, revenue, usual)


def nodes_by_name(snapshot: Snapshot, chains: Sequence[Chain]) -> Mapping[str, frozenset[int]]:
    """Places of nodes by the folded names of their definitions and of the products that realise them.

    A name may stand in several chains: 传感器 is a node of robots and of cars. Kept with the snapshot.
    """
    return snapshot.kept(("nodes by name", tuple(chains)), lambda: _nodes_by_name(snapshot, chains))


def _nodes_by_name(snapshot: Snapshot, chains: Sequence[Chain]) -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for place, node in enumerate(node for chain in chains for node in chain.nodes):
        for word in node.names:
            found[fold(word)].add(place)
    realises = snapshot.edges(Relation.REALISES).where(Status.STATED)
    product = snapshot.is_class(EntityClass.TECHNOLOGY)[realises.object]
    number = {int(one): place for place, one in enumerate(snapshot.index_of(node_ids(chains)).tolist()) if one >= 0}
    words = snapshot.nodes["name"].take(realises.object[product]).to_pylist()
    for subject, word in zip(realises.subject[product].tolist(), words, strict=True):
        if subject in number:
            found[fold(word)].add(number[subject])
    return {word: frozenset(places) for word, places in found.items()}
