"""Texts as columns of code points."""

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from ontology.values.code_points import CodePoints, between

TEXTS = st.lists(st.text("a杭é𠮷（", max_size=5), max_size=6)


@given(TEXTS, st.integers(0, 3))
def test_texts_come_back_as_they_were(texts: list[str], start: int) -> None:
    column = pa.array(texts, pa.string()).slice(start)
    assert CodePoints.of(column).to_arrow().to_pylist() == texts[start:]


@given(TEXTS)
def test_characters_that_are_not_kept_are_missing(texts: list[str]) -> None:
    points = CodePoints.of(pa.array(texts, pa.string()))
    keep = points.characters != ord("杭")
    assert points.kept(points.characters, keep).to_arrow().to_pylist() == [one.replace("杭", "") for one in texts]
    assert points.any_of(~keep).tolist() == ["杭" in one for one in texts]


@given(st.lists(st.tuples(st.text("a杭é𠮷（", max_size=5), st.integers(0, 6), st.integers(0, 6)), max_size=6))
def test_between_two_places_are_the_characters_of_a_slice(cuts: list[tuple[str, int, int]]) -> None:
    texts = pa.array([text for text, _, _ in cuts], pa.string())
    first, end = (np.array([cut[side] for cut in cuts], np.int64) for side in (1, 2))
    assert between(texts, first, end).to_pylist() == [text[since:until] for text, since, until in cuts]


def test_nothing_stands_in_an_absent_text() -> None:
    assert between(pa.array([None, "杭州"], pa.string()), np.array([0, 1]), np.array([2, 2])).to_pylist() == ["", "州"]
