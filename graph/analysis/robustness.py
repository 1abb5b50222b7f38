"""Does a finding stand when what it rests on is shaken? The share of perturbed runs in which a cell keeps its type.

Each run draws one source to leave out (or none), a coverage within its band, and every limit within a fifth of its
value. What is expected of a cell stays as it is: it rests on all regions. Method: docs/methods.md, equation R1.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.cells import Asked, Field
from graph.analysis.census import Census
from graph.analysis.hosting import Expected
from graph.analysis.measures import Measures, alone_chance, is_thin
from graph.analysis.presence import outlook_of
from graph.analysis.thresholds import Thresholds
from graph.analysis.verdict import ManyLimits, judge

Floats = NDArray[np.float64]

RUNS: Final = 1_000
_SPREAD: Final = 0.2  # of the limits
_SHAKEN: Final = tuple(one.name for one in fields(ManyLimits))
_COVERAGES: Final = 5  # values looked at within the band
_SEED: Final = 20_260_101  # the same question has the same answer


def robustness_of(asked: Asked, field: Field) -> Floats:
    """Share of the runs in which each cell of the field keeps its type, k values in 0..1."""
    row, columns = field.census.row(asked.place), field.census.columns(asked.number)
    views = list(_views(_Place(field, row, columns, asked.limits)))
    base = _judged(field, field.measures, asked.limits)
    random = np.random.default_rng(_SEED)
    stands = np.zeros(len(field.cells))
    factors = 1 + _SPREAD * random.uniform(-1, 1, (RUNS, len(_SHAKEN)))
    drawn = random.integers(len(views), size=RUNS)
    for view, measures in enumerate(views):
        shaken = _scaled(asked.limits, factors[drawn == view])
        stands += (_judged(field, measures, shaken) == base).sum(axis=0)
    return np.asarray(stands / RUNS)


def _judged(field: Field, measures: Measures, limits: Thresholds | ManyLimits) -> NDArray[np.int8]:
    return judge(measures, limits, required=field.required, served=field.served)


def _scaled(limits: Thresholds, factors: Floats) -> ManyLimits:
    """The limits multiplied by these n x 8 factors; probabilities stay below 1."""
    found = {}
    for name, factor in zip(_SHAKEN, factors.T, strict=True):
        value = getattr(limits, name)
        many = value * factor[:, None]
        found[name] = np.minimum(many, 0.99) if value <= 1 else many
    return ManyLimits(**found)


@dataclass(frozen=True, slots=True)
class _Left:
    """What the sources that are left have seen of the cells."""

    seen: Floats  # k firms
    owners: Floats  # k
    records: float  # of all nodes of the region
    share: float  # of the coverage that is left


@dataclass(frozen=True, slots=True)
class _Place:
    """The cells asked about, and where they stand in the census."""

    field: Field
    row: int
    columns: slice
    limits: Thresholds

    @property
    def census(self) -> Census:
        return self.field.census


def _views(place: _Place) -> Iterator[Measures]:
    """The measures under each coverage of the band, with all sources and without each of them; all equally likely."""
    census, row, columns = place.census, place.row, place.columns
    records = float(census.seen[row].sum())
    everything = _Left(census.seen[row, columns], census.owners[row, columns], records, 1.0)
    left = [_without(place, source) for source in range(len(census.makings.sources))]
    for one in (*[everything] * max(len(left), 1), *left):
        for coverage in _band(census, row):
            yield _seen_again(place, one, max(coverage * one.share, 0.01))


def _band(census: Census, row: int) -> Floats:
    if census.capture is None:
        return np.asarray(census.coverage[row] * np.linspace(0.6, 1.4, _COVERAGES))
    return np.linspace(census.capture.low[row], census.capture.high[row], _COVERAGES)


def _without(place: _Place, source: int) -> _Left:
    """What is seen of the cells when one source is left out."""
    census, columns = place.census, place.columns
    makings, size = census.makings, columns.stop - columns.start
    told = (census.home[makings.firm] == place.row) & ((makings.lists & ~(1 << source)) != 0)
    here = told & (makings.node >= columns.start) & (makings.node < columns.stop)
    node, owner = makings.node[here] - columns.start, makings.owner[here]
    seen = np.bincount(node, minlength=size).astype(np.float64)
    held = np.unique(np.stack([node, owner]), axis=1)[0]
    records = float(told.sum())
    owners = np.bincount(held, minlength=size).astype(np.float64)
    return _Left(seen, owners, records, _share_left(census, place.row, source, records))


def _share_left(census: Census, row: int, source: int, records: float) -> float:
    """Share of the coverage that the other sources have; of the records, where how much each sees is not known."""
    if census.capture is None:
        return records / max(float(census.seen[row].sum()), 1.0)
    chances = census.capture.by_list[row]
    return float((1 - np.prod(1 - np.delete(chances, source))) / (1 - np.prod(1 - chances)))


def _seen_again(place: _Place, left: _Left, coverage: float) -> Measures:
    """The measures of the cells as they would be with these records and this coverage."""
    field, census, row, columns = place.field, place.census, place.row, place.columns
    expected = census.expected
    cells = Expected(expected.mean[row : row + 1, columns], expected.hosted[row : row + 1, columns], expected.shape)
    outlook = outlook_of(left.seen[None], np.array([coverage]), cells)
    empty, none = field.measures.seen == 0, census.outlook.none[row, columns]
    doubts = np.divide(field.measures.absent, none, out=np.ones_like(none), where=empty)
    supply, before = left.seen + outlook.unseen[0], census.supply[row, columns]
    thin = is_thin(np.array(left.records), np.array(coverage), place.limits, alone=len(census.regions) == 1)
    return replace(
        field.measures,
        seen=left.seen,
        absent=np.where(left.seen > 0, 0.0, outlook.none[0] * doubts),
        single=alone_chance(left.owners, census.concentration[row, columns], outlook.none[0], outlook.one[0]),
        thin=np.broadcast_to(thin, left.seen.shape),
        told=outlook.told[0],
        quotient=field.measures.quotient * supply / np.maximum(before, 1e-9),
    )
