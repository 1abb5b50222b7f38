import numpy as np
from hypothesis import given
from hypothesis import strategies as some

from graph.analysis.yardstick import yardstick_of

Counts = some.lists(some.integers(0, 500), min_size=2, max_size=12)


def test_a_region_is_measured_by_the_rest_and_not_by_itself() -> None:
    here, everywhere = np.array([50.0, 0.0]), np.array([60.0, 90.0])
    found = yardstick_of(here, everywhere, least_rest=20)
    assert found.compared
    assert found.expected[1] > found.expected[0]


def test_without_a_rest_every_node_is_expected_alike() -> None:
    here = np.array([9.0, 1.0, 2.0])
    found = yardstick_of(here, here, least_rest=20)
    assert not found.compared
    assert found.expected.tolist() == found.prior.tolist() == [4, 4, 4]


@given(Counts, some.integers(0, 50))
def test_what_is_expected_adds_up_to_what_is_there(rest: list[int], here: int) -> None:
    own = np.full(len(rest), float(here))
    found = yardstick_of(own, own + np.array(rest, float), least_rest=20)
    assert np.isclose(found.expected.sum(), max(own.sum(), 1))
    assert np.isclose(found.prior.sum(), max(own.sum(), 1))
    assert (found.expected > 0).all()
    assert (found.prior > 0).all()
