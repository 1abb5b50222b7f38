import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from graph.analysis.hosting import fit_expected

CHAIN = np.zeros(12, np.int64)


def clustered() -> np.ndarray:
    """Eight regions, twelve nodes in three runs of four; every region lacks one run whole."""
    seen = np.full((8, 12), 6.0)
    for region in range(8):
        run = region % 3
        seen[region, 4 * run : 4 * run + 4] = 0
    return seen


def test_a_node_whose_neighbours_are_missing_too_is_not_hosted() -> None:
    seen = clustered()
    seen[0, 6] = 0  # a lone hole among neighbours that are there
    found = fit_expected(seen, np.full(8, 0.6), CHAIN)
    assert found.hosted[0, 1] < 0.2  # region 0 lacks the first run
    assert found.hosted[0, 6] > 0.8


def test_the_mean_makes_up_for_what_is_not_covered() -> None:
    random = np.random.default_rng(3)
    real = random.poisson(10.0, (20, 12)).astype(np.float64)
    coverage = np.linspace(0.3, 0.9, 20)
    found = fit_expected(random.binomial(real.astype(int), coverage[:, None]).astype(float), coverage, CHAIN)
    assert found.mean.mean() == pytest.approx(10.0, rel=0.1)


def test_chains_do_not_run_into_each_other() -> None:
    seen = clustered()
    two = np.concatenate([seen, np.full((8, 12), 6.0)], axis=1)
    found = fit_expected(two, np.full(8, 0.6), np.repeat([0, 1], 12))
    assert (found.hosted[:, 12:] > 0.5).all()


@given(arrays(np.float64, (3, 5), elements=some.integers(0, 30).map(float)), some.floats(0.05, 0.98))
def test_any_counts_give_probabilities_and_positive_means(seen: np.ndarray, coverage: float) -> None:
    found = fit_expected(seen, np.full(3, coverage), np.array([0, 0, 0, 1, 1]))
    assert ((found.hosted >= 0) & (found.hosted <= 1)).all()
    assert (found.mean > 0).all()
    assert sum(one.chance for one in found.components) == pytest.approx(1)
