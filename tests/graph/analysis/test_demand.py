import numpy as np

from graph.analysis.demand import customers_of, inputs_of, need_of, stand_ins_of
from graph.analysis.supply import supply_of
from tests.graph.analysis.worlds import ROBOT, World

STEEL, REDUCER, DIRECT, MOTOR, BODY, CELL = range(6)
INPUTS = inputs_of([ROBOT])


def firms(*nodes: int) -> np.ndarray:
    return np.isin(np.arange(6), nodes)[None].astype(np.float64)


def need(*made: int, bought: int | None = None) -> list[float]:
    here, purchases = firms(*made), np.zeros((1, 6)) if bought is None else firms(bought)
    return [float(one) for one in need_of(INPUTS, here > 0, here, purchases)[0]]


def test_a_region_needs_what_goes_into_what_it_makes() -> None:
    assert need(BODY) == [0, 1, 1, 1, 0, 0]
    assert need(STEEL) == [0] * 6


def test_of_several_options_those_made_in_the_region_are_needed() -> None:
    assert need(BODY, DIRECT) == [0, 0, 1, 1, 0, 0]


def test_purchases_of_what_goes_into_nothing_are_need_too() -> None:
    assert need(bought=CELL)[CELL] == 1
    assert need(bought=BODY)[BODY] == 0


def test_an_option_that_is_made_stands_in_for_the_others() -> None:
    made = firms(BODY, DIRECT)[0] > 0
    assert stand_ins_of(INPUTS, made, REDUCER) == (DIRECT,)
    assert stand_ins_of(INPUTS, firms(BODY)[0] > 0, REDUCER) == ()


def test_nodes_of_several_chains_are_numbered_one_after_the_other() -> None:
    both = inputs_of([ROBOT, ROBOT])
    assert both.size == 12
    assert both.option.max() > 6


def test_customers_are_the_nearest_makers_downstream() -> None:
    world = World()
    world.firm("本体", "浙江", "body")
    world.firm("集成", "浙江", "cell")
    world.firm("外省", "江苏", "body")
    snapshot = world.snapshot()
    found = customers_of(supply_of(snapshot, ROBOT), MOTOR, "reg:330000")
    assert [snapshot.name(one.firm) for one in found] == ["本体", "集成"]
    assert customers_of(supply_of(snapshot, ROBOT), CELL, None) == ()
