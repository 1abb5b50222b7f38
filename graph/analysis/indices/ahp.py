"""Weights from judgements in pairs: the analytic hierarchy process (Saaty 1980; docs/methods.md, I6).

Several experts' judgements are joined by their geometric mean (Aczél & Saaty 1983). Inconsistent judgements are
shown with the pair that contradicts the others most; they are never mended here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Mean consistency index of random matrices of order 1, 2, … (Saaty's table).
_RANDOM: Final = (0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
ACCEPTABLE: Final = 0.1  # consistency ratio above which Saaty asks to judge again


@dataclass(frozen=True, slots=True)
class Priorities:
    """Weights from a judgement matrix and how consistent it is."""

    weights: tuple[float, ...]  # principal eigenvector, adding up to 1
    geometric: tuple[float, ...]  # row geometric means, as a check
    largest: float  # λ
    index: float  # CI
    ratio: float  # CR
    worst_pair: tuple[int, int] | None  # places of the pair to judge again, where the ratio is above ACCEPTABLE


def judgement(value: object) -> float | None:
    """A judgement as written, 3 or "1/3"; None where it is no number above 0."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(Fraction(value.replace(" ", ""))) if isinstance(value, str) else float(value)
    except (ValueError, ZeroDivisionError):
        return None
    return number if 0 < number < np.inf else None


def joined(matrices: Sequence[Floats]) -> Floats:
    """One n x n matrix from those of several experts: the geometric mean of each judgement."""
    return np.asarray(np.exp(np.mean([np.log(matrix) for matrix in matrices], axis=0)))


def priorities(matrix: Floats) -> Priorities:
    """Weights of a positive reciprocal n x n matrix whose a_ij says how much more i counts than j, n up to 15."""
    values, vectors = np.linalg.eig(matrix)
    first = int(np.argmax(values.real))
    largest, size = float(values[first].real), len(matrix)
    weights = np.abs(vectors[:, first].real)
    weights = weights / weights.sum()
    means = np.exp(np.log(matrix).mean(axis=1))
    index = (largest - size) / (size - 1) if size > 1 else 0.0
    random = _RANDOM[min(size, len(_RANDOM)) - 1]
    ratio = index / random if random else 0.0
    return Priorities(
        weights=tuple(map(float, weights)),
        geometric=tuple(map(float, means / means.sum())),
        largest=largest,
        index=index,
        ratio=ratio,
        worst_pair=_worst_pair(matrix, weights) if ratio > ACCEPTABLE else None,
    )


def _worst_pair(matrix: Floats, weights: Floats) -> tuple[int, int]:
    """The pair whose judgement is farthest from what the weights say."""
    told = np.abs(np.log(matrix * weights[None, :] / weights[:, None]))
    row, column = np.unravel_index(int(np.argmax(np.triu(told))), matrix.shape)
    return int(row), int(column)
