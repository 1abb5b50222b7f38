import pytest

from graph.analysis.firm_states import groups_of, lifecycle_in
from ontology.schema import Lifecycle, Relation
from tests.graph.analysis.worlds import World


@pytest.mark.parametrize(
    ("properties", "state"),
    [
        (None, Lifecycle.ACTIVE),
        ("{}", Lifecycle.ACTIVE),
        ('{"status": "closed"}', Lifecycle.CLOSED),
        ('{"status": "planned"}', Lifecycle.PLANNED),
        ('{"status": ["active", "closed"]}', Lifecycle.ACTIVE),
        ('{"status": "开业"}', Lifecycle.ACTIVE),
    ],
)
def test_a_firm_is_closed_only_where_all_registers_say_so(properties: str | None, state: Lifecycle) -> None:
    assert lifecycle_in(properties) is state


def test_a_group_is_known_by_its_topmost_owner() -> None:
    world = World()
    child, parent, top = (world.firm(name, "浙江") for name in ("孙", "子", "母"))
    world.fact(child, Relation.SUBSIDIARY_OF, parent)
    world.fact(parent, Relation.SUBSIDIARY_OF, top)
    snapshot = world.snapshot()
    numbers = snapshot.index_of([child, parent, top]).tolist()
    assert set(groups_of(snapshot, numbers).values()) == {numbers[2]}


def test_firms_that_own_each_other_are_one_group() -> None:
    world = World()
    one, other = world.firm("甲", "浙江"), world.firm("乙", "浙江")
    world.fact(one, Relation.SUBSIDIARY_OF, other)
    world.fact(other, Relation.SUBSIDIARY_OF, one)
    snapshot = world.snapshot()
    assert len(set(groups_of(snapshot, snapshot.index_of([one, other]).tolist()).values())) == 1


def test_a_child_of_firms_that_own_each_other_is_of_their_group() -> None:
    world = World()
    child, one, other = (world.firm(name, "浙江") for name in ("子", "甲", "乙"))
    world.fact(child, Relation.SUBSIDIARY_OF, one)
    world.fact(one, Relation.SUBSIDIARY_OF, other)
    world.fact(other, Relation.SUBSIDIARY_OF, one)
    snapshot = world.snapshot()
    assert len(set(groups_of(snapshot, snapshot.index_of([child, one, other]).tolist()).values())) == 1


def test_of_several_owners_the_surest_counts() -> None:
    world = World()
    child, rumoured, known = (world.firm(name, "浙江") for name in ("子", "传闻", "母"))
    world.fact(child, Relation.SUBSIDIARY_OF, known, confidence=0.95)
    world.fact(child, Relation.SUBSIDIARY_OF, rumoured, confidence=0.6)
    snapshot = world.snapshot()
    at, _, owner = snapshot.index_of([child, rumoured, known]).tolist()
    assert groups_of(snapshot, [at]) == {at: owner}
