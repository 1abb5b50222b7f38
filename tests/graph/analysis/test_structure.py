import numpy as np
from hypothesis import given
from hypothesis.extra.numpy import arrays

from graph.analysis.structure import available, products_behind
from tests.graph.analysis.worlds import ROBOT

STEEL, REDUCER, DIRECT, MOTOR, BODY, CELL = range(6)


def made(*nodes: int) -> np.ndarray:
    return np.isin(np.arange(6), nodes)


def test_a_final_product_hangs_on_the_nodes_that_every_route_to_it_passes() -> None:
    behind = products_behind(ROBOT)
    assert behind[BODY] == (CELL,)
    assert behind[REDUCER] == behind[MOTOR] == behind[CELL] == ()


def test_a_node_is_available_where_an_option_of_each_input_is() -> None:
    assert available(ROBOT, made(STEEL, REDUCER, MOTOR, BODY))[BODY]
    assert available(ROBOT, made(DIRECT, MOTOR, BODY))[BODY]
    assert not available(ROBOT, made(STEEL, REDUCER, BODY))[BODY]
    assert not available(ROBOT, made(REDUCER, MOTOR, BODY, CELL))[CELL]  # no steel for the reducer


@given(arrays(np.bool_, 6))
def test_what_is_available_is_made_and_more_firms_never_make_less_of_it(here: np.ndarray) -> None:
    found = available(ROBOT, here)
    assert not (found & ~here).any()
    for node in range(6):
        more = here.copy()
        more[node] = True
        assert (found <= available(ROBOT, more)).all()
