"""The graph under the veil of an account of 浙江: figures as they are, names of firms elsewhere gone."""

import json

import numpy as np
import pytest

from graph.snapshot import Snapshot
from graph.store import Rows
from graph.veil import SIGN, Veil, veil_of
from ontology.schema import Relation
from tests.graph.analysis.worlds import World

OWN, OTHER, NOWHERE = "宁波甲传动有限公司", "苏州乙传动有限公司", "丙传动有限公司"


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


@pytest.fixture(scope="module")
def veil() -> Veil:
    return veil_of(whole(), ["reg:330000"])


def test_hidden_is_what_lies_elsewhere_and_what_belongs_to_or_speaks_of_that_alone(veil: Veil) -> None:
    assert veil.ids == {f"ent:{OTHER}", "sol:乙", "ev:2", "ev:3", "doc:2"}


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


def test_rows_that_name_what_is_hidden_are_left_out_and_lists_lose_it(veil: Veil) -> None:
    rows = Rows(("name", "proofs"), ((OWN, ["ev:1", "ev:2"]), (OTHER, []), ("减速器", [OTHER]), (3, None)))
    assert veil.cut(rows).rows == ((OWN, ["ev:1"]), ("减速器", ["（其他地区）"]), (3, None))


def test_a_row_loses_what_names_something_hidden_within_lists_dictionaries_and_properties(veil: Veil) -> None:
    rows = Rows(("a", "b"), ((OWN, [[OTHER], {"x": [OTHER]}, 1]), (OWN, {"x": [OTHER]})))
    assert veil.cut(rows).rows == ((OWN, [1]),)
    told = json.dumps({"客户": f"{OTHER}、{OWN}", "电话": "0574-1"}, ensure_ascii=False)
    assert veil.cut(Rows(("properties",), ((told,), ("{坏",), ("{" + OTHER,)))).rows == (
        ('{"电话":"0574-1"}',),
        ("{坏",),
        ("（其他地区）",),
    )


@pytest.mark.parametrize("text", ["客户：苏州 乙传动有限公司。", "「乙傳動科技」供货", "苏州乙传\n动有限公司"])
def test_a_name_is_found_in_a_text_however_it_is_spelled(veil: Veil, text: str) -> None:
    assert veil.told(text) == "（其他地区）"
    assert veil.told(f"{OWN}供货") == f"{OWN}供货"


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
    assert veil_of(world.snapshot(), ["reg:330000"]).ids == {other, "ev:row", "ev:code", "doc:1"}


@pytest.mark.parametrize("text", [OTHER, f"ent:{OTHER}", "乙传动科技", f"ent:{SIGN}0000001"])
def test_what_is_hidden_is_known_by_id_name_and_alias(veil: Veil, text: str) -> None:
    assert veil.hides(text)
    assert not veil.hides(OWN)


def test_a_name_that_something_shown_bears_too_hides_no_row() -> None:
    world = World()
    world.firm("苏州伺服电机", "苏州", "motor")
    world.nodes["ent:苏州伺服电机"]["aliases"] = ["伺服电机"]
    assert "伺服电机" not in veil_of(world.snapshot(), ["reg:330000"]).names


def test_a_source_that_is_named_after_something_hidden_is_told_from_others_without_its_name() -> None:
    world = World()
    world.firm(OTHER, "苏州", "motor")
    world.firm(OWN, "宁波", "reducer", by=("名录", OTHER, f"{OTHER}《客户》"))
    world.node("doc:1", "名录", "Document", properties=json.dumps({"publisher": OTHER, "pages": 3}, ensure_ascii=False))
    shown = veil_of(world.snapshot(), ["reg:330000"]).snapshot
    made = shown.edges(Relation.PRODUCES).table["source_ids"].to_pylist()
    assert ["名录", "（其他地区）1", "（其他地区）2"] in made
    assert OTHER not in json.dumps([made, shown.nodes.to_pylist()], ensure_ascii=False)
    assert json.loads(shown.nodes["properties"][int(shown.index_of(["doc:1"])[0])].as_py()) == {"pages": 3}
