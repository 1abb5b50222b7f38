"""A graph to export: two firms, one product each, with evidence and a document."""

from graph.snapshot import Snapshot
from ontology.schema import Relation
from tests.graph.analysis.worlds import World


def exported(*, marked: bool = False) -> Snapshot:
    world = World()
    firm = world.firm('“甲”,\n"乙"', "浙江", "motor", marked=marked, evidence=["ev:1"])
    world.fact(firm, Relation.PRODUCES, "tec:特钢", status="planned", evidence=["ev:1"])
    world.firm("丙", "江苏", "steel", evidence=[])
    world.node("ev:1", "甲生产伺服电机。", "Evidence")
    world.node("doc:1", "名录", "Document")
    world.fact("doc:1", Relation.STATES, "ev:1", evidence=[])
    world.fact("ev:1", Relation.ABOUT, firm, evidence=[])
    return world.snapshot()
