"""How far the order of units hangs on how the index was built (docs/methods.md, I16; Saisana et al. 2005).

A draw is a choice of five things at once: normalisation, weights, aggregation, what to do about missing figures, and
which indicator to leave out. The score of every unit under every draw comes from a few products of matrices.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.indices.data_weights import critic_weights, entropy_weights
from graph.analysis.indices.known import extremes, filled
from graph.analysis.indices.normalise import percentiles, standardised
from graph.analysis.indices.ranks import ranks
from graph.analysis.indices.tiers import tiers

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

CHOICES: Final = ("normalisation", "weights", "aggregation", "missing", "left_out")
_POOL: Final = 512  # weight sets prepared, from which a draw takes one
_SHAKE: Final = 0.25  # each weight is off by up to this share
_OWN: Final = 0.5  # share of the sets that start from the index's own weights
_BAND: Final = (5, 95)  # per cent of draws a rank interval leaves out below and from
_TIERED: Final = 1_000  # draws that are grouped into tiers …
_TIER_WORK: Final = 500_000  # … fewer where units are many: so many scores in all
_FEWEST: Final = 50


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the draws say of each unit."""

    low: Numbers  # rank interval, 5–95 % of the draws
    high: Numbers
    tier_shares: Floats  # units x tiers, share of the draws in which a unit falls into a tier


@dataclass(frozen=True)
class Model:
    """Everything a draw chooses from; `scores` gives units' scores for draws written as five numbers in 0..1."""

    sums: tuple[Floats, ...]  # normalised tables for the arithmetic mean, units x indicators
    products: tuple[Floats, ...]  # the same, above 0, for the geometric mean
    weights: Floats  # sets x indicators

    def scores(self, chosen: Floats) -> Floats:
        """Scores, draws x units.

        Args:
            chosen: draws x five numbers in 0..1, in the order of CHOICES.
        """
        weights = self._weights(chosen)
        found = np.empty((len(chosen), len(self.sums[0])))
        for rows, table, multiply, fill in self._ways(chosen):
            means = _means(weights[rows], filled(table) if fill else table, multiply=multiply)
            found[rows] = means
        return found

    def _weights(self, chosen: Floats) -> Floats:
        """Weights of each draw, one indicator left out in half of them."""
        picked = self.weights[_place(chosen[:, 1], len(self.weights))]
        size = picked.shape[1]
        left = _place(np.maximum(2 * chosen[:, 4] - 1, 0.0), size)
        out = (chosen[:, 4] >= 0.5) & (size > 1)
        picked[out, left[out]] = 0.0
        return picked

    def _ways(self, chosen: Floats) -> Iterator[tuple[Numbers, Floats, bool, bool]]:
        """The draws that share table, mean and filling."""
        kind = _place(chosen[:, 0], len(self.sums))
        multiply, fill = chosen[:, 2] >= 0.5, chosen[:, 3] >= 0.5
        for code in np.unique(kind * 4 + multiply * 2 + fill):
            rows = np.flatnonzero(kind * 4 + multiply * 2 + fill == code)
            table, multiplied, filled = code // 4, bool(code & 2), bool(code & 1)
            yield rows, (self.products if multiplied else self.sums)[table], multiplied, filled


def _place(share: Floats, size: int) -> Numbers:
    return np.minimum((share * size).astype(np.int64), size - 1)


def _means(weights: Floats, table: Floats, *, multiply: bool) -> Floats:
    """Weighted means, draws x units; what is missing gives its weight to the others."""
    there = ~np.isnan(table)
    figures = np.where(there, np.log(np.where(there, table, 1.0)) if multiply else table, 0.0)
    means = (weights @ figures.T) / np.maximum(weights @ there.T.astype(np.float64), 1e-12)
    return np.asarray(np.exp(means) if multiply else means)


