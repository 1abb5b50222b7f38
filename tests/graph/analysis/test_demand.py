import numpy as np

from graph.analysis.demand import customers_of, demand_of
from graph.analysis.supply import supply_of
from tests.graph.analysis.worlds import ROBOT, World

STEEL, REDUCER, DIRECT, MOTOR, BODY, CELL = range(6)


def made(*nodes: int) -> np.ndarray:
    return np.isin(np.arange(6), nodes)


def test_a_region_needs_what_goes_into_what_it_makes() -> None:
    assert demand_of(ROBOT, made(BODY), whole=False).asked.tolist() == [True, True, True, True, False, False]
    assert demand_of(ROBOT, made(STEEL), whole=False).asked.tolist() == [False] * 6


def test_a_country_needs_every_node() -> None:
    assert demand_of(ROBOT, made(), whole=True).asked.all()


def test_an_option_that_is_made_stands_in_for_the_others() -> None:
    found = demand_of(ROBOT, made(BODY, DIRECT), whole=False)
    assert found.stand_ins[REDUCER] == (DIRECT,)
    assert not found.asked[STEEL]  # goes into the reducer alone, which nobody here needs


def test_where_no_option_is_made_nothing_stands_in() -> None:
    found = demand_of(ROBOT, made(BODY), whole=False)
    assert found.stand_ins[REDUCER] == found.stand_ins[DIRECT] == ()


def test_customers_are_the_nearest_makers_downstream() -> None:
    world = World()
    world.firm("本体", "浙江", "body")
    world.firm("集成", "浙江", "cell")
    world.firm("外省", "江苏", "body")
    snapshot = world.snapshot()
    found = customers_of(supply_of(snapshot, ROBOT), MOTOR, "reg:330000")
    assert [snapshot.name(one.firm) for one in found] == ["本体", "集成"]
    assert customers_of(supply_of(snapshot, ROBOT), CELL, None) == ()
