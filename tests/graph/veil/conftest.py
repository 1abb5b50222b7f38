"""A small graph under the veil of an account of 浙江: a firm there, one elsewhere, and one of which nobody knows."""

import json

import pytest

from graph.snapshot import Snapshot
from graph.veil import Veil, veil_of
from ontology.schema import Relation
from tests.graph.analysis.worlds import World

OWN, OTHER, NOWHERE = "宁波甲传动有限公司", "苏州乙传动有限公司", "丙传动有限公司"
ZHEJIANG = "reg:330000"


def whole() -> Snapshot:
    world = World()
    own, other = world.firm(OWN, "宁波", "reducer"), world.firm(OTHER, "苏州", "reducer", "motor")
    world.firm(NOWHERE, "", "motor")
    world.nodes[other]["aliases"] = ["乙传动科技"]
    world.nodes[other]["properties"] = json.dumps({"status": "closed", "phone": "0512-1"})
    world.node("reg:320000", "江苏省", "Region", region="reg:320000")
    for key, maker in (("sol:甲", own), ("sol:乙", other), ("sol:合", own), ("sol:合", other)):
        world.node(key, key, "Solution")
        world.fact(maker, Relation.OFFERS, key)
    for key, text, firm in (
        ("ev:1", f"{OWN}生产减速器", own),
        ("ev:2", f"{OTHER}生产减速器", other),
        ("ev:3", "甲与乙传动科技合作", own),
    ):
        world.node(key, text, "Evidence")
        world.fact(key, Relation.ABOUT, firm)
    for key, said in (("doc:1", "ev:1"), ("doc:1", "ev:2"), ("doc:2", "ev:2")):
        world.node(key, key, "Document")
        world.fact(key, Relation.STATES, said)
    return world.snapshot()


@pytest.fixture(scope="session")
def veil() -> Veil:
    return veil_of(whole(), [ZHEJIANG])
