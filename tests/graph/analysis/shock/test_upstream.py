import numpy as np
import pytest
from hypothesis import given

from graph.analysis.shock.cascade import StopRule
from graph.analysis.shock.flows import LINEAR, Firms, Sales, flows_of
from graph.analysis.shock.upstream import upper_bound, upstream_of_all
from tests.graph.analysis.shock.nets import alone
from tests.graph.analysis.shock.test_cascade import networks


def test_one_solve_gives_the_upstream_loss_of_each_firm() -> None:
    shares = np.array([[0, 0.5, 0.3, 0], [0, 0, 0.6, 0.2], [0.1, 0, 0, 0.7], [0, 0, 0.2, 0]])
    seller, buyer = np.nonzero(shares)
    sales = Sales(seller, buyer, shares[seller, buyer], np.full(seller.size, LINEAR))
    flows = flows_of(sales, Firms(np.ones(4), np.full(4, -1)), leak=0)
    weight = np.array([0.4, 0.3, 0.2, 0.1])
    assert upstream_of_all(flows, weight) == pytest.approx([0.447907, 0.520482, 0.66, 0.668298], abs=1e-6)


@given(networks())
def test_the_solve_gives_what_the_cascades_come_to_and_its_bound_is_one(network: tuple[Sales, Firms]) -> None:
    sales, firms = network
    flows = flows_of(sales, firms, leak=0.05)
    each = [firms.weight @ alone(flows, firm, firms.weight, StopRule(1e-12)).up for firm in range(flows.size)]
    assert upstream_of_all(flows, firms.weight) == pytest.approx(each, abs=1e-6)
    assert (upper_bound(flows, firms.weight) >= np.array(each) - 1e-6).all()