def model_of(z: Floats, weights: Floats, generator: np.random.Generator) -> Model:
    """What draws choose from.

    Args:
        z: units x indicators as the index normalises them, NaN where missing.
        weights: its own.
        generator: for the sets of weights: half from its own, the others from equal, entropy and CRITIC weights, each
            weight off by up to a quarter.
    """
    spread = _spread(z)
    own = z if np.nanmin(z, initial=np.inf) > 0 else spread
    order = 1 + 0.99 * percentiles(z)
    sums = tuple(_undefined_out(one, z) for one in (z, spread, standardised(z), percentiles(z)))
    products = tuple(_undefined_out(one, z) for one in (own, spread, spread, order))
    others = np.stack((np.ones(len(weights)), entropy_weights(z), critic_weights(z))) * (weights > 0)
    others /= np.maximum(others.sum(axis=1, keepdims=True), 1e-12)
    family = generator.choice(4, _POOL, p=(_OWN, *[(1 - _OWN) / 3] * 3))
    sets = np.vstack((weights, others))[family] * generator.uniform(1 - _SHAKE, 1 + _SHAKE, (_POOL, len(weights)))
    return Model(sums, products, sets / sets.sum(axis=1, keepdims=True))


def _spread(z: Floats) -> Floats:
    """Between the least and the most of the units, 1..100."""
    low, high = extremes(z)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(1 + 99 * (z - low) / np.where(high > low, high - low, np.nan))


def _undefined_out(table: Floats, z: Floats) -> Floats:
    """A column that is the same for all tells nobody apart: any figure does for it."""
    return np.where(np.isnan(table) & ~np.isnan(z), 1.0, table)


def draw(model: Model, tier_total: int, draws: int, generator: np.random.Generator) -> Drawn:
    """Rank intervals and chances of tiers.

    Args:
        model: from `model_of`.
        tier_total: tiers the headline has.
        draws: how many.
        generator: for the choices.
    """
    scores = model.scores(generator.random((draws, len(CHOICES))))
    low, high = np.percentile(ranks(scores), _BAND, axis=0, method="nearest").astype(np.int64)
    return Drawn(low, high, _tier_shares(scores, tier_total))


def _tier_shares(scores: Floats, total: int) -> Floats:
    """Share of draws in which each unit falls into each tier."""
    units = scores.shape[1]
    enough = min(len(scores), _TIERED, max(_FEWEST, _TIER_WORK // units))
    found = tiers(scores[:enough], total)
    return np.stack([(found == tier).mean(axis=0) for tier in range(1, total + 1)], axis=1)


def sensitivity(model: Model, headline: Numbers, generator: np.random.Generator, size: int = 512) -> dict[str, Floats]:
    """Which choice moves ranks most: first-order and total indices of the mean shift of ranks (I17).

    Args:
        model: from `model_of`.
        headline: rank of each unit in the index as defined.
        generator: for the choices.
        size: base size N; N(5+2) evaluations (Saltelli et al. 2010; totals by Jansen 1999).

    Returns:
        For each of CHOICES two numbers: its share alone, and with all it takes part in; NaN where ranks never move.
    """
    first, second = generator.random((2, size, len(CHOICES)))

    def shift(chosen: Floats) -> Floats:
        return np.asarray(np.abs(ranks(model.scores(chosen)) - headline).mean(axis=1))

    return _indices(shift, first, second)


def _indices(shift: Callable[[Floats], Floats], first: Floats, second: Floats) -> dict[str, Floats]:
    one, other = shift(first), shift(second)
    variance, mean, found = np.concatenate([one, other]).var(), np.concatenate([one, other]).mean(), {}
    for place, name in enumerate(CHOICES):
        mixed = first.copy()
        mixed[:, place] = second[:, place]
        turned = shift(mixed)
        parts = np.array([np.mean((other - mean) * (turned - one)), np.mean((one - turned) ** 2) / 2])
        found[name] = parts / variance if variance > 0 else np.full(2, np.nan)
    return found
