"""Ways into one Neo4j: py2neo node by node, py2neo's bulk functions, ours by the driver, ours by the import tool.

`python -m benchmarks.neo4j_write [FIRMS] [FACTS]`: all write the same kind of firms and facts, four a firm, with the
same properties, to the same fresh server with the same constraints; py2neo node by node fewer of them, as it would
take hours. The import tool writes the server's files while it is stopped, and fifty times as many rows, a million
firms: it is there for registers of that size. Its time starts with the graph in memory, as that of the others does,
and holds the export, the start of its Java machine and the import; then also the constraints and indexes, which the
others found there.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import neo4j
import numpy as np
import py2neo
import pyarrow as pa
import pyarrow.compute as pc
from py2neo import bulk

from api.neo4j_server import Server, import_graph, running_server
from benchmarks.graph_rows import MAKES, SELLS, made_up_graph
from graph.exports.neo4j_import import write_neo4j_import
from graph.neo4j_store import Neo4jStore
from graph.neo4j_writer import prepare
from graph.snapshot import Edges, Numbers, Snapshot
from graph.store import GraphDelta
from ontology.schema import EntityClass

_BATCH = 1_000  # rows: what py2neo's own documentation takes


def main(firms: int = 20_000, edges: int = 80_000, one_by_one: int = 150, imported: int = 50) -> dict[str, float]:
    """Print and return rows a second of each way, and the ratios."""
    delta = made_up_graph(firms, edges)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder)) as server,
        Neo4jStore(server.url, server.user, server.password) as store,
    ):
        _rewrite(store, made_up_graph(5_000, 20_000))  # every way meets a warm server
        client = py2neo.Graph(server.url, auth=(server.user, server.password))
        figures = {"py2neo, one by one": _one_by_one(client, made_up_graph(one_by_one, one_by_one * 4))}
        _clear(store)
        figures["py2neo.bulk"] = _timed(delta, lambda: _in_bulk(client, delta))
        _clear(store)
        figures["driver, empty graph"] = _timed(delta, lambda: _rewrite(store, delta))
        figures["driver, written over"] = _timed(delta, lambda: _apply(store, delta))
    figures |= _imported(made_up_graph(firms * imported, edges * imported))
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


def _imported(delta: GraphDelta) -> dict[str, float]:
    """Export, import into the files of a server that does not run, start it and give it its constraints."""
    with tempfile.TemporaryDirectory() as folder:
        export, data = Path(folder) / "export", Path(folder) / "server"
        start = time.perf_counter()
        write_neo4j_import(_snapshot(delta), export)
        written = time.perf_counter()
        import_graph(data, export / "import.sh")
        filled = time.perf_counter() - start
        print(f"{delta.size:,} rows: export {written - start:.1f} s, import {start + filled - written:.1f} s", end="")
        with running_server(data) as server:
            constrained = _constrained(server)
    print(f", constraints and indexes {constrained:.1f} s")
    return {
        "neo4j-import": delta.size / filled,
        "… with constraints": delta.size / (filled + constrained),
    }


def _constrained(server: Server) -> float:
    """Seconds until the constraints and indexes stand."""
    login = (server.user, server.password)
    with neo4j.GraphDatabase.driver(server.url, auth=login) as driver, driver.session() as session:
        start = time.perf_counter()
        prepare(session)
        return time.perf_counter() - start


def _snapshot(delta: GraphDelta) -> Snapshot:
    labelled = [table.append_column("class", pa.repeat(cls.value, len(table))) for cls, table in delta.nodes.items()]
    nodes = pa.concat_tables(labelled)  # sorted by id as they come: all firms stand before all products
    known = nodes["id"].combine_chunks()
    edges = {kind.relation: Edges(*_numbers(table, known), table) for kind, table in delta.edges.items()}
    return Snapshot(delta.version, nodes, edges, "")


def _numbers(edges: pa.Table, known: pa.Array) -> tuple[Numbers, Numbers]:
    """Of both ends of each edge, among the ids of the nodes."""
    subject, target = (pc.index_in(edges[end], value_set=known) for end in ("subject", "object"))
    return np.asarray(subject, np.int64), np.asarray(target, np.int64)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
