"""How a delta goes into the embedded graph.

A delta is one transaction where it can be: an interruption leaves the graph as it was. A big one goes in by `COPY`,
which commits by itself. So it goes into a copy of the file, which then takes the file's place; readers see the graph
before or the one after. Where there is no whole graph yet it goes into the file itself: the version is emptied first
and set last; an interruption leaves an empty version, and the caller writes the graph anew.

Three of the engine's habits, all measured, shape this file: a rollback after `COPY` crashes the process; `COPY`
into a table that has edges rewrites it, 2 s at 200,000 edges, however few come in; statements that scan a parameter
table keep their memory until the connection closes, so that each gets its own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

import ladybug
import pyarrow as pa
import pyarrow.compute as pc

from graph.ddl import EDGE_PROPERTIES, META, embedded_schema
from graph.embedded_file import GraphFile
from graph.embedded_statement import first_from
from graph.store import EDGE_COLUMNS, EDGE_KEY, NODE_COLUMNS, EdgeKind, GraphDelta
from ontology.errors import DanglingEdges
from ontology.schema import EntityClass, Relation

_TOGETHER: Final = 100_000  # rows of a delta that goes in as one transaction: 5 s, 50 MB of log
_COPIED: Final = 10_000  # bytes of a file that are copied and opened while one row goes in
_COPY_FROM: Final = 20_000  # rows from which COPY into a filled table beats matching both ends: 60,000 edges/s
_SMALL: Final = 2_000  # rows that go into any graph as one transaction, about 1 s
_ONE_BY_ONE: Final = 1_000  # edges up to which removal by key, 1 ms each, beats a scan of the table

_SET_VERSION: Final = f"MERGE (m:{META} {{id: 'graph'}}) SET m.version = $version"
_NO_SUCH_END: Final = "Unable to find primary key value"  # what COPY says of an edge that dangles


_Run = Callable[[str, Mapping[str, Any]], Any]  # runs a statement, gives the first value it returns or None


class EmbeddedWriter:
    """Changes the embedded graph; see `graph.store.Writer`."""

    def __init__(self, file: GraphFile) -> None:
        self._file = file

    def apply(self, delta: GraphDelta) -> None:
        """Make the delta true. Raises DanglingEdges where an edge's end is not in the graph."""
        if self._goes_together(delta):
            with _transaction(self._file.database) as run:
                _Change(run, bulk=False).make(delta)
                run(_SET_VERSION, {"version": delta.version})
        elif self._file.version():
            with self._file.beside() as database:
                _fill(database, delta)
        else:
            _fill(self._file.database, delta)

    def _goes_together(self, delta: GraphDelta) -> bool:
        """Whether a transaction, which may not COPY, is no slower than writing to a copy of the whole file."""
        if delta.size <= _SMALL:
            return True
        largest = max((edges.num_rows for edges in delta.edges.values()), default=0)
        beside = self._file.size // _COPIED
        return delta.size <= min(beside, _TOGETHER) and largest < _COPY_FROM and bool(self._file.version())

    def rewrite(self, delta: GraphDelta) -> None:
        """Make the graph the delta and nothing else; see `graph.store.Writer`."""
        if self._file.version():
            with self._file.beside(empty=True) as database:
                _fill(database, delta)
        else:
            self.clear()
            _fill(self._file.database, delta)

    def clear(self) -> None:
        """Drop every table but the version's, which is emptied first, and make them anew."""
        self._run(_SET_VERSION, {"version": ""})
        for table in (*(relation.cypher for relation in Relation), *EntityClass):
            self._run(f"DROP TABLE IF EXISTS {table}", {})
        for statement in embedded_schema():
            self._run(statement, {})
        self._let_go()

    def _let_go(self) -> None:
        """Give the pages of dropped tables back, 22 MB of memory a time; where readers are in the way, a later one."""
        with suppress(RuntimeError):
            self._run("CHECKPOINT", {})

    def _run(self, cypher: str, parameters: Mapping[str, Any]) -> None:
        _alone(self._file.database, cypher, parameters)


