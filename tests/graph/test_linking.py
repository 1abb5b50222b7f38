import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from graph.derive import delta
from graph.ledger import Ledger
from graph.store import EdgeKind
from ontology.facts import Mention, Source
from ontology.schema import EntityClass, Relation, SourceKind
from tests.graph.said import NEWS, Said, document, firm, product

REALISES = EdgeKind(Relation.REALISES, EntityClass.CHAIN_NODE, EntityClass.TECHNOLOGY)
DEFINITION = Source("工业机器人", SourceKind.DEFINITION)


def definition(*names: str, node: str = "reducer") -> Said:
    said = Said()
    for name in names:
        place = Mention(names[0], EntityClass.CHAIN_NODE, key=f"node:industrial-robot/{node}")
        said.claim(place, Relation.REALISES, product(name), confidence=1.0, sentence=f"{names[0]}含{name}")
    return said


def linked(folder: Path, definitions: Iterable[Said], *products: str) -> dict[str, list[tuple[str, str]]]:
    """For each node, the products linked by their heads and the name that is the head."""
    with Ledger(folder / "ledger.duckdb") as ledger:
        for number, said in enumerate(definitions):
            ledger.record(document(f"chain{number}"), DEFINITION, said.batch())
        made = Said()
        for name in products:
            made.claim(firm("甲机电有限公司"), Relation.PRODUCES, product(name))
        ledger.record(document("a"), NEWS, made.batch())
        change = delta(ledger, "")
    names = {row["id"]: row["name"] for row in change.nodes[EntityClass.TECHNOLOGY].to_pylist()}
    found: dict[str, list[tuple[str, str]]] = {}
    for edge in change.edges[REALISES].to_pylist():
        how = json.loads(edge["properties"])
        assert edge["evidence"]
        if how:
            found.setdefault(edge["subject"].rpartition("/")[2], []).append((names[edge["object"]], how["term"]))
    return found


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
    ],
)
def test_what_only_resembles_a_name_of_a_node_is_not_linked(tmp_path: Path, name: str) -> None:
    assert linked(tmp_path, [definition("减速器")], name) == {}


def test_the_longest_name_wins(tmp_path: Path) -> None:
    nodes = [definition("传感器", node="sensor"), definition("压力传感器", node="pressure")]
    assert linked(tmp_path, nodes, "陶瓷压力传感器") == {"pressure": [("陶瓷压力传感器", "压力传感器")]}


def test_a_latin_head_is_a_word_of_its_own(tmp_path: Path) -> None:
    assert linked(tmp_path, [definition("PACK")], "RATPACK", "锂电PACK") == {"reducer": [("锂电PACK", "pack")]}
