"""The graph in one file of the workspace, by LadybugDB: no server, typed tables, Cypher.

One process holds the file. Readers get a connection each and see the last finished write; the writer is one
at a time. See `graph/embedded_writer.py` for how a delta goes in.
"""

import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import ladybug
import pyarrow as pa
import pyarrow.compute as pc

from graph import answers, cypher_guard
from graph.ddl import EDGE_PROPERTIES, META
from graph.embedded_file import GraphFile, version_of
from graph.embedded_statement import one_result
from graph.embedded_writer import EmbeddedWriter
from graph.file_lock import FileLock
from graph.store import EDGE_COLUMNS, EDGE_KEY, NODE_COLUMNS, Query, Rows, View, Writer, joined, statements_of
from ontology.errors import BadQuery, GraphUnfinished, LiantuError, QueryTooSlow
from ontology.schema import EntityClass, Relation

_MEMORY: Final = 2 * 2**30  # bytes of page cache; the engine's own default is 80 % of the machine
_CHUNK: Final = 100_000  # rows a record batch when columns are read
_SLICE: Final = 500_000  # edges read at once, about 300 MB
_MISSING: Final = re.compile(r"Table (\w+) does not exist")  # the words of the engine
_TABLES: Final = frozenset(name.upper() for name in (*EntityClass, *(relation.cypher for relation in Relation)))
_INTERRUPTED: Final = "Interrupted."  # what the engine says of a statement past its time
_LABEL_COLUMN: Final = re.compile(r"^LABEL\((\w+)\._ID,\[.*\]\)$")  # how the engine calls label(n): by all it may be
_NODE_PROPERTIES: Final = ", ".join(f"n.{name} AS {name}" for name in NODE_COLUMNS.names)
_EDGE_PROPERTIES: Final = ", ".join(f"r.{name} AS {name}" for name in EDGE_PROPERTIES)
_EDGE_KINDS: Final = """
MATCH (a)-[r:{relation}]->(b) RETURN label(a) AS subject, label(b) AS object, count(*) AS amount,
max(offset(id(a))) + 1 AS subjects"""
_LIMITS: Final = frozenset({"LIMIT", "SKIP", "OFFSET"})
_COUNTS: Final = (
    "MATCH (n) RETURN label(n) AS kind, count(*) AS amount",
    "MATCH ()-[r]->() RETURN label(r) AS kind, count(*) AS amount",
)


