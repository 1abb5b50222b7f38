from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from nlp.learning.crf import Batch, chances

LABELS = 3  # outside, begin, inside


def drawn(lengths: list[int], seed: int) -> tuple[Batch, NDArray[np.float32]]:
    numbers = np.random.default_rng(seed)
    scores = numbers.normal(size=(sum(lengths), LABELS)).astype(np.float32)
    return Batch(scores, np.cumsum([0, *lengths])), numbers.normal(size=(LABELS, LABELS)).astype(np.float32)


def every_path(scores: NDArray[np.float32], moves: NDArray[np.float32]) -> dict[tuple[int, ...], float]:
    """Score of each labelling of one sentence, the slow and plain way."""
    return {
        path: float(sum(scores[at, label] for at, label in enumerate(path)))
        + float(sum(moves[a, b] for a, b in pairwise(path)))
        for path in product(range(LABELS), repeat=len(scores))
    }


LENGTHS = st.lists(st.integers(1, 5), min_size=1, max_size=4)


@given(LENGTHS, st.integers(0, 1000))
def test_the_chance_of_a_label_is_the_share_of_the_paths_that_have_it(lengths: list[int], seed: int) -> None:
    batch, moves = drawn(lengths, seed)
    found = chances(batch, moves).of_labels()
    for start, end in zip(batch.bounds[:-1], batch.bounds[1:], strict=True):
        shares = np.zeros((end - start, LABELS))
        for path, score in every_path(batch.scores[start:end], moves).items():
            shares[np.arange(end - start), list(path)] += np.exp(score)
        assert np.allclose(found[start:end], shares / shares.sum(axis=1, keepdims=True), atol=1e-3)


@given(LENGTHS, st.integers(0, 1000), st.data())
def test_the_chance_of_a_span_is_the_share_of_the_paths_that_have_it(
    lengths: list[int], seed: int, data: st.DataObject
) -> None:
    batch, moves = drawn(lengths, seed)
    which = data.draw(st.integers(0, len(lengths) - 1))
    first = data.draw(st.integers(0, lengths[which] - 1))
    last = data.draw(st.integers(first, lengths[which] - 1))
    start = int(batch.bounds[which])
    spans = np.array([[start + first, start + last + 1]])
    found = chances(batch, moves).of_spans(spans, np.array([1]), np.array([2]))
    paths = every_path(batch.scores[start : start + lengths[which]], moves)
    odds = {path: np.exp(score) for path, score in paths.items()}
    wanted = (1, *[2] * (last - first))
    having = [
        path for path in paths if path[first : last + 1] == wanted and (last + 1 == len(path) or path[last + 1] != 2)
    ]
    assert np.isclose(found[0], sum(odds[path] for path in having) / sum(odds.values()), atol=1e-3)


def test_a_batch_of_nothing_has_no_labels() -> None:
    batch = Batch(np.zeros((0, LABELS), dtype=np.float32), np.array([0]))
    assert chances(batch, np.zeros((LABELS, LABELS), dtype=np.float32)).of_labels().tolist() == []
