"""Complexity in words and names: the wire contract of `GET /v1/complexity`."""

from dataclasses import dataclass

import numpy as np

from graph.analysis.complexity import Complexity
from graph.analysis.results import Named
from graph.snapshot import Snapshot
from ontology.values.regions import region_of

_SHOWN = 10  # nodes shown as the nearest of a region


@dataclass(frozen=True, slots=True)
class Chance:
    """A node that a region has not, and lies near to what it has."""

    node: Named
    density: float  # share of what is near to it that the region has, 0..1
    gain: float  # COG: what it would open up


@dataclass(frozen=True, slots=True)
class RegionComplexity:
    """A region among those of its level; None where a figure is not defined."""

    region: Named
    eci: float | None
    rank: int | None
    low: float | None  # ranks of nine draws in ten
    high: float | None
    outlook: float | None  # COI
    diversity: int  # nodes that it is specialised in
    nearest: tuple[Chance, ...]


@dataclass(frozen=True, slots=True)
class NodeComplexity:
    """A node; its PCI is None where no region, or only one apart from the others, is specialised in it."""

    node: Named
    pci: float | None
    ubiquity: int  # regions specialised in it


@dataclass(frozen=True, slots=True)
class ComplexityReport:
    """All regions of a level by ECI, and the nodes by PCI."""

    level: str
    regions: tuple[RegionComplexity, ...]
    nodes: tuple[NodeComplexity, ...]  # without those that no region is specialised in
    parts: int
    signal: float
    publishable: bool
    note: str


def complexity_report(snapshot: Snapshot, found: Complexity, level: str) -> ComplexityReport:
    """The figures with names, and what stands against publishing them."""
    numbers = snapshot.index_of(found.nodes).tolist()
    pairs = zip(found.nodes, numbers, strict=True)
    names = [Named(key, snapshot.name(number) if number >= 0 else key) for key, number in pairs]
    regions = (_region(found, row, names) for row in range(len(found.regions)))
    nodes = (
        NodeComplexity(names[at], _told(found.pci[at]), int(found.present[:, at].sum()))
        for at in np.flatnonzero(found.present.any(axis=0)).tolist()
    )
    return ComplexityReport(
        level=level,
        regions=tuple(sorted(regions, key=lambda one: (one.rank is None, one.rank or 0, one.region.id))),
        nodes=tuple(sorted(nodes, key=lambda one: (one.pci is None, -(one.pci or 0.0), one.node.id))),
        parts=found.parts,
        signal=found.signal,
        publishable=found.publishable,
        note=_note(found),
    )


def _region(found: Complexity, row: int, names: list[Named]) -> RegionComplexity:
    rank = _told(found.rank[row])
    return RegionComplexity(
        region=Named(found.regions[row], region_of(found.regions[row]).name),
        eci=_told(found.eci[row]),
        rank=None if rank is None else int(rank),
        low=_told(found.low[row]),
        high=_told(found.high[row]),
        outlook=_told(found.outlook[row]),
        diversity=int(found.present[row].sum()),
        nearest=_nearest(found, row, names),
    )


def _nearest(found: Complexity, row: int, names: list[Named]) -> tuple[Chance, ...]:
    absent = np.flatnonzero(~found.present[row] & (found.density[row] > 0))
    first = absent[np.argsort(-found.density[row, absent], kind="stable")][:_SHOWN]
    return tuple(Chance(names[at], float(found.density[row, at]), float(found.gain[row, at])) for at in first.tolist())


def _told(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _note(found: Complexity) -> str:
    if not np.isfinite(found.eci).any():
        return "可比的地区太少或结构相同，排不出复杂度 · too few regions, or all alike"
    told = []
    if found.parts > 1:
        told.append(
            f"地区与环节分成互不相连的 {found.parts} 块，只算最大的一块 · {found.parts} parts, the largest ranked"
        )
    if not found.publishable:
        told.append("名次区间跨过三分之一以上的地区，名次不宜公布 · ranks are too uncertain to be published")
    return "；".join(told)
