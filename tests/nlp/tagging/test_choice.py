from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from nlp.learning.crf import Batch, Chances, chances
from nlp.spans import Span
from nlp.tagging.choice import chosen
from nlp.tagging.labels import CLASSES, LABELS, labels_of

Found = list[tuple[int, int, int]]
HALF = np.full(len(CLASSES), 0.5, dtype=np.float32)


def known(scores: NDArray[np.float32], *bounds: int) -> Chances:
    return chances(Batch(scores, np.array(bounds)), np.zeros((LABELS, LABELS), dtype=np.float32))


def spans_of(told: Chances, at_least: NDArray[np.float32] = HALF) -> Found:
    return list(zip(*(column.tolist() for column in chosen(told, at_least).ranges), strict=True))


@st.composite
def cases(draw: st.DrawFn) -> tuple[int, list[Span]]:
    edges = sorted(draw(st.sets(st.integers(0, 20), min_size=2, max_size=8)))
    found = [
        Span(start, end, "名" * (end - start), draw(st.sampled_from(CLASSES)))
        for start, end in pairwise(edges)
        if draw(st.booleans())
    ]
    return 21, found


@given(cases())
def test_sure_labels_give_back_the_spans_they_were_made_of(case: tuple[int, list[Span]]) -> None:
    length, wanted = case
    scores = np.full((length, LABELS), -9, dtype=np.float32)
    scores[np.arange(length), labels_of(length, wanted)] = 9
    assert spans_of(known(scores, 0, length)) == [(one.start, one.end, CLASSES.index(one.cls)) for one in wanted]


def test_a_name_ends_where_its_sentence_ends() -> None:
    scores = np.full((4, LABELS), -9, dtype=np.float32)
    scores[np.arange(4), [0, 1, 2, 2]] = 9
    assert spans_of(known(scores, 0, 3, 4)) == [(1, 3, 0)]


@given(st.integers(0, 1000))
def test_no_two_names_overlap_and_each_is_likely_enough(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(scale=3, size=(30, LABELS)).astype(np.float32)
    told, low = known(scores, 0, 11, 30), np.full(len(CLASSES), 0.2, dtype=np.float32)
    names = spans_of(told, low)
    assert (chosen(told, low).chances >= 0.2).all()
    assert all(one[1] <= two[0] for one, two in pairwise(names))
    assert not any(start < 11 < end for start, end, _ in names)


def test_of_two_that_overlap_the_surer_one_stays() -> None:
    scores = np.full((3, LABELS), -9, dtype=np.float32)
    scores[0, 1], scores[1, 2], scores[2, 0], scores[2, 2] = 9, 9, 1.0, 0.5
    assert spans_of(known(scores, 0, 3), np.full(len(CLASSES), 0.3, dtype=np.float32)) == [(0, 2, 0)]
