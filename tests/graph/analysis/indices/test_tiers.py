from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.analysis.indices.tiers import fit, tier_count, tiers


def one(scores: list[float], count: int) -> list[int]:
    return list(map(int, tiers(np.array([scores], np.float64), count)[0]))


def test_the_textbook_four_fall_into_two_tiers() -> None:
    scores = [4, 5, 9, 10]
    assert one(scores, 2) == [2, 2, 1, 1]
    assert fit(np.array(scores, np.float64), np.array([2, 2, 1, 1])) == pytest.approx(0.9615, abs=5e-5)


def test_tiers_are_told_in_the_order_of_the_units() -> None:
    assert one([10, 4, 9, 5], 2) == [1, 2, 1, 2]


def test_more_tiers_than_units_are_as_many_as_units() -> None:
    assert one([1, 2], 5) == [2, 1]


@given(some.lists(some.floats(0, 100), min_size=2, max_size=9), some.integers(2, 4))
def test_no_other_split_has_less_deviation(scores: list[float], count: int) -> None:
    count, ascending = min(count, len(scores)), np.sort(np.array(scores))

    def deviation(cuts: tuple[int, ...]) -> float:
        return sum(float(np.sum((run - run.mean()) ** 2)) for run in np.split(ascending, cuts))

    least = min(deviation(cuts) for cuts in combinations(range(1, len(scores)), count - 1))
    labels = tiers(np.array([scores]), count)[0]
    groups = [np.array(scores)[labels == label] for label in set(labels)]
    mine = sum(float(np.sum((run - run.mean()) ** 2)) for run in groups)
    assert mine == pytest.approx(least, abs=1e-6)


def test_as_many_tiers_as_fit_well() -> None:
    assert tier_count(np.array([1.0, 1, 2, 50, 51, 52, 99, 100])) == 3
    assert tier_count(np.array([5.0, 5, 5])) == 1
