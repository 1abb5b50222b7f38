import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from graph.analysis.indices.aggregate import combine
from graph.analysis.indices.definition import Aggregation

EQUAL = np.full(2, 0.5)
FIGURES = some.floats(1, 100) | some.just(float("nan"))


def scores(z: list[list[float]], how: Aggregation, weights: np.ndarray = EQUAL) -> list[float]:
    return list(combine(np.array(z), weights, how).score)


def test_the_three_rules_on_figures_reckoned_by_hand() -> None:
    z = [[4.0, 100.0], [100.0, 1.0], [25.0, 25.0]]
    assert scores(z, Aggregation.ARITHMETIC) == pytest.approx([52, 50.5, 25])
    assert scores(z, Aggregation.GEOMETRIC) == pytest.approx([20, 10, 25])
    best = np.array([100.0, 100.0])
    far, near = np.linalg.norm(best - [25, 25]), np.linalg.norm(np.array([25.0, 25]) - [4, 1])
    assert scores(z, Aggregation.TOPSIS)[2] == pytest.approx(near / (near + far))


def test_what_is_missing_gives_its_weight_to_the_others_where_two_thirds_are_there() -> None:
    weights = np.array([0.25, 0.25, 0.5])
    found = combine(np.array([[np.nan, 40.0, 80.0], [40.0, 40.0, np.nan]]), weights, Aggregation.ARITHMETIC)
    assert found.score[0] == pytest.approx(40 / 3 + 80 * 2 / 3)
    assert np.isnan(found.score[1])
    assert np.isnan(found.contributions[1]).all()


@given(arrays(np.float64, (5, 4), elements=FIGURES), arrays(np.float64, 4, elements=some.floats(0.01, 1)))
def test_contributions_add_up_to_the_score_under_every_rule(z: np.ndarray, weights: np.ndarray) -> None:
    for how in Aggregation:
        found = combine(z, weights / weights.sum(), how)
        known = ~np.isnan(found.score)
        assert found.contributions[known].sum(axis=1) == pytest.approx(found.score[known], abs=1e-9)
        assert np.all(found.contributions[known][np.isnan(z[known])] == 0)


@given(arrays(np.float64, (4, 3), elements=some.floats(1, 100)))
def test_the_geometric_mean_is_never_above_the_arithmetic(z: np.ndarray) -> None:
    weights = np.full(3, 1 / 3)
    least = combine(z, weights, Aggregation.GEOMETRIC).score
    assert np.all(least <= combine(z, weights, Aggregation.ARITHMETIC).score + 1e-9)
