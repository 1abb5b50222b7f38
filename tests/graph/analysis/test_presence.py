import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.analysis.hosting import Expected
from graph.analysis.presence import chao2_coverage, chapman_estimate, none_unseen, outlook_of

Share = some.floats(0.02, 1)
Sure = some.floats(0.05, 50)


@pytest.mark.parametrize(
    ("shape", "mean", "coverage", "absent"),
    [(1, 2, 0.6, 0.7333), (1, 0.2, 0.6, 0.9333), (1, 2, 0.95, 0.9667), (1, 2, 0.1, 0.4), (2, 5, 0.3, 0.25)],
)
def test_absence_follows_the_published_values(shape: float, mean: float, coverage: float, absent: float) -> None:
    found = none_unseen(np.array(float(mean)), shape, np.array(coverage), np.array(0.0))
    assert found == pytest.approx(absent, abs=2e-3)


def test_before_any_record_absence_has_its_prior_probability() -> None:
    assert none_unseen(np.array(2.0), 1.0, np.array(0.0), np.array(0.0)) == pytest.approx(1 / 3)


def test_chapman_and_chao_follow_the_published_values() -> None:
    assert chapman_estimate(100, 100, 20) == pytest.approx(484.7619, abs=1e-4)
    many = 1_000_000  # the factor (S - 1) / S is then 1, as in the published figure
    assert 10 / chao2_coverage(10, 4, 2, many) == pytest.approx(12, abs=1e-4)


def test_facts_that_every_source_states_are_taken_as_complete() -> None:
    assert chao2_coverage(50, 0, 50, 3) == 1
    assert chao2_coverage(0, 0, 0, 3) == 0


def believed(seen: float, coverage: float, mean: float, hosted: float, shape: float = 2.0) -> tuple[float, ...]:
    one = np.ones((1, 1))
    found = outlook_of(one * seen, np.array([coverage]), Expected(one * mean, one * hosted, shape))
    return float(found.none[0, 0]), float(found.one[0, 0]), float(found.unseen[0, 0])


@given(Sure, Share, Share, some.floats(0, 1))
def test_better_coverage_makes_an_empty_record_say_more(mean: float, one: float, other: float, hosted: float) -> None:
    low, high = sorted((one, other))
    assert believed(0, low, mean, hosted)[0] <= believed(0, high, mean, hosted)[0] + 1e-9


@given(some.integers(0, 20), Share, Sure, some.floats(0, 1))
def test_beliefs_are_probabilities_and_expectations(seen: int, coverage: float, mean: float, hosted: float) -> None:
    none, one, unseen = believed(seen, coverage, mean, hosted)
    assert -1e-9 <= none <= 1 + 1e-9
    assert none + one <= 1 + 1e-9
    assert unseen >= 0


def test_an_empty_record_is_surer_where_the_region_hosts_none_of_the_neighbours() -> None:
    assert believed(0, 0.5, 5.0, 0.05)[0] > 0.9
    assert believed(0, 0.5, 5.0, 0.95)[0] < 0.6


def test_a_complete_record_leaves_nobody_unseen() -> None:
    none, _, unseen = believed(3, 1.0, 5.0, 1.0)
    assert (none, unseen) == (pytest.approx(1), pytest.approx(0))
