import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.analysis.shock.cascade import StopRule, run
from graph.analysis.shock.flows import LINEAR, Firms, Sales, flows_of
from tests.graph.analysis.shock.nets import alone, eleven, six

PUBLISHED = StopRule(theta=0, epsilon=1e-2)
UP = [0.1, 0.2, 0.2, 0.35, 0.1, 0.1, 0.7, 0.1, 0.2, 0.2, 0.45]


@pytest.mark.parametrize(
    ("kind", "replaced", "down", "total"),
    [
        (
            1, False,
            [0, 0.366667, 0.166667, 0, 0, 0.166667, 0.2, 0.1, 0.366667, 0.166667, 0],
            [0.1, 0.366667, 0.266667, 0.35, 0.1, 0.166667, 0.7, 0.1, 0.366667, 0.266667, 0.45],
        ),
        (
            1, True,
            [0, 0.3, 0.166667, 0, 0, 0.116667, 0.2, 0.1, 0.311111, 0.166667, 0],
            [0.1, 0.3, 0.266667, 0.35, 0.1, 0.116667, 0.7, 0.1, 0.311111, 0.266667, 0.45],
        ),
        (
            2, False,
            [0, 0.5, 0.3, 0, 0, 0.3, 0.2, 0.1, 0.5, 0.3, 0],
            [0.1, 0.5, 0.4, 0.35, 0.1, 0.3, 0.7, 0.1, 0.5, 0.4, 0.45],
        ),
        (
            2, True,
            [0, 0.366667, 0.3, 0, 0, 0.15, 0.2, 0.1, 0.4, 0.3, 0],
            [0.1, 0.366667, 0.4, 0.35, 0.1, 0.15, 0.7, 0.1, 0.4, 0.4, 0.45],
        ),
    ],
)  # fmt: skip
def test_eleven_firms_give_the_published_values(
    kind: int, replaced: bool, down: list[float], total: list[float]
) -> None:
    flows, weight = eleven(kind)
    found = [alone(flows, firm, weight, PUBLISHED, replaced=replaced) for firm in range(11)]
    assert [weight @ one.up for one in found] == pytest.approx(UP, abs=1e-6)
    assert [weight @ one.down for one in found] == pytest.approx(down, abs=1e-6)
    assert [weight @ one.loss for one in found] == pytest.approx(total, abs=1e-6)


def test_six_firms_with_mixed_inputs_give_the_published_values() -> None:
    flows, weight = six()
    found = [alone(flows, firm, weight, PUBLISHED) for firm in range(6)]
    total = [0.981957546168, 0.967433593770, 0.970810912353, 0.973392345200, 0.986912050762, 0.983507826820]
    up = [0.978450663862, 0.957182550542, 0.963786021228, 0.967291607137, 0.983285344881, 0.980047845605]
    assert [weight @ one.loss for one in found] == pytest.approx(total, abs=1e-12)
    assert [weight @ one.up for one in found] == pytest.approx(up, abs=1e-12)
    states = [0, 0.6, 0.789406819748, 0, 0.611111111111, 0.878667056069]
    assert (1 - found[0].down).tolist() == pytest.approx(states, abs=1e-11)


def test_what_buyers_of_six_firms_lose_converges() -> None:
    flows, weight = six()
    found = [weight @ alone(flows, firm, weight, StopRule(theta=0, epsilon=1e-10)).down for firm in range(6)]
    assert found == pytest.approx([0.506879882147, 0.645011318944, 0.488617128176] * 2, abs=1e-10)


def test_without_a_leak_the_loss_is_that_of_the_stop_rule() -> None:
    flows, weight = six()
    late = [weight @ alone(flows, firm, weight, StopRule(theta=0, epsilon=1e-10)).loss for firm in range(6)]
    assert late == pytest.approx(np.ones(6), abs=1e-8)


def test_what_others_in_the_market_make_is_what_cannot_be_replaced() -> None:
    """Sizes 2, 1, 3 and states 1, .5, .25, the third alone in its market: σ = .8, .4, 1 (Diem et al. 2022)."""
    firms = Firms(np.array([2.0, 1, 3, 1]), np.array([0, 0, 1, 2]))
    sales = Sales(np.array([0, 1, 2]), np.array([3, 3, 3]), np.ones(3), np.array([0, 1, 2]))
    flows = flows_of(sales, firms, leak=0)
    found = run(flows, np.array([0, 0.5, 0.75, 0]), firms.weight, StopRule(theta=0, rounds=1))
    assert found.sent_down[1:3].tolist() == pytest.approx([0.4 * 0.5, 0.75])
    found = run(flows, np.array([0.001, 0.5, 0.75, 0]), firms.weight, StopRule(theta=0, rounds=1))
    assert found.sent_down[0] == pytest.approx(0.8 * 0.001, rel=1e-2)