def _fill(database: ladybug.Database, delta: GraphDelta) -> None:
    """Make the delta true by statements that commit by themselves."""
    run = partial(_alone, database)
    run(_SET_VERSION, {"version": ""})
    _Change(run, bulk=True).make(delta)
    run(_SET_VERSION, {"version": delta.version})


def _alone(database: ladybug.Database, cypher: str, parameters: Mapping[str, Any]) -> Any:
    with ladybug.Connection(database) as connection:
        return first_from(connection, cypher, parameters)


@contextmanager
def _transaction(database: ladybug.Database) -> Iterator[_Run]:
    with ladybug.Connection(database) as connection:
        run = partial(first_from, connection)
        run("BEGIN TRANSACTION", {})
        try:
            yield run
        except BaseException:  # an interrupt too leaves nothing half-written
            with suppress(RuntimeError):  # a statement that failed has ended the transaction itself
                run("ROLLBACK", {})
            raise
        run("COMMIT", {})


@dataclass(frozen=True, slots=True)
class _Change:
    """A delta on its way in: `bulk` where statements commit by themselves and may use COPY.

    What is new is told from what is there before it is written: a new node is made in a fifth of the time of a merged
    one and with half of the log, and none of its edges can be there to be replaced.
    """

    run: _Run
    bulk: bool
    _made: dict[EntityClass, pa.Array] = field(default_factory=dict)  # ids of the nodes that were not there before

    def make(self, delta: GraphDelta) -> None:
        for kind, keys in delta.gone_edges.items():  # edges of a node that goes too go with it, in a tenth of the time
            self._remove_edges(kind, _without_ends_in(keys.select(EDGE_KEY), kind, delta.gone_nodes))
        for cls, ids in delta.gone_nodes.items():
            self._remove_nodes(cls, pa.table({"id": pa.array(ids, pa.string())}))
        for cls, nodes in delta.nodes.items():
            self._put_nodes(cls, nodes.select(NODE_COLUMNS.names).cast(NODE_COLUMNS))
        for kind, edges in delta.edges.items():
            self._put_edges(kind, edges.select(EDGE_COLUMNS.names).cast(EDGE_COLUMNS))

    def _remove_edges(self, kind: EdgeKind, keys: pa.Table) -> None:
        if not keys.num_rows or not self.run(_any_edge(kind), {}):
            return
        if keys.num_rows > _ONE_BY_ONE:
            self.run(_remove_edges(kind), {"rows": keys})
            return
        statement = _remove_edge(kind)
        for key in keys.to_pylist():
            self.run(statement, key)

    def _remove_nodes(self, cls: EntityClass, ids: pa.Table) -> None:
        if ids.num_rows:
            self.run(f"LOAD FROM $rows WITH id AS key MATCH (n:{cls} {{id: key}}) DETACH DELETE n", {"rows": ids})

    def _put_nodes(self, cls: EntityClass, nodes: pa.Table) -> None:
        if not nodes.num_rows:
            return
        is_filled = self.run(f"MATCH (n:{cls}) RETURN 1 LIMIT 1", {})
        there = self.run(_ids_there(cls), {"rows": nodes.select(["id"])}) if is_filled else []
        is_there = pc.is_in(nodes["id"], value_set=pa.array(there, pa.string()))
        changed, new = nodes.filter(is_there), nodes.filter(pc.invert(is_there))
        if changed.num_rows:
            self.run(_set_nodes(cls), {"rows": changed})
        if new.num_rows:
            self.run(f"COPY {cls} FROM $rows" if self.bulk and not is_filled else _create_nodes(cls), {"rows": new})
        self._made[cls] = new["id"].combine_chunks()

    def _put_edges(self, kind: EdgeKind, edges: pa.Table) -> None:
        if not edges.num_rows:
            return
        filled = self.run(_any_edge(kind), {})
        if filled:
            self._remove_edges(kind, _without_ends_in(edges.select(EDGE_KEY), kind, self._made))
        if self.bulk and (not filled or edges.num_rows >= _COPY_FROM):
            self._copy_edges(kind, edges)
        elif missing := edges.num_rows - self.run(_create_edges(kind), {"rows": edges}):
            raise DanglingEdges("-".join(kind), missing)

    def _copy_edges(self, kind: EdgeKind, edges: pa.Table) -> None:
        ends = f"(from='{kind.subject}', to='{kind.object}')"
        try:
            self.run(f"COPY {kind.relation.cypher} FROM $rows {ends}", {"rows": edges})
        except RuntimeError as problem:
            if _NO_SUCH_END in str(problem):
                raise DanglingEdges("-".join(kind), 1) from problem
            raise


