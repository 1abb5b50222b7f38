"""Is a node without a record really without a firm? Coverage by capture–recapture, then a posterior.

Method: docs/methods.md, equations P1–P6 (Chao 1987 bias-corrected Chao2; Chapman 1951; Gamma–Poisson).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import special

Floats = NDArray[np.float64]

PSEUDO_CELLS: Final = 15  # a third of a bundled chain: our proposal, to be fitted where a checked sample exists


def chao2_coverage(seen: int, once: int, twice: int, sources: int) -> float:
    """Share of existing facts that at least one source has seen (P1).

    Args:
        seen: distinct facts seen by any source.
        once, twice: facts seen by exactly one, exactly two sources.
        sources: number of independent sources, at least 2.

    Returns:
        0..1; an upper bound when sources depend on each other, as lists of visible firms do.
    """
    if seen == 0:
        return 0.0
    unseen = (sources - 1) / sources * once * (once - 1) / (2 * (twice + 1))
    return seen / (seen + unseen)


def chapman_estimate(first: int, second: int, both: int) -> float:
    """How many facts exist when two sources saw `first` and `second`, and `both` of them the same (P2)."""
    return (first + 1) * (second + 1) / (both + 1) - 1


@dataclass(frozen=True, slots=True)
class Prior:
    """Gamma prior of the number of capable firms: mean a/b."""

    a: float
    b: float

    @property
    def mean(self) -> float:
        return self.a / self.b


def prior_of(mean: float, shape: float) -> Prior:
    """A prior with this mean number of firms and this Gamma shape; a smaller shape is less sure of the mean."""
    return Prior(a=shape, b=shape / max(mean, 1e-9))


def shape_of(counts: Floats, expected: Floats) -> float:
    """Gamma shape by moments from counts against their expectations: var = E + E²/shape (P3).

    A chain has few nodes, and that they scatter little does not prove that no node can be missing: PSEUDO_CELLS
    cells of shape 1, which scatter as much as their mean, are added.

    Args:
        counts: observed firms, n cells, the one that the prior is for left out.
        expected: expected firms of the same cells, n values above 0.

    Returns:
        0.3..10; 1 where nothing is expected.
    """
    scale = float(np.square(expected).sum())
    if scale == 0:
        return 1.0
    excess = max(float(np.sum((counts - expected) ** 2 - expected)), 0.0)
    pseudo = PSEUDO_CELLS * scale / expected.size
    return float(np.clip((scale + pseudo) / (excess + pseudo), 0.3, 10.0))


def probability_none_unseen(prior: Prior, seen: float, coverage: float) -> float:
    """P(no firm beyond the `seen` ones | data) = ((b + C) / (b + 1))^(a + y) (P4)."""
    return float(((prior.b + coverage) / (prior.b + 1)) ** (prior.a + seen))


def probability_absent(prior: Prior, coverage: float, doubts: Iterable[float] = ()) -> float:
    """P(really no firm) where no sure record names one (P4).

    Args:
        prior: of the real number of firms.
        coverage: probability that an existing firm would have been seen, 0..1.
        doubts: for each unsure record of a firm, the probability that it is right.
    """
    wrong = float(np.prod([1 - doubt for doubt in doubts]))
    return wrong * probability_none_unseen(prior, 0, coverage)


def information_share(prior: Prior, coverage: float) -> float:
    """Of all that a complete census of an empty node would tell, the share that the sources told, 0..1 (P6)."""
    whole = information_bits(prior, 1.0)
    return float(np.clip(information_bits(prior, coverage) / whole, 0, 1)) if whole > 0 else 0.0


def information_bits(prior: Prior, coverage: float) -> float:
    """What an empty record says about absence: KL divergence in bits of P(absent | 0) from the prior's (P5)."""
    after = np.clip(probability_none_unseen(prior, 0, coverage), 1e-12, 1 - 1e-12)
    before = np.clip((prior.b / (prior.b + 1)) ** prior.a, 1e-12, 1 - 1e-12)
    return float(after * np.log2(after / before) + (1 - after) * np.log2((1 - after) / (1 - before)))


def probability_fewer_than(prior: Prior, seen: int, coverage: float, limit: float) -> float:
    """P(real number of firms < limit | data): seen ones plus a negative-binomial number of unseen ones."""
    spare = int(np.ceil(limit - seen)) - 1
    if spare < 0:
        return 0.0
    hidden = (1 - coverage) / (prior.b + 1)
    return float(special.betainc(prior.a + seen, spare + 1, 1 - hidden))
