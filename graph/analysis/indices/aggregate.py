"""Comparable figures to one score, each with the parts that add up to it (docs/methods.md, I10–I13)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.indices.definition import Aggregation
from graph.analysis.indices.known import extremes

Floats = NDArray[np.float64]

LEAST_WEIGHT: Final = 2 / 3  # of the whole that must be there for a score; below it there is none
_SLACK: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Combined:
    """Scores of units."""

    score: Floats  # units; NaN where too little is known
    contributions: Floats  # units x indicators, adding up to the score; 0 for what is missing
    weights: Floats  # units x indicators in use: those of what is there, made to add up to 1


@dataclass(frozen=True, slots=True)
class _Table:
    """Units x indicators without gaps: what is missing weighs nothing."""

    z: Floats
    weights: Floats
    best: Floats  # of each indicator
    worst: Floats


def combine(z: Floats, weights: Floats, how: Aggregation) -> Combined:
    """Combine figures into scores.

    Args:
        z: units x indicators, more is better, NaN where missing; above 0 for the geometric mean.
        weights: of the indicators, above 0; where one is missing the others of the unit share its weight.
        how: the rule.
    """
    used, gap = available(z, weights), np.isnan(z)
    worst, best = (np.where(np.isinf(one), 0.0, one) for one in extremes(z))
    score, parts = _RULES[how](_Table(np.where(gap, worst, z), used, best, worst))
    known = ~np.isnan(used[:, 0])
    parts = np.where(gap, 0.0, parts)
    return Combined(np.where(known, score, np.nan), np.where(known[:, None], parts, np.nan), used)


def available(z: Floats, weights: Floats) -> Floats:
    """Weights of what is there, units x indicators, adding up to 1; NaN for a unit with less than two thirds (I13)."""
    there = np.where(np.isnan(z), 0.0, weights)
    total = there.sum(axis=1, keepdims=True)
    enough = total >= LEAST_WEIGHT * weights.sum() - _SLACK
    return np.asarray(np.where(enough, there / np.where(total > 0, total, 1), np.nan))


def _arithmetic(table: _Table) -> tuple[Floats, Floats]:
    """Σ w z: what is good in one makes up for what is bad in another (I10)."""
    parts = table.weights * table.z
    return parts.sum(axis=1), parts


def _geometric(table: _Table) -> tuple[Floats, Floats]:
    """Π z^w; its parts share out the score by their logarithms (I11)."""
    logs = table.weights * np.log(np.where(table.z > 0, table.z, 1.0))
    total = logs.sum(axis=1, keepdims=True)
    score = np.exp(total[:, 0])
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(np.abs(total) > _SLACK, logs / total, table.weights)
    return score, score[:, None] * share


def _topsis(table: _Table) -> tuple[Floats, Floats]:
    """Nearness to the best of all rather than the worst, 0..1; its parts share it out by squared distances (I12)."""
    up, down = (table.weights * (table.best - table.z)) ** 2, (table.weights * (table.z - table.worst)) ** 2
    far, near = np.sqrt(up.sum(axis=1)), np.sqrt(down.sum(axis=1))
    with np.errstate(invalid="ignore", divide="ignore"):
        score = np.where(far + near > 0, near / (far + near), 0.0)
        share = np.where(near[:, None] > 0, down / (near**2)[:, None], table.weights)
    return score, score[:, None] * share


_RULES: Final[Mapping[Aggregation, Callable[[_Table], tuple[Floats, Floats]]]] = {
    Aggregation.ARITHMETIC: _arithmetic,
    Aggregation.GEOMETRIC: _geometric,
    Aggregation.TOPSIS: _topsis,
}
