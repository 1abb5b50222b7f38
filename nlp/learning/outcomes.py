"""A log-linear model of a few outcomes over hashed features, where each case may have some of the outcomes only.

A feature is a number of 32 bits, made by hashing; its upper bits are the bucket that its weights lie in. Training is
L-BFGS on the ridge-penalised log likelihood: convex, so that the same cases give the same weights.
Source: C. M. Bishop, Pattern Recognition and Machine Learning (2006), 4.3.4.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

_BITS: Final = 21  # of a bucket: so many that features never trained on seldom fall on a weight
_SHIFT: Final = np.uint32(32 - _BITS)
_KEPT: Final = 1e-3  # weights below this change no choice and are left out of the file
_ROUNDS: Final = 200


class Cases(NamedTuple):
    """The features of all cases, one case after the other, and where each case starts (and the last ends)."""

    features: NDArray[np.uint32]
    bounds: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Weights of the features: `rows` says for each bucket which row of `weights` it has; row 0 is all zero."""

    rows: NDArray[np.int32]
    weights: NDArray[np.float32]  # (rows, outcomes)

    def chances(self, cases: Cases, allowed: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Chance of each outcome of each case, shape (cases, outcomes), zero where not `allowed` (same shape)."""
        scores = np.where(allowed, self._scores(cases), -np.inf)
        odds = np.exp(scores - scores.max(axis=1, keepdims=True, initial=-np.finfo(np.float64).max))
        chances: NDArray[np.float64] = odds / odds.sum(axis=1, keepdims=True)
        return chances

    def _scores(self, cases: Cases) -> NDArray[np.float64]:
        """Sums of weights; features without any are passed over."""
        rows = self.rows[cases.features >> _SHIFT]
        known = rows > 0
        counts = np.concatenate([[0], np.cumsum(known)])[cases.bounds]
        sums = np.zeros((len(cases.bounds) - 1, self.weights.shape[1]))
        filled = np.flatnonzero(counts[1:] > counts[:-1])
        if filled.size:
            sums[filled] = np.add.reduceat(self.weights[rows[known]], counts[filled], axis=0)
        return sums

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """What `from_arrays` reads back: the weights that matter, in half precision, by row and outcome."""
        buckets = np.flatnonzero(self.rows)
        weights = self.weights[self.rows[buckets]]
        kept = np.abs(weights).max(axis=1, initial=0.0) > _KEPT
        weights = weights[kept]
        matter = np.abs(weights) > _KEPT
        return {
            "places": buckets[kept].astype(np.int32),
            "filled": np.packbits(matter, axis=1),
            "values": weights[matter].astype(np.float16),
            "outcomes": np.array([weights.shape[1]], dtype=np.int32),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.generic]]) -> Self:
        places, count = arrays["places"], int(arrays["outcomes"][0])
        filled = np.unpackbits(arrays["filled"].astype(np.uint8), axis=1, count=count).astype(np.bool_)
        weights = np.zeros((len(places) + 1, count), dtype=np.float32)
        weights[1:][filled] = arrays["values"]
        return cls(_rows_of(places), weights)


def fit_outcomes(
    cases: Cases, outcomes: Sequence[int], allowed: NDArray[np.bool_], *, at_least: int = 1, ridge: float = 1.0
) -> Outcomes:
    """The `Outcomes` that explain best which outcome each case had.

    Args:
        cases: the features of each.
        outcomes: the outcome of each, one of its allowed.
        allowed: shape (cases, outcomes); those a case may not have take no part in its chances.
        at_least: in how many cases a feature must be seen to count.
        ridge: penalty on squared weights; the larger, the less is believed of rare features.
    """
    matrix, buckets = _matrix(cases, at_least)
    shape = (matrix.shape[1], allowed.shape[1])
    patterns, kinds = np.unique(allowed, axis=0, return_inverse=True)
    parts = [
        _Part.of(matrix, np.flatnonzero(kinds.ravel() == kind), np.flatnonzero(pattern), np.asarray(outcomes))
        for kind, pattern in enumerate(patterns)
    ]
    weights = _fitted([part for part in parts if len(part.chosen) > 1], shape, ridge)
    return Outcomes(_rows_of(buckets), np.concatenate([np.zeros((1, shape[1]), np.float32), weights]))


@dataclass(frozen=True, slots=True)
class _Part:
    """The cases that may have the same outcomes, with the features that they have."""

    matrix: Any  # sparse, (cases, features)
    turned: Any
    features: NDArray[np.int64]
    chosen: NDArray[np.int64]  # outcomes
    wanted: NDArray[np.float64]

    @classmethod
    def of(cls, matrix: Any, rows: NDArray[np.int64], chosen: NDArray[np.int64], outcomes: NDArray[np.int64]) -> Self:
        own = matrix[rows]
        features = np.unique(own.indices)
        own = own[:, features]
        return cls(own, own.T.tocsr(), features, chosen, (outcomes[rows, None] == chosen).astype(np.float64))

    def add_loss(self, weights: NDArray[np.float64], gradient: NDArray[np.float64]) -> float:
        """The part's share of the loss; its share of the gradient is added to `gradient`."""
        place = np.ix_(self.features, self.chosen)
        scores = self.matrix @ weights[place]
        scores -= scores.max(axis=1, keepdims=True)
        odds = np.exp(scores)
        total = odds.sum(axis=1, keepdims=True)
        gradient[place] += self.turned @ (odds / total - self.wanted)
        return float((self.wanted * (np.log(total) - scores)).sum())


def _fitted(parts: Sequence[_Part], shape: tuple[int, int], ridge: float) -> NDArray[np.float32]:
    from scipy.optimize import minimize

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        gradient = ridge * flat.reshape(shape)
        value = 0.5 * ridge * float(flat @ flat)
        weights = flat.reshape(shape)
        return value + sum(part.add_loss(weights, gradient) for part in parts), gradient.ravel()

    found = minimize(loss, np.zeros(shape[0] * shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS})
    weights: NDArray[np.float32] = found.x.reshape(shape).astype(np.float32)
    return weights


def _matrix(cases: Cases, at_least: int) -> tuple[Any, NDArray[np.int64]]:
    """Cases × buckets in use as a sparse matrix of counts, and which bucket each column is."""
    from scipy.sparse import csr_array

    _, which, counts = np.unique(cases.features, return_inverse=True, return_counts=True)
    often = counts[which] >= at_least
    bounds = np.concatenate([[0], np.cumsum(often)])[cases.bounds]
    used, columns = np.unique(cases.features[often] >> _SHIFT, return_inverse=True)
    return csr_array((np.ones(len(columns)), columns, bounds), shape=(len(bounds) - 1, len(used))), used.astype(
        np.int64
    )


def _rows_of(buckets: NDArray[Any]) -> NDArray[np.int32]:
    rows = np.zeros(1 << _BITS, dtype=np.int32)
    rows[buckets] = np.arange(1, len(buckets) + 1)
    return rows
