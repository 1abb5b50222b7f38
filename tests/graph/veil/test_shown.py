"""The graph under the veil of an account of 浙江: figures as they are, names of firms elsewhere gone."""

import json

import numpy as np

from graph.veil import SIGN, Veil, veil_of
from ontology.schema import Relation
from tests.graph.analysis.worlds import World
from tests.graph.veil.conftest import NOWHERE, OTHER, OWN, ZHEJIANG


def test_no_letter_of_what_is_hidden_is_left_in_the_graph_under_the_veil(veil: Veil) -> None:
    shown = veil.snapshot
    told = json.dumps([shown.nodes.to_pylist(), *(edges.table.select(["subject", "object"]).to_pylist()
                       for edges in shown.relations.values())], ensure_ascii=False)  # fmt: skip
    assert [word for word in (OTHER, "乙传动科技", "0512-1", "sol:乙") if word in told] == []
    assert OWN in told
    assert NOWHERE in told


def test_figures_under_the_veil_are_those_of_the_whole_graph(veil: Veil) -> None:
    shown, full = veil.snapshot, veil.whole
    for relation, edges in full.relations.items():
        assert np.allclose(shown.relations[relation].confidence, edges.confidence)
    assert sorted(shown.nodes["region"].to_pylist()) == sorted(full.nodes["region"].to_pylist())
    firm = next(row for row in shown.nodes.to_pylist() if row["name"].startswith("苏州某企业"))
    assert json.loads(firm["properties"]) == {"status": "closed"}


def test_nodes_under_the_veil_are_sorted_and_edges_point_at_them(veil: Veil) -> None:
    shown = veil.snapshot
    ids = shown.nodes["id"].to_pylist()
    assert ids == sorted(ids)
    for edges in shown.relations.values():
        assert [ids[number] for number in edges.object.tolist()] == edges.table["object"].to_pylist()
        assert [ids[number] for number in edges.subject.tolist()] == edges.table["subject"].to_pylist()
    assert shown.hidden is not None
    assert [SIGN in key for key in ids] == shown.hidden.tolist()


def test_a_source_that_is_named_after_something_hidden_is_told_from_others_without_its_name() -> None:
    world = World()
    world.firm(OTHER, "苏州", "motor")
    world.firm(OWN, "宁波", "reducer", by=("名录", OTHER, f"{OTHER}《客户》"))
    world.node("doc:1", "名录", "Document", properties=json.dumps({"publisher": OTHER, "pages": 3}, ensure_ascii=False))
    shown = veil_of(world.snapshot(), [ZHEJIANG]).snapshot
    made = shown.edges(Relation.PRODUCES).table["source_ids"].to_pylist()
    assert ["名录", "（其他地区）1", "（其他地区）2"] in made
    assert OTHER not in json.dumps([made, shown.nodes.to_pylist()], ensure_ascii=False)
    assert json.loads(shown.nodes["properties"][int(shown.index_of(["doc:1"])[0])].as_py()) == {"pages": 3}


def test_properties_of_facts_and_of_what_is_shown_lose_what_names_something_hidden() -> None:
    world = World()
    other = world.firm(OTHER, "苏州", "motor")
    own = world.firm(OWN, "宁波", "reducer", properties={"share": 0.4, "客户": OTHER})
    world.nodes[own]["properties"] = json.dumps({"status": "active", "母公司": [OTHER]}, ensure_ascii=False)
    world.fact(other, Relation.SUPPLIES, own, properties={"product": "减速器", "合同": f"{OTHER}2026"})
    shown = veil_of(world.snapshot(), [ZHEJIANG]).snapshot
    told = [*shown.nodes["properties"].to_pylist()]
    for relation in (Relation.PRODUCES, Relation.SUPPLIES):
        told += shown.edges(relation).table["properties"].to_pylist()
    assert {'{"share":0.4}', '{"product":"减速器"}', '{"status":"active"}'} <= set(told)
    assert OTHER not in "".join(told)
