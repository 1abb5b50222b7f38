import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.analysis.makings import makings_of
from graph.analysis.relatedness import CUSTOMERS, FEW_FIRMS, Relatedness, relatedness_of
from tests.graph.analysis.worlds import ROBOT, World

STEEL, REDUCER, DIRECT, MOTOR, BODY, CELL = range(6)
NODES = tuple(node.id for node in ROBOT.nodes)


def found(world: World) -> Relatedness:
    return relatedness_of([ROBOT], 0, makings_of(world.snapshot(), [ROBOT], least_confidence=0.6))


def test_firms_that_make_both_bring_two_nodes_together() -> None:
    world = World()
    world.firms(6, "浙江", "steel", "cell")
    near = found(world)
    assert near.together[STEEL, CELL] == 6
    assert near.nearness[STEEL, CELL] == pytest.approx(6 / (6 + FEW_FIRMS))


def test_one_firm_that_makes_two_rare_things_proves_little() -> None:
    world = World()
    world.firm("甲", "浙江", "steel", "cell")
    assert found(world).nearness[STEEL, CELL] == pytest.approx(1 / (1 + FEW_FIRMS))


def test_without_firms_what_both_go_into_tells() -> None:
    near = found(World())
    assert near.nearness[MOTOR, REDUCER] == pytest.approx(CUSTOMERS)
    assert near.nearness[MOTOR, STEEL] == 0


@given(some.lists(some.sets(some.sampled_from(NODES), min_size=1), max_size=12))
def test_nearness_is_the_same_both_ways_and_never_above_one(makes: list[set[str]]) -> None:
    world = World()
    for number, nodes in enumerate(makes):
        world.firm(f"企业{number}", "浙江", *sorted(nodes))
    near = found(world).nearness
    assert np.allclose(near, near.T)
    assert np.all((near >= 0) & (near < 1))
    assert not near.diagonal().any()


def test_density_is_the_share_of_what_is_near_that_is_made() -> None:
    near = found(World())
    made = np.zeros(6, np.bool_)
    assert not near.density(made).any()
    made[[REDUCER, DIRECT]] = True
    assert near.density(made)[MOTOR] == 1.0
    assert near.density(made)[CELL] == 0.0
