import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.analysis.indices.outliers import moments, treat


def test_skewness_and_kurtosis_are_those_of_a_spreadsheet() -> None:
    # 1, 2, 3, 4, 10: SKEW 1.69705627, KURT 3.15200000
    assert moments(np.array([1.0, 2, 3, 4, 10])) == pytest.approx((1.6970562748, 3.152))


def test_one_far_value_is_brought_to_the_next() -> None:
    found = treat(np.array([1.0, 2, 3, 4, 5, 6, 7, 100]))
    assert (found.values.max(), found.cut, found.logged) == (7.0, (7,), False)


def test_far_values_below_are_brought_up() -> None:
    assert treat(-np.array([1.0, 2, 3, 4, 5, 6, 7, 100])).values.min() == -7.0


def test_a_tail_too_long_to_cut_is_drawn_in_by_logarithms() -> None:
    values = np.concatenate([np.linspace(0, 1, 200), 1000.0 + np.arange(7)])
    found = treat(values)
    assert found.logged
    assert np.all(np.diff(found.values) > 0)


def test_an_even_column_is_left_as_it_is() -> None:
    values = np.array([1.0, np.nan, 3, 2, 5])
    assert treat(values).values is values


@given(some.lists(some.floats(-1e6, 1e6), min_size=1, max_size=40))
def test_treatment_never_turns_the_order(values: list[float]) -> None:
    given_ones = np.array(values)
    found = treat(given_ones).values
    assert np.all(np.diff(found[np.argsort(given_ones, kind="stable")]) >= -1e-9)
