"""The graph as the server's own import tool takes it."""

import csv
import shutil
from dataclasses import replace
from pathlib import Path

import neo4j
import pyarrow as pa
import pytest

from api.neo4j_server import import_graph, missing_tools, running_server
from graph.exports.neo4j_import import write_neo4j_import
from graph.neo4j_store import Neo4jStore
from graph.snapshot import Snapshot
from graph.store import EDGE_COLUMNS, NODE_COLUMNS
from ontology.schema import EntityClass, Relation
from tests.graph.exports.worlds import exported


def records(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def aliased(snapshot: Snapshot, aliases: list[str]) -> Snapshot:
    """The same graph with other aliases of every node."""
    column = pa.array([aliases] * snapshot.nodes.num_rows, pa.list_(pa.string()))
    nodes = snapshot.nodes.set_column(snapshot.nodes.column_names.index("aliases"), "aliases", column)
    return replace(snapshot, nodes=nodes)


def test_headers_tell_the_tool_ids_types_and_labels(tmp_path: Path) -> None:
    write_neo4j_import(exported(), tmp_path)
    header, *firms = records(tmp_path / "nodes" / "Enterprise.csv")
    assert header == [":ID", "id", "name", "aliases:string[]", "region", "code", "properties", "marked:boolean"]
    assert [firm[2] for firm in firms] == ['“甲”,\n"乙"', "丙"]
    header, *made = records(tmp_path / "edges" / "produces.csv")
    assert header[:2] == [":START_ID", ":END_ID"]
    assert "confidence:double" in header
    assert {row[0] for row in made} <= {firm[0] for firm in firms}


def test_the_command_names_every_file_and_what_their_texts_need(tmp_path: Path) -> None:
    files = write_neo4j_import(exported(marked=True), tmp_path)
    script = (tmp_path / "import.sh").read_text(encoding="utf-8")
    assert all(f"={path.relative_to(tmp_path)}" in script for path in files if path.suffix == ".csv")
    assert "--nodes=Enterprise=nodes/Enterprise.csv" in script
    assert "--relationships=PRODUCES=edges/produces.csv" in script
    assert "--id-type=actual" in script  # the numbers of the files are the server's own
    assert "--multiline-fields=nodes/Enterprise.csv " in script  # only the file whose texts hold line breaks
    assert "--multiline-fields-format=v2" in script
    assert "--array-delimiter=';'" in script
    assert "样例" in (tmp_path / "notice.txt").read_text(encoding="utf-8")


def test_values_that_hold_a_semicolon_are_parted_by_another_mark(tmp_path: Path) -> None:
    write_neo4j_import(aliased(exported(), ["甲;乙", "丙"]), tmp_path)
    assert "--array-delimiter=U+001F" in (tmp_path / "import.sh").read_text(encoding="utf-8")
    assert records(tmp_path / "nodes" / "Enterprise.csv")[1][3] == "甲;乙\x1f丙"


@pytest.mark.neo4j
def test_the_real_tool_imports_the_graph_as_it_is(tmp_path: Path) -> None:
    if missing_tools() or not shutil.which("sh"):
        pytest.skip("no Java to run the import tool")
    snapshot = aliased(exported(), ["甲;乙", "丙"])
    write_neo4j_import(snapshot, tmp_path / "export")
    import_graph(tmp_path / "server", tmp_path / "export" / "import.sh")
    schema = (tmp_path / "export" / "schema.cypher").read_text(encoding="utf-8").splitlines()
    with (
        running_server(tmp_path / "server") as server,
        Neo4jStore(server.url, server.user, server.password) as store,
    ):
        login = (server.user, server.password)
        with neo4j.GraphDatabase.driver(server.url, auth=login) as driver, driver.session() as session:
            for statement in schema:
                session.run(statement.rstrip(";")).consume()
        view = store.view()
        assert view.version() == snapshot.version
        firms = snapshot.nodes.filter(pa.compute.equal(snapshot.nodes["class"], "Enterprise"))
        expected = firms.select(NODE_COLUMNS.names).sort_by("id")
        assert view.nodes(EntityClass.ENTERPRISE).to_pylist() == expected.to_pylist()
        order = [(name, "ascending") for name in ("subject", "object", "status")]
        made = snapshot.relations[Relation.PRODUCES].table.select(EDGE_COLUMNS.names).sort_by(order)
        assert view.edges(Relation.PRODUCES).to_pylist() == made.to_pylist()
