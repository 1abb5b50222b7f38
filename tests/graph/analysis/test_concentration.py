import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.analysis.concentration import expected_index, herfindahl


def index(*capacity: float) -> float:
    return float(herfindahl(np.zeros(len(capacity), np.int64), np.array(capacity, np.float64), 1)[0])


@pytest.mark.parametrize(
    ("shares", "points"),
    [
        ((25, 20, 15, 10, 8, 7, 6, 5, 4), 1540),
        ((25, 20, 15, 10, 8, 7, 6, 9), 1580),
        ((45, 15, 10, 8, 7, 6, 5, 4), 2540),
        ((30, 30, 20, 20), 2600),
    ],
)
def test_the_index_follows_the_published_values(shares: tuple[int, ...], points: int) -> None:
    assert index(*shares) == pytest.approx(points / 10_000)


@given(some.integers(1, 200), some.floats(0.1, 1e9))
def test_equal_firms_are_as_many_effective_suppliers_in_any_unit(firms: int, capacity: float) -> None:
    assert 1 / index(*[capacity] * firms) == pytest.approx(firms)


def test_an_empty_node_is_not_concentrated() -> None:
    assert np.isnan(herfindahl(np.array([0]), np.array([5.0]), 2)).tolist() == [False, True]


def test_hidden_firms_can_only_lower_the_index() -> None:
    assert expected_index(0.5, 1.0, 0.6) == 0.5
    assert expected_index(0.5, 0.0, 0.6) == pytest.approx(0.18)
