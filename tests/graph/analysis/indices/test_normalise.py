import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from graph.analysis.indices.normalise import normalise, percentiles, ranked, standardised
from tests.graph.analysis.indices.tables import an_index, figures_of

NO = float("nan")


def comparable(years: dict[int, list[list[float]]], **rules: object) -> np.ndarray:
    index = an_index(**rules)
    return normalise(index, figures_of(index, years)).cube


def test_less_is_better_turns_a_ratio_round() -> None:
    cube = comparable({2020: [[10, 10, 10]], 2021: [[20, 5, 20]]}, normalisation="base-period", base_year=2020)
    assert cube[1, 0] == pytest.approx([200, 50, 50])


def test_goalposts_of_the_definition_hold_what_lies_beyond_them() -> None:
    leaves = [{"id": "a", "name": "a", "goalposts": [0, 10]}]
    cube = comparable({2020: [[5], [20], [-1]]}, dimensions=[{"id": "d", "name": "d", "indicators": leaves}])
    assert cube[0, :, 0] == pytest.approx([50, 100, 0])


def test_before_a_geometric_mean_the_worst_is_1_and_not_0() -> None:
    cube = comparable({2020: [[1, 1, 1], [2, 2, 2]]}, aggregation="geometric")
    assert cube[0] == pytest.approx(np.array([[1, 1, 100], [100, 100, 1]]))


def test_quantiles_of_the_base_year_are_the_goalposts_of_all_years() -> None:
    rows = [[float(at)] for at in range(101)]
    leaves = [{"id": "a", "name": "a"}]
    rules = {
        "normalisation": "base-quantiles",
        "base_year": 2020,
        "dimensions": [{"id": "d", "name": "d", "indicators": leaves}],
    }
    cube = comparable({2020: rows, 2021: [[50.0], [200.0]]}, **rules)
    assert cube[1, :2, 0] == pytest.approx([50, 100])


@pytest.mark.parametrize(("rule", "told"), [("zscore", [-1, 0, 1]), ("rank", [1, 2, 3]), ("percentile", [0, 50, 100])])
def test_places_among_the_units_of_a_year(rule: str, told: list[float]) -> None:
    cube = comparable({2020: [[1, 4, 9], [2, 6, 8], [3, 8, 7]]}, normalisation=rule)
    assert np.allclose(cube[0].T, [told] * 3)


def test_a_figure_that_is_the_same_for_all_is_left_out_and_said() -> None:
    index = an_index()
    made = normalise(index, figures_of(index, {2020: [[1, 4, 9], [1, 6, 8]]}))
    assert np.isnan(made.cube[0, :, 0]).all()
    assert "指标甲" in made.notes[0]


def test_outliers_are_treated_and_listed() -> None:
    index = an_index(outliers=True)
    rows = [[float(value), float(value % 3), float(at)] for at, value in enumerate([1, 2, 3, 4, 5, 6, 7, 100])]
    made = normalise(index, figures_of(index, {2020: rows}))
    assert made.cube[0, 6, 0] == made.cube[0, 7, 0] == 100
    assert made.notes == ("指标甲：截尾 单位72020 · winsorised",)


@given(arrays(np.float64, (6, 2), elements=some.integers(0, 9).map(float) | some.just(NO)))
def test_missing_figures_stay_missing_and_change_nobody_s_place(z: np.ndarray) -> None:
    for rule in (ranked, percentiles, standardised):
        found = rule(z)
        assert np.all(np.isnan(found[np.isnan(z)]))
    alone = z[~np.isnan(z[:, 0])]
    assert ranked(alone)[:, 0] == pytest.approx(ranked(z)[~np.isnan(z[:, 0]), 0])
