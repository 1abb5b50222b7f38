from datetime import date
from pathlib import Path

import neo4j
import pytest

from api.neo4j_server import Server
from graph.exports.cypher import literal, write_cypher
from graph.neo4j_store import Neo4jStore
from tests.graph.exports.worlds import exported


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ('他说"好"\n', '"他说\\"好\\"\\n"'),
        ({"a": None, "b": [1, True]}, "{a: null, b: [1, true]}"),
        (date(2026, 1, 2), 'date("2026-01-02")'),
    ],
)
def test_values_are_written_as_cypher_writes_them(value: object, text: str) -> None:
    assert literal(value) == text


@pytest.mark.neo4j
def test_a_real_server_takes_the_script_twice_and_holds_the_graph(
    served: Neo4jStore, neo4j_server: Server, tmp_path: Path
) -> None:
    snapshot = exported()
    write_cypher(snapshot, tmp_path / "graph.cypher")
    lines = (tmp_path / "graph.cypher").read_text(encoding="utf-8").splitlines()
    login = (neo4j_server.user, neo4j_server.password)
    with neo4j.GraphDatabase.driver(neo4j_server.url, auth=login) as driver, driver.session() as session:
        for statement in [line for line in lines if not line.startswith("//")] * 2:
            session.run(statement.rstrip(";")).consume()  # type: ignore[arg-type] # our own script
    counts = served.view().counts()
    assert counts["Enterprise"] == 2
    assert counts["PRODUCES"] == 3
    assert served.view().version() == snapshot.version
