from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from graph.analysis.indices.data_weights import critic_weights, entropy_weights, pca_weights

TABLES = arrays(np.float64, some.tuples(some.integers(1, 8), some.integers(1, 6)), elements=some.floats(0, 1000))


def test_entropy_weighs_by_how_unequal_the_shares_are() -> None:
    z = np.array([[0.0, 0.0], [0.5, 0.2], [1.0, 1.0]])
    shares = np.array([[1 / 3, 2 / 3], [1 / 6, 5 / 6]])
    told = 1 + (shares * np.log(shares)).sum(axis=1) / np.log(3)
    assert entropy_weights(z) == pytest.approx(told / told.sum())


def test_no_column_takes_more_than_twice_the_equal_weight() -> None:
    z = np.array([[0.0, 0.0, 0.0, 0.0], [0.0, 0.9, 0.95, 0.9], [0.0, 1.0, 1.0, 0.9], [1.0, 0.9, 0.9, 1.0]])
    weights = entropy_weights(z)
    assert weights[0] == pytest.approx(0.5)
    assert weights[1:].sum() == pytest.approx(0.5)


def test_critic_prefers_columns_that_say_what_the_others_do_not() -> None:
    z = np.array([[0.0, 0.0, 1.0], [0.5, 0.5, 0.0], [1.0, 1.0, 0.5]])
    spread, against = 0.5, np.array([1 - 1 + 1 - -0.5, 1 - -0.5, 2 * 1.5])
    assert critic_weights(z) == pytest.approx(spread * against / (spread * against).sum())


def test_the_principal_component_weighs_columns_that_move_together_alike() -> None:
    z = np.array([[0.0, 0.0, 0.3], [1.0, 2.0, 0.1], [2.0, 4.0, 0.2], [3.0, 6.0, 0.35]])
    weights = pca_weights(z)
    assert weights[0] == pytest.approx(weights[1])
    assert weights[2] < weights[0]


@pytest.mark.parametrize("rule", [entropy_weights, critic_weights, pca_weights])
def test_a_column_that_is_the_same_for_all_weighs_nothing(rule: Callable[[np.ndarray], np.ndarray]) -> None:
    weights = rule(np.array([[5.0, 0.0, 1.0], [5.0, 1.0, 0.0], [5.0, 0.5, 0.7]]))
    assert weights[0] == pytest.approx(0)


@given(TABLES)
def test_weights_from_data_are_never_negative_and_add_up_to_1(z: np.ndarray) -> None:
    for rule in (entropy_weights, critic_weights, pca_weights):
        weights = rule(z)
        assert weights.min() >= 0
        assert weights.sum() == pytest.approx(1)
