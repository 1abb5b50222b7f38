"""Scores of all units in all years at once, and the slices of one year that answers are made from."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.analysis.indices.aggregate import Combined, combine
from graph.analysis.indices.definition import Aggregation, Dimension, Index, IndexIndicator, Normalisation, Weighting
from graph.analysis.indices.linking import linked
from graph.analysis.indices.normalise import normalise
from graph.analysis.indices.values import UNDATED, Values
from graph.analysis.indices.weights import LeafWeights, weights_of
from ontology.errors import BadIndexValues

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

CALCULATED, PUBLISHED = "calculated", "published"


@dataclass(frozen=True)
class Scored:
    """An index over a block of figures."""

    index: Index
    values: Values
    basis: str  # CALCULATED from indicators, or PUBLISHED: the author's own figures, where only they are known
    z: Floats  # years x units x indicators
    weights: LeafWeights
    notes: tuple[str, ...]

    @cached_property
    def _all(self) -> Combined:
        return self._combined(np.ones(self.z.shape[2], np.bool_))

    def _combined(self, leaves: NDArray[np.bool_]) -> Combined:
        """Scores by some leaves, of all years at once: TOPSIS measures from the best and worst of all of them."""
        flat = self.z[:, :, leaves].reshape(-1, np.count_nonzero(leaves))
        return combine(flat, self.weights.leaves[leaves], self.index.aggregation)

    @cached_property
    def scores(self) -> Floats:
        """Years x units, NaN where too little is known."""
        return self._all.score.reshape(self.z.shape[:2])

    @cached_property
    def linked(self) -> Floats:
        """Years x units: chain-linked scores of an index of a base year, NaN for any other.

        Nor has TOPSIS any: places between the best and the worst do not grow.
        """
        index, years = self.index, self.values.years
        grows = index.normalisation is Normalisation.BASE_PERIOD and index.aggregation is not Aggregation.TOPSIS
        if not grows or index.base_year not in years:
            return np.full(self.z.shape[:2], np.nan)
        return linked(self.z, self.weights.leaves, index.aggregation, years.index(index.base_year or 0))

    def of_year(self, year: int) -> Combined:
        """What was made of the units in the year at this place."""
        units = self.z.shape[1]
        rows = slice(year * units, (year + 1) * units)
        return Combined(self._all.score[rows], self._all.contributions[rows], self._all.weights[rows])

    def dimension_scores(self, year: int) -> list[Floats]:
        """For each dimension the scores of its own indicators in that year."""
        home = np.array(self.index.dimension_of)
        found = (self._combined(home == place) for place in range(len(self.index.dimensions)))
        return [one.score.reshape(self.z.shape[:2])[year] for one in found]

    def year_at(self, asked: int | None) -> int | None:
        """Place of the year asked for, else of the newest with scores, or with figures; None where there are none.

        Raises:
            BadIndexValues: no figure is of the year asked for.
        """
        years = self.values.years
        if asked is not None and asked not in years:
            known = "、".join(str(year) for year in years if year != UNDATED) or "无"
            raise BadIndexValues(
                f"没有 {asked} 年的数值，有 {known} · no figures of {asked}",
                "换一年，或用 --values 给表 · try another year",
            )
        if asked is not None:
            return years.index(asked)
        scored = np.flatnonzero(~np.isnan(self.scores).all(axis=1)) if self.scores.size else np.empty(0, np.int64)
        return int(scored[-1]) if scored.size else (len(years) - 1 if years else None)


def score(index: Index, values: Values) -> Scored:
    """Scores by the definition; the author's own figures where no unit has a score and they are known."""
    found = _scored(index, values, CALCULATED)
    if np.isnan(found.scores).all() and not np.isnan(values.published).all():
        return _of_published(index, values)
    return found


def _scored(index: Index, values: Values, basis: str) -> Scored:
    made = normalise(index, values)
    weights = weights_of(index, made.cube.reshape(-1, made.cube.shape[2]))
    return Scored(index, values, basis, made.cube, weights, (*values.notes, *made.notes, *weights.notes))


def _of_published(index: Index, values: Values) -> Scored:
    """The index as one indicator of itself."""
    leaf = IndexIndicator("published", f"{index.name}（公布值）")
    alone = replace(
        index,
        dimensions=(Dimension("index", index.name, (leaf,)),),
        normalisation=Normalisation.NONE,
        weighting=Weighting(published=True),
        outliers=False,
        efficiency=None,
    )
    keys = {key: (key[0], key[1], 0) for key in (*values.evidence, *values.marked) if key[2] < 0}
    shown = Values(
        units=values.units,
        years=values.years,
        cube=values.published[:, :, None],
        published=values.published,
        evidence={keys[key]: ids for key, ids in values.evidence.items() if key in keys},
        marked=frozenset(keys[key] for key in values.marked if key in keys),
        notes=(*values.notes, "没有足够的指标值可算，所列为来源公布的指数 · the author's own figures, not calculated"),
    )
    return _scored(alone, shown, PUBLISHED)
