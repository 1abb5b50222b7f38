"""Log-linear models over named features: which outcome of a few (`LogLinear`), which candidate of a group (`Ranker`).

Features are strings; each is hashed (CRC-32) into one of `buckets` weights, so that no table of names is kept.
Training is L-BFGS on the ridge-penalised log likelihood: convex, so that the same rows give the same weights.
Source: C. M. Bishop, Pattern Recognition and Machine Learning (2006), 4.3.4; D. McFadden, Conditional logit analysis
of qualitative choice behavior (1974), for the ranker.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, Self
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

BUCKETS: Final = 2**18
_KEPT: Final = 1e-3  # weights below this change no choice and are left out of the file
Features = Sequence[str]


@dataclass(frozen=True, slots=True)
class LogLinear:
    """Chances of each of a few outcomes, given the features of a case; `weights` is (buckets, outcomes)."""

    weights: NDArray[np.float32]

    def log_chances(self, cases: Sequence[Features]) -> NDArray[np.float32]:
        """Natural logarithms of the chances, shape (cases, outcomes); each row's chances sum to one."""
        if not cases:
            return np.zeros((0, self.weights.shape[1]), dtype=np.float32)
        scores = _sums(self.weights, cases)
        top = scores.max(axis=1, keepdims=True)
        total = top + np.log(np.exp(scores - top).sum(axis=1, keepdims=True))
        chances: NDArray[np.float32] = np.subtract(scores, total, dtype=np.float32)
        return chances

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """What `from_arrays` reads back: the weights that matter, in half precision."""
        return _sparse(self.weights)

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.generic]]) -> Self:
        return cls(_dense(arrays))


@dataclass(frozen=True, slots=True)
class Ranker:
    """Scores of candidates; within a group the highest is the likeliest. `weights` is (buckets, 1)."""

    weights: NDArray[np.float32]

    def scores(self, candidates: Sequence[Features]) -> NDArray[np.float32]:
        """One score a candidate; differences within a group are log odds."""
        return _sums(self.weights, candidates)[:, 0] if candidates else np.zeros(0, dtype=np.float32)

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """The weights that matter, in half precision; `nlp.quantities.ranking` reads them."""
        return _sparse(self.weights)


def fit(
    cases: Sequence[Features], outcomes: Sequence[int], *, count: int, buckets: int = BUCKETS, ridge: float = 1.0
) -> LogLinear:
    """The `LogLinear` that explains best which of `count` outcomes each case had.

    Args:
        cases: the features of each.
        outcomes: the outcome of each, 0 ≤ outcome < count.
        count: how many outcomes there are.
        buckets: size of the table of weights, a power of two.
        ridge: penalty on squared weights; the larger, the less is believed of rare features.
    """
    matrix, rows = _matrix(cases, buckets)
    wanted = np.zeros((len(cases), count))
    wanted[np.arange(len(cases)), list(outcomes)] = 1.0

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = matrix @ weights
        scores -= scores.max(axis=1, keepdims=True)
        total = np.log(np.exp(scores).sum(axis=1, keepdims=True))
        gradient = matrix.T @ (np.exp(scores - total) - wanted)
        return float((wanted * (total - scores)).sum()), gradient

    return LogLinear(_fitted(loss, (matrix.shape[1], count), ridge, rows, buckets))


def fit_ranker(
    groups: Sequence[Sequence[Features]], chosen: Sequence[int], *, buckets: int = BUCKETS, ridge: float = 1.0
) -> Ranker:
    """The `Ranker` that explains best which candidate of each group was chosen.

    Args:
        groups: the candidates of each group, each by its features; no group is empty.
        chosen: the position of the right candidate in each group.
        buckets: size of the table of weights, a power of two.
        ridge: penalty on squared weights.
    """
    shares = [np.eye(len(group))[right] for group, right in zip(groups, chosen, strict=True)]
    return fit_shares(groups, shares, buckets=buckets, ridge=ridge)


