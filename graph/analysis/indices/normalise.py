"""Figures in different units made comparable (docs/methods.md, I1–I3).

Over time: each figure against its own in the base year, times 100. Between places: against goalposts that stay the
same from year to year, so that nobody's score moves because another's figure did.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.indices.definition import Aggregation, Index, Normalisation
from graph.analysis.indices.known import extremes
from graph.analysis.indices.outliers import treat
from graph.analysis.indices.values import Values

Floats = NDArray[np.float64]

_TOP: Final = 100.0
_FLOOR: Final = 1.0  # lowest figure where a geometric mean follows, which has no place for 0
_TAIL: Final = 5  # per cent of the base year's units below and above its goalposts


@dataclass(frozen=True, slots=True)
class Normalised:
    """Comparable figures, years x units x indicators, more is better; NaN where missing or undefined."""

    cube: Floats
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    """Figures on their way to being comparable."""

    cube: Floats  # years x units x indicators
    base: Floats  # units x indicators: those of the base year, NaN without one
    signs: Floats  # of each indicator, 1 where more is better
    posts: Floats  # indicators x (low, high) of the definition, NaN where it gives none
    floor: float


def normalise(index: Index, values: Values) -> Normalised:
    """Comparable figures of every unit and year, by the rule of the definition.

    What cannot be made comparable (no base figure, or one of another sign; the same for all) becomes missing, with a
    notice.
    """
    cube, treated = _treated(index, values) if index.outliers else (values.cube, ())
    figures = _METHODS[index.normalisation](_block(index, values, cube))
    lost = np.sum(~np.isnan(cube) & np.isnan(figures), axis=(0, 1))
    return Normalised(figures, (*treated, *_losses(index, lost)))


def _block(index: Index, values: Values, cube: Floats) -> _Block:
    known = index.base_year in values.years
    base = cube[values.years.index(index.base_year or 0)] if known else np.full(cube.shape[1:], np.nan)
    return _Block(
        cube=cube,
        base=base,
        signs=np.array([leaf.direction for leaf in index.indicators], np.float64),
        posts=np.array([leaf.goalposts or (np.nan, np.nan) for leaf in index.indicators]),
        floor=_FLOOR if index.aggregation is Aggregation.GEOMETRIC else 0.0,
    )


def _treated(index: Index, values: Values) -> tuple[Floats, tuple[str, ...]]:
    """The figures after the treatment of outliers, column by column over all years, and what was done."""
    cube, notes = values.cube.copy(), []
    for column, leaf in enumerate(index.indicators):
        found = treat(values.cube[:, :, column].ravel())
        cube[:, :, column] = found.values.reshape(cube.shape[:2])
        if found.logged:
            notes.append(f"{leaf.name}：取对数 · logarithms taken")
        elif found.cut:
            named = "、".join(values.place_name(place) for place in found.cut)
            notes.append(f"{leaf.name}：截尾 {named} · winsorised")
    return cube, tuple(notes)


def _losses(index: Index, lost: NDArray[np.int64]) -> tuple[str, ...]:
    """Notices of figures that are there and cannot be made comparable."""
    return tuple(
        f"{leaf.name}：{int(count)} 个值无法标准化（无基期值、变号或各单位相同），按缺失处理 · not comparable"
        for leaf, count in zip(index.indicators, lost, strict=True)
        if count
    )


def _by_base(block: _Block) -> Floats:
    """100 times the figure over that of the base year, the other way round where less is better (I1)."""
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = np.where(block.signs > 0, block.cube / block.base, block.base / block.cube)
        return np.where((ratio > 0) & np.isfinite(ratio), _TOP * ratio, np.nan)


def _by_goalposts(block: _Block) -> Floats:
    """Between the goalposts of the definition; else between the least and the most of all years (I2)."""
    seen = np.column_stack(extremes(block.cube.reshape(-1, block.cube.shape[2])))
    return _between(block, np.where(np.isnan(block.posts), seen, block.posts))


def _by_base_quantiles(block: _Block) -> Floats:
    """Between the 5th and the 95th percentile of the base year (I2)."""
    known = [column[~np.isnan(column)] for column in block.base.T]
    posts = [np.percentile(one, (_TAIL, 100 - _TAIL)) if one.size else np.full(2, np.nan) for one in known]
    return _between(block, np.array(posts))


def _between(block: _Block, posts: Floats) -> Floats:
    low, high = posts[:, 0], posts[:, 1]
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.clip((block.cube - low) / np.where(high > low, high - low, np.nan), 0.0, 1.0)
    share = np.where(block.signs > 0, share, 1 - share)
    return np.asarray(block.floor + (_TOP - block.floor) * share)


def _by_deviation(block: _Block) -> Floats:
    """Standard deviations from the mean of the year (I3)."""
    return _by_year(block, standardised)


def _by_rank(block: _Block) -> Floats:
    """Place in the year's order, 1 for the worst (I3)."""
    return _by_year(block, ranked)


def _by_percentile(block: _Block) -> Floats:
    """Share of the year's other units that are worse, 0..100 (I3)."""
    return _by_year(block, percentiles)


def _by_year(block: _Block, rule: Callable[[Floats], Floats]) -> Floats:
    years = [rule(year * block.signs) for year in block.cube]
    return np.stack(years) if years else block.cube


def _as_they_are(block: _Block) -> Floats:
    """Figures that are comparable already; less is better turns them round."""
    return block.cube * block.signs


_METHODS: Final[Mapping[Normalisation, Callable[[_Block], Floats]]] = {
    Normalisation.BASE_PERIOD: _by_base,
    Normalisation.GOALPOSTS: _by_goalposts,
    Normalisation.BASE_QUANTILES: _by_base_quantiles,
    Normalisation.ZSCORE: _by_deviation,
    Normalisation.RANK: _by_rank,
    Normalisation.PERCENTILE: _by_percentile,
    Normalisation.NONE: _as_they_are,
}


def standardised(z: Floats) -> Floats:
    """Columns of units x indicators with mean 0 and sample standard deviation 1; NaN for a column of equals."""
    known = np.sum(~np.isnan(z), axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.nansum(z, axis=0) / known
        spread = np.sqrt(np.nansum(np.square(z - mean), axis=0) / (known - 1))
        return np.asarray((z - mean) / np.where(spread > 0, spread, np.nan))


def ranked(z: Floats) -> Floats:
    """Places 1..n within each column, the mean place for equals, NaN for missing."""
    from scipy.stats import rankdata  # a third of a second that other commands need not wait for

    order = rankdata(np.where(np.isnan(z), np.inf, z), axis=0)
    return np.where(np.isnan(z), np.nan, order)


def percentiles(z: Floats) -> Floats:
    """Share of the others in the column that are below, 0..100; NaN where there are no others."""
    known = np.sum(~np.isnan(z), axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(_TOP * (ranked(z) - 1) / np.where(known > 1, known - 1, np.nan))
