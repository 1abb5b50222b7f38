import numpy as np
import pytest

from graph.analysis.criticality import criticality, input_shares
from tests.graph.analysis.worlds import ROBOT

STEEL, REDUCER, DIRECT, MOTOR, BODY, CELL = range(6)


def test_inputs_of_a_customer_add_up_and_options_share_a_link() -> None:
    shares = input_shares(ROBOT)
    assert shares[BODY].tolist() == pytest.approx([0, 0.2, 0.2, 0.6, 0, 0])
    assert shares.sum(axis=1).tolist() == pytest.approx([0, 1, 0, 0, 1, 1])


def test_what_more_hangs_on_counts_more_and_farther_steps_less() -> None:
    found = criticality(np.eye(6)[CELL], input_shares(ROBOT), depth=0.7, steps=8)
    assert found[BODY] == pytest.approx(0.7)
    assert found[MOTOR] == pytest.approx(0.7**2 * 0.6)
    assert found[STEEL] == pytest.approx(0.7**3 * 0.2)
    assert found[CELL] == 0


def test_a_region_that_makes_nothing_hangs_on_nothing() -> None:
    assert not criticality(np.zeros(6), input_shares(ROBOT), depth=0.7, steps=8).any()