def fit_shares(
    groups: Sequence[Sequence[Features]],
    shares: Sequence[NDArray[np.float64]],
    *,
    buckets: int = BUCKETS,
    ridge: float = 1.0,
) -> Ranker:
    """As `fit_ranker`, where several candidates may be right: each group's `shares` say how much, and add up to one."""
    if not groups:
        return Ranker(np.zeros((buckets, 1), dtype=np.float32))
    matrix, rows = _matrix(list(chain.from_iterable(groups)), buckets)
    starts = np.cumsum([0, *map(len, groups)])[:-1]
    sizes = np.array([len(group) for group in groups])
    right = np.concatenate(shares)[:, None]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = (matrix @ weights)[:, 0]
        scores -= np.repeat(np.maximum.reduceat(scores, starts), sizes)
        odds = np.exp(scores)
        total = np.repeat(np.add.reduceat(odds, starts), sizes)
        gradient = matrix.T @ ((odds / total)[:, None] - right)
        return float((right[:, 0] * (np.log(total) - scores)).sum()), gradient

    return Ranker(_fitted(loss, (matrix.shape[1], 1), ridge, rows, buckets))


def _buckets_of(cases: Iterable[Features], buckets: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Bucket of every feature of every case, one after the other, and where each case starts (and the last ends)."""
    found = [[crc32(name.encode()) & (buckets - 1) for name in features] for features in cases]
    bounds = np.cumsum([0, *map(len, found)])
    return np.fromiter(chain.from_iterable(found), dtype=np.int64, count=int(bounds[-1])), bounds


def _sums(weights: NDArray[np.float32], cases: Sequence[Features]) -> NDArray[np.float32]:
    places, bounds = _buckets_of(cases, weights.shape[0])
    sums = np.zeros((len(cases), weights.shape[1]), dtype=np.float32)
    filled = np.flatnonzero(bounds[1:] > bounds[:-1])  # a case may have no features
    if filled.size:
        sums[filled] = np.add.reduceat(weights[places], bounds[filled], axis=0)
    return sums


def _matrix(cases: Sequence[Features], buckets: int):  # type: ignore[no-untyped-def]  # scipy's sparse matrices
    """Cases × used buckets as a sparse matrix of counts, and which bucket each column is."""
    from scipy.sparse import csr_array

    places, bounds = _buckets_of(cases, buckets)
    used, columns = np.unique(places, return_inverse=True)
    return csr_array((np.ones(len(places)), columns, bounds), shape=(len(cases), len(used))), used


def _fitted(
    loss: Callable[[NDArray[np.float64]], tuple[float, NDArray[np.float64]]],
    shape: tuple[int, int],
    ridge: float,
    used: NDArray[np.int64],
    buckets: int,
) -> NDArray[np.float32]:
    from scipy.optimize import minimize

    def penalised(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        value, gradient = loss(flat.reshape(shape))
        return value + 0.5 * ridge * float(flat @ flat), gradient.ravel() + ridge * flat

    found = minimize(penalised, np.zeros(shape[0] * shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    weights = np.zeros((buckets, shape[1]), dtype=np.float32)
    weights[used] = found.x.reshape(shape)
    return weights


def _sparse(weights: NDArray[np.float32]) -> dict[str, NDArray[np.generic]]:
    kept = np.flatnonzero(np.abs(weights).max(axis=1) > _KEPT)
    return {
        "buckets": np.array([weights.shape[0]], dtype=np.int32),
        "places": kept.astype(np.int32),
        "weights": weights[kept].astype(np.float16),
    }


def _dense(arrays: Mapping[str, NDArray[np.generic]]) -> NDArray[np.float32]:
    kept = arrays["weights"].astype(np.float32)
    weights = np.zeros((int(arrays["buckets"][0]), kept.shape[1]), dtype=np.float32)
    weights[arrays["places"]] = kept
    return weights
