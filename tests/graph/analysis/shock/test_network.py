import numpy as np
import pytest

from graph.analysis.makings import makings_of
from graph.analysis.shock.flows import LINEAR
from graph.analysis.shock.network import Network, network_of
from graph.snapshot import Snapshot
from ontology.schema import Relation
from tests.graph.analysis.worlds import ROBOT, World


def network(snapshot: Snapshot) -> Network:
    return network_of(snapshot, [ROBOT], makings_of(snapshot, [ROBOT], least_confidence=0.6))


def names(snapshot: Snapshot, found: Network) -> list[str]:
    return [snapshot.name(int(one)) for one in found.firm]


def test_a_sale_of_what_the_buyers_product_requires_is_an_essential_input() -> None:
    world = World()
    motors, bodies = world.firm("电机厂", "浙江", "motor"), world.firm("本体厂", "浙江", "body")
    world.fact(motors, Relation.SUPPLIES, bodies, properties={"product": "伺服电机"})
    world.fact(motors, Relation.SUPPLIES, bodies, properties={"product": "咖啡"}, status="stated")
    found = network(world.snapshot())
    assert sorted(found.sales.input.tolist()) == [LINEAR, 2]


def test_options_of_one_input_stand_in_for_each_other() -> None:
    world = World()
    gears, drives = world.firm("减速器厂", "浙江", "reducer"), world.firm("直驱厂", "浙江", "direct")
    bodies = world.firm("本体厂", "浙江", "body")
    world.fact(gears, Relation.SUPPLIES, bodies)
    world.fact(drives, Relation.SUPPLIES, bodies)
    found = network(world.snapshot())
    assert len(set(found.sales.input.tolist())) == 1
    assert found.sales.input[0] != LINEAR


def test_a_fact_about_two_products_is_two_sales_that_share_its_value() -> None:
    world = World()
    seller, buyer = world.firm("卖方", "江苏", "motor"), world.firm("买方", "浙江", "body")
    world.fact(seller, Relation.SUPPLIES, buyer, properties={"product": ["伺服电机", "减速器"], "amount": 30.0})
    found = network(world.snapshot())
    assert found.sales.value.tolist() == [15, 15]
    assert found.row.tolist() == [0, 0]
    assert found.in_yuan


def test_sales_without_an_amount_are_worth_what_is_usual() -> None:
    world = World()
    seller = world.firm("卖方", "江苏", "motor")
    for number, given in enumerate(({"amount": 40.0}, {})):
        world.fact(seller, Relation.SUPPLIES, world.firm(f"买方{number}", "浙江", "body"), properties=given)
    assert network(world.snapshot()).sales.value.tolist() == [40, 40]


def test_a_firm_without_any_figure_has_the_usual_output_and_one_that_sells_at_least_its_sales() -> None:
    world = World()
    seller, buyer = world.firm("卖方", "江苏", "motor"), world.firm("买方", "浙江", "body")
    world.fact(seller, Relation.SUPPLIES, buyer, properties={"amount": 95.0})
    snapshot = world.snapshot()
    found = network(snapshot)
    sizes = dict(zip(names(snapshot, found), found.firms.size.tolist(), strict=True))
    assert sizes == {"卖方": pytest.approx(100), "买方": pytest.approx(100)}


def test_a_firm_belongs_to_the_market_of_what_it_sells_most() -> None:
    world = World()
    seller = world.firm("卖方", "江苏", "motor", "reducer")
    for name, product, amount in (("甲", "伺服电机", 1), ("乙", "减速器", 5)):
        buyer = world.firm(name, "浙江", "body")
        world.fact(seller, Relation.SUPPLIES, buyer, properties={"product": product, "amount": amount})
    snapshot = world.snapshot()
    found = network(snapshot)
    market = found.firms.market[names(snapshot, found).index("卖方")]
    assert found.nodes[market] == "node:robot/reducer"


def test_a_supply_that_ended_and_one_to_itself_are_left_out() -> None:
    world = World()
    seller, buyer = world.firm("卖方", "江苏", "motor"), world.firm("买方", "浙江", "body")
    world.fact(seller, Relation.SUPPLIES, buyer, properties={"until": "2020-01-01"})
    world.fact(seller, Relation.SUPPLIES, seller)
    found = network(world.snapshot())
    assert found.facts.subject.size == 0
    assert not found.recorded.any()


def test_a_draw_keeps_sure_facts_and_drops_impossible_ones() -> None:
    world = World()
    seller, buyer = world.firm("卖方", "江苏", "motor"), world.firm("买方", "浙江", "body")
    world.fact(seller, Relation.SUPPLIES, buyer, confidence=1.0)
    world.fact(buyer, Relation.SUPPLIES, seller, confidence=0.0)
    assert network(world.snapshot()).drawn(np.random.default_rng(1)).up.share.size == 1
