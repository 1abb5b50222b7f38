import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.derive import delta
from graph.ledger import Ledger
from graph.store import EdgeKind, GraphDelta
from ontology.facts import Judgement, Mention, Source
from ontology.schema import EntityClass, Relation, SourceKind
from tests.graph.said import NEWS, Said, document, firm, product

DEFINITION = Source("工业机器人", SourceKind.DEFINITION)
REDUCER = "node:industrial-robot/reducer"

Found = dict[str, list[tuple[str, str]]]


def definition(*names: str, node: str = "reducer", chain: str = "industrial-robot") -> Said:
    said = Said()
    place = Mention(names[0], EntityClass.CHAIN_NODE, key=f"node:{chain}/{node}")
    for name in names:
        said.claim(place, Relation.REALISES, product(name), confidence=1.0, sentence=f"{names[0]}含{name}")
    return said


def made(*products: str) -> Said:
    said = Said()
    for name in products:
        said.claim(firm("甲机电有限公司"), Relation.PRODUCES, product(name))
    return said


def recorded(folder: Path, definitions: Iterable[Said], said: Said) -> Ledger:
    ledger = Ledger(folder / "ledger.duckdb")
    for number, one in enumerate(definitions):
        ledger.record(document(f"chain{number}"), DEFINITION, one.batch())
    ledger.record(document("a"), NEWS, said.batch())
    return ledger


def links_in(change: GraphDelta, cls: EntityClass = EntityClass.TECHNOLOGY) -> Found:
    """For each node, the concepts linked to it beyond its definition and the name that made it."""
    names = {row["id"]: row["name"] for row in change.nodes[cls].to_pylist()} if cls in change.nodes else {}
    found: Found = {}
    kind = EdgeKind(Relation.REALISES, EntityClass.CHAIN_NODE, cls)
    for edge in change.edges[kind].to_pylist() if kind in change.edges else []:
        how = json.loads(edge["properties"])
        assert edge["evidence"]
        if how:
            key = edge["subject"].rpartition("/")[2]
            found.setdefault(key, []).append((names[edge["object"]], how.get("term", how["how"])))
    return found


def linked(folder: Path, definitions: Iterable[Said], *products: str) -> Found:
    with recorded(folder, definitions, made(*products)) as ledger:
        return links_in(delta(ledger, ""))


def test_a_product_whose_head_is_a_name_of_a_node_realises_it(tmp_path: Path) -> None:
    found = linked(tmp_path, [definition("减速器", "减速机")], "RV减速器", "精密行星减速机")
    assert sorted(found["reducer"]) == [("RV减速器", "减速器"), ("精密行星减速机", "减速机")]


@pytest.mark.parametrize(
    "name",
    [
        "减速器",  # the definition names it itself
        "减速器生产设备",  # a machine to make it
        "减速器用轴承钢",  # a material of it
        "非减速器",  # denied
        "速器",  # too short
        "农机减速器",  # a field that the chain does not know
        "洗碗机用减速器",  # a use that the chain does not know
    ],
)
def test_what_only_resembles_a_name_of_a_node_is_not_linked(tmp_path: Path, name: str) -> None:
    assert linked(tmp_path, [definition("减速器")], name) == {}


@pytest.mark.parametrize("name", ["减速器（RV）", "减速器系列产品", "减速器业务", "减速器(关节"])
def test_brackets_and_closing_words_say_nothing_more(tmp_path: Path, name: str) -> None:
    assert linked(tmp_path, [definition("减速器")], name) == {"reducer": [(name, "减速器")]}


def test_an_abbreviation_in_brackets_stands_for_the_name(tmp_path: Path) -> None:
    found = linked(tmp_path, [definition("PLC", node="plc")], "可编程逻辑控制器（PLC）", "控制柜（维修）")
    assert found == {"plc": [("可编程逻辑控制器（PLC）", "plc")]}


def test_a_latin_name_may_say_what_it_is(tmp_path: Path) -> None:
    assert linked(tmp_path, [definition("PLC", node="plc")], "PLC控制器", "PLC机柜") == {"plc": [("PLC控制器", "plc")]}


def test_a_declared_alias_leads_to_the_node(tmp_path: Path) -> None:
    said = made("可编程逻辑控制器").attribute(product("可编程逻辑控制器"), "alias", "小型PLC")
    with recorded(tmp_path, [definition("PLC", "小型PLC", node="plc")], said) as ledger:
        change = delta(ledger, "")
    node = EdgeKind(Relation.REALISES, EntityClass.CHAIN_NODE, EntityClass.TECHNOLOGY)
    named = {row["id"]: {row["name"], *row["aliases"]} for row in change.nodes[EntityClass.TECHNOLOGY].to_pylist()}
    assert any("可编程逻辑控制器" in named[edge["object"]] for edge in change.edges[node].to_pylist())


def test_the_longest_name_wins(tmp_path: Path) -> None:
    nodes = [definition("传感器", node="sensor"), definition("压力传感器", node="pressure")]
    assert linked(tmp_path, nodes, "陶瓷压力传感器") == {"pressure": [("陶瓷压力传感器", "压力传感器")]}


def test_each_chain_has_its_own_longest_name(tmp_path: Path) -> None:
    nodes = [definition("传感器", node="any", chain="a"), definition("压力传感器", node="pressure", chain="b")]
    found = linked(tmp_path, nodes, "陶瓷压力传感器")
    assert {node: pairs[0][1] for node, pairs in found.items()} == {"any": "传感器", "pressure": "压力传感器"}