def test_a_firm_that_takes_another_supplier_instead_loses_the_share_it_bought() -> None:
    firms = Firms(np.ones(3), np.array([-1, -1, -1]))
    either = Sales(np.array([0, 1]), np.array([2, 2]), np.array([1.0, 3]), np.array([7, 7]))
    both = Sales(np.array([0, 1]), np.array([2, 2]), np.array([1.0, 3]), np.array([7, 8]))
    shock = np.array([1.0, 0, 0])
    assert run(flows_of(either, firms, leak=0), shock, firms.weight, StopRule()).down[2] == 0.25
    assert run(flows_of(both, firms, leak=0), shock, firms.weight, StopRule()).down[2] == 1


@some.composite
def networks(draw: some.DrawFn) -> tuple[Sales, Firms]:
    count = draw(some.integers(2, 7))
    place = some.integers(0, count - 1)
    rows = draw(some.lists(some.tuples(place, place, some.integers(1, 9), some.integers(-2, 2)), max_size=15))
    rows = [row for row in rows if row[0] != row[1]]
    table = np.array(rows, np.int64).reshape(-1, 4)
    sales = Sales(table[:, 0], table[:, 1], table[:, 2].astype(np.float64), table[:, 3])
    sold = np.bincount(sales.seller, sales.value, count)
    markets = draw(some.lists(some.integers(-1, 2), min_size=count, max_size=count))
    return sales, Firms(sold + 1, np.array(markets, np.int64))


DEEP = StopRule(theta=1e-9)


def losses(sales: Sales, firms: Firms, psi: float = 1.0) -> np.ndarray:
    flows = flows_of(sales, firms, leak=0.05)
    shocks = np.eye(flows.size) * psi
    return np.array([firms.weight @ run(flows, shock, firms.weight, DEEP).loss for shock in shocks])


@given(networks())
def test_a_failure_costs_at_least_the_firm_and_at_most_everything(network: tuple[Sales, Firms]) -> None:
    found = losses(*network)
    assert (found >= network[1].weight - 1e-12).all()
    assert (found <= 1 + 1e-9).all()


@given(networks(), some.integers(0, 6))
def test_both_directions_together_bound_the_loss(network: tuple[Sales, Firms], firm: int) -> None:
    sales, firms = network
    found = alone(flows_of(sales, firms, leak=0.05), firm % firms.size.size, firms.weight, DEEP)
    down, up, total = (firms.weight @ one for one in (found.down, found.up, found.loss))
    assert max(down, up) - 1e-12 <= total <= down + up + 1e-12
    assert list(found.path) == sorted(found.path)


@given(networks(), some.floats(0, 1))
def test_a_larger_shock_never_costs_less_and_none_costs_nothing(network: tuple[Sales, Firms], psi: float) -> None:
    assert (losses(*network, psi) <= losses(*network) + 1e-6).all()
    assert not losses(*network, 0).any()


@given(networks())
def test_essential_inputs_cost_at_least_what_linear_ones_do(network: tuple[Sales, Firms]) -> None:
    sales, firms = network
    linear = Sales(sales.seller, sales.buyer, sales.value, np.full(sales.seller.size, LINEAR))
    essential = Sales(sales.seller, sales.buyer, sales.value, np.maximum(firms.market[sales.seller], 0))
    assert (losses(essential, firms) >= losses(linear, firms) - 1e-6).all()


@given(networks(), some.randoms(use_true_random=False))
def test_the_numbering_of_firms_does_not_matter(network: tuple[Sales, Firms], random: object) -> None:
    sales, firms = network
    order = np.arange(firms.size.size)[::-1]
    turned = Sales(order[sales.seller], order[sales.buyer], sales.value, sales.input)
    assert losses(turned, Firms(firms.size[order], firms.market[order]))[order] == pytest.approx(
        losses(sales, firms), abs=1e-6
    )


@given(networks())
def test_a_sale_told_in_two_parts_is_their_sum(network: tuple[Sales, Firms]) -> None:
    sales, firms = network
    halves = Sales(*(np.concatenate([one, one]) for one in (sales.seller, sales.buyer, sales.value / 2, sales.input)))
    assert losses(halves, firms) == pytest.approx(losses(sales, firms), abs=1e-6)


@given(networks())
def test_a_cascade_cut_short_is_a_lower_bound(network: tuple[Sales, Firms]) -> None:
    sales, firms = network
    flows = flows_of(sales, firms, leak=0.05)
    for firm in range(flows.size):
        early = alone(flows, firm, firms.weight, StopRule(theta=1e-2)).loss
        assert (early <= alone(flows, firm, firms.weight, DEEP).loss + 1e-7).all()
