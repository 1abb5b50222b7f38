from collections.abc import Mapping

import pytest

from graph.analysis.census import census_of
from graph.analysis.dependence import Dependence, dependence_of
from graph.analysis.thresholds import Thresholds
from ontology.schema import Relation
from ontology.values.regions import find_region
from tests.graph.analysis.worlds import ROBOT, World

STEEL, REDUCER, MOTOR = 0, 1, 3


def bought(world: World) -> Mapping[int, Dependence]:
    snapshot = world.snapshot()
    census = census_of(snapshot, [ROBOT], find_region("浙江"), limits=Thresholds())
    return dependence_of(snapshot, [ROBOT], census, number=0, region="reg:330000")


@pytest.fixture
def world() -> World:
    world = World()
    world.firm("买方", "浙江", "body")
    world.firm("本地", "浙江", "motor")
    world.firm("外地", "江苏", "motor", "steel")
    world.firm("何处", "", "motor")
    return world


def test_purchases_are_local_or_from_outside(world: World) -> None:
    for seller in ("本地", "外地"):
        world.fact(f"ent:{seller}", Relation.SUPPLIES, "ent:买方", properties={"product": "伺服电机"})
    found = bought(world)
    assert set(found) == {MOTOR}
    assert (found[MOTOR].local, found[MOTOR].outside, found[MOTOR].share) == (1, 1, 0.5)
    assert len(found[MOTOR].evidence) == 2


def test_a_record_without_a_product_counts_for_all_that_its_seller_makes(world: World) -> None:
    world.fact("ent:外地", Relation.SUPPLIES, "ent:买方")
    assert set(bought(world)) == {STEEL, MOTOR}


def test_a_product_of_no_node_counts_for_none(world: World) -> None:
    world.fact("ent:外地", Relation.SUPPLIES, "ent:买方", properties={"product": "办公用品"})
    assert bought(world) == {}


def test_sellers_without_a_region_buyers_elsewhere_and_ended_sales_are_left_out(world: World) -> None:
    world.fact("ent:何处", Relation.SUPPLIES, "ent:买方")
    world.fact("ent:本地", Relation.SUPPLIES, "ent:外地")
    world.fact("ent:外地", Relation.SUPPLIES, "ent:买方", properties={"until": "2023-01-01"})
    assert bought(world) == {}