def test_a_name_that_cuts_a_word_of_a_longer_one_is_no_head(tmp_path: Path) -> None:
    nodes = [definition("压力传感器", node="pressure", chain="a"), definition("力传感器", node="force", chain="b")]
    assert set(linked(tmp_path, nodes, "陶瓷压力传感器")) == {"pressure"}


def test_a_head_that_cuts_a_known_name_is_no_head(tmp_path: Path) -> None:
    nodes = [definition("丝织物", node="silk")]
    assert linked(tmp_path, nodes, "真丝织物", "长丝织物", "长丝", "织物") == {"silk": [("真丝织物", "丝织物")]}


def test_a_latin_head_is_a_word_of_its_own(tmp_path: Path) -> None:
    assert linked(tmp_path, [definition("PACK")], "RATPACK", "高压PACK") == {"reducer": [("高压PACK", "pack")]}


def test_a_latin_head_behind_the_name_of_another_node_waits_for_a_person(tmp_path: Path) -> None:
    nodes = [definition("涤纶", "POY", node="polyester"), definition("锦纶丝", node="nylon")]
    assert linked(tmp_path, nodes, "锦纶丝POY", "半光POY") == {"polyester": [("半光POY", "poy")]}


def test_a_head_of_two_characters_must_not_cut_a_word(tmp_path: Path) -> None:
    nodes = [definition("轮胎", node="tyre"), definition("硅粉", node="silicon")]
    found = linked(tmp_path, nodes, "子午线轮胎", "碳化硅粉", "碳化硅")
    assert found == {"tyre": [("子午线轮胎", "轮胎")]}


def test_a_product_tree_that_says_the_same_makes_a_link_surer(tmp_path: Path) -> None:
    said = made("子午线轮胎", "实心轮胎").claim(product("实心轮胎"), Relation.PART_OF, product("轮胎"))
    with recorded(tmp_path, [definition("轮胎", node="tyre")], said) as ledger:
        change = delta(ledger, "")
    names = {row["id"]: row["name"] for row in change.nodes[EntityClass.TECHNOLOGY].to_pylist()}
    edges = change.edges[EdgeKind(Relation.REALISES, EntityClass.CHAIN_NODE, EntityClass.TECHNOLOGY)].to_pylist()
    sure = {names[edge["object"]]: edge["confidence"] for edge in edges}
    assert sure == {"轮胎": 1.0, "子午线轮胎": 0.7, "实心轮胎": 0.85}


def test_a_product_tree_alone_makes_no_link(tmp_path: Path) -> None:
    said = made("磷酸盐").claim(product("磷酸盐"), Relation.PART_OF, product("磷酸"))
    with recorded(tmp_path, [definition("磷酸", node="acid")], said) as ledger:
        assert links_in(delta(ledger, "")) == {}


def test_a_name_of_two_nodes_of_one_chain_waits_for_a_person(tmp_path: Path) -> None:
    nodes = [definition("减速器", "传动件", node="reducer"), definition("齿轮", "传动件", node="gear")]
    assert linked(tmp_path, nodes, "精密传动件") == {}


def test_industries_and_scenarios_are_linked_by_their_names(tmp_path: Path) -> None:
    said = Said().alone(
        Mention("工业机器人产业", EntityClass.INDUSTRY),
        Mention("设备预测性维护场景", EntityClass.SCENARIO),
        Mention("钢铁行业", EntityClass.INDUSTRY),
    )
    nodes = [definition("工业机器人", node="robot"), definition("预测性维护", node="maintenance")]
    with recorded(tmp_path, nodes, said) as ledger:
        change = delta(ledger, "")
    assert links_in(change, EntityClass.INDUSTRY) == {"robot": [("工业机器人产业", "工业机器人")]}
    assert links_in(change, EntityClass.SCENARIO) == {"maintenance": [("设备预测性维护场景", "预测性维护")]}


def concept(ledger: Ledger, name: str) -> str:
    (found,) = [row["id"] for row in delta(ledger, "").nodes[EntityClass.TECHNOLOGY].to_pylist() if row["name"] == name]
    return str(found)


def test_a_person_links_and_takes_it_back(tmp_path: Path) -> None:
    with recorded(tmp_path, [definition("减速器")], made("谐波传动装置")) as ledger:
        assert links_in(delta(ledger, "")) == {}
        decision = ledger.decide(concept(ledger, "谐波传动装置"), REDUCER, Judgement.LINKED, by="甲", reason="")
        assert links_in(delta(ledger, "")) == {"reducer": [("谐波传动装置", "decision")]}
        ledger.undo(decision.id)
        assert links_in(delta(ledger, "")) == {}


def test_a_person_denies_a_link_and_the_later_word_counts(tmp_path: Path) -> None:
    with recorded(tmp_path, [definition("减速器")], made("RV减速器")) as ledger:
        one = concept(ledger, "RV减速器")
        ledger.decide(one, REDUCER, Judgement.UNLINKED, by="甲", reason="")
        assert links_in(delta(ledger, "")) == {}
        ledger.decide(one, REDUCER, Judgement.LINKED, by="乙", reason="")
        assert "reducer" in links_in(delta(ledger, ""))


NAMES = st.text(alphabet="减速器精密非用传感力压丝织物长（）ab", min_size=1, max_size=8)


@settings(max_examples=8, deadline=None)
@given(names=st.lists(NAMES, min_size=1, max_size=6, unique=True))
def test_every_link_names_a_node_by_a_word_of_the_concept(
    names: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("links")
    nodes = [definition("减速器"), definition("传感器", "力传感器", node="sensor"), definition("丝织物", node="silk")]
    for pairs in linked(folder, nodes, *names).values():
        assert all(term in name for name, term in pairs)
