"""The graph on a Neo4j server, by the official driver: for many readers, and for graphs past one machine.

Reads run in sessions that the server itself holds to reading. See `graph/neo4j_writer.py` for how a delta goes in.
"""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Final, Self

import neo4j
import pyarrow as pa
from neo4j.graph import Node, Path, Relationship
from neo4j.time import Date, DateTime, Duration, Time

from graph import answers, cypher_guard
from graph.ddl import EDGE_PROPERTIES, META
from graph.neo4j_errors import check_address, told_plainly
from graph.neo4j_writer import Neo4jWriter, prepare, trusted
from graph.store import EDGE_COLUMNS, NODE_COLUMNS, Query, Rows, View, Writer, joined, statements_of
from ontology.schema import EntityClass, Relation

_CONNECT: Final = 5.0  # seconds to wait for a connection
_RETRY: Final = 15.0  # seconds over which transient errors are tried again
_FETCH: Final = 10_000  # rows a round trip when columns are read

_NODE_PROPERTIES: Final = ", ".join(f"n.{name}" for name in NODE_COLUMNS.names)
_EDGE_PROPERTIES: Final = ", ".join(f"r.{name}" for name in EDGE_PROPERTIES)
_VERSION: Final = f"MATCH (m:{META} {{id: 'graph'}}) RETURN m.version"
_COUNTS: Final = "\nUNION ALL ".join(
    [
        *(f"MATCH (n:{label}) RETURN '{label}' AS kind, count(n) AS amount" for label in EntityClass),
        *(f"MATCH ()-[r:{it.cypher}]->() RETURN '{it.cypher}' AS kind, count(r) AS amount" for it in Relation),
    ]
)  # answered from the server's own counters, whatever the size of the graph


class Neo4jStore:
    """A graph on a server.

    Args:
        url: `bolt://host:7687`, or `neo4j://host` to route over a cluster.
        user: who logs in.
        password: their password.
        database: name of the database; empty for the user's default.

    Raises:
        GraphUnreachable: the server does not answer, or refuses the login.
    """

    def __init__(self, url: str, user: str = "neo4j", password: str = "", *, database: str = "") -> None:
        self._url = url
        self._database = database or None
        check_address(url)
        with told_plainly(url):
            self._driver = neo4j.GraphDatabase.driver(
                url,
                auth=(user, password),
                connection_timeout=_CONNECT,
                max_transaction_retry_time=_RETRY,
                notifications_min_severity="OFF",
            )
            self._check()
        self._writing = threading.Lock()
        self._prepared = False

    @property
    def is_worn(self) -> bool:
        """Never: the server looks after its own files."""
        return False

    def view(self) -> View:
        """The reading side; several threads may share one."""
        return Neo4jView(self._driver, self._url, self._database)

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """The writing side; a second one of this process waits for the first."""
        with self._writing, told_plainly(self._url), self._driver.session(database=self._database) as session:
            if not self._prepared:
                prepare(session)
                self._prepared = True
            yield Neo4jWriter(session)

    def close(self) -> None:
        """Close every connection."""
        self._driver.close()

    def _check(self) -> None:
        try:
            self._driver.verify_connectivity()
        except BaseException:  # nobody has the store yet who could close it
            self._driver.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class Neo4jView:
    """Reads the served graph; see `graph.store.View`."""

    def __init__(self, driver: neo4j.Driver, url: str, database: str | None) -> None:
        self._driver = driver
        self._url = url
        self._database = database

    def version(self) -> str:
        """Version of the ledger the graph was written from, empty when none or half-written."""
        found = self._values(_VERSION)
        return str(found[0][0]) if found else ""

    def query(
        self,
        cypher: str | Query,
        parameters: Mapping[str, Any] | None = None,
        *,
        limit: int = 10_000,
        seconds: float = 30.0,
    ) -> Rows:
        """Run a query in one transaction the server holds to reading; see `graph.store.View.query`."""
        given = parameters or {}
        statements = map(cypher_guard.read_only, statements_of(cypher, "neo4j", given))
        bound = [(statement.text, statement.bind(given)) for statement in statements]

        @neo4j.unit_of_work(timeout=seconds)
        def read(transaction: neo4j.ManagedTransaction) -> Rows:
            return joined((_rows(transaction.run(trusted(text), values), limit) for text, values in bound), limit)

        with told_plainly(self._url, seconds=seconds), self._session(limit + 1) as session:
            return session.execute_read(read)

    def nodes(self, cls: EntityClass) -> pa.Table:
        """All nodes of a class, NODE_COLUMNS, sorted by id."""
        return _table(self._values(f"MATCH (n:{cls}) RETURN {_NODE_PROPERTIES} ORDER BY n.id"), NODE_COLUMNS)

    def edges(self, relation: Relation) -> pa.Table:
        """All edges of a relation, EDGE_COLUMNS, sorted by subject, object, status."""
        statement = (
            f"MATCH (a)-[r:{relation.cypher}]->(b) RETURN a.id, b.id, {_EDGE_PROPERTIES} ORDER BY a.id, b.id, r.status"
        )
        return _table(self._values(statement), EDGE_COLUMNS)

    def counts(self) -> Mapping[str, int]:
        """Nodes by label and edges by type, zero counts left out."""
        return {kind: amount for kind, amount in self._values(_COUNTS) if amount}

    def _session(self, fetch: int) -> neo4j.Session:
        return self._driver.session(
            database=self._database, default_access_mode=neo4j.READ_ACCESS, fetch_size=min(fetch, _FETCH)
        )

    def _values(self, cypher: str) -> list[list[Any]]:
        def read(transaction: neo4j.ManagedTransaction) -> list[list[Any]]:
            return transaction.run(trusted(cypher)).values()

        with told_plainly(self._url), self._session(_FETCH) as session:
            return session.execute_read(read)


def _rows(result: neo4j.Result, limit: int) -> Rows:
    rows = tuple(tuple(map(_plain, record.values())) for record in result.fetch(limit + 1))
    return Rows(tuple(result.keys()), rows)


def _table(rows: list[list[Any]], schema: pa.Schema) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [
        pa.array(map(_native, column) if field.type == pa.date32() else column, field.type)
        for field, column in zip(schema, columns, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _native(value: Date | None) -> Any:
    return value.to_native() if value is not None else None


def _plain(value: Any) -> Any:
    for kinds, way in _WAYS:
        if isinstance(value, kinds):
            return way(value)
    return answers.plain(value)


def _plain_path(path: Path) -> dict[str, Any]:
    return {"nodes": [_plain(node) for node in path.nodes], "edges": [_plain(edge) for edge in path.relationships]}


def _plain_map(value: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(item) for name, item in value.items()}


_WAYS: Final[tuple[tuple[tuple[type, ...], Callable[[Any], Any]], ...]] = (
    ((Node,), lambda node: answers.node(":".join(sorted(node.labels)), _plain_map(node))),
    ((Relationship,), lambda edge: answers.edge(edge.type, _plain_map(edge))),
    ((Path,), _plain_path),
    ((Date, DateTime, Time, Duration), lambda value: value.iso_format()),
    ((list,), lambda value: [_plain(item) for item in value]),
    ((dict,), _plain_map),
)