class EmbeddedStore:
    """A graph in one file, held by this process until `close`.

    Args:
        path: the file, such as `liantu-data/graph.lbug`; made where it is absent.
        memory: bytes of page cache.

    Raises:
        WorkspaceLocked: another process, or another store of this one, holds the file.
        GraphUnreadable: the file is damaged or no graph.
    """

    def __init__(self, path: Path, *, memory: int = _MEMORY) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = FileLock(path.with_name(f"{path.name}.lock"))
        try:
            self._file = GraphFile(path, memory=memory)
        except LiantuError:
            self._lock.release()
            raise
        self._writing = threading.Lock()

    def view(self) -> View:
        """The reading side; several threads may share one."""
        return EmbeddedView(self._file.database)

    @property
    def is_worn(self) -> bool:
        """Whether changes have made the graph slow to open, so that it had better be written anew."""
        return self._file.is_worn

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """The writing side; a second one of this process waits for the first."""
        with self._writing:
            self._file.bound_log()
            yield EmbeddedWriter(self._file)

    def close(self) -> None:
        """Let the file go."""
        self._file.close()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class EmbeddedView:
    """Reads the embedded graph; see `graph.store.View`."""

    def __init__(self, database: ladybug.Database) -> None:
        self._database = database

    def version(self) -> str:
        """Version of the ledger the graph was written from, empty when none or half-written."""
        return version_of(self._database)

    def query(
        self,
        cypher: str | Query,
        parameters: Mapping[str, Any] | None = None,
        *,
        limit: int = 10_000,
        seconds: float = 30.0,
    ) -> Rows:
        """Run a query in one read-only transaction; see `graph.store.View.query`."""
        given = parameters or {}
        statements = map(_checked, statements_of(cypher, "embedded", given))
        bound = [(statement.text, statement.bind(given)) for statement in statements]
        with ladybug.Connection(self._database) as connection:
            connection.set_query_timeout(max(int(seconds * 1000), 1))
            try:
                one_result(connection, "BEGIN TRANSACTION READ ONLY").close()
                return joined((_rows(one_result(connection, *one), limit) for one in bound), limit)
            except RuntimeError as problem:
                raise _translated(problem, seconds) from problem

    def nodes(self, cls: EntityClass) -> pa.Table:
        """All nodes of a class, NODE_COLUMNS, sorted by id."""
        found = self._columns(f"MATCH (n:{cls}) RETURN {_NODE_PROPERTIES}")
        return _sorted(found.cast(NODE_COLUMNS), ["id"])

    def edges(self, relation: Relation) -> pa.Table:
        """All edges of a relation, EDGE_COLUMNS, sorted by subject, object, status."""
        parts = [self._columns(statement).cast(EDGE_COLUMNS) for statement in self._slices(relation)]
        return _sorted(pa.concat_tables([EDGE_COLUMNS.empty_table(), *parts]), EDGE_KEY)

    def _slices(self, relation: Relation) -> Iterator[str]:
        """Statements that read a relation in parts: the engine holds a whole answer in its page cache."""
        for kind in self._columns(_EDGE_KINDS.format(relation=relation.cypher)).to_pylist():
            edges = f"(a:{kind['subject']})-[r:{relation.cypher}]->(b:{kind['object']})"
            step = max(1, kind["subjects"] * _SLICE // kind["amount"])
            for start in range(0, kind["subjects"], step):
                within = f"offset(id(a)) >= {start} AND offset(id(a)) < {start + step}"
                yield f"MATCH {edges} WHERE {within} RETURN a.id AS subject, b.id AS object, {_EDGE_PROPERTIES}"

    def counts(self) -> Mapping[str, int]:
        """Nodes by label and edges by type, zero counts left out."""
        found = [row for statement in _COUNTS for row in self._columns(statement).to_pylist()]
        return {row["kind"]: row["amount"] for row in found if row["kind"] != META}

    def _columns(self, cypher: str) -> pa.Table:
        try:
            with ladybug.Connection(self._database) as connection:
                return one_result(connection, cypher).get_as_arrow(_CHUNK)
        except RuntimeError as problem:
            if _is_dropped(problem):
                raise GraphUnfinished from problem
            raise


def _rows(result: ladybug.QueryResult, limit: int) -> Rows:
    rows = result.get_n(limit + 1)
    columns = (_LABEL_COLUMN.sub(r"label(\1)", name) for name in result.get_column_names())
    return Rows(tuple(columns), tuple(tuple(map(_plain, row)) for row in rows))


def _plain(value: Any) -> Any:
    """Nodes, edges and paths come as maps with the engine's own keys in them."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if not isinstance(value, dict):
        return answers.plain(value)
    if "_NODES" in value:
        return {"nodes": _plain(value["_NODES"]), "edges": _plain(value["_RELS"])}
    own = {name: item for name, item in value.items() if name not in {"_ID", "_LABEL", "_SRC", "_DST"}}
    if "_SRC" in value:
        return answers.edge(value["_LABEL"], own)
    if "_LABEL" in value:
        return answers.node(value["_LABEL"], own)
    return {str(name): _plain(item) for name, item in value.items()}


def _checked(cypher: str) -> cypher_guard.Statement:
    """A statement that only reads, and that the engine survives.

    One value returned twice in a UNION that has a limit kills the engine (0.22), and us with it. Aliases hide such a
    pair from any reading of the text, so that the combination is refused as a whole.
    """
    statement = cypher_guard.read_only(cypher)
    if "UNION" in statement.words and statement.words & _LIMITS:
        raise BadQuery("嵌入式图库不支持 UNION 与 LIMIT、SKIP 并用 · no UNION together with LIMIT or SKIP here")
    return statement


def _translated(problem: RuntimeError, seconds: float) -> LiantuError:
    if _is_dropped(problem):
        return GraphUnfinished()
    return QueryTooSlow(seconds) if _INTERRUPTED in str(problem) else BadQuery(str(problem))


def _is_dropped(problem: RuntimeError) -> bool:
    """Whether a table of ours is missing, as while a writer makes them all anew."""
    missing = _MISSING.search(str(problem))
    return missing is not None and missing[1].upper() in _TABLES


def _sorted(table: pa.Table, columns: Sequence[str]) -> pa.Table:
    order = pc.sort_indices(table, sort_keys=[(name, "ascending") for name in columns])
    return table.take(order).combine_chunks()
