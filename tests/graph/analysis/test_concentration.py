import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.analysis.cells import group_shares
from graph.analysis.concentration import BadShares, effective_suppliers, expected_index, herfindahl
from graph.analysis.supply import supply_of
from ontology.schema import Relation
from tests.graph.analysis.worlds import ROBOT, World


@pytest.mark.parametrize(
    ("shares", "points"),
    [
        ((25, 20, 15, 10, 8, 7, 6, 5, 4), 1540),
        ((25, 20, 15, 10, 8, 7, 6, 9), 1580),
        ((45, 15, 10, 8, 7, 6, 5, 4), 2540),
        ((30, 30, 20, 20), 2600),
    ],
)
def test_the_index_follows_the_published_values(shares: tuple[int, ...], points: int) -> None:
    assert herfindahl(np.array(shares) / 100) == pytest.approx(points / 10_000)


def test_a_node_with_one_firm_has_one_effective_supplier() -> None:
    assert effective_suppliers(np.array([1.0])) == 1.0


@given(some.integers(1, 200))
def test_equal_firms_are_as_many_effective_suppliers(firms: int) -> None:
    assert effective_suppliers(np.full(firms, 1 / firms)) == pytest.approx(firms)


def test_an_empty_node_is_not_concentrated() -> None:
    assert herfindahl(np.empty(0)) is effective_suppliers(np.empty(0)) is None


def test_hidden_firms_can_only_lower_the_index() -> None:
    assert expected_index(0.5, 1.0, 0.6) == 0.5
    assert expected_index(0.5, 0.0, 0.6) == pytest.approx(0.18)


def test_shares_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(BadShares):
        herfindahl(np.array([0.5, 0.4]))


def test_a_corporate_group_counts_once() -> None:
    world = World()
    parent = world.firm("母", "浙江", "motor")
    for name in ("子一", "子二"):
        world.fact(world.firm(name, "浙江", "motor"), Relation.SUBSIDIARY_OF, parent)
    world.firm("别家", "浙江", "motor")
    supply = supply_of(world.snapshot(), ROBOT)
    assert group_shares(supply, supply.of_node(3)).tolist() == [0.5, 0.5]
