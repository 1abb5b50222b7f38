"""How much of what exists has each source, and have all together, seen? Capture–recapture with unequal visibility.

    logit P(source s sees a fact of region r) = level_s + region_r + spread · v,   v ~ N(0, 1) for each fact

Facts that are easy to see are in every list, so lists overlap more than chance would have it, and an estimate that
takes them for independent finds too few hidden ones. The visibility v makes up for that; it is integrated out
(Gauss–Hermite), level and spread are fitted over all regions, and each region's term is averaged over its posterior.
Method: docs/methods.md, equations K1–K3 (Rasch model with normal heterogeneity: Coull & Agresti 1999).
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.polynomial.hermite_e import hermegauss
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

_NODES: Final = 11  # of the quadrature over visibility
_GRID: Final = np.linspace(-4.0, 4.0, 65)  # region terms looked at
_REGION_SPREAD: Final = 1.0  # standard deviation of the region terms' prior
_USUAL_SPREAD: Final = 0.9  # median of the prior of the visibility's spread, which two lists cannot tell
_SPREAD_DOUBT: Final = 0.4  # standard deviation of its logarithm
_BAND: Final = (0.1, 0.9)


@dataclass(frozen=True, slots=True)
class Capture:
    """Probability that a fact is seen; R regions, S lists."""

    mean: Floats  # R, by any list
    low: Floats  # R, tenth percentile of its posterior
    high: Floats  # R, ninetieth percentile
    by_list: Floats  # R x S, by each list
    spread: float  # of visibility, in logits; 0 would be independent lists


def fit_capture(lists: Numbers, region: Numbers, *, regions: int, sources: int) -> Capture | None:
    """Fit the model; None where fewer than two lists speak, because then nothing can be told.

    Args:
        lists: for each fact the bit pattern of the lists that have it, n values above 0.
        region: for each fact its region, n values in 0..regions-1; others (-1) tell nothing of a region.
        regions: how many regions there are.
        sources: how many lists there are, S.
    """
    from scipy.optimize import minimize  # only where it is asked for: most commands need not wait for it

    if sources < 2:
        return None
    known = region >= 0
    cells = np.bincount(region[known] * 2**sources + lists[known], minlength=regions * 2**sources)
    counts = cells.reshape(regions, 2**sources).astype(np.float64)
    start = np.zeros(sources + 1)
    start[-1] = np.log(_USUAL_SPREAD)
    found = minimize(_unlikeliness, start, args=(counts,), method="L-BFGS-B").x
    patterns, single = _chances(found)
    weights = _region_weights(counts, patterns)
    return _summary(weights, 1 - np.exp(patterns[:, 0]), single, float(np.exp(found[-1])))


def _summary(weights: Floats, seen: Floats, single: Floats, spread: float) -> Capture:
    """Means and band over the region terms; `seen` grows with the term, so its percentiles are the term's."""
    steps = np.cumsum(weights, axis=1)
    low, high = (seen[np.minimum((steps < share).sum(axis=1), seen.size - 1)] for share in _BAND)
    return Capture(mean=weights @ seen, low=low, high=high, by_list=weights @ single, spread=spread)


def _unlikeliness(parameters: Floats, counts: Floats) -> float:
    """Minus the log posterior of levels and spread, region terms summed out."""
    patterns, _ = _chances(parameters)
    joint = _log_joint(counts, patterns)
    top = joint.max(axis=1)
    told = np.sum(top + np.log(np.exp(joint - top[:, None]).sum(axis=1)))
    doubt = 0.5 * ((parameters[-1] - np.log(_USUAL_SPREAD)) / _SPREAD_DOUBT) ** 2
    return float(doubt + 0.005 * np.square(parameters[:-1]).sum() - told)


def _log_joint(counts: Floats, patterns: Floats) -> Floats:
    """R x G: log probability of each region's patterns, seen ones alone, and of the term."""
    seen = patterns[:, 1:] - np.log1p(-np.exp(patterns[:, :1]))
    return np.asarray(counts[:, 1:] @ seen.T - 0.5 * np.square(_GRID / _REGION_SPREAD))


def _region_weights(counts: Floats, patterns: Floats) -> Floats:
    """R x G posterior of the region terms."""
    joint = _log_joint(counts, patterns)
    weights = np.exp(joint - joint.max(axis=1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


@cache
def _quadrature() -> tuple[Floats, Floats]:
    """Points and weights of a standard normal."""
    points, weights = hermegauss(_NODES)
    return points, np.asarray(weights / weights.sum())


def _chances(parameters: Floats) -> tuple[Floats, Floats]:
    """For each region term: log probability of each pattern of lists, G x 2^S, and of each list alone, G x S."""
    levels, spread = parameters[:-1], np.exp(parameters[-1])
    points, weights = _quadrature()
    logits = levels + _GRID[:, None, None] + spread * points[:, None]  # G x Q x S
    yes, no = -np.logaddexp(0, -logits), -np.logaddexp(0, logits)
    bits = (np.arange(2**levels.size)[:, None] >> np.arange(levels.size) & 1).astype(np.float64)
    logs = yes @ bits.T + no @ (1 - bits.T)
    top = logs.max(axis=1)
    patterns = top + np.log(np.einsum("q,gqm->gm", weights, np.exp(logs - top[:, None])))
    return patterns, np.asarray(np.einsum("q,gqs->gs", weights, np.exp(yes)))
