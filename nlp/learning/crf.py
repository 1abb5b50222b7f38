"""A linear-chain conditional random field over hashed features: the likeliest labels, and how sure each span is.

All sentences of a batch go step by step together, so that the work is a few array operations a character position,
whatever the number of sentences. Chances are kept as scaled products (L. Rabiner, A tutorial on hidden Markov
models, Proc. IEEE 77(2), 1989, V.A); the model is that of J. Lafferty, A. McCallum, F. Pereira, Conditional random
fields, ICML 2001.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
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
        rows, found = np.empty(len(total), dtype=self.rows.dtype), np.empty_like(total)
        for buckets in features:
            np.take(self.rows, buckets, out=rows, mode="clip")  # clip needs no copy of what it fills
            np.take(self.weights, rows, axis=0, out=found, mode="clip")
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


class _Steps(NamedTuple):
    """Characters by their position in the sentence: first all first ones, then all second ones.

    The longest sentences come first at each position, so that those that go on to the next one stand together.
    """

    order: Ints  # the characters of the batch, by position
    edges: list[int]  # positions + 1: where in `order` each position begins

    @classmethod
    def of(cls, bounds: Ints) -> Self:
        lengths = np.diff(bounds)
        rank = np.empty_like(lengths)
        rank[np.argsort(-lengths, kind="stable")] = np.arange(len(lengths))
        positions = np.arange(bounds[-1]) - np.repeat(bounds[:-1], lengths)
        edges = np.concatenate([[0], np.cumsum(np.bincount(positions))])
        order = np.empty(len(positions), dtype=np.int64)
        order[edges[positions] + np.repeat(rank, lengths)] = np.arange(len(positions))
        return cls(order, edges.tolist())

    def slices(self) -> list[slice]:
        """The places of each position in `order`."""
        return [slice(first, last) for first, last in pairwise(self.edges)]


@dataclass(frozen=True)
class Chances:
    """Forward and backward chances of a batch, scaled: each row of `forward` sums to one.

    `forward` and `backward` lie in the order of `_Steps`, which row is which character's tell `rows`.
    """

    batch: Batch
    odds: Floats  # exp of the emission scores, each row's highest is 1
    rows: Ints
    forward: Floats
    backward: Floats
    scale: Floats  # of each character, what its row of `forward` was divided by
    moves: Floats  # exp of the transitions

    def of_labels(self) -> Floats:
        """Chance of each label at each character (characters, labels)."""
        return (self.forward * self.backward)[self.rows]

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
        long = last > first
        steps = self._running(first, last, inside)
        steps += np.log(np.maximum(self.moves[opening, inside], _TINY)) * long
        steps += np.log(np.maximum(self.moves[inside, inside], _TINY)) * np.maximum(last - first - 1, 0)
        closing = np.where(long, inside, opening)
        chance = np.log(np.maximum(self.forward[self.rows[first], opening], _TINY)) + steps
        found: Floats = np.minimum(np.exp(chance) * self._ends(last, closing, inside), 1.0).astype(np.float32)
        return found

    def _running(self, first: Ints, last: Ints, label: Ints) -> NDArray[np.float64]:
        """Logarithm of what `label` adds at each character after `first` up to `last`, transitions aside."""
        labels, column = np.unique(label, return_inverse=True)
        inside = self._inside(first, last)
        going = self.odds[inside][:, labels] / self.scale[inside][:, None]
        running = np.cumsum(np.log(np.maximum(going, _TINY)), axis=0, dtype=np.float64)
        place = np.cumsum(inside) - 1
        found: NDArray[np.float64] = running[place[last], column] - running[place[first], column]
        return found

    def _inside(self, first: Ints, last: Ints) -> NDArray[np.bool_]:
        """Which characters some span has: one in five, and no logarithm of the others is needed."""
        size = len(self.odds) + 1
        opened = np.bincount(first, minlength=size) - np.bincount(last + 1, minlength=size)
        return np.cumsum(opened[:-1]) > 0

    def _ends(self, last: Ints, closing: Ints, inside: Ints) -> NDArray[np.float64]:
        """Chance, given the label at the last character, that the next one does not go on with the name."""
        following = last + 1
        is_bound = np.zeros(len(self.odds) + 1, dtype=np.bool_)
        is_bound[self.batch.bounds] = True
        at = np.minimum(following, len(self.odds) - 1)
        onward = self.moves[closing] * self.odds[at] * self.backward[self.rows[at]] / self.scale[at][:, None]
        onward[np.arange(len(last)), inside] = 0.0
        return np.where(is_bound[following], 1.0, onward.sum(axis=1, dtype=np.float64))


def chances(batch: Batch, transitions: Floats) -> Chances:
    """Forward and backward pass over all sentences."""
    odds = batch.scores - batch.scores.max(axis=1, keepdims=True) if len(batch.scores) else batch.scores
    np.exp(odds, out=odds)
    moves = np.exp(transitions)
    steps = _Steps.of(batch.bounds)
    stepwise = odds[steps.order]
    forward, scale = _forward(stepwise, moves, steps.slices())
    backward = _backward(stepwise, moves, scale, steps.slices())
    rows = np.empty_like(steps.order)
    rows[steps.order] = np.arange(len(rows))
    return Chances(batch, odds, rows, forward, backward, scale[rows], moves)


def _forward(odds: Floats, moves: Floats, steps: Sequence[slice]) -> tuple[Floats, Floats]:
    """Chances of each label given what stands before, and by what each row was divided."""
    forward, scale = np.empty_like(odds), np.ones(len(odds), dtype=np.float32)
    before = forward[:0]
    for at in steps:
        here, reached = forward[at], odds[at]
        if len(before):
            reached = np.multiply(np.dot(before[: len(here)], moves, out=here), reached, out=here)
        total = np.add.reduce(reached, axis=1, out=scale[at])
        before = np.divide(reached, total[:, None], out=here)
    return forward, scale


def _backward(odds: Floats, moves: Floats, scale: Floats, steps: Sequence[slice]) -> Floats:
    """What stands after each character, given its label."""
    backward, back = np.ones_like(odds), moves.T
    told = np.empty_like(odds[steps[0]]) if steps else odds
    for at, after in reversed([*pairwise(steps)]):
        reached = np.multiply(odds[after], backward[after], out=told[: after.stop - after.start])
        reached /= scale[after][:, None]
        np.dot(reached, back, out=backward[at.start : at.start + len(reached)])
    return backward
