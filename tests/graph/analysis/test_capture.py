import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.analysis.capture import Capture, fit_capture


def drawn(levels: list[float], regions: list[float], *, spread: float, facts: int) -> tuple[Capture, np.ndarray]:
    """Facts seen by lists of these levels; the fit, and the true share seen of each region."""
    random = np.random.default_rng(7)
    region = np.repeat(np.arange(len(regions)), facts)
    ease = np.asarray(regions)[region] + spread * random.standard_normal(region.size)
    seen = random.random((region.size, len(levels))) < 1 / (1 + np.exp(-(np.asarray(levels) + ease[:, None])))
    lists = (seen << np.arange(len(levels))).sum(axis=1)
    true = np.array([(lists[region == one] > 0).mean() for one in range(len(regions))])
    kept = lists > 0
    found = fit_capture(lists[kept], region[kept], regions=len(regions), sources=len(levels))
    assert found is not None
    return found, true


def test_the_share_seen_is_found_although_easy_facts_are_in_every_list() -> None:
    found, true = drawn([0.0, -1.0, 0.3, -1.5], [-1.0, 0.0, 1.0], spread=1.0, facts=3000)
    assert found.mean == pytest.approx(true, abs=0.06)
    assert found.spread == pytest.approx(1.0, abs=0.3)


def test_a_region_with_few_records_has_a_wide_band() -> None:
    lists = np.array([1, 2, 3, 1] * 50 + [1, 3])
    found = fit_capture(lists, np.array([0] * 200 + [1] * 2), regions=2, sources=2)
    assert found is not None
    assert found.high[1] - found.low[1] > found.high[0] - found.low[0]


def test_one_list_tells_nothing() -> None:
    assert fit_capture(np.array([1, 1]), np.array([0, 0]), regions=1, sources=1) is None


@given(some.lists(some.integers(1, 7), min_size=1, max_size=30))
def test_shares_are_probabilities_and_the_band_holds_the_mean(lists: list[int]) -> None:
    found = fit_capture(np.array(lists), np.zeros(len(lists), np.int64), regions=1, sources=3)
    assert found is not None
    assert 0 <= found.low[0] <= found.high[0] <= 1
    assert 0 < found.mean[0] < 1
    assert (found.by_list <= found.mean[:, None] + 1e-9).all()
