from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from nlp.names.selection import best_of
from nlp.spans import Span
from ontology.schema import EntityClass

SPANS = st.builds(
    lambda start, length, confidence: Span(start, start + length, "x" * length, EntityClass.REGION, confidence),
    st.integers(0, 30),
    st.integers(1, 8),
    st.sampled_from([0.5, 0.7, 0.9]),
)


def make(start: int, end: int, confidence: float) -> Span:
    return Span(start, end, "x" * (end - start), EntityClass.REGION, confidence)


@given(st.lists(SPANS, max_size=12))
def test_what_stays_does_not_overlap_and_is_in_order(spans: list[Span]) -> None:
    kept = best_of(spans)
    assert all(left.end <= right.start for left, right in pairwise(kept))
    assert set(kept) <= set(spans)
    assert bool(kept) == bool(spans)


def test_one_long_name_outweighs_two_short_ones_in_it() -> None:
    whole = make(0, 10, 0.85)
    assert best_of([make(0, 2, 0.95), make(2, 5, 0.85), whole]) == (whole,)


def test_confidence_settles_two_readings_of_one_range() -> None:
    sure = make(0, 4, 0.9)
    assert best_of([make(0, 4, 0.6), sure]) == (sure,)
