"""Batches by the official driver against py2neo node by node, on one server: `python -m benchmarks.neo4j_write`.

Both write the same kind of firms and edges to the same fresh server with the same constraints; py2neo fewer of
them, as it would take an hour. The ratio of rows a second must be 20 or more.
"""

import tempfile
import time
from pathlib import Path

import py2neo

from api.neo4j_server import Server, running_server
from benchmarks.graph_rows import MAKES, SELLS, made_up_graph
from graph.neo4j_store import Neo4jStore
from graph.store import GraphDelta
from ontology.schema import EntityClass


def main(firms: int = 20_000, edges: int = 60_000, one_by_one: int = 150) -> dict[str, float]:
    """Print and return rows a second of each way, and their ratio."""
    with tempfile.TemporaryDirectory() as folder, running_server(Path(folder)) as server:
        with Neo4jStore(server.url, server.user, server.password) as store:
            _batched(store, made_up_graph(1_000, 4_000))  # both ways meet a warm server
            first = _batched(store, made_up_graph(firms, edges))
            again = _batched(store, made_up_graph(firms, edges), empty=False)
            with store.writer() as writer:
                writer.clear()
        single = _one_by_one(server, made_up_graph(one_by_one, one_by_one * 3))
    figures = {"batched": first, "batched, written over": again, "py2neo one by one": single, "ratio": first / single}
    for name, value in figures.items():
        print(f"{name}: {value:,.0f}{'×' if name == 'ratio' else ' rows/s'}")
    return figures


def _batched(store: Neo4jStore, delta: GraphDelta, *, empty: bool = True) -> float:
    with store.writer() as writer:
        if empty:
            writer.clear()
        start = time.perf_counter()
        writer.apply(delta)
    return delta.size / (time.perf_counter() - start)


def _one_by_one(server: Server, delta: GraphDelta) -> float:
    graph = py2neo.Graph(server.url, auth=(server.user, server.password))
    start = time.perf_counter()
    made = {}
    for cls in (EntityClass.ENTERPRISE, EntityClass.TECHNOLOGY):
        for row in delta.nodes[cls].to_pylist():
            made[row["id"]] = py2neo.Node(cls.value, **row)
            graph.merge(made[row["id"]], cls.value, "id")
    for kind in (MAKES, SELLS):
        for row in delta.edges[kind].to_pylist():
            subject, target = made[row.pop("subject")], made[row.pop("object")]
            graph.merge(py2neo.Relationship(subject, kind.relation.cypher, target, **row))
    return delta.size / (time.perf_counter() - start)


if __name__ == "__main__":
    main()
