import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from graph.analysis.efficiency import efficiencies, few_units
from ontology.errors import BadIndexValues

ONE_INPUT = np.array([[2.0], [3], [3], [4], [5], [5], [6], [8]])
ONE_OUTPUT = np.array([[1.0], [3], [2], [3], [4], [2], [3], [5]])
TWO_INPUTS = np.array([[4.0, 3], [7, 3], [8, 1], [4, 2], [2, 4], [10, 1]])
FIGURES = arrays(np.float64, (6, 2), elements=some.floats(0.1, 100))


def thetas(inputs: np.ndarray, outputs: np.ndarray, *, variable: bool = False) -> list[float]:
    return [one.theta for one in efficiencies(inputs, outputs, variable=variable)]


def test_one_input_and_one_output_as_cooper_seiford_and_tone_give_them() -> None:
    expected = (0.5, 1, 0.6667, 0.75, 0.8, 0.4, 0.5, 0.625)
    assert thetas(ONE_INPUT, ONE_OUTPUT) == pytest.approx(expected, abs=5e-5)


def test_two_inputs_as_cooper_seiford_and_tone_give_them() -> None:
    found = efficiencies(TWO_INPUTS, np.ones((6, 1)))
    assert [one.theta for one in found] == pytest.approx((0.8571, 0.6316, 1, 1, 1, 1), abs=5e-5)
    assert [one.efficient for one in found] == [False, False, True, True, True, False]
    assert found[5].input_slacks == pytest.approx((2, 0), abs=1e-5)  # F makes no more than C with two more of the first
    assert found[5].peers == pytest.approx({2: 1.0}, abs=1e-6)
    assert set(found[0].peers) == {3, 4}


def test_variable_returns_forgive_small_and_large_units() -> None:
    constant, variable = thetas(ONE_INPUT, ONE_OUTPUT), thetas(ONE_INPUT, ONE_OUTPUT, variable=True)
    assert [place for place, theta in enumerate(variable) if theta > 1 - 1e-6] == [0, 1, 4, 7]
    assert all(theta >= other - 1e-7 for theta, other in zip(variable, constant, strict=True))


@settings(max_examples=20)  # a dozen linear programs each
@given(FIGURES, FIGURES, some.floats(0.01, 1000))
def test_the_unit_of_a_figure_makes_no_difference(x: np.ndarray, y: np.ndarray, factor: float) -> None:
    assert thetas(x * [factor, 1], y) == pytest.approx(thetas(x, y), abs=1e-5)


@settings(max_examples=20)  # a dozen linear programs each
@given(FIGURES, FIGURES)
def test_somebody_is_efficient_and_nobody_more_than_that(x: np.ndarray, y: np.ndarray) -> None:
    found = thetas(x, y)
    assert max(found) == pytest.approx(1, abs=1e-6)
    assert min(found) > 0


def test_missing_and_negative_figures_are_refused() -> None:
    for bad in (np.nan, -1.0):
        with pytest.raises(BadIndexValues):
            efficiencies(np.array([[1.0], [bad]]), np.ones((2, 1)))


def test_few_units_for_many_figures_are_told() -> None:
    assert few_units(8, 3)
    assert not few_units(9, 3)