def _without_ends_in(keys: pa.Table, kind: EdgeKind, nodes: Mapping[EntityClass, Sequence[str]]) -> pa.Table:
    """Edges of a kind neither of whose ends is one of `nodes`, ids by class."""
    for side, cls in (("subject", kind.subject), ("object", kind.object)):
        keys = keys.filter(pc.invert(pc.is_in(keys[side], value_set=pa.array(nodes.get(cls, ()), pa.string()))))
    return keys


def _pattern(kind: EdgeKind) -> str:
    return f"(:{kind.subject})-[r:{kind.relation.cypher}]->(:{kind.object})"


def _any_edge(kind: EdgeKind) -> str:
    """1 where there is an edge of a kind: to count a million takes a quarter of a second."""
    return f"MATCH {_pattern(kind)} RETURN 1 LIMIT 1"


def _remove_edge(kind: EdgeKind) -> str:
    ends = f"(:{kind.subject} {{id: $subject}})-[r:{kind.relation.cypher}]->(:{kind.object} {{id: $object}})"
    return f"MATCH {ends} WHERE r.status = $status DELETE r"


def _match_ends(kind: EdgeKind) -> str:
    """Both ends by primary key. Without the `WITH *` between them the engine multiplies the two tables."""
    return f"MATCH (a:{kind.subject} {{id: s}}) WITH * MATCH (b:{kind.object} {{id: o}}) WITH *"


def _remove_edges(kind: EdgeKind) -> str:
    return (
        f"LOAD FROM $rows WITH subject AS s, object AS o, status AS t {_match_ends(kind)} "
        f"MATCH (a)-[r:{kind.relation.cypher}]->(b) WHERE r.status = t DELETE r"
    )


def _create_edges(kind: EdgeKind) -> str:
    return (
        f"LOAD FROM $rows WITH subject AS s, object AS o, {_taken(EDGE_PROPERTIES)} {_match_ends(kind)} "
        f"CREATE (a)-[:{kind.relation.cypher} {{{_given(EDGE_PROPERTIES)}}}]->(b) RETURN count(*)"
    )


def _ids_there(cls: EntityClass) -> str:
    return f"LOAD FROM $rows WITH id AS key MATCH (n:{cls} {{id: key}}) RETURN collect(n.id)"


def _create_nodes(cls: EntityClass) -> str:
    return f"LOAD FROM $rows WITH {_taken(NODE_COLUMNS.names)} CREATE (:{cls} {{{_given(NODE_COLUMNS.names)}}})"


def _set_nodes(cls: EntityClass) -> str:
    names = NODE_COLUMNS.names[1:]
    given = ", ".join(f"n.{name} = its_{name}" for name in names)
    return f"LOAD FROM $rows WITH id AS key, {_taken(names)} MATCH (n:{cls} {{id: key}}) SET {given}"


def _taken(names: Iterable[str]) -> str:
    return ", ".join(f"{name} AS its_{name}" for name in names)


def _given(names: Iterable[str]) -> str:
    return ", ".join(f"{name}: its_{name}" for name in names)
