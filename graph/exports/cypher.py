"""The graph as a Cypher script for any Neo4j: constraints, then nodes, then edges, in batches.

Running it twice changes nothing. Text is quoted as JSON quotes it, whose escapes Cypher shares.
"""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.ddl import META, neo4j_schema
from graph.notice import notice_of
from graph.snapshot import Edges, Snapshot
from ontology.schema import Relation

BATCH: Final = 500  # rows a statement: small enough for a transaction and for an editor's line


def write_cypher(snapshot: Snapshot, path: Path) -> None:
    """Write the whole graph as one script, to be run by `cypher-shell -f`."""
    notice = notice_of(snapshot)
    with path.open("w", encoding="utf-8") as file:
        for line in notice.lines():
            file.write(f"// {line}\n")
        for statement in (*neo4j_schema(), *_nodes(snapshot), *_edges(snapshot), _version(notice.version)):
            file.write(statement + ";\n")


def _version(version: str) -> str:
    return f"MERGE (m:{META} {{id: 'graph'}}) SET m.version = {literal(version)}"


def _nodes(snapshot: Snapshot) -> Iterator[str]:
    for cls in sorted(pc.unique(snapshot.nodes["class"]).to_pylist()):
        table = snapshot.nodes.filter(pc.equal(snapshot.nodes["class"], cls)).drop_columns(["class"])
        for rows in _batches(table):
            yield f"UNWIND {literal(rows)} AS row MERGE (n:{cls} {{id: row.id}}) SET n += row"


def _edges(snapshot: Snapshot) -> Iterator[str]:
    for relation, edges in sorted(snapshot.relations.items()):
        classes = np.array(snapshot.nodes["class"].to_pylist())
        pairs = sorted(set(zip(classes[edges.subject].tolist(), classes[edges.object].tolist(), strict=True)))
        for subject, target in pairs:
            rows = (classes[edges.subject] == subject) & (classes[edges.object] == target)
            yield from _edges_between(relation, edges, rows, (subject, target))


def _edges_between(relation: Relation, edges: Edges, rows: Any, ends: tuple[str, str]) -> Iterator[str]:
    for batch in _batches(edges.table.filter(pa.array(rows))):
        given = [
            {"s": row.pop("subject"), "o": row.pop("object"), "status": row["status"], "given": row} for row in batch
        ]
        yield (
            f"UNWIND {literal(given)} AS row MATCH (s:{ends[0]} {{id: row.s}}) MATCH (o:{ends[1]} {{id: row.o}}) "
            f"MERGE (s)-[r:{relation.cypher} {{status: row.status}}]->(o) SET r += row.given"
        )


def _batches(table: pa.Table) -> Iterator[list[dict[str, Any]]]:
    return (table.slice(start, BATCH).to_pylist() for start in range(0, table.num_rows, BATCH))


def literal(value: Any) -> str:
    """A value in Cypher's own writing."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {literal(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    if isinstance(value, datetime.date):
        return f'date("{value.isoformat()}")'
    return json.dumps(value, ensure_ascii=False)
