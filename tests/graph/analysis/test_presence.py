import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.analysis.presence import (
    Prior,
    chao2_coverage,
    chapman_estimate,
    information_bits,
    information_share,
    prior_of,
    probability_absent,
    probability_fewer_than,
    probability_none_unseen,
    shape_of,
)

Share = some.floats(0, 1)
Sure = some.floats(0.05, 50)


@pytest.mark.parametrize(
    ("shape", "mean", "coverage", "absent"),
    [(1, 2, 0.6, 0.7333), (1, 0.2, 0.6, 0.9333), (1, 2, 0.95, 0.9667), (1, 2, 0.1, 0.4), (2, 5, 0.3, 0.25)],
)
def test_absence_follows_the_published_values(shape: float, mean: float, coverage: float, absent: float) -> None:
    assert probability_absent(prior_of(mean, shape), coverage) == pytest.approx(absent, abs=2e-3)


def test_before_any_record_absence_has_its_prior_probability() -> None:
    assert probability_absent(prior_of(2, 1), 0.0) == pytest.approx(1 / 3)


def test_chapman_and_chao_follow_the_published_values() -> None:
    assert chapman_estimate(100, 100, 20) == pytest.approx(484.7619, abs=1e-4)
    many = 1_000_000  # the factor (S - 1) / S is then 1, as in the published figure
    assert 10 / chao2_coverage(10, 4, 2, many) == pytest.approx(12, abs=1e-4)


def test_facts_that_every_source_states_are_taken_as_complete() -> None:
    assert chao2_coverage(50, 0, 50, 3) == 1
    assert chao2_coverage(0, 0, 0, 3) == 0


@given(Sure, Sure, Share, Share)
def test_better_coverage_makes_an_empty_record_say_more(mean: float, shape: float, one: float, other: float) -> None:
    prior, (low, high) = prior_of(mean, shape), sorted((one, other))
    assert probability_absent(prior, low) <= probability_absent(prior, high) + 1e-12
    assert information_share(prior, low) <= information_share(prior, high) + 1e-6


@given(Sure, Sure, Share, some.lists(Share, max_size=4))
def test_unsure_records_only_make_absence_less_probable(
    mean: float, shape: float, coverage: float, doubts: list[float]
) -> None:
    prior = prior_of(mean, shape)
    assert 0 <= probability_absent(prior, coverage, doubts) <= probability_absent(prior, coverage)


@given(Sure, Sure, Share)
def test_information_is_never_negative_and_its_share_is_one_for_a_census(
    mean: float, shape: float, coverage: float
) -> None:
    prior = prior_of(mean, shape)
    assert information_bits(prior, coverage) >= -1e-9
    assert 0 <= information_share(prior, coverage) <= 1
    assert information_share(prior, 0) == pytest.approx(0, abs=1e-6)


def test_a_prior_that_expects_nobody_learns_nothing_from_an_empty_record() -> None:
    assert information_bits(prior_of(0.05, 1), 0.8) < 0.1


def test_firms_already_seen_settle_that_there_are_not_fewer() -> None:
    prior = prior_of(3, 2)
    assert probability_fewer_than(prior, 5, 0.5, 3) == 0
    assert probability_fewer_than(prior, 1, 0.9, 4) > probability_fewer_than(prior, 1, 0.2, 4)


def test_no_second_firm_is_surer_the_better_the_coverage() -> None:
    prior = Prior(1, 1)
    assert probability_none_unseen(prior, 1, 0.9) > probability_none_unseen(prior, 1, 0.3)


def test_counts_that_scatter_give_a_wide_prior_and_a_few_even_ones_do_not_give_a_tight_one() -> None:
    few, many = np.full(6, 5.0), np.full(2000, 5.0)
    assert shape_of(np.array([0.0, 20.0] * 10), np.full(20, 10.0)) < shape_of(few, few)
    assert shape_of(few, few) == pytest.approx(1.4)
    assert shape_of(many, many) == 10
    assert shape_of(np.zeros(3), np.zeros(3)) == 1
