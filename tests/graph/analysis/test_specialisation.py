import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.analysis.specialisation import Pooling, pooling_of


def test_a_lone_firm_is_shrunk_as_published() -> None:
    pooled = Pooling(0.446, 0.446)
    assert pooled.quotient(np.array([1, 20]), np.array([0.05, 10])) == pytest.approx([2.915, 1.957], abs=1e-3)


@given(some.integers(0, 100), some.floats(0.1, 100))
def test_the_shrunken_quotient_lies_between_the_raw_one_and_the_mean(count: int, share: float) -> None:
    pooled, observed, expected = Pooling(2.0, 2.0), np.array(count), np.array(share)
    low, high = sorted((1.0, count / share))
    assert low - 1e-9 <= pooled.quotient(observed, expected) <= high + 1e-9
    assert (
        0 <= pooled.probability_below(0.5, observed, expected) <= pooled.probability_below(1.5, observed, expected) <= 1
    )


def test_counts_no_wilder_than_chance_are_pooled_wholly() -> None:
    even = np.array([5.0, 6.0, 4.0, 5.0])
    assert pooling_of(even, np.full(4, 5.0)).quotient(np.array(0), np.array(5)) == pytest.approx(1, abs=0.01)
    wild = pooling_of(np.array([0.0, 40.0, 0.0, 40.0]), np.full(4, 20.0))
    assert wild.quotient(np.array(0), np.array(20)) < 0.2


def test_too_few_cells_give_a_plain_prior() -> None:
    assert pooling_of(np.array([3.0]), np.array([2.0])) == Pooling(1.0, 1.0)
