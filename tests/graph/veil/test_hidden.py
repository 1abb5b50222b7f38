"""What an account of 浙江 may not see."""

import json

from graph.veil import Veil, veil_of
from ontology.schema import Relation
from tests.graph.analysis.worlds import World
from tests.graph.veil.conftest import OTHER, OWN, ZHEJIANG


def test_hidden_is_what_lies_elsewhere_and_what_belongs_to_or_speaks_of_that_alone(veil: Veil) -> None:
    assert veil.ids == {f"ent:{OTHER}", "sol:乙", "ev:2", "ev:3", "doc:2"}


def test_what_a_fact_with_a_hidden_firm_was_read_from_is_hidden_and_so_are_files_named_after_it() -> None:
    world = World()
    own, other = world.firm(OWN, "宁波", "reducer"), world.firm(OTHER, "苏州", "motor")
    world.node("ev:row", "甲；乙；减速器", "Evidence")
    world.node("ev:code", "91320500 000000001x 采购减速器", "Evidence")
    world.node("ev:own", "甲生产减速器", "Evidence")
    world.fact(own, Relation.SUPPLIES, other, evidence=["ev:row"])
    for key, told in (("doc:1", {"file": f"{OTHER}.pdf"}), ("doc:2", {"file": "名录.csv", "publisher": OTHER})):
        world.node(key, "名录", "Document", properties=json.dumps(told, ensure_ascii=False))
    world.nodes[other]["code"] = "91320500000000001X"
    assert veil_of(world.snapshot(), [ZHEJIANG]).ids == {other, "ev:row", "ev:code", "doc:1"}
