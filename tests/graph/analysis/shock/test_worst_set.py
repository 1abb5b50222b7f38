from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.analysis.shock.results import WorstSet
from graph.analysis.shock.worst_set import greedy, worst_set
from graph.analysis.thresholds import Thresholds
from ontology.schema import Relation
from tests.graph.analysis.shock.test_scenario import ground, line
from tests.graph.analysis.worlds import World


def worst(world: World, size: int) -> WorstSet:
    snapshot, network, census = ground(world.snapshot())
    return worst_set(snapshot, network, census, size=size, limits=Thresholds())


def two_lines() -> World:
    """Beside the line of three a maker of cells that sells to nobody."""
    world = line()
    world.firm("另一厂", "浙江", "cell")
    return world


@given(some.lists(some.frozensets(some.integers(0, 8), min_size=1), min_size=2, max_size=6), some.integers(1, 3))
def test_greedy_choice_reaches_what_is_promised_of_it(covers: list[frozenset[int]], size: int) -> None:
    def joint(items: list[int]) -> float:
        return float(len(frozenset().union(*(covers[item] for item in items))))

    alone = {item: joint([item]) for item in range(len(covers))}
    taken = greedy(joint, alone, size)
    best = max(joint(list(some_items)) for some_items in combinations(alone, min(size, len(alone))))
    assert sum(added for _, added in taken) == joint([item for item, _ in taken])
    assert sum(added for _, added in taken) >= (1 - 1 / np.e) * best


def test_a_firm_whose_loss_the_first_already_brings_is_not_taken_next() -> None:
    found = worst(two_lines(), 2)
    assert found.firms[0].name == "电机厂"
    assert found.firms[1].name == "另一厂"
    assert found.loss == pytest.approx(1)
    assert found.highest_alone < found.loss


def test_when_all_that_can_be_lost_is_lost_the_set_ends() -> None:
    assert len(worst(line(), 3).firms) == 1


def test_the_share_that_is_certainly_reached_is_a_share() -> None:
    found = worst(two_lines(), 1)
    assert 0 < found.at_least <= 1
    assert found.loss == pytest.approx(found.firms[0].alone)


def test_rivals_that_step_in_for_each_other_cost_more_together_than_apart() -> None:
    world = World()
    buyer = world.firm("本体厂", "浙江", "body")
    for name in ("甲电机", "乙电机"):
        world.fact(world.firm(name, "浙江", "motor"), Relation.SUPPLIES, buyer)
    found = worst(world, 2)
    assert {one.name for one in found.firms} <= {"甲电机", "乙电机", "本体厂"}
    assert found.loss <= 1
    assert found.at_least <= 1


def test_an_empty_graph_has_no_worst_firms() -> None:
    assert worst(World(), 3).firms == ()
