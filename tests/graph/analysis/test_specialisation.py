import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.analysis.specialisation import Pooling, pooling_of

LIMITS = np.linspace(0, 50, 20_001)


def mean(pooled: Pooling, observed: float, expected: float) -> float:
    """Location quotient to be expected of a cell: what its distribution leaves above each limit, summed up."""
    cell = np.array(observed), np.array(expected)
    above = [1 - float(pooled.probability_below(limit, *cell)) for limit in LIMITS.tolist()]
    return float(np.trapezoid(above, LIMITS))


def test_a_lone_firm_is_shrunk_as_published() -> None:
    pooled = Pooling(0.446, 0.446)
    assert mean(pooled, 1, 0.05) == pytest.approx(2.915, abs=1e-3)
    assert mean(pooled, 20, 10) == pytest.approx(1.957, abs=1e-3)


@given(some.integers(0, 100), some.floats(0.1, 100))
def test_a_quotient_is_likelier_below_a_higher_limit(count: int, share: float) -> None:
    observed, expected = np.array(count), np.array(share)
    low, high = (Pooling(2.0, 2.0).probability_below(limit, observed, expected) for limit in (0.5, 1.5))
    assert 0 <= low <= high <= 1


def test_counts_no_wilder_than_chance_are_pooled_wholly() -> None:
    even = np.array([5.0, 6.0, 4.0, 5.0])
    assert mean(pooling_of(even, np.full(4, 5.0)), 0, 5) == pytest.approx(1, abs=0.01)
    wild = pooling_of(np.array([0.0, 40.0, 0.0, 40.0]), np.full(4, 20.0))
    assert mean(wild, 0, 20) < 0.2


def test_too_few_cells_give_a_plain_prior() -> None:
    assert pooling_of(np.array([3.0]), np.array([2.0])) == Pooling(1.0, 1.0)
