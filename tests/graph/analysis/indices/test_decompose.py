import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from graph.analysis.indices.aggregate import combine
from graph.analysis.indices.decompose import parts_of_difference
from graph.analysis.indices.definition import Aggregation

TABLES = arrays(np.float64, (3, 4), elements=some.floats(1, 100) | some.just(float("nan")))


def test_a_change_is_the_weight_times_the_change_of_each_figure() -> None:
    before, after, weights = np.array([[100.0, 100.0]]), np.array([[150.0, 90.0]]), np.array([0.25, 0.75])
    found = [combine(z, weights, Aggregation.ARITHMETIC) for z in (before, after)]
    parts = parts_of_difference((before, after), (found[0], found[1]), Aggregation.ARITHMETIC)
    assert parts[0] == pytest.approx([12.5, -7.5])


@given(TABLES, TABLES, arrays(np.float64, 4, elements=some.floats(0.01, 1)))
def test_parts_add_up_to_the_difference_under_every_rule(first: np.ndarray, then: np.ndarray, raw: np.ndarray) -> None:
    weights = raw / raw.sum()
    for how in Aggregation:
        one, other = combine(first, weights, how), combine(then, weights, how)
        parts = parts_of_difference((first, then), (one, other), how).sum(axis=1)
        known = ~np.isnan(one.score) & ~np.isnan(other.score)
        assert parts[known] == pytest.approx((other.score - one.score)[known], abs=1e-8)
        assert np.isnan(parts[~known]).all()
