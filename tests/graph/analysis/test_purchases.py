import numpy as np
import pytest

from graph.analysis.levels import ELSEWHERE, UNKNOWN
from graph.analysis.makings import Makings
from graph.analysis.purchases import Recorded, local_share, recorded_of, standing_sales, trades_of, values_of
from ontology.schema import Relation
from tests.graph.analysis.worlds import World

NAMED = {"伺服电机": frozenset({0}), "减速器": frozenset({1})}


def made(*firms: int, chain: tuple[int, ...] = (0, 0)) -> Makings:
    """What firms make: the first of them the second node, the next the first, and so on."""
    firm, node = np.array(firms, np.int64), np.arange(len(firms), 0, -1) - 1
    return Makings(("node:a/0", "node:a/1"), np.array(chain), node, firm, firm, np.ones_like(firm), ("名录",))


def sold(*properties: dict[str, object]) -> World:
    world = World()
    seller, buyer = world.firm("卖方", "江苏"), world.firm("买方", "浙江")
    for one in properties:
        world.fact(seller, Relation.SUPPLIES, buyer, properties=one)
    return world


def test_the_value_of_a_fact_about_two_products_is_shared() -> None:
    snapshot = sold({"product": ["伺服电机", "减速器"], "amount": [30.0, 10.0]}).snapshot()
    found = trades_of(snapshot.edges(Relation.SUPPLIES), NAMED, made())
    assert (found.node.tolist(), found.value.tolist(), found.records.tolist()) == ([0, 1], [20, 20], [0.5, 0.5])


def test_a_product_of_nodes_in_two_chains_counts_whole_in_each() -> None:
    snapshot = sold({"product": "伺服电机", "amount": 30.0}).snapshot()
    named = {"伺服电机": frozenset({0, 1})}
    apart = trades_of(snapshot.edges(Relation.SUPPLIES), named, made(chain=(0, 1)))
    together = trades_of(snapshot.edges(Relation.SUPPLIES), named, made(chain=(0, 0)))
    assert (apart.value.tolist(), together.value.tolist()) == ([30, 30], [15, 15])


def test_a_product_of_no_node_is_left_out_and_one_record_is_worth_one() -> None:
    snapshot = sold({"product": "咖啡"}, {"product": "伺服电机"}).snapshot()
    found = trades_of(snapshot.edges(Relation.SUPPLIES), NAMED, made())
    assert (found.node.tolist(), found.value.tolist()) == ([0], [1])


def test_a_fact_without_a_product_counts_for_all_that_its_seller_makes() -> None:
    snapshot = sold({}).snapshot()
    sales = snapshot.edges(Relation.SUPPLIES)
    found = trades_of(sales, NAMED, made(*np.repeat(sales.subject, 2).tolist()))
    assert sorted(found.node.tolist()) == [0, 1]


def test_a_fact_without_an_amount_is_worth_what_is_usual() -> None:
    assert values_of(np.array([100.0, np.nan, 300.0, np.nan]), np.array([1.0, 1, 1, 2])).tolist() == [
        100,
        200,
        300,
        400,
    ]
    assert values_of(np.array([np.nan, np.nan]), np.array([1.0, 2])).tolist() == [1, 2]


def test_what_is_over_is_no_purchase() -> None:
    snapshot = sold({"product": "减速器", "until": "2020"}, {"product": "伺服电机", "until": "2030"}).snapshot()
    assert trades_of(standing_sales(snapshot), NAMED, made()).node.tolist() == [0]


def test_purchases_are_summed_up_by_the_buyers_cell() -> None:
    snapshot = sold({"product": "伺服电机", "amount": 5}).snapshot()
    found = trades_of(snapshot.edges(Relation.SUPPLIES), NAMED, made())
    home = np.full(snapshot.nodes.num_rows, -1)
    home[found.seller], home[found.buyer] = 1, 0
    recorded = recorded_of(found, home, regions=2, nodes=2)
    assert recorded.purchases.tolist() == [[1, 0], [0, 0]]
    assert (recorded.share[0, 0], recorded.sellers[0, 0]) == (0, 1)


def shares(listed: list[float], share: float, sellers: float) -> float:
    """Mean local share of the first region's one node, sellers from outside all in the second."""
    recorded = Recorded(np.array([[9.0], [0.0]]), np.array([[share], [0.5]]), np.array([[sellers], [0.0]]))
    return float(local_share(recorded, np.array(listed), np.array([[5.0], [5.0]]), limit=0.3).mean[0, 0])


def test_local_sellers_whom_the_list_does_not_know_raise_the_local_share() -> None:
    assert shares([0.2, 0.8], 0.4, 10) > 0.6
    assert shares([0.8, 0.8], 0.4, 10) < 0.45


def test_nothing_recorded_leaves_the_share_open() -> None:
    assert shares([0.5, 0.5], 0.5, 0) == pytest.approx(0.5)


def test_a_seller_from_none_of_the_regions_is_from_outside_and_one_from_nowhere_tells_nothing() -> None:
    snapshot = sold({"product": "伺服电机"}).snapshot()
    found = trades_of(snapshot.edges(Relation.SUPPLIES), NAMED, made())
    home = np.zeros(snapshot.nodes.num_rows, np.int64)
    home[found.seller] = ELSEWHERE
    assert recorded_of(found, home, regions=1, nodes=2).share[0, 0] == 0
    home[found.seller] = UNKNOWN
    assert recorded_of(found, home, regions=1, nodes=2).purchases[0, 0] == 0
