import numpy as np
import pytest

from graph.analysis.indices.known import extremes, filled

NO = float("nan")


def test_extremes_are_those_of_what_is_known() -> None:
    low, high = extremes(np.array([[1.0, NO, NO], [3.0, 2.0, NO]]))
    assert low.tolist() == [1, 2, np.inf]
    assert high.tolist() == [3, 2, -np.inf]


def test_gaps_are_filled_by_the_mean_and_a_column_of_gaps_stays() -> None:
    found = filled(np.array([[1.0, NO], [NO, NO], [3.0, NO]]))
    assert found[:, 0] == pytest.approx([1, 2, 3])
    assert np.isnan(found[:, 1]).all()
