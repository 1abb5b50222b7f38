import numpy as np
import pytest

from graph.analysis.shock.flows import LINEAR, UNTOUCHED, Firms, Sales, flows_of

FIRMS = Firms(np.array([2.0, 3, 5, 7, 1]), np.array([0, 0, 1, 2, 3]))
# Four suppliers of one customer: two of one essential input, one that counts in proportion, one that does not count.
SALES = Sales(np.arange(4), np.full(4, 4), np.array([2.0, 3, 5, 7]), np.array([0, 0, LINEAR, UNTOUCHED]))


def test_an_essential_input_is_shared_by_its_suppliers_and_another_by_all_purchases() -> None:
    flows = flows_of(SALES, FIRMS, leak=0)
    assert flows.down.share.tolist() == pytest.approx([2 / 5, 3 / 5, 5 / 17])
    assert flows.slots.tolist() == [4, 4]
    assert flows.down.start.tolist() == [0, 1, 2, 3, 3, 3]


def test_a_leak_makes_every_order_and_linear_input_weigh_less() -> None:
    flows = flows_of(SALES, FIRMS, leak=0.05)
    assert flows.down.share[2] == pytest.approx(0.95 * 5 / 17)
    assert flows.down.share[0] == pytest.approx(2 / 5)
    assert flows.up.share.tolist() == pytest.approx([0.95] * 4)


def test_output_that_is_known_to_be_larger_than_the_sales_makes_an_order_weigh_less() -> None:
    flows = flows_of(SALES, Firms(FIRMS.size * 4, FIRMS.market), leak=0.05)
    assert flows.up.share.tolist() == pytest.approx([0.25] * 4)


def test_a_network_without_sales_has_no_flows() -> None:
    none = Sales(*(np.empty(0, np.int64) for _ in range(2)), np.empty(0), np.empty(0, np.int64))
    flows = flows_of(none, FIRMS, leak=0.05)
    assert (flows.down.share.size, flows.up.share.size, flows.slots.size) == (0, 0, 0)
