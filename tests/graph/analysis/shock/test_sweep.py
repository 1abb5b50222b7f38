from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.analysis.shock.flows import Firms, Sales, flows_of
from graph.analysis.shock.sweep import sweep
from tests.graph.analysis.shock.nets import StopRule, alone, eleven, six
from tests.graph.analysis.shock.test_cascade import networks


@given(networks(), some.sampled_from([1e-2, 1e-4]))
def test_a_sweep_gives_what_the_cascades_of_the_firms_give(network: tuple[Sales, Firms], theta: float) -> None:
    sales, firms = network
    flows = flows_of(sales, firms, leak=0.05)
    found = sweep(flows, np.arange(flows.size), firms.weight, StopRule(theta))
    each = [firms.weight @ alone(flows, firm, firms.weight, StopRule(theta)).loss for firm in range(flows.size)]
    assert found == pytest.approx(each, abs=1e-12)


def test_a_sweep_of_mixed_inputs_gives_what_the_cascades_give_time_and_again() -> None:
    flows, weight = six()
    found = sweep(flows, np.array([0, 5, 0]), weight, StopRule(1e-3))
    each = [weight @ alone(flows, firm, weight, StopRule(1e-3)).loss for firm in (0, 5, 0)]
    assert found == pytest.approx(each, abs=1e-12)


@given(networks())
def test_a_sweep_of_buyers_alone_gives_what_they_lose(network: tuple[Sales, Firms]) -> None:
    sales, firms = network
    flows = flows_of(sales, firms, leak=0.05)
    found = sweep(flows, np.arange(flows.size), firms.weight, StopRule(1e-4), both=False)
    each = [firms.weight @ alone(flows, firm, firms.weight, StopRule(1e-4)).down for firm in range(flows.size)]
    assert found == pytest.approx(each, abs=1e-12)


def test_a_sweep_in_single_precision_is_close() -> None:
    flows, weight = eleven(2)
    short = replace(
        flows,
        **{
            way: replace(side, share=side.share.astype(np.float32))
            for way, side in (("down", flows.down), ("up", flows.up))
        },
    )
    found = sweep(short, np.arange(11), weight, StopRule(1e-6))
    assert found == pytest.approx(
        [alone(flows, firm, weight, StopRule(1e-6)).loss @ weight for firm in range(11)], rel=1e-5
    )
