"""How a delta goes into Neo4j: constraints first, then batches of rows, each statement once a batch.

A small delta is one transaction: an interruption leaves the graph as it was. A big one is many, so the version is
emptied first and set last; an interruption leaves an empty version, and `rewrite` goes on where it stopped.
Transient errors (deadlocks, a leader that moved) are tried again by the driver, a server that went away by `Load`.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Protocol

import neo4j
import pyarrow as pa

from graph.ddl import EDGE_PROPERTIES, META, neo4j_schema
from graph.neo4j_load import SET_VERSION, Load, Wait, number_of, trusted
from graph.store import EDGE_COLUMNS, EDGE_KEY, NODE_COLUMNS, EdgeKind, GraphDelta
from ontology.errors import DanglingEdges
from ontology.schema import EntityClass

__all__ = ["Neo4jWriter", "prepare", "trusted"]

_SMALL: Final = 2_000  # rows of a delta that goes in as one transaction
_BATCH: Final = 5_000  # rows a statement; twice or half as many are no faster on a server of one machine

_FORGET_VERSION: Final = f"MATCH (m:{META}) DELETE m RETURN count(*)"
_INDEXES_READY: Final = "CALL db.awaitIndexes(300)"


def prepare(session: neo4j.Session) -> None:
    """Make the constraints and indexes that writing relies on; nothing changes where they stand."""
    for statement in (*neo4j_schema(), _INDEXES_READY):
        session.run(trusted(statement)).consume()


class Neo4jWriter:
    """Changes the served graph; see `graph.store.Writer`."""

    def __init__(self, session: neo4j.Session, wait: Wait = time.sleep) -> None:
        self._session = session
        self._wait = wait

    def apply(self, delta: GraphDelta) -> None:
        """Make the delta true. Raises DanglingEdges where an edge's end is not in the graph."""
        if delta.size <= _SMALL:
            self._session.execute_write(_whole, delta)
            return
        load = Load(self._session, f"change to {delta.version}", self._wait)
        load.begin()
        _Change(load).make(delta)
        load.end(delta.version)

    def rewrite(self, delta: GraphDelta) -> None:
        """Make the graph the delta and nothing else; see `graph.store.Writer`."""
        load = Load(self._session, f"all of {delta.version}", self._wait)
        if not load.was_begun():
            self.clear()
            load.begin()
        try:
            _Change(load, anew=True).make(delta)
        except DanglingEdges:
            load.ask(_FORGET_VERSION)  # the next try would pass over the batch that lacks an edge, and tell of none
            raise
        load.end(delta.version)

    def clear(self) -> None:
        """Remove our nodes and edges, label by label; what else lives in the database stays."""
        load = Load(self._session, "", self._wait)
        load.ask(_FORGET_VERSION)
        for label in EntityClass:
            while load.ask(f"MATCH (n:{label}) WITH n LIMIT {_BATCH} DETACH DELETE n RETURN count(*)"):
                pass


def _whole(transaction: neo4j.ManagedTransaction, delta: GraphDelta) -> None:
    _Change(_Within(transaction)).make(delta)
    number_of(transaction, SET_VERSION, version=delta.version)


class _Run(Protocol):
    """Runs statements; see `Load`."""

    def ask(self, cypher: str) -> int: ...

    def write(self, cypher: str, rows: pa.RecordBatch) -> int: ...


@dataclass(frozen=True, slots=True)
class _Within:
    """Runs them in one transaction."""

    transaction: neo4j.ManagedTransaction

    def ask(self, cypher: str) -> int:
        return number_of(self.transaction, cypher)

    def write(self, cypher: str, rows: pa.RecordBatch) -> int:
        return number_of(self.transaction, cypher, rows=rows.to_pylist())


@dataclass(frozen=True, slots=True)
class _Change:
    """A delta on its way in; `anew` where the graph holds nothing that it could meet."""

    run: _Run
    anew: bool = False

    def make(self, delta: GraphDelta) -> None:
        for kind, keys in delta.gone_edges.items():
            self._each_batch(_remove_edges(kind), keys.select(EDGE_KEY))
        for cls, ids in delta.gone_nodes.items():
            self._each_batch(_remove_nodes(cls), pa.table({"id": pa.array(ids, pa.string())}))
        for cls, nodes in delta.nodes.items():
            self._put_nodes(cls, nodes.select(NODE_COLUMNS.names).cast(NODE_COLUMNS))
        for kind, edges in delta.edges.items():
            self._put_edges(kind, edges.select(EDGE_COLUMNS.names).cast(EDGE_COLUMNS))

    def _put_nodes(self, cls: EntityClass, nodes: pa.Table) -> None:
        empty = self._meets_none(nodes, f"MATCH (n:{cls}) RETURN count(n)")
        self._each_batch(_create_nodes(cls) if empty else _merge_nodes(cls), nodes.sort_by("id"))

    def _put_edges(self, kind: EdgeKind, edges: pa.Table) -> None:
        empty = self._meets_none(edges, f"MATCH ()-[r:{kind.relation.cypher}]->() RETURN count(r)")
        put = _create_edges(kind) if empty else _merge_edges(kind)
        order = [(name, "ascending") for name in EDGE_KEY]  # edges of a node lie together
        if missing := edges.num_rows - self._each_batch(put, _ends_and_properties(edges.sort_by(order))):
            raise DanglingEdges("-".join(kind), missing)

    def _meets_none(self, rows: pa.Table, count: str) -> bool:
        return self.anew or bool(rows.num_rows and not self.run.ask(count))

    def _each_batch(self, cypher: str, rows: pa.Table) -> int:
        return sum(self.run.write(cypher, batch) for batch in _batches(rows))


def _batches(rows: pa.Table) -> Iterator[pa.RecordBatch]:
    return iter(rows.combine_chunks().to_batches(max_chunksize=_BATCH))


def _ends_and_properties(edges: pa.Table) -> pa.Table:
    edges = edges.combine_chunks()
    own = [edges[name].combine_chunks() for name in EDGE_PROPERTIES]
    properties = pa.StructArray.from_arrays(own, names=list(EDGE_PROPERTIES))
    return pa.table({"subject": edges["subject"], "object": edges["object"], "properties": properties})


def _create_nodes(cls: EntityClass) -> str:
    return f"UNWIND $rows AS row CREATE (n:{cls}) SET n = row RETURN count(*)"


def _merge_nodes(cls: EntityClass) -> str:
    return f"UNWIND $rows AS row MERGE (n:{cls} {{id: row.id}}) SET n = row RETURN count(*)"


def _remove_nodes(cls: EntityClass) -> str:
    return f"UNWIND $rows AS row MATCH (n:{cls} {{id: row.id}}) DETACH DELETE n RETURN count(*)"


def _match_ends(kind: EdgeKind) -> str:
    return (
        f"UNWIND $rows AS row MATCH (a:{kind.subject} {{id: row.subject}}) MATCH (b:{kind.object} {{id: row.object}})"
    )


def _create_edges(kind: EdgeKind) -> str:
    return f"{_match_ends(kind)} CREATE (a)-[r:{kind.relation.cypher}]->(b) SET r = row.properties RETURN count(*)"


def _merge_edges(kind: EdgeKind) -> str:
    return (
        f"{_match_ends(kind)} MERGE (a)-[r:{kind.relation.cypher} {{status: row.properties.status}}]->(b) "
        f"SET r = row.properties RETURN count(*)"
    )


def _remove_edges(kind: EdgeKind) -> str:
    return (
        f"{_match_ends(kind)} MATCH (a)-[r:{kind.relation.cypher} {{status: row.status}}]->(b) DELETE r RETURN count(*)"
    )
