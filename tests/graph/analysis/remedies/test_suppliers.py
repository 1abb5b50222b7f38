from graph.analysis.remedies.suppliers import outside_suppliers
from graph.analysis.supply import supply_of
from tests.graph.analysis.worlds import ROBOT, THREE, World

MOTOR = 3


def named(world: World, region: str | None) -> list[str]:
    snapshot = world.snapshot()
    found = outside_suppliers(supply_of(snapshot, ROBOT), MOTOR, region, most=9)
    return [snapshot.name(one.made.firm) for one in found]


def test_nearer_suppliers_come_first() -> None:
    world = World()
    for name, region in (("粤", "广东"), ("沪", "上海"), ("甬", "宁波"), ("无", "")):
        world.firm(name, region, "motor")
    assert named(world, "reg:330100") == ["甬", "沪", "粤", "无"]


def test_of_equally_near_ones_the_better_attested_and_the_more_devoted_come_first() -> None:
    world = World()
    world.firm("一", "广东", "motor")
    world.firm("专", "广东", "motor", properties={"share": 0.9})
    world.firm("三", "广东", "motor", by=THREE)
    assert named(world, "reg:330000") == ["专", "三", "一"]


def test_a_whole_country_has_no_outside() -> None:
    world = World()
    world.firm("粤", "广东", "motor")
    assert named(world, None) == []
