"""Weights that the figures themselves suggest: entropy, CRITIC, principal component (docs/methods.md, I7–I9).

They speak of how much an indicator tells the units apart, not of how much it matters: alternatives for the test of
robustness, never mixed into experts' weights without being asked for. A column that is the same for all weighs nothing.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.indices.known import extremes, filled

Floats = NDArray[np.float64]

_CAP: Final = 2.0  # times the equal weight: one outlier in a flat column would else take nearly everything


def entropy_weights(z: Floats) -> Floats:
    """Weights by information (Shannon 1948; Zou et al. 2006), none above twice the equal weight.

    Args:
        z: units x indicators, comparable figures, NaN where missing; brought to 0..1 by column first.

    Returns:
        As many weights as columns, adding up to 1.
    """
    scaled = _scaled(z)
    total = np.nansum(scaled, axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = scaled / total
        logs = np.where(share > 0, share * np.log(share), 0.0)
    known = np.sum(~np.isnan(scaled), axis=0)
    entropy = -np.nansum(logs, axis=0) / np.log(np.maximum(known, 2))
    return _capped(_shares(np.where(total > 0, 1 - entropy, 0.0)))


def critic_weights(z: Floats) -> Floats:
    """Weights by spread times disagreement with the others (Diakoulaki et al. 1995); `z` as in `entropy_weights`."""
    scaled = np.nan_to_num(filled(_scaled(z)))
    spread = scaled.std(axis=0, ddof=1) if len(scaled) > 1 else np.zeros(scaled.shape[1])
    return _shares(spread * np.sum(1 - _correlations(scaled), axis=1))


def pca_weights(z: Floats) -> Floats:
    """Weights by the squared loadings of the first principal component of the correlations (OECD 2008, 6.1)."""
    scaled = np.nan_to_num(filled(_scaled(z)))
    alive = scaled.std(axis=0) > 0
    weights = np.zeros(scaled.shape[1])
    if alive.any():
        weights[alive] = np.linalg.eigh(_correlations(scaled[:, alive]))[1][:, -1] ** 2
    return _shares(weights)


def _scaled(z: Floats) -> Floats:
    """Each column on 0..1; a column that is the same for all is 0."""
    with np.errstate(invalid="ignore", divide="ignore"):
        low, high = extremes(z)
        scaled = (z - low) / (high - low)
    return np.where(np.isnan(z), np.nan, np.where(high > low, scaled, 0.0))


def _correlations(z: Floats) -> Floats:
    """Correlations of columns; 0 with a column that is the same for all."""
    centred = z - z.mean(axis=0)
    length = np.sqrt(np.square(centred).sum(axis=0))
    with np.errstate(invalid="ignore", divide="ignore"):
        found = np.nan_to_num(centred.T @ centred / np.outer(length, length))
    np.fill_diagonal(found, 1.0)
    return np.asarray(found)


def _shares(weights: Floats) -> Floats:
    """Weights that add up to 1; equal ones where all are 0."""
    weights = np.maximum(weights, 0.0)
    total = weights.sum()
    return np.asarray(weights / total if total > 0 else np.full(len(weights), 1 / len(weights)))


def _capped(weights: Floats) -> Floats:
    """No weight above the cap; what is cut off goes to the others in proportion, equally where they have none."""
    cap, free = _CAP / len(weights), np.ones(len(weights), bool)
    while len(weights) > 1 and np.any(over := free & (weights > cap + 1e-12)):
        free &= ~over
        left = 1 - cap * np.sum(~free)
        rest = weights[free] if weights[free].sum() > 0 else np.ones(int(free.sum()))
        weights = np.full(len(weights), cap)
        weights[free] = left * rest / rest.sum()
    return weights
