"""A big load that is interrupted, or tried twice, leaves what an undisturbed one leaves."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from neo4j.exceptions import ServiceUnavailable

from api.neo4j_server import Server
from graph import neo4j_load, neo4j_writer
from graph.neo4j_load import Load
from graph.neo4j_store import Neo4jStore
from ontology.errors import DanglingEdges
from ontology.schema import EntityClass, Relation
from tests.graph.deltas import MAKES, joined, many_firms, two_firms
from tests.graph.test_neo4j_store import run


class Away:
    """A session whose server does not answer the first times."""

    def __init__(self, times: int) -> None:
        self.times = times

    def execute_write(self, _work: Callable[..., int], *_given: Any, **_named: Any) -> int:
        self.times -= 1
        if self.times >= 0:
            raise ServiceUnavailable("away")
        return 7


def test_a_server_that_comes_back_is_waited_for_ever_longer() -> None:
    waited: list[float] = []
    assert Load(Away(3), "v1", waited.append).ask("RETURN 7") == 7  # type: ignore[arg-type] # all that a load asks of it
    assert waited == [1.0, 2.0, 4.0]


def test_a_server_that_stays_away_is_given_up() -> None:
    waited: list[float] = []
    with pytest.raises(ServiceUnavailable):
        Load(Away(100), "v1", waited.append).ask("RETURN 7")  # type: ignore[arg-type] # as above
    assert sum(waited) == 63


@pytest.mark.neo4j
def test_an_interrupted_rewriting_goes_on_where_it_stopped(
    served: Neo4jStore, neo4j_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neo4j_writer, "_BATCH", 1_000)
    graph, write = many_firms(3_000), neo4j_load._write_once

    def killed(*given: Any, number: int, **named: Any) -> int:
        if number == 3:
            raise KeyboardInterrupt
        return write(*given, number=number, **named)

    monkeypatch.setattr(neo4j_load, "_write_once", killed)
    with pytest.raises(KeyboardInterrupt), served.writer() as writer:
        writer.rewrite(graph)
    assert served.view().version() == ""
    run(neo4j_server, "MATCH (n:Enterprise) SET n.seen = true")
    monkeypatch.setattr(neo4j_load, "_write_once", write)
    with served.writer() as writer:
        writer.rewrite(graph)
    assert run(neo4j_server, "MATCH (n:Enterprise) WHERE n.seen RETURN count(n)") == [[2_000]]
    assert served.view().version() == graph.version
    assert served.view().nodes(EntityClass.ENTERPRISE).num_rows == 3_000
    assert served.view().edges(Relation.PRODUCES).num_rows == graph.edges[MAKES].num_rows


@pytest.mark.neo4j
def test_another_version_does_not_go_on_with_an_interrupted_one(served: Neo4jStore) -> None:
    with served.writer() as writer:
        writer.apply(two_firms())
        Load(writer._session, "all of v1").begin()  # type: ignore[attr-defined] # the writer of this store
        writer.rewrite(many_firms(10, "v2"))
    assert served.view().counts()["Enterprise"] == 10


@pytest.mark.neo4j
def test_a_rewriting_does_not_go_on_with_an_interrupted_change_to_the_same_version(
    served: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph, write = many_firms(3_000), neo4j_load._write_once

    def killed(*given: Any, number: int, **named: Any) -> int:
        if number == 2:
            raise KeyboardInterrupt
        return write(*given, number=number, **named)

    monkeypatch.setattr(neo4j_load, "_write_once", killed)
    with served.writer() as writer:
        writer.apply(two_firms())
        with pytest.raises(KeyboardInterrupt):
            writer.apply(graph)
        monkeypatch.setattr(neo4j_load, "_write_once", write)
        writer.rewrite(graph)
    assert served.view().nodes(EntityClass.ENTERPRISE).num_rows == 3_000
    assert served.view().version() == graph.version


@pytest.mark.neo4j
def test_a_rewriting_that_lacks_an_end_of_an_edge_is_refused_every_time(served: Neo4jStore) -> None:
    graph = replace(two_firms(), edges={MAKES: joined(("ent:1", "tec:none"))})
    for _ in range(2):
        with pytest.raises(DanglingEdges), served.writer() as writer:
            writer.rewrite(graph)
        assert served.view().version() == ""


@pytest.mark.neo4j
def test_a_batch_whose_commit_was_lost_is_not_written_twice(served: Neo4jStore, neo4j_server: Server) -> None:
    create = "UNWIND $rows AS row CREATE (n:Enterprise {id: row.id}) RETURN count(*)"
    rows = [{"id": "ent:1"}]
    with served.writer() as writer:
        session = writer._session  # type: ignore[attr-defined] # the writer of this store
        for _ in range(2):
            session.execute_write(neo4j_load._write_once, create, rows, name="all of v1", number=1)
    assert run(neo4j_server, "MATCH (n:Enterprise) RETURN count(n)") == [[1]]
