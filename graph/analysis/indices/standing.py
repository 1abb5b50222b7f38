"""Where units stand in one year: ranks, tiers, and how sure both are."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.analysis.indices.ranks import ranks
from graph.analysis.indices.scored import Scored
from graph.analysis.indices.tiers import fit, tier_count, tiers
from graph.analysis.indices.uncertainty import Drawn, draw, model_of, sensitivity

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

_FEWEST = 3  # units from which there are tiers


@dataclass(frozen=True, slots=True)
class Standing:
    """Of the units with a score in one year, in the order of `units`."""

    units: Numbers  # their places among all
    rank: Numbers
    tier: Numbers | None
    fit: float | None
    drawn: Drawn | None
    draws: int
    sensitivity: Mapping[str, tuple[float, float]]

    @property
    def tiers(self) -> int:
        """How many tiers there are; 0 for none."""
        return 0 if self.tier is None else int(self.tier.max())


def standing(found: Scored, year: int, *, draws: int, seed: int) -> Standing:
    """Ranks and tiers of a year; intervals and chances from draws, none for a single unit or indicator.

    Args:
        found: the index with all its years.
        year: place of the year.
        draws: how often weights, figures and rules are drawn anew; 0 for none.
        seed: the same seed gives the same draws.
    """
    scores = found.scores[year]
    units = np.flatnonzero(~np.isnan(scores))
    known = scores[units]
    rank = ranks(known[None, :])[0] if units.size else np.empty(0, np.int64)
    tier = _tiers(known, found.index.tiers) if units.size >= _FEWEST else None
    well = fit(known, tier) if tier is not None else None
    z = found.z[year][units]
    if units.size < 2 or np.count_nonzero(found.weights.leaves) < 2 or draws < 1:
        return Standing(units, rank, tier, well, None, 0, {})
    generator = np.random.default_rng(seed)
    model = model_of(z, found.weights.leaves, generator)
    drawn = draw(model, 1 if tier is None else int(tier.max()), draws, generator)
    moved = sensitivity(model, rank, generator)
    parts = {name: (float(one[0]), float(one[1])) for name, one in moved.items() if not np.isnan(one).any()}
    return Standing(units, rank, tier, well, drawn, draws, parts)


def _tiers(scores: Floats, asked: int | None) -> Numbers:
    """As many tiers as asked for, or as fit; never more than there are different scores: equals stand together."""
    count = min(asked, len(np.unique(scores))) if asked else tier_count(scores)
    return np.asarray(tiers(scores[None, :], count)[0])
