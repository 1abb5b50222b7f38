"""One unit's answer: its score, the parts that add up to it, why it moved, and what it lacks against its peer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.analysis.indices.aggregate import Combined
from graph.analysis.indices.decompose import parts_of_difference
from graph.analysis.indices.report import Change, DimensionScore, Distance, IndicatorScore, Share, UnitScore
from graph.analysis.indices.scored import Scored
from graph.analysis.indices.standing import Standing
from graph.analysis.results import Named

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the answers of a year's units are read from."""

    found: Scored
    year: int
    combined: Combined
    dimensions: Sequence[Floats]  # their scores by unit
    standing: Standing
    since: int | None  # place of the year changes are told from
    moved: Floats  # units x indicators: parts of the change, NaN where there is none
    peer: int | None
    behind: Floats  # units x indicators: parts of the peer's score minus the unit's


def sheet_of(found: Scored, year: int, standing: Standing, *, since: int | None, peer: int | None) -> Sheet:
    """Everything of one year that the answers for its units are made from.

    Args:
        found: the index with all its years.
        year: place of the year.
        standing: ranks and tiers of that year.
        since: place of the year from which changes are told, None for none.
        peer: place of the unit that all are held against, None for none.
    """
    now, how = found.of_year(year), found.index.aggregation
    nothing = np.full(now.contributions.shape, np.nan)
    moved = behind = nothing
    if since is not None:
        moved = parts_of_difference((found.z[since], found.z[year]), (found.of_year(since), now), how)
    if peer is not None:
        same = np.full(len(now.score), peer)
        best = Combined(now.score[same], now.contributions[same], now.weights[same])
        behind = parts_of_difference((found.z[year], found.z[year][same]), (now, best), how)
    return Sheet(found, year, now, found.dimension_scores(year), standing, since, moved, peer, behind)


def unit_score(sheet: Sheet, unit: int) -> UnitScore:
    """The answer for the unit at this place."""
    values, combined = sheet.found.values, sheet.combined
    place = np.flatnonzero(sheet.standing.units == unit)
    at = int(place[0]) if place.size else None
    return UnitScore(
        id=values.units[unit].id,
        name=values.units[unit].name,
        score=known(combined.score[unit]),
        rank=None if at is None else int(sheet.standing.rank[at]),
        rank_interval=_interval(sheet.standing, at),
        tier=None if at is None or sheet.standing.tier is None else int(sheet.standing.tier[at]),
        tier_probability=_chance(sheet.standing, at),
        dimensions=tuple(_dimensions(sheet, unit)),
        indicators=tuple(_indicators(sheet, unit)),
        missing=tuple(_missing(sheet, unit)),
        change=_change(sheet, unit),
        behind=_behind(sheet, unit),
        published=known(values.published[sheet.year, unit]),
        series={year: known(score) for year, score in zip(values.years, sheet.found.scores[:, unit], strict=True)},
        linked=known(sheet.found.linked[sheet.year, unit]),
        tainted=any(key[1] == unit and key[0] in (sheet.year, sheet.since) for key in values.marked),
    )


def known(value: float) -> float | None:
    """The figure, None for NaN."""
    return None if np.isnan(value) else float(value)


def _interval(standing: Standing, at: int | None) -> tuple[int, int] | None:
    if at is None or standing.drawn is None:
        return None
    return int(standing.drawn.low[at]), int(standing.drawn.high[at])


def _chance(standing: Standing, at: int | None) -> float | None:
    if at is None or standing.drawn is None or standing.tier is None:
        return None
    return float(standing.drawn.tier_shares[at, standing.tier[at] - 1])


def _dimensions(sheet: Sheet, unit: int) -> Iterable[DimensionScore]:
    index, parts = sheet.found.index, sheet.combined.contributions[unit]
    added = np.bincount(index.dimension_of, parts, len(index.dimensions))
    for place, one in enumerate(index.dimensions):
        score, weight = sheet.dimensions[place][unit], sheet.found.weights.dimensions[place]
        yield DimensionScore(one.id, one.name, known(score), float(weight), known(added[place]))


def _indicators(sheet: Sheet, unit: int) -> Iterable[IndicatorScore]:
    values, year = sheet.found.values, sheet.year
    for place, leaf in enumerate(sheet.found.index.indicators):
        figure, z = values.cube[year, unit, place], sheet.found.z[year, unit, place]
        if np.isnan(figure):
            continue
        there = not np.isnan(z)
        yield IndicatorScore(
            id=leaf.id,
            name=leaf.name,
            value=float(figure),
            normalised=known(z),
            weight=known(sheet.combined.weights[unit, place]) if there else None,
            contribution=known(sheet.combined.contributions[unit, place]) if there else None,
            evidence=values.evidence.get((year, unit, place), ()),
        )


def _missing(sheet: Sheet, unit: int) -> Iterable[str]:
    for leaf, z in zip(sheet.found.index.indicators, sheet.found.z[sheet.year, unit], strict=True):
        if np.isnan(z):
            yield leaf.name


def _shares(sheet: Sheet, parts: Floats) -> tuple[Share, ...]:
    """The parts that are not nothing, the greatest first."""
    order = np.argsort(-np.abs(parts), kind="stable")
    leaves = sheet.found.index.indicators
    return tuple(Share(leaves[at].id, leaves[at].name, float(parts[at])) for at in order if parts[at])


def _change(sheet: Sheet, unit: int) -> Change | None:
    parts = sheet.moved[unit]
    if sheet.since is None or np.isnan(parts).any():
        return None
    index, z = sheet.found.index, sheet.found.z
    added = np.bincount(index.dimension_of, parts, len(index.dimensions))
    unlike = np.isnan(z[sheet.year, unit]) != np.isnan(z[sheet.since, unit])
    return Change(
        since=sheet.found.values.years[sheet.since],
        score=float(parts.sum()),
        dimensions=tuple(
            Share(one.id, one.name, float(part)) for one, part in zip(index.dimensions, added, strict=True)
        ),
        indicators=_shares(sheet, parts),
        unlike=tuple(index.indicators[place].name for place in np.flatnonzero(unlike)),
    )


def _behind(sheet: Sheet, unit: int) -> Distance | None:
    parts = sheet.behind[unit]
    if sheet.peer is None or sheet.peer == unit or np.isnan(parts).any():
        return None
    peer = sheet.found.values.units[sheet.peer]
    return Distance(Named(peer.id, peer.name), float(parts.sum()), _shares(sheet, parts))
