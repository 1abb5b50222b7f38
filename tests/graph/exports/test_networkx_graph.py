from pathlib import Path

import networkx as nx
import pytest

from graph.exports.networkx_graph import to_networkx, write_graphml
from ontology.errors import TooLargeForFormat, UnknownEntity
from tests.graph.analysis.worlds import ROBOT
from tests.graph.exports.worlds import exported


def test_entities_and_facts_become_nodes_and_edges() -> None:
    made = to_networkx(exported())
    assert made.nodes["ent:丙"]["class"] == "Enterprise"
    fact = made.edges["ent:丙", "node:robot/steel", "produces:stated"]
    assert (fact["confidence"], fact["relation"], fact["status"]) == (0.95, "produces", "stated")
    assert "ev:1" not in made


def test_a_centre_keeps_what_is_around_it() -> None:
    near = to_networkx(exported(), centre="ent:丙")
    assert set(near) == {"ent:丙", "node:robot/steel"}
    assert "tec:特钢" in to_networkx(exported(), centre="ent:丙", hops=2)
    with pytest.raises(UnknownEntity):
        to_networkx(exported(), centre="ent:none")


def test_a_chain_keeps_its_nodes_products_and_makers() -> None:
    made = to_networkx(exported(), chain=ROBOT)
    assert {"ent:丙", "node:robot/motor", "tec:特钢", "chain:robot"} <= set(made)


def test_graphml_can_be_read_again(tmp_path: Path) -> None:
    write_graphml(exported(marked=True), tmp_path / "graph.graphml")
    read = nx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)
    made = to_networkx(exported(marked=True))
    assert (set(read), read.number_of_edges()) == (set(made), made.number_of_edges())
    assert "样例" in read.graph["notice"]


def test_a_graph_too_large_says_what_to_do() -> None:
    with pytest.raises(TooLargeForFormat) as told:
        to_networkx(exported(), limit=2)
    assert "--around" in told.value.hint
