from graph.analysis.demand import customers_of
from graph.analysis.supply import supply_of
from tests.graph.analysis.worlds import ROBOT, World

MOTOR, CELL = 3, 5


def test_customers_are_the_nearest_makers_downstream() -> None:
    world = World()
    world.firm("本体", "浙江", "body")
    world.firm("集成", "浙江", "cell")
    world.firm("外省", "江苏", "body")
    snapshot = world.snapshot()
    found = customers_of(supply_of(snapshot, ROBOT), MOTOR, "reg:330000")
    assert [snapshot.name(one.firm) for one in found] == ["本体", "集成"]
    assert customers_of(supply_of(snapshot, ROBOT), CELL, None) == ()
