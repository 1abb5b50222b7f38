import json
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as some

from graph.analysis.makings import MOST_LISTS, makings_of, revenue_of
from graph.analysis.supply import supply_of
from ontology.chains import node_id
from ontology.schema import Relation
from tests.graph.analysis.worlds import ROBOT, THREE, World

LEAST = 0.6
STATES: list[dict[str, Any]] = [
    {},
    {"status": "active"},
    {"status": "closed"},
    {"status": "planned"},
    {"status": ["active", "closed"]},
    {"status": "active", "closed_on": "2020-01-01"},
    {"注销日期": "2020"},
]
TARGETS = [node_id(ROBOT, ROBOT.nodes[0]), node_id(ROBOT, ROBOT.nodes[3]), "tec:谐波减速器"]
Fact = some.fixed_dictionaries(
    {
        "relation": some.sampled_from([Relation.PRODUCES, Relation.PROVIDES]),
        "target": some.sampled_from(TARGETS),
        "confidence": some.sampled_from([0.3, 0.95]),
        "status": some.sampled_from(["stated", "planned", "negated"]),
        "by": some.sampled_from([THREE[:1], THREE[1:]]),
        "until": some.sampled_from(["", "2020", "2026", "2030-01-01"]),
    }
)


@given(some.lists(some.tuples(some.sampled_from(STATES), some.lists(Fact, max_size=3)), min_size=1, max_size=4))
def test_the_columns_count_what_counts_as_supply(
    firms: list[tuple[dict[str, Any], list[dict[str, Any]]]],
) -> None:
    world = World()
    for number, (state, facts) in enumerate(firms):
        key = world.firm(f"企业{number}", "浙江")
        world.nodes[key]["properties"] = json.dumps(state, ensure_ascii=False)
        for fact in facts:
            until = {"until": fact["until"]} if fact["until"] else {}
            told = {name: fact[name] for name in ("confidence", "status", "by")}
            world.fact(key, fact["relation"], fact["target"], properties=until, **told)
    snapshot = world.snapshot()
    supply = supply_of(snapshot, ROBOT, least_confidence=LEAST)
    makings = makings_of(snapshot, [ROBOT], least_confidence=LEAST)
    assert list(zip(makings.node.tolist(), makings.firm.tolist(), strict=True)) == sorted(
        (one.node, one.firm) for one in supply.made
    )


def test_the_sources_of_a_fact_are_told_apart() -> None:
    world = World()
    world.firm("甲", "浙江", "motor", by=THREE[:2])
    world.firm("乙", "浙江", "motor", by=THREE[:1])
    found = makings_of(world.snapshot(), [ROBOT], least_confidence=LEAST)
    assert found.sources == THREE[:2]
    assert sorted(found.lists.tolist()) == [1, 3]


def test_the_smallest_of_many_sources_share_the_last_place() -> None:
    world = World()
    for number in range(MOST_LISTS + 2):
        world.firm(f"企业{number}", "浙江", "motor", by=(f"来源{number:02}",))
    found = makings_of(world.snapshot(), [ROBOT], least_confidence=LEAST)
    assert len(found.sources) == MOST_LISTS
    assert np.bincount(found.lists)[1 << MOST_LISTS - 1] == 3


def test_the_largest_revenue_of_a_firm_counts_and_none_is_no_number() -> None:
    world = World()
    known, unknown = world.firm("甲", "浙江"), world.firm("乙", "浙江")
    for number, value in enumerate((3.0, 5.0)):
        properties = json.dumps({"indicator": "idc:revenue", "base_value": value})
        seen = world.node(f"obs:{number}", "营业收入", "Observation", properties=properties)
        world.fact(seen, Relation.ABOUT, known)
    snapshot = world.snapshot()
    found = revenue_of(snapshot, snapshot.index_of([known, unknown]))
    assert found[0] == 5
    assert np.isnan(found[1])
