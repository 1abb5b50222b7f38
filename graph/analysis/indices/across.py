"""Regions side by side by an index: whose score is how high, in what they differ, and who does more with less."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graph.analysis.indices.report import DimensionScore, IndexHead, IndexReport, Share, UnitEfficiency, UnitScore
from graph.analysis.results import Named
from ontology.values.regions import Region

PEERS: Final = 2  # units next above taken where one region alone is asked about, beside the best


@dataclass(frozen=True, slots=True)
class IndexSide:
    """One region of the comparison; what is not known is None."""

    unit: Named
    role: str  # 所问, 相邻 or 最好
    score: float | None
    rank: int | None
    rank_interval: tuple[int, int] | None
    tier: int | None
    dimensions: tuple[DimensionScore, ...]
    ahead: float | None  # its score less that of the first region
    parts: tuple[Share, ...]  # of that, by dimension; they add up to it
    efficiency: UnitEfficiency | None  # input–output, with peers; None where the index names no inputs and outputs
    missing: tuple[str, ...]  # indicators without a figure
    tainted: bool


@dataclass(frozen=True, slots=True)
class IndexComparison:
    """An index of one year in several regions; the first is the one asked about."""

    index: IndexHead
    year: int | None
    units: int  # that have a score
    sides: tuple[IndexSide, ...]
    absent: tuple[str, ...]  # regions asked about that the index has no figures of
    notes: tuple[str, ...]
    tainted: bool


def across(report: IndexReport, regions: Sequence[Region]) -> IndexComparison:
    """The regions asked about, or one with those next above it and the best."""
    by_id = {unit.id: unit for unit in report.units}
    asked = [by_id[region.id] for region in regions if region.id in by_id]
    roles = {unit.id: "所问" for unit in asked}
    if len(asked) == 1:
        roles |= _beside(report, asked[0])
    sides = tuple(_side(report, by_id[key], role, asked[0]) for key, role in roles.items())
    return IndexComparison(
        index=report.index,
        year=report.year,
        units=sum(unit.rank is not None for unit in report.units),
        sides=sides,
        absent=tuple(region.name for region in regions if region.id not in by_id),
        notes=report.notes,
        tainted=any(side.tainted for side in sides),
    )


def _beside(report: IndexReport, asked: UnitScore) -> dict[str, str]:
    if asked.rank is None:
        return {}
    ranked = sorted((unit.rank, unit.id) for unit in report.units if unit.rank is not None and unit.id != asked.id)
    above = [key for rank, key in ranked if rank <= asked.rank]
    best = {key: "最好" for rank, key in ranked[:1] if rank <= asked.rank}
    return {**dict.fromkeys(above[-PEERS:], "相邻"), **best}


def _side(report: IndexReport, unit: UnitScore, role: str, first: UnitScore) -> IndexSide:
    efficiency = next((one for one in report.efficiency if one.id == unit.id), None)
    told = unit.score is not None and first.score is not None
    return IndexSide(
        unit=Named(unit.id, unit.name),
        role=role,
        score=unit.score,
        rank=unit.rank,
        rank_interval=unit.rank_interval,
        tier=unit.tier,
        dimensions=unit.dimensions,
        ahead=(unit.score or 0.0) - (first.score or 0.0) if told else None,
        parts=_parts(unit, first) if told else (),
        efficiency=efficiency,
        missing=unit.missing,
        tainted=unit.tainted,
    )


def _parts(unit: UnitScore, first: UnitScore) -> tuple[Share, ...]:
    """What each dimension adds to the one score less what it adds to the other, the greatest first."""
    pairs = zip(unit.dimensions, first.dimensions, strict=True)
    parts = [Share(one.id, one.name, (one.contribution or 0.0) - (other.contribution or 0.0)) for one, other in pairs]
    return tuple(sorted(parts, key=lambda one: -abs(one.contribution)))
