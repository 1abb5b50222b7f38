from functools import cache

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from nlp.learning.outcomes import Cases, Outcomes, fit_outcomes

FIRM, PLACE, MADE = 1 << 30, 2 << 30, 3 << 30


def cases(*features: list[int]) -> Cases:
    flat = [feature for own in features for feature in own]
    return Cases(np.array(flat, dtype=np.uint32), np.cumsum([0, *map(len, features)]))


def allowed(*rows: list[int]) -> NDArray[np.bool_]:
    return np.array(rows, dtype=np.bool_)


@cache
def taught() -> Outcomes:
    shown = cases(*[[FIRM], [FIRM, MADE], [PLACE], [PLACE, MADE]] * 5)
    return fit_outcomes(shown, [0, 1, 0, 2] * 5, allowed(*[[1, 1, 0], [1, 1, 0], [1, 0, 1], [1, 0, 1]] * 5))


def test_outcomes_that_a_case_may_not_have_teach_it_nothing() -> None:
    chances = taught().chances(cases([FIRM, MADE], [PLACE, MADE]), allowed([1, 1, 0], [1, 0, 1]))
    assert chances[0, 1] > chances[0, 0]
    assert chances[1, 2] > chances[1, 0]


@given(st.lists(st.lists(st.integers(0, 2**32 - 1), max_size=4), max_size=5))
def test_chances_of_any_case_sum_to_one_and_are_none_where_not_allowed(features: list[list[int]]) -> None:
    chances = taught().chances(cases(*features), np.tile(allowed([1, 0, 1]), (len(features), 1)))
    assert np.allclose(chances.sum(axis=1), 1.0)
    assert not chances[:, 1].any()


def test_features_that_are_seldom_seen_have_no_weight() -> None:
    shown = cases([FIRM], [FIRM, MADE], [FIRM], [FIRM])
    model = fit_outcomes(shown, [0, 1, 0, 0], np.ones((4, 2), dtype=np.bool_), at_least=2)
    chances = model.chances(cases([FIRM], [FIRM, MADE]), np.ones((2, 2), dtype=np.bool_))
    assert np.array_equal(chances[0], chances[1])


def test_a_model_read_back_gives_like_chances() -> None:
    model = taught()
    again = Outcomes.from_arrays(model.to_arrays())
    asked = cases([FIRM, MADE], [PLACE], []), np.ones((3, 3), dtype=np.bool_)
    assert np.allclose(model.chances(*asked), again.chances(*asked), atol=0.01)


def test_the_same_cases_give_the_same_weights() -> None:
    assert np.array_equal(taught().weights, taught.__wrapped__().weights)
