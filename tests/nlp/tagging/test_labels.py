from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nlp.spans import Span
from nlp.tagging.labels import CLASSES, labels_of, ranges_of
from ontology.schema import EntityClass


@st.composite
def spans(draw: st.DrawFn) -> tuple[int, list[Span]]:
    edges = sorted(draw(st.sets(st.integers(0, 20), min_size=2, max_size=8)))
    found = [
        Span(start, end, "名" * (end - start), draw(st.sampled_from(CLASSES)))
        for start, end in pairwise(edges)
        if draw(st.booleans())
    ]
    return 21, found


@given(spans())
def test_labels_give_back_the_spans_they_were_made_of(case: tuple[int, list[Span]]) -> None:
    length, wanted = case
    found = ranges_of(np.array(labels_of(length, wanted)), np.array([0, length]))
    assert [(a, b, CLASSES[c]) for a, b, c in zip(*(column.tolist() for column in found), strict=True)] == [
        (span.start, span.end, span.cls) for span in wanted
    ]


def test_a_name_ends_where_its_sentence_ends() -> None:
    found = ranges_of(np.array([0, 1, 2, 2, 0]), np.array([0, 3, 5]))
    assert found.starts.tolist() == [1, 3]
    assert found.ends.tolist() == [3, 4]


def test_a_name_of_a_class_that_is_not_learned_is_outside() -> None:
    assert labels_of(4, [Span(1, 3, "方案", EntityClass.SOLUTION)]) == [0, 0, 0, 0]
