"""Weights and certainty learned from judgements: which of two candidates of a need is the better one?

Pairwise logistic regression over the features, weights kept at 0 or more, drawn to the ones before so that few
judgements move them little. Method: docs/methods.md, equation M5.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.matching.features import FEATURES
from graph.analysis.matching.ranking import Ranking

GOOD: Final = 2  # grade from which a candidate makes exactly what is asked for
_STEPS: Final = 400
_RATE: Final = 0.3
_DRAWN: Final = 0.3  # pull towards the weights before, per need
_SHARP: Final = 12.0  # scores lie within 0..1, so that a difference of 0.1 already tells

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Judged:
    """The candidates of one need and what a person said of them, n rows each."""

    values: Floats  # (n, features)
    grades: NDArray[np.int64]  # 0..3


def learn(needs: Sequence[Judged], before: Ranking) -> Ranking:
    """A ranking that puts better candidates first, and knows how sure a score makes.

    Args:
        needs: judged candidates; a need whose grades are all alike says nothing of the weights.
        before: the weights to begin with, and to stay near.
    """
    pairs = [_pairs(need) for need in needs]
    weights = _weights([one for one in pairs if one[0].size], before)
    learned = replace(before, weights=weights, origin=f"学自 {len(needs)} 条需求的评判 · learned")
    return _calibrated(needs, learned)


def _pairs(need: Judged) -> tuple[Floats, Floats]:
    """Differences of features of better and worse candidates, and what each pair weighs."""
    better, worse = np.nonzero(need.grades[:, None] > need.grades[None, :])
    gain = 2.0**need.grades
    return need.values[better] - need.values[worse], gain[better] - gain[worse]


def _weights(pairs: Sequence[tuple[Floats, Floats]], before: Ranking) -> Floats:
    weights = before.weights.copy()
    total = before.weights.sum()
    for step in range(_STEPS if pairs else 0):
        slope = np.mean([_slope(weights, *one) for one in pairs], axis=0) - _DRAWN * (weights - before.weights)
        weights = np.maximum(weights + _RATE / (1 + step / 50) * slope, 0.0)
        weights *= total / weights.sum()
    return weights


def _slope(weights: Floats, differences: Floats, gains: Floats) -> Floats:
    """Direction in which the log likelihood of one need's pairs rises, each need counting alike."""
    doubt = 1 / (1 + np.exp(np.clip(_SHARP * (differences @ weights), -30, 30)))
    return np.asarray((gains * doubt) @ differences / gains.sum(), np.float64)


def _calibrated(needs: Sequence[Judged], ranking: Ranking) -> Ranking:
    """Slope and middle of the logistic curve from score to the chance of being good (Platt 1999)."""
    scores = np.concatenate([ranking.scores(need.values) for need in needs] or [np.empty(0)])
    good = np.concatenate([need.grades >= GOOD for need in needs] or [np.empty(0, np.bool_)])
    if not good.any() or good.all():
        return ranking
    slope, middle = ranking.slope, ranking.middle
    # Platt's targets: never quite 0 or 1, so that a clean sample does not claim certainty.
    target = np.where(good, (good.sum() + 1) / (good.sum() + 2), 1 / ((~good).sum() + 2))
    for _ in range(_NEWTON):
        slope, middle = _newton(scores, target, slope, middle)
    return replace(ranking, slope=float(slope), middle=float(middle))


_NEWTON: Final = 50


def _newton(scores: Floats, target: Floats, slope: float, middle: float) -> tuple[float, float]:
    """One damped step for the line slope · score − slope · middle."""
    rows = np.column_stack([scores, np.ones_like(scores)])
    line = np.array([slope, -slope * middle])
    chance = 1 / (1 + np.exp(-np.clip(rows @ line, -30, 30)))
    curve = (rows * (chance * (1 - chance) + 1e-9)[:, None]).T @ rows + 1e-6 * np.eye(2)
    line = line + np.linalg.solve(curve, rows.T @ (target - chance))
    new = float(np.clip(line[0], 1.0, 60.0))
    return new, float(-line[1] / new)


def reliability(needs: Sequence[Judged], ranking: Ranking, *, bands: int = 5) -> tuple[tuple[float, float, int], ...]:
    """Mean certainty, share of good candidates, and their number, in bands of certainty from low to high."""
    scores = np.concatenate([ranking.scores(need.values) for need in needs])
    good = np.concatenate([need.grades >= GOOD for need in needs])
    sure = np.array([ranking.certainty(float(score)) for score in scores])
    band = np.minimum((sure * bands).astype(np.int64), bands - 1)
    rows = [np.flatnonzero(band == one) for one in range(bands)]
    return tuple((float(sure[row].mean()), float(good[row].mean()), int(row.size)) for row in rows if row.size)


__all__ = ["FEATURES", "GOOD", "Judged", "learn", "reliability"]
