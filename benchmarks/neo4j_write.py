"""Ways into one Neo4j: py2neo node by node, py2neo's bulk functions, ours by the driver, ours by the import tool.

`python -m benchmarks.neo4j_write [FIRMS] [EDGES]`: all write the same kind of firms and edges to the same fresh
server with the same constraints; py2neo node by node fewer of them, as it would take hours. The import tool writes
the server's files while it is stopped, twenty times as many rows; its time holds the export, the start of its Java
machine and the import.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import py2neo
import pyarrow as pa
from py2neo import bulk

from api.neo4j_server import import_graph, running_server
from benchmarks.graph_rows import MAKES, SELLS, made_up_graph
from graph.exports.neo4j_import import write_neo4j_import
from graph.neo4j_store import Neo4jStore
from graph.snapshot import Edges, Snapshot
from graph.store import GraphDelta
from ontology.schema import EntityClass

_BATCH = 1_000  # rows: what py2neo's own documentation takes


def main(firms: int = 20_000, edges: int = 60_000, one_by_one: int = 150, imported: int = 20) -> dict[str, float]:
    """Print and return rows a second of each way, and the ratios."""
    delta = made_up_graph(firms, edges)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder)) as server,
        Neo4jStore(server.url, server.user, server.password) as store,
    ):
        _rewrite(store, made_up_graph(5_000, 20_000))  # every way meets a warm server
        client = py2neo.Graph(server.url, auth=(server.user, server.password))
        figures = {"py2neo, one by one": _one_by_one(client, made_up_graph(one_by_one, one_by_one * 3))}
        _clear(store)
        figures["py2neo.bulk"] = _timed(delta, lambda: _in_bulk(client, delta))
        _clear(store)
        figures["driver, empty graph"] = _timed(delta, lambda: _rewrite(store, delta))
        figures["driver, written over"] = _timed(delta, lambda: _apply(store, delta))
    big = made_up_graph(firms * imported, edges * imported)
    figures["neo4j-import"] = _timed(big, lambda: _imported(big))
    _print(figures)
    return figures


def _print(figures: dict[str, float]) -> None:
    single, in_bulk = figures["py2neo, one by one"], figures["py2neo.bulk"]
    for name, rate in figures.items():
        print(f"{name:22} {rate:10,.0f} rows/s {rate / single:8.1f} × one by one {rate / in_bulk:7.1f} × py2neo.bulk")


def _timed(delta: GraphDelta, work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return delta.size / (time.perf_counter() - start)


def _rewrite(store: Neo4jStore, delta: GraphDelta) -> None:
    with store.writer() as writer:
        writer.rewrite(delta)


def _apply(store: Neo4jStore, delta: GraphDelta) -> None:
    with store.writer() as writer:
        writer.apply(delta)


def _clear(store: Neo4jStore) -> None:
    with store.writer() as writer:
        writer.clear()


def _in_bulk(client: py2neo.Graph, delta: GraphDelta) -> None:
    for cls, nodes in delta.nodes.items():
        for rows in _batches(nodes):
            bulk.merge_nodes(client.auto(), rows, (cls.value, "id"))
    for kind, edges in delta.edges.items():
        ends = {"start_node_key": (kind.subject.value, "id"), "end_node_key": (kind.object.value, "id")}
        for rows in _batches(edges):
            triples = [(row.pop("subject"), row, row.pop("object")) for row in rows]
            bulk.merge_relationships(client.auto(), triples, (kind.relation.cypher,), **ends)


def _batches(table: pa.Table) -> Iterator[list[dict[str, Any]]]:
    return (batch.to_pylist() for batch in table.combine_chunks().to_batches(max_chunksize=_BATCH))


def _one_by_one(client: py2neo.Graph, delta: GraphDelta) -> float:
    start = time.perf_counter()
    made = {}
    for cls in (EntityClass.ENTERPRISE, EntityClass.TECHNOLOGY):
        for row in delta.nodes[cls].to_pylist():
            made[row["id"]] = py2neo.Node(cls.value, **row)
            client.merge(made[row["id"]], cls.value, "id")
    for kind in (MAKES, SELLS):
        for row in delta.edges[kind].to_pylist():
            subject, target = made[row.pop("subject")], made[row.pop("object")]
            client.merge(py2neo.Relationship(subject, kind.relation.cypher, target, **row))
    return delta.size / (time.perf_counter() - start)


def _imported(delta: GraphDelta) -> None:
    """Export, and import into the files of a server that does not run."""
    with tempfile.TemporaryDirectory() as folder:
        write_neo4j_import(_snapshot(delta), Path(folder) / "export")
        import_graph(Path(folder) / "server", Path(folder) / "export" / "import.sh")


def _snapshot(delta: GraphDelta) -> Snapshot:
    labelled = [table.append_column("class", pa.repeat(cls.value, len(table))) for cls, table in delta.nodes.items()]
    nodes = Snapshot(delta.version, pa.concat_tables(labelled), {}, "")
    ends = {
        kind.relation: Edges(nodes.index_of(table["subject"]), nodes.index_of(table["object"]), table)
        for kind, table in delta.edges.items()
    }
    return replace(nodes, relations=ends)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
