import numpy as np
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from graph.analysis.indices.ranks import ranks


def test_equal_scores_share_the_better_place() -> None:
    assert ranks(np.array([[3.0, 9, 3, 1], [1, 2, 3, 4]])).tolist() == [[2, 1, 2, 4], [4, 3, 2, 1]]


@given(arrays(np.float64, (3, 6), elements=some.integers(0, 4).map(float)))
def test_a_place_is_one_more_than_the_number_of_better_scores(scores: np.ndarray) -> None:
    better = (scores[:, None, :] > scores[:, :, None]).sum(axis=2)
    assert ranks(scores).tolist() == (better + 1).tolist()
