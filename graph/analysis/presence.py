"""Is a node without a record really without a firm? What is believed of the firms that nobody recorded.

Method: docs/methods.md, equations P1–P5 (Gamma–Poisson posterior over the ways a cell can be; Chao 1987
bias-corrected Chao2; Chapman 1951).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.analysis.hosting import Expected, log_chance

Floats = NDArray[np.float64]


def chao2_coverage(seen: int, once: int, twice: int, sources: int) -> float:
    """Share of existing facts that at least one source has seen, the sources taken for independent (P1).

    Args:
        seen: distinct facts seen by any source.
        once, twice: facts seen by exactly one, exactly two sources.
        sources: number of sources, at least 2.

    Returns:
        0..1; an upper bound when sources depend on each other, as lists of visible firms do.
    """
    if seen == 0:
        return 0.0
    unseen = (sources - 1) / sources * once * (once - 1) / (2 * (twice + 1))
    return seen / (seen + unseen)


def chapman_estimate(first: int, second: int, both: int) -> float:
    """How many facts exist when two independent sources saw `first` and `second`, and `both` of them the same (P2)."""
    return (first + 1) * (second + 1) / (both + 1) - 1


def none_unseen(mean: Floats, shape: float, coverage: Floats, seen: Floats) -> Floats:
    """P(no firm beyond the seen ones) for a Gamma prior of the real number: ((a + Cμ) / (a + μ))^(a + y) (P3).

    Args:
        mean: μ, of the real number of firms.
        shape: a, of the Gamma.
        coverage: C, probability that a firm is seen, 0..1.
        seen: y.
    """
    return np.asarray(((shape + coverage * mean) / (shape + mean)) ** (shape + seen))


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is believed of the firms that nobody recorded, cell by cell; R x N each."""

    none: Floats  # P(there is none)
    one: Floats  # P(there is just one)
    unseen: Floats  # how many are to be expected
    told: Floats  # bits that the record of an empty cell says about its being empty (P6)


def outlook_of(seen: Floats, coverage: Floats, expected: Expected) -> Outlook:
    """Posterior of the unseen firms: P3 for each way a cell can be, weighed by how well that way fits (P4, P5).

    Args:
        seen: firms seen, R x N.
        coverage: probability that a firm is seen, R values in 0..1.
        expected: the ways a cell can be, with their chances before its own record.
    """
    cover, shape = coverage[:, None], expected.shape
    ways = expected.components
    logs = np.stack([np.log(np.maximum(way.chance, 1e-12)) + log_chance(seen, cover * way.mean, shape) for way in ways])
    weights = np.exp(logs - logs.max(axis=0))
    weights /= weights.sum(axis=0)
    kept = np.stack([(shape + cover * way.mean) / (shape + way.mean) for way in ways])
    none = weights * np.stack([none_unseen(way.mean, shape, cover, seen) for way in ways])
    before = sum(way.chance * none_unseen(way.mean, shape, np.zeros(1), np.zeros(1)) for way in ways)
    return Outlook(
        none=none.sum(axis=0),
        told=_bits(none.sum(axis=0), np.asarray(before)),
        one=(none * (shape + seen) * (1 - kept)).sum(axis=0),
        unseen=(weights * (shape + seen) * (1 - kept) / kept).sum(axis=0),
    )


def _bits(after: Floats, before: Floats) -> Floats:
    """Kullback–Leibler divergence of a probability from what it was before, in bits."""
    after, before = (np.clip(one, 1e-12, 1 - 1e-12) for one in (after, before))
    return np.asarray(after * np.log2(after / before) + (1 - after) * np.log2((1 - after) / (1 - before)))
