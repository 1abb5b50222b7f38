"""A linear-chain conditional random field over hashed features: the likeliest labels, and how sure each span is.

All sentences of a batch go step by step together, so that the work is a few array operations a character position,
whatever the number of sentences. Chances are kept as scaled products (L. Rabiner, A tutorial on hidden Markov
models, Proc. IEEE 77(2), 1989, V.A); the model is that of J. Lafferty, A. McCallum, F. Pereira, Conditional random
fields, ICML 2001.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
_TINY: Final = 1e-30


class Batch(NamedTuple):
    """Sentences laid one after the other: emission scores (characters, labels) and where each sentence starts."""

    scores: Floats
    bounds: Ints  # sentences + 1


@dataclass(frozen=True)
class Crf:
    """Weights of a trained field.

    `rows` says for each of the buckets which row of `weights` (rows, labels) it has; row 0 is all zero.
    """

    rows: NDArray[np.int32]
    weights: Floats
    transitions: Floats  # (from, to)

    def scores(self, features: Sequence[Ints]) -> Floats:
        """Emission scores (characters, labels): `features` holds one array of buckets for each template."""
        total = np.zeros((len(features[0]), self.weights.shape[1]), dtype=np.float32)
        found = np.empty_like(total)
        for buckets in features:
            np.take(self.weights, self.rows[buckets], axis=0, out=found, mode="clip")  # clip needs no copy of `found`
            total += found
        return total

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.generic]]) -> Self:
        """A field from a model's arrays: sorted `places` of buckets, and weights by (row, label)."""
        transitions = arrays["transitions"].astype(np.float32)
        rows = np.zeros(int(arrays["buckets"][0]), dtype=np.int32)
        rows[arrays["places"]] = np.arange(1, len(arrays["places"]) + 1)
        weights = np.zeros((len(arrays["places"]) + 1, len(transitions)), dtype=np.float32)
        weights[arrays["at_row"].astype(np.int64) + 1, arrays["at_label"]] = arrays["values"]
        return cls(rows, weights, transitions)


@dataclass(frozen=True)
class _Steps:
    """Sentences of a batch, the longest first, and for each position the characters that stand there."""

    order: Ints
    starts: Ints  # first character of each sentence, in that order
    lengths: Ints

    @classmethod
    def of(cls, bounds: Ints) -> Self:
        lengths = np.diff(bounds)
        order = np.argsort(-lengths, kind="stable")
        return cls(order, bounds[:-1][order], lengths[order])

    @property
    def longest(self) -> int:
        return int(self.lengths[0]) if len(self.lengths) else 0

    def active(self) -> NDArray[np.int64]:
        """How many sentences reach each position."""
        counts = np.bincount(self.lengths, minlength=self.longest + 1)[::-1]
        return np.cumsum(counts)[::-1][1:]


@dataclass(frozen=True)
class Chances:
    """Forward and backward chances of a batch, scaled: each row of `forward` sums to one."""

    batch: Batch
    odds: Floats  # exp of the emission scores, each row's highest is 1
    forward: Floats
    backward: Floats
    scale: Floats  # what each row of `forward` was divided by
    moves: Floats  # exp of the transitions

    def likeliest(self) -> Ints:
        """The likeliest label of each character, each for itself: the fewest wrong labels to be expected."""
        labels: Ints = (self.forward * self.backward).argmax(axis=1)
        return labels

    def of_spans(self, spans: NDArray[np.int64], opening: Ints, inside: Ints) -> Floats:
        """Chance that each span is one name: it begins with label `opening`, goes on with `inside`, and ends there.

        Args:
            spans: (spans, 2) first character and the one after the last, by their place in the batch.
            opening: label of the first character of each.
            inside: label of the others of each.
        """
        if not len(spans):
            return np.zeros(0, dtype=np.float32)
        first, last = spans[:, 0], spans[:, 1] - 1
        going = np.log(np.maximum(self.odds / self.scale[:, None], _TINY))
        running = np.vstack([np.zeros((1, going.shape[1])), np.cumsum(going, axis=0, dtype=np.float64)])
        long = last > first
        steps = running[last + 1, inside] - running[first + 1, inside]
        steps += np.log(np.maximum(self.moves[opening, inside], _TINY)) * long
        steps += np.log(np.maximum(self.moves[inside, inside], _TINY)) * np.maximum(last - first - 1, 0)
        closing = np.where(long, inside, opening)
        chance = np.log(np.maximum(self.forward[first, opening], _TINY)) + steps
        found: Floats = np.minimum(np.exp(chance) * self._ends(last, closing, inside), 1.0).astype(np.float32)
        return found

    def _ends(self, last: Ints, closing: Ints, inside: Ints) -> NDArray[np.float64]:
        """Chance, given the label at the last character, that the next one does not go on with the name."""
        following = last + 1
        is_end = np.isin(following, self.batch.bounds)
        at = np.minimum(following, len(self.odds) - 1)
        onward = self.moves[closing] * self.odds[at] * self.backward[at] / self.scale[at][:, None]
        onward[np.arange(len(last)), inside] = 0.0
        return np.where(is_end, 1.0, onward.sum(axis=1, dtype=np.float64))


def chances(batch: Batch, transitions: Floats) -> Chances:
    """Forward and backward pass over all sentences."""
    steps = _Steps.of(batch.bounds)
    active = steps.active()
    odds = np.exp(batch.scores - batch.scores.max(axis=1, keepdims=True)) if len(batch.scores) else batch.scores
    moves = np.exp(transitions)
    forward, scale = np.empty_like(odds), np.ones(len(odds), dtype=np.float32)
    backward = np.ones_like(odds)
    for position in range(steps.longest):
        at = steps.starts[: active[position]] + position
        reached = forward[at - 1] @ moves * odds[at] if position else odds[at]
        scale[at] = reached.sum(axis=1)
        forward[at] = reached / scale[at][:, None]
    for position in range(steps.longest - 2, -1, -1):
        at = steps.starts[: active[position + 1]] + position
        backward[at] = (odds[at + 1] * backward[at + 1] / scale[at + 1][:, None]) @ moves.T
    return Chances(batch, odds, forward, backward, scale, moves)
