"""Graphs as linked data, read back."""

import json

from rdflib import Graph

from graph.linked_data.triples import triples_of
from graph.snapshot import Snapshot
from ontology.schema import Relation
from tests.graph.analysis.worlds import World

FIRM = "ent:甲"
_ROW = {"extractor": "card/1", "document": "doc:1", "row": 3}
_FILE = {"publisher": "某市", "published": "2025-06-30", "source_kind": "registry"}


def proven(*, marked: bool = False) -> Snapshot:
    """A firm that makes a motor and plans to make steel, as one row of a register says."""
    world = World()
    firm = world.firm("甲", "浙江", "motor", marked=marked, evidence=["ev:1"], properties={"share": 0.25})
    world.fact(firm, Relation.PRODUCES, world.thing("tec", "特钢"), status="planned", evidence=["ev:1"])
    world.node("ev:1", "甲生产伺服电机。", "Evidence", properties=json.dumps(_ROW))
    world.node("doc:1", "名录", "Document", properties=json.dumps(_FILE, ensure_ascii=False))
    world.fact("doc:1", Relation.STATES, "ev:1", evidence=[])
    world.fact("ev:1", Relation.ABOUT, firm, evidence=[])
    return world.snapshot()


def described(**properties: object) -> Snapshot:
    """A firm of which a table says more than the ontology has words for."""
    world = World()
    world.firm("甲", "浙江")
    world.nodes[FIRM]["properties"] = json.dumps(properties, ensure_ascii=False)
    return world.snapshot()


def read(snapshot: Snapshot) -> Graph:
    return Graph().parse(data=b"".join(triples_of(snapshot)), format="nt")
