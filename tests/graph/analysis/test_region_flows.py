"""Purchases between regions."""

from graph.analysis.census import census_of
from graph.analysis.levels import region_at
from graph.analysis.region_flows import region_flows
from graph.analysis.thresholds import Thresholds
from ontology.schema import Relation
from tests.graph.analysis.worlds import World


def flows_of(world: World) -> tuple[tuple[str, ...], list[list[float]], list[list[float]], float]:
    snapshot = world.snapshot()
    census = census_of(snapshot, [world.chain], region_at(snapshot, "province"), limits=Thresholds())
    found = region_flows(snapshot, census)
    return found.regions, found.records.tolist(), found.amounts.tolist(), found.unplaced


def test_a_purchase_goes_from_the_region_of_its_seller_to_that_of_its_buyer() -> None:
    world = World()
    seller, buyer = world.firm("卖方", "江苏"), world.firm("买方", "浙江")
    world.fact(seller, Relation.SUPPLIES, buyer, properties={"amount": 30.0})
    regions, records, amounts, unplaced = flows_of(world)
    assert regions == ("reg:320000", "reg:330000")
    assert records == [[0, 1], [0, 0]]
    assert amounts == [[0, 30], [0, 0]]
    assert unplaced == 0


def test_a_purchase_inside_a_region_stands_on_the_diagonal_and_one_from_nowhere_apart() -> None:
    world = World()
    seller, buyer, other = world.firm("卖方", "浙江"), world.firm("买方", "浙江"), world.firm("无址", "")
    world.fact(seller, Relation.SUPPLIES, buyer)
    world.fact(other, Relation.SUPPLIES, buyer)
    _, records, _, unplaced = flows_of(world)
    assert records == [[1]]
    assert unplaced == 1
