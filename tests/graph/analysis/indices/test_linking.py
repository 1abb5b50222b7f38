import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from graph.analysis.indices.aggregate import combine
from graph.analysis.indices.definition import Aggregation
from graph.analysis.indices.linking import linked

NO = float("nan")
ARITHMETIC = Aggregation.ARITHMETIC


@given(arrays(np.float64, (3, 2, 2), elements=some.floats(10, 500)), some.integers(0, 2))
def test_where_the_indicators_never_change_the_chain_is_the_score(z: np.ndarray, start: int) -> None:
    weights = np.array([0.4, 0.6])
    scores = np.array([combine(year, weights, ARITHMETIC).score for year in z])
    assert linked(z, weights, ARITHMETIC, start) == pytest.approx(scores)


def test_an_indicator_that_comes_later_joins_without_a_jump() -> None:
    weights = np.array([0.35, 0.35, 0.3])
    z = np.array([[[100.0, 100, 100]], [[110, 110, NO]], [[121, 121, 400]], [[121, 121, 400]]])
    assert linked(z, weights, ARITHMETIC, 0)[:, 0] == pytest.approx([100, 110, 121, 121])


def test_years_that_share_too_little_break_the_chain() -> None:
    z = np.array([[[100.0, 100]], [[NO, 110]], [[100, 120]]])
    found = linked(z, np.array([0.5, 0.5]), ARITHMETIC, 0)[:, 0]
    assert np.isnan(found).tolist() == [False, True, True]
