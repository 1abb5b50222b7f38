"""What an agreement or a difference is worth, learned without labels.

Method: I. P. Fellegi and A. B. Sunter, "A Theory for Record Linkage", JASA 64 (1969): a pair is worth the sum of
log2(m / u), where m is the share of such a level among pairs that are the same and u among those that are not.
Learned by expectation-maximisation over the pairs of blocks as in W. E. Winkler, "Using the EM Algorithm for Weight
Computation in the Fellegi-Sunter Model of Record Linkage" (1988), with the assumed shares of `comparison.FEATURES`
as a Dirichlet prior that weighs as much as all that is seen, so that neither a few records nor a register of namesakes
overrules what is known of writing. Identifiers are not learned: what they prove is known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.identity.comparison import FEATURES, KNOWN_TO_PROVE, NOT_COMPARED

Levels = NDArray[np.int64]
Shares = NDArray[np.float64]

_ROUNDS: Final = 25
_BELIEF: Final = 1000.0  # pairs that the assumed shares count for at least
_AMONG_BLOCKS: Final = 0.1  # assumed share of a block's pairs that are the same
_FLOOR: Final = 1e-6
_REACH: Final = 1.0  # bits by which learning moves a weight at most: no file makes another language of names


@dataclass(frozen=True, slots=True)
class Weights:
    """For each feature the bits of its levels, and the bits that a pair starts with."""

    bits: tuple[Shares, ...]
    start: float

    def score(self, levels: Levels) -> Shares:
        """Bits of pairs, n values; levels are n x features, NOT_COMPARED where there is nothing to compare."""
        total = np.full(len(levels), self.start)
        for column, bits in zip(levels.T, self.bits, strict=True):
            total += np.append(bits, 0.0)[column]
        return total


def probability(bits: Shares) -> Shares:
    """Chance that a pair with these bits is the same."""
    chance: Shares = 1.0 / (1.0 + np.exp2(-bits))
    return chance


def assumed() -> Weights:
    """The weights before anything is seen."""
    return _weights(*_prior())


def learn(patterns: Levels, counts: Levels) -> Weights:
    """Weights from the pairs of blocks.

    Args:
        patterns: distinct rows of levels, k x features; NOT_COMPARED where there is nothing to compare.
        counts: how many pairs have each.

    Returns:
        The assumed weights where there is no pair.
    """
    same, other = _prior()
    share = _AMONG_BLOCKS
    for _ in range(_ROUNDS if len(patterns) else 0):
        odds = _weights(same, other, share).score(patterns)
        matched = counts * probability(odds)
        same, other = _shares(patterns, matched, 0), _shares(patterns, counts - matched, 1)
        seen = counts.sum()
        share = float((matched.sum() + _BELIEF * _AMONG_BLOCKS) / (seen + _BELIEF))
    return _near_assumed(_weights(same, other))


def _near_assumed(learned: Weights) -> Weights:
    moved = [np.clip(found - known, -_REACH, _REACH) for found, known in zip(learned.bits, assumed().bits, strict=True)]
    return Weights(tuple(known + move for known, move in zip(assumed().bits, moved, strict=True)), learned.start)


def _prior() -> tuple[tuple[Shares, ...], tuple[Shares, ...]]:
    tables: list[Mapping[str, tuple[float, float]]] = list(FEATURES.values())
    same, other = (tuple(_normal([level[side] for level in table.values()]) for table in tables) for side in (0, 1))
    return same, other


def _normal(values: list[float]) -> Shares:
    shares: Shares = np.array(values) / sum(values)
    return shares


def _shares(patterns: Levels, weight: Shares, side: int) -> tuple[Shares, ...]:
    """Share of each level, the assumed one believed as much as what is seen."""
    found = []
    for feature, column, prior in zip(FEATURES, patterns.T, _prior()[side], strict=True):
        known = (column != NOT_COMPARED) & (feature not in KNOWN_TO_PROVE)
        counted = np.bincount(column[known], weight[known], minlength=prior.size)
        belief = _BELIEF + counted.sum()
        found.append((counted + belief * prior) / (counted.sum() + belief))
    return tuple(found)


def _weights(same: tuple[Shares, ...], other: tuple[Shares, ...], share: float = _AMONG_BLOCKS) -> Weights:
    bits = tuple(np.log2(np.maximum(m, _FLOOR) / np.maximum(u, _FLOOR)) for m, u in zip(same, other, strict=True))
    return Weights(bits, float(np.log2(share / (1 - share))))
