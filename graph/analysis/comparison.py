"""Regions side by side (对标): the same chain, gap by gap, against peers and against the best.

A difference may lie in the data and not in the industry: the coverage of every region stands beside its findings, and
what cannot be told of a region is never taken for better or worse. Method: docs/methods.md, section Y.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.cells import Asked, measure
from graph.analysis.census import Census, census_of
from graph.analysis.coverage import covered_alike
from graph.analysis.gaps import among, find_gaps
from graph.analysis.measures import Measures, measures_of
from graph.analysis.results import NO_GAP, Coverage, Gap, GapReport, GapType, Named, NodeRef, type_word
from graph.analysis.supply import supply_of
from graph.analysis.thresholds import Thresholds
from graph.analysis.verdict import KINDS, judge
from graph.snapshot import Snapshot
from ontology.chains import Chain, chain_key
from ontology.errors import BadInput
from ontology.values.regions import Region, region_of

Floats = NDArray[np.float64]

PEERS: Final = 2  # likest regions taken where only one is asked about, beside the best


@dataclass(frozen=True, slots=True)
class Side:
    """One region of a comparison."""

    region: Named
    role: str  # 所问, 同类 or 最好
    coverage: Coverage
    counts: Mapping[str, int]  # nodes by type, 正常 among them
    weakness: float  # sum of score times certainty over the weak nodes
    firms: int  # firm–node records
    tainted: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """One node in one region."""

    type: str
    score: float
    certainty: float
    robustness: float
    observed: int


@dataclass(frozen=True, slots=True)
class NodeAcross:
    """One node in all regions, in their order."""

    node: NodeRef
    standings: tuple[Standing, ...]
    best: Named | None  # where it is least weak, of those of which enough is known; None where all are alike
    behind: float | None  # score of the first region over that of the best; None where one cannot be told


@dataclass(frozen=True, slots=True)
class Comparison:
    """A chain in several regions; the first is the one asked about."""

    chain: Named
    as_of: str
    sides: tuple[Side, ...]
    nodes: tuple[NodeAcross, ...]  # where the first region is furthest behind first
    alike: bool  # whether coverages are close enough that a difference speaks of the industry
    note: str  # how the coverages differ: to be shown with every difference
    tainted: bool


@dataclass(frozen=True, slots=True)
class ChainCounts:
    """How many nodes of a chain are of each type in each region."""

    chain: Named
    counts: tuple[Mapping[str, int], ...]  # in the order of the regions
    firms: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """All chains in several regions, in figures."""

    as_of: str
    regions: tuple[Named, ...]
    coverages: tuple[Coverage, ...]
    chains: tuple[ChainCounts, ...]
    alike: bool
    note: str


def compare(
    snapshot: Snapshot, chain: Chain, regions: Sequence[Region], *, limits: Thresholds, chains: Sequence[Chain]
) -> Comparison:
    """One chain in several regions; for a single one its likest peers and the best are found.

    Args:
        snapshot: the graph at one version.
        chain: the chain.
        regions: the first is asked about.
        limits: thresholds.
        chains: all chains of the workspace.

    Raises:
        BadInput: no region is given.
    """
    roles = _roles(snapshot, chain, regions, limits, chains)
    places = [region_of(key) for key in roles]
    reports = [find_gaps(snapshot, chain, place, limits=limits, chains=chains) for place in places]
    sides = tuple(map(_side, reports, places, roles.values()))
    alike, note = coverages_told([side.region.name for side in sides], [side.coverage for side in sides])
    nodes = [_across(row, [side.region for side in sides]) for row in _rows(reports)]
    return Comparison(
        chain=Named(chain_key(chain), chain.name),
        as_of=snapshot.as_of,
        sides=sides,
        nodes=tuple(sorted(nodes, key=lambda one: -(one.behind or 0.0))),
        alike=alike,
        note=note,
        tainted=any(side.tainted for side in sides),
    )


def overview(snapshot: Snapshot, regions: Sequence[Region], *, limits: Thresholds, chains: Sequence[Chain]) -> Overview:
    """Every chain that has a firm in one of the regions, with the kinds of its nodes in each.

    Args:
        snapshot: the graph at one version.
        regions: at least one, in the order in which they are shown.
        limits: thresholds of the findings.
        chains: all chains of the workspace.

    Raises:
        BadInput: no region is given.
    """
    if not regions:
        raise no_region()
    ordered = tuple(sorted(chains, key=lambda one: one.id))
    coverages: list[Coverage] = []
    rows = []
    for chain in ordered:
        supply = supply_of(snapshot, chain, least_confidence=limits.least_confidence)
        fields = [measure(Asked(snapshot, supply, ordered, region, limits)) for region in regions]
        coverages = coverages or [field.coverage for field in fields]
        firms = tuple(sum(len(cell.makers) for cell in field.cells) for field in fields)
        counts = tuple(Counter(type_word(cell.type) for cell in field.cells) for field in fields)
        if any(firms):
            rows.append(ChainCounts(Named(chain_key(chain), chain.name), counts, firms))
    named = tuple(Named(region.id, region.name) for region in regions)
    alike, note = coverages_told([one.name for one in named], coverages)
    return Overview(snapshot.as_of, named, tuple(coverages), tuple(rows), alike, note)


def coverages_told(names: Sequence[str], coverages: Sequence[Coverage]) -> tuple[bool, str]:
    """Whether regions are covered alike, and how, in words that always stand beside a comparison."""
    values = [coverage.value for coverage in coverages]
    told = "，".join(
        f"{name} {one.value:.0%}（{one.low:.0%}–{one.high:.0%}）" for name, one in zip(names, coverages, strict=True)
    )
    if len(values) < 2:
        return True, f"覆盖率：{told}"
    if covered_alike(values):
        return True, f"覆盖率相近：{told}"
    return False, f"覆盖率不同，差异可能出自数据而非产业：{told}"


def no_region() -> BadInput:
    """What to say where a comparison is asked for without any."""
    return BadInput("没有给地区 · no region given", "写一个或几个地区：liantu compare 浙江 江苏 · name one or more")


def _roles(
    snapshot: Snapshot, chain: Chain, regions: Sequence[Region], limits: Thresholds, chains: Sequence[Chain]
) -> dict[str, str]:
    """Regions to compare, each with why: those asked about, or one with its likest peers and the best."""
    if not regions:
        raise no_region()
    asked = {region.id: "所问" for region in regions}
    if len(asked) > 1 or regions[0].level == "country":
        return asked
    ordered = among(chain, chains)
    census = census_of(snapshot, ordered, regions[0], limits=limits)
    columns = census.columns([one.id for one in ordered].index(chain.id))
    measures = measures_of(census, ordered, limits)
    peers = _likest(census, columns, measures, census.row(regions[0].id))
    best = _best(census, columns, measures, chain, limits)
    return {**dict.fromkeys((*asked, *peers), "同类"), **({best: "最好"} if best else {}), **asked}


def _likest(census: Census, columns: slice, measures: Measures, row: int) -> list[str]:
    """Regions whose firms lie at the same nodes of the chain: cosine of their counts, thinly recorded ones left out."""
    firms = census.supply[:, columns]
    lengths = np.linalg.norm(firms, axis=1)
    alike = firms @ firms[row] / np.maximum(lengths * lengths[row], 1e-9)
    alike[measures.thin[:, 0]] = -1.0
    alike[row] = -1.0
    return [census.regions[at] for at in np.argsort(-alike, kind="stable")[:PEERS] if alike[at] > 0]


def _best(census: Census, columns: slice, measures: Measures, chain: Chain, limits: Thresholds) -> str:
    """The region with the fewest weak nodes, of those recorded well enough and that make a half of the nodes."""
    cells = [measures.at(row, columns) for row in range(len(census.regions))]
    required = np.array([node.required for node in chain.nodes], np.bool_)
    weak = [KINDS.index(kind) for kind in KINDS if kind not in NO_GAP]
    counts = [
        int(np.isin(judge(one, limits, required=required, served=np.zeros_like(required)), weak).sum())
        if not one.thin[0] and (one.seen > 0).mean() >= 0.5
        else len(required) + 1
        for one in cells
    ]
    found = int(np.argmin(counts))
    return census.regions[found] if counts[found] <= len(required) else ""


def _side(report: GapReport, place: Region, role: str) -> Side:
    return Side(
        region=Named(place.id, place.name),
        role=role,
        coverage=report.coverage,
        counts=Counter(type_word(gap.type) for gap in report.gaps),
        weakness=sum(gap.score * gap.certainty for gap in report.gaps if gap.type not in NO_GAP),
        firms=sum(gap.observed for gap in report.gaps),
        tainted=report.tainted,
    )


def _rows(reports: Sequence[GapReport]) -> list[tuple[Gap, ...]]:
    """The findings on each node, region by region."""
    by_node = [{gap.node.id: gap for gap in report.gaps} for report in reports]
    return [tuple(gaps[key] for gaps in by_node) for key in by_node[0]]


def _across(gaps: Sequence[Gap], regions: Sequence[Named]) -> NodeAcross:
    known = [at for at, gap in enumerate(gaps) if gap.type is not GapType.UNKNOWN]
    best = min(known, key=lambda at: (_weight(gaps[at]), at), default=None)
    differ = len({round(_weight(gaps[at]), 9) for at in known}) > 1
    told = best is not None and 0 in known
    return NodeAcross(
        node=gaps[0].node,
        standings=tuple(
            Standing(type_word(gap.type), gap.score, gap.certainty, gap.robustness, gap.observed) for gap in gaps
        ),
        best=regions[best] if best is not None and differ else None,
        behind=_weight(gaps[0]) - _weight(gaps[best]) if told and best is not None else None,
    )


def _weight(gap: Gap) -> float:
    """Score of a weak node, 0 of one that is not."""
    return 0.0 if gap.type in NO_GAP else gap.score
