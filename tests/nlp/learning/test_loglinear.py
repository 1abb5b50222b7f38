import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nlp.learning.loglinear import LogLinear, fit, fit_ranker, fit_shares


def test_it_learns_which_feature_goes_with_which_outcome() -> None:
    cases = [["a", "x"], ["a"], ["b", "x"], ["b"]] * 5
    model = fit(cases, [0, 0, 1, 1] * 5, count=2, buckets=2**12)
    assert model.log_chances([["a"], ["b"], []]).argmax(axis=1).tolist()[:2] == [0, 1]


def test_the_ranker_learns_which_candidate_is_chosen() -> None:
    groups = [[["near"], ["far"]], [["far"], ["near"], ["far", "x"]]]
    model = fit_ranker(groups, [0, 1], buckets=2**12)
    near, far = model.scores([["near"], ["far"]])
    assert near > far


@given(st.lists(st.lists(st.text(max_size=3), max_size=4), max_size=5))
def test_chances_of_any_case_sum_to_one(cases: list[list[str]]) -> None:
    model = fit([["a"], ["b"]], [0, 1], count=2, buckets=2**10)
    assert np.allclose(np.exp(model.log_chances(cases)).sum(axis=1), 1.0, atol=1e-5)


def test_a_model_read_back_scores_alike() -> None:
    model = fit([["a"], ["b"]], [0, 1], count=2, buckets=2**10)
    again = LogLinear.from_arrays(model.to_arrays())
    assert np.allclose(model.log_chances([["a"]]), again.log_chances([["a"]]), atol=0.01)


def test_the_same_rows_give_the_same_weights() -> None:
    once, twice = (fit([["a"], ["b"], ["c"]], [0, 1, 0], count=2, buckets=2**10) for _ in range(2))
    assert np.array_equal(once.weights, twice.weights)


def test_a_ranker_shares_its_favour_among_candidates_that_are_right_alike() -> None:
    groups = [[["a"], ["b"], ["c"]]] * 20
    scores = fit_shares(groups, [np.array([0.5, 0.5, 0.0])] * 20, buckets=2**12).scores([["a"], ["b"], ["c"]])
    assert abs(scores[0] - scores[1]) < 0.01 < scores[0] - scores[2]
