"""What only the served graph has: a server, a login, a database that others may use too."""

import neo4j
import pytest

from api.neo4j_server import Server
from graph.ddl import neo4j_schema
from graph.neo4j_store import Neo4jStore
from ontology.errors import DanglingEdges, GraphUnreachable
from ontology.schema import EntityClass
from tests.graph.deltas import MAKES, delta, joined, named, two_firms

pytestmark = pytest.mark.neo4j


def test_a_wrong_password_is_said_plainly(neo4j_server: Server) -> None:
    with pytest.raises(GraphUnreachable, match="密码") as raised:
        Neo4jStore(neo4j_server.url, neo4j_server.user, "wrong")
    assert "LIANTU_GRAPH_PASSWORD" in raised.value.hint


def test_a_server_that_is_not_there_is_said_plainly() -> None:
    with pytest.raises(GraphUnreachable, match="没有应答") as raised:
        Neo4jStore("bolt://127.0.0.1:1", "neo4j", "x")
    assert "make neo4j" in raised.value.hint


def test_an_address_that_is_none_is_said_plainly() -> None:
    with pytest.raises(GraphUnreachable) as raised:
        Neo4jStore("http://127.0.0.1:7687", "neo4j", "x")
    assert "bolt://" in raised.value.hint


def test_constraints_and_indexes_of_the_ontology_stand_before_the_first_row(
    served: Neo4jStore, neo4j_server: Server
) -> None:
    found = run(neo4j_server, "SHOW INDEXES YIELD name RETURN name")
    wanted = {statement.split()[2] for statement in neo4j_schema()}
    assert wanted <= {row[0] for row in found}
    assert f"liantu_{EntityClass.CHAIN_NODE.lower()}_id" in wanted


def test_clear_leaves_what_others_keep_in_the_database(served: Neo4jStore, neo4j_server: Server) -> None:
    run(neo4j_server, "CREATE (:Foreign {id: 'theirs'})")
    with served.writer() as writer:
        writer.apply(two_firms())
        writer.clear()
    assert run(neo4j_server, "MATCH (n:Foreign) RETURN n.id") == [["theirs"]]
    run(neo4j_server, "MATCH (n:Foreign) DELETE n")


def test_a_failed_small_delta_leaves_the_graph_as_it_was(served: Neo4jStore) -> None:
    with served.writer() as writer:
        writer.apply(two_firms("v1"))
    dangling = {MAKES: joined(("ent:1", "tec:none"))}
    with pytest.raises(DanglingEdges), served.writer() as writer:
        writer.apply(delta("v2", nodes={EntityClass.ENTERPRISE: named(ent_1="改名")}, edges=dangling))
    assert served.view().version() == "v1"
    assert served.view().nodes(EntityClass.ENTERPRISE)["name"].to_pylist() == ["甲公司", "乙公司"]


def test_one_id_can_stand_once_in_a_class(served: Neo4jStore, neo4j_server: Server) -> None:
    with served.writer() as writer:
        writer.apply(two_firms())
    with pytest.raises(neo4j.exceptions.ConstraintError):
        run(neo4j_server, "CREATE (:Enterprise {id: 'ent:1'})")


def run(server: Server, cypher: neo4j.Query | str) -> list[list[object]]:
    with neo4j.GraphDatabase.driver(server.url, auth=(server.user, server.password)) as driver, driver.session() as own:
        return own.run(cypher).values()
