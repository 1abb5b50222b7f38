import numpy as np

from graph.analysis.supply import Supply, is_over, largest_share, supply_of
from ontology.schema import Relation
from tests.graph.analysis.worlds import ROBOT, THREE, World

STEEL, REDUCER = 0, 1


def supplied(world: World) -> Supply:
    return supply_of(world.snapshot(), ROBOT, least_confidence=0.6)


def names(world: World, node: int, region: str | None = None) -> list[str]:
    snapshot = world.snapshot()
    return [snapshot.name(one.firm) for one in supplied(world).of_node(node, region)]


def test_a_firm_makes_a_node_directly_by_a_product_or_by_a_kind_of_a_product() -> None:
    world = World()
    world.firm("直说", "浙江", "reducer")
    world.fact(world.firm("产品", "浙江"), Relation.PROVIDES, "tec:谐波减速器")
    world.fact(world.thing("tec", "短筒谐波减速器"), Relation.PART_OF, "tec:谐波减速器")
    world.fact(world.firm("子类", "浙江"), Relation.PRODUCES, "tec:短筒谐波减速器")
    assert names(world, REDUCER) == ["产品", "直说", "子类"]
    sure = [one.confidence for one in supplied(world).of_node(REDUCER)]
    assert sure[2] < sure[1]
    assert supplied(world).of_node(REDUCER)[0].products == ("谐波减速器",)


def test_several_facts_of_a_firm_are_one_firm_with_all_sources() -> None:
    world = World()
    key = world.firm("甲", "浙江", "reducer", by=("名录",))
    world.fact(key, Relation.PRODUCES, "tec:减速器", by=("报道",), properties={"share": [0.3, 0.4]})
    (made,) = supplied(world).of_node(REDUCER)
    assert made.sources == {"名录", "报道"}
    assert made.share == 0.4
    assert len(made.evidence) == 2


def test_closed_planned_negated_and_historic_are_apart_from_supply() -> None:
    world = World()
    world.firm("停业", "浙江", "steel", state="closed")
    world.firm("在建", "浙江", "steel", state="planned")
    world.firm("拟产", "浙江", "steel", status="planned")
    world.firm("从前", "浙江", "steel", status="historic")
    world.firm("没有", "浙江", "steel", status="negated")
    held = supplied(world)
    assert held.made == ()
    assert {world.snapshot().name(one.firm) for one in held.planned} == {"在建", "拟产"}


def test_a_plan_of_a_firm_that_makes_it_already_is_no_remedy() -> None:
    world = World()
    key = world.firm("甲", "浙江", "steel")
    world.fact(key, Relation.PRODUCES, "node:robot/steel", status="planned")
    assert supplied(world).planned == ()


def test_a_fact_that_only_an_unsure_record_states_is_doubtful() -> None:
    world = World()
    world.firm("或许", "浙江", "steel", confidence=0.5)
    held = supplied(world)
    assert (len(held.made), len(held.doubtful_at(STEEL, "reg:330000"))) == (0, 1)


def test_firms_are_counted_where_they_sit() -> None:
    world = World()
    world.firms(2, "杭州市", "steel")
    world.firms(3, "江苏", "steel", "reducer")
    world.firm("何处", "", "steel")
    held = supplied(world)
    assert held.counts("reg:330000").tolist() == [2, 0, 0, 0, 0, 0]
    assert held.counts().tolist() == [6, 3, 0, 0, 0, 0]
    assert len(held.homeless_at(STEEL)) == 1


def test_a_firm_known_to_be_in_a_wider_region_may_sit_in_a_narrower_one() -> None:
    world = World()
    for name, home in (("市", "杭州市"), ("省", "浙江"), ("邻", "江苏"), ("何处", "")):
        world.firm(name, home, "steel")
    held = supplied(world)
    assert [len(held.homeless_at(STEEL, one)) for one in ("reg:330100", "reg:330000", "reg:pearl-delta")] == [2, 1, 1]


def test_a_fact_that_its_only_source_ends_is_over() -> None:
    fact = {"properties": '{"until": "2023-06-30"}', "source_ids": ["名录"]}
    assert is_over(fact, "2026-01-01")
    assert not is_over(fact, "2023-01-01")
    assert not is_over({**fact, "source_ids": list(THREE)}, "2026-01-01")
    assert not is_over({"properties": "{}", "source_ids": ["名录"]}, "2026-01-01")


def test_the_largest_of_differing_shares_counts() -> None:
    assert largest_share({"share": [0.2, 0.5]}) == 0.5
    assert largest_share({"share": "多数"}) is None
    assert largest_share({}) is None


def test_an_empty_graph_supplies_nothing() -> None:
    assert np.array_equal(supplied(World()).counts(), np.zeros(6))


def test_an_end_without_a_day_is_the_end_of_its_year() -> None:
    fact = {"properties": '{"until": "2024"}', "source_ids": ["名录"]}
    assert not is_over(fact, "2024-06-01")
    assert is_over(fact, "2025-01-01")
