"""Entities as objects over a real Neo4j."""

from collections.abc import Iterator

import pytest

from api.neo4j_server import Server
from graph.neo4j_store import Neo4jStore
from graph.ogm import Notebook, entity_classes
from ontology.errors import GraphUnreachable, UnknownEntity
from ontology.schema import SIGNATURES, EntityClass, Relation
from tests.graph.deltas import two_firms


@pytest.fixture
def notebook(served: Neo4jStore, neo4j_server: Server) -> Iterator[Notebook]:
    with served.writer() as writer:
        writer.apply(two_firms())
    with Notebook(neo4j_server.url, neo4j_server.user, neo4j_server.password) as opened:
        yield opened


def test_every_class_has_the_relations_the_ontology_gives_it() -> None:
    for cls, made in entity_classes().items():
        for relation, (domain, reach) in SIGNATURES.items():
            assert (relation.value in vars(made)) == (cls in domain)
            assert (f"{relation.value}_from" in vars(made)) == (cls in reach)


@pytest.mark.neo4j
def test_an_entity_is_read_with_what_it_is_joined_to(notebook: Notebook) -> None:
    firm = notebook.find("ent:1")
    assert type(firm).__name__ == "Enterprise"
    assert (firm.name, firm.marked) == ("甲公司", False)
    assert [product.name for product in firm.produces] == ["减速器"]
    assert {maker.id for maker in notebook.find("tec:1").produces_from} == {"ent:1", "ent:2"}


@pytest.mark.neo4j
def test_an_edited_entity_is_written_back_and_its_edges_stay(notebook: Notebook, served: Neo4jStore) -> None:
    firm = notebook.find("ent:1")
    firm.name, firm.aliases = "甲集团", ["甲"]
    notebook.save(firm)
    written = served.view().nodes(EntityClass.ENTERPRISE).to_pylist()[0]
    assert (written["name"], written["aliases"]) == ("甲集团", ["甲"])
    assert served.view().edges(Relation.PRODUCES).num_rows == 2


@pytest.mark.neo4j
@pytest.mark.parametrize("key", ["ent:none", "甲公司"])
def test_an_unknown_id_is_said_to_be_unknown(notebook: Notebook, key: str) -> None:
    with pytest.raises(UnknownEntity):
        notebook.find(key)


@pytest.mark.neo4j
def test_a_wrong_password_is_said_plainly(neo4j_server: Server) -> None:
    with pytest.raises(GraphUnreachable, match="密码"):
        Notebook(neo4j_server.url, neo4j_server.user, "wrong")
