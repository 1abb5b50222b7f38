import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.analysis.indices.ahp import joined, judgement, priorities

HOUSE = """1 5 3 7 6 6 1/3 1/4
1/5 1 1/3 5 3 3 1/5 1/7
1/3 3 1 6 3 4 6 1/5
1/7 1/5 1/6 1 1/3 1/4 1/7 1/8
1/6 1/3 1/3 3 1 1/2 1/5 1/6
1/6 1/3 1/4 4 2 1 1/5 1/6
3 5 1/6 7 5 5 1 1/2
4 7 5 8 6 6 2 1"""
DRINKS = """1 9 5 2 1 1 1/2
1/9 1 1/3 1/9 1/9 1/9 1/9
1/5 3 1 1/3 1/4 1/3 1/9
1/2 9 3 1 1/2 1 1/3
1 9 4 2 1 2 1/2
1 9 3 1 1/2 1 1/3
2 9 9 3 2 3 1"""
SMALL = """1 1/3 5
3 1 7
1/5 1/7 1"""


def matrix(text: str) -> np.ndarray:
    return np.array([[judgement(word) for word in line.split()] for line in text.splitlines()], np.float64)


def test_the_house_of_saaty_has_his_weights_and_is_not_consistent_enough() -> None:
    found = priorities(matrix(HOUSE))
    assert found.weights == pytest.approx((0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333), abs=5e-4)
    assert (found.largest, found.index, found.ratio) == pytest.approx((9.669, 0.238, 0.169), abs=6e-4)
    assert found.worst_pair == (2, 6)


def test_the_drinks_of_saaty_have_his_weights_and_are_consistent() -> None:
    found = priorities(matrix(DRINKS))
    assert found.weights == pytest.approx((0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327), abs=6e-4)
    assert found.ratio == pytest.approx(0.022, abs=6e-4)
    assert found.worst_pair is None


def test_a_small_matrix_has_its_known_weights_and_ratio() -> None:
    found = priorities(matrix(SMALL))
    assert found.weights == pytest.approx((0.2790, 0.6491, 0.0719), abs=5e-5)
    assert (found.largest, found.ratio) == pytest.approx((3.0649, 0.0559), abs=6e-5)
    assert found.geometric == pytest.approx(found.weights, abs=1e-6)  # the same for three


@given(some.lists(some.floats(0.1, 10), min_size=2, max_size=8))
def test_consistent_judgements_give_back_the_weights_they_were_made_of(counts: list[float]) -> None:
    weights = np.array(counts) / sum(counts)
    found = priorities(weights[:, None] / weights[None, :])
    assert found.weights == pytest.approx(weights, abs=1e-6)
    assert abs(found.ratio) < 1e-6


def test_experts_who_disagree_are_joined_by_the_geometric_mean() -> None:
    both = joined([np.array([[1, 4], [1 / 4, 1]]), np.array([[1, 1], [1, 1]])])
    assert both == pytest.approx(np.array([[1, 2], [0.5, 1]]))


@pytest.mark.parametrize(
    ("word", "number"), [("1/3", 1 / 3), (5, 5.0), ("0", None), ("x", None), (True, None), ("1/0", None)]
)
def test_a_judgement_is_a_number_or_a_fraction_above_0(word: object, number: float | None) -> None:
    assert judgement(word) == number
