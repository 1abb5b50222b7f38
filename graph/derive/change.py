"""What must change in a graph so that it equals what is derived."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa

from graph.derive.build import current_version, derive
from graph.ledger import Ledger
from graph.store import EDGE_COLUMNS, NODE_COLUMNS, EdgeKind, GraphDelta
from graph.tables_on_demand import TablesOnDemand
from ontology.schema import EntityClass, Relation

_NODE_LIST: Final = ", ".join(NODE_COLUMNS.names)
_EDGE_LIST: Final = ", ".join(EDGE_COLUMNS.names)

_BEFORE: Final = "SELECT before, partial FROM derived.state"
_SAME_NODE: Final = "o.class = n.class AND o.id = n.id"
_SAME_EDGE: Final = (
    "o.relation = n.relation AND o.subject_class = n.subject_class AND o.object_class = n.object_class"
    " AND o.subject = n.subject AND o.object = n.object AND o.status = n.status"
)

_NODE_KINDS: Final = "SELECT class, count(*) FROM derived.nodes GROUP BY class ORDER BY class"
_EDGE_KINDS: Final = """
SELECT relation, subject_class, object_class, count(*) FROM derived.edges GROUP BY ALL ORDER BY ALL"""
_NODES_OF: Final = f"SELECT {_NODE_LIST} FROM derived.nodes WHERE class = ?"
_EDGES_OF: Final = f"""
SELECT {_EDGE_LIST} FROM derived.edges WHERE relation = ? AND subject_class = ? AND object_class = ?"""
_NEW_NODES: Final = f"""
SELECT class, {_NODE_LIST} FROM derived.nodes n WHERE NOT EXISTS (
    FROM derived.nodes_before o WHERE {_SAME_NODE} AND o.digest = n.digest) ORDER BY class, id"""
_NEW_EDGES: Final = f"""
SELECT relation, subject_class, object_class, {_EDGE_LIST} FROM derived.edges n WHERE NOT EXISTS (
    FROM derived.edges_before o WHERE {_SAME_EDGE} AND o.digest = n.digest)
ORDER BY relation, subject_class, object_class, subject, object, status"""
_GONE_NODES: Final = f"""
SELECT class, id FROM derived.nodes_before n WHERE NOT EXISTS (
    FROM derived.nodes o WHERE {_SAME_NODE}) ORDER BY class, id"""
_GONE_EDGES: Final = f"""
SELECT relation, subject_class, object_class, subject, object, status FROM derived.edges_before n WHERE NOT EXISTS (
    FROM derived.edges o WHERE {_SAME_EDGE}) ORDER BY relation, subject_class, object_class, subject, object, status"""

# What `patch` noted when only a part was derived: new nodes, new edges, gone nodes, gone edges.
_NOTED: Final = (
    f"SELECT class, {_NODE_LIST} FROM derived.nodes_changed ORDER BY class, id",
    f"""SELECT relation, subject_class, object_class, {_EDGE_LIST} FROM derived.edges_changed
ORDER BY relation, subject_class, object_class, subject, object, status""",
    "SELECT class, id FROM derived.nodes_gone ORDER BY class, id",
    "FROM derived.edges_gone ORDER BY relation, subject_class, object_class, subject, object, status",
)
_COMPARED: Final = (_NEW_NODES, _NEW_EDGES, _GONE_NODES, _GONE_EDGES)

_TABLES: Final = ("nodes", "edges")
_WORTH_REWRITING: Final = 50_000  # rows of a difference, about 5 s on the embedded store
MOST_AT_ONCE: Final = 1_000_000  # rows of a whole graph held in memory together, about half a GiB
_REWRITE_SHARE: Final = 0.05  # of the whole: where both ways take equally long

_KIND: Final = ("relation", "subject_class", "object_class")


def knows_version(ledger: Ledger, graph_version: str) -> bool:
    """Whether `delta` can start from this version; if not, it gives all, and the old graph must be cleared."""
    derive(ledger)
    with ledger.transaction() as connection:
        return graph_version != "" and graph_version in (current_version(connection), _before(connection))


def delta(ledger: Ledger, graph_version: str) -> GraphDelta:
    """What turns a graph of `graph_version` into what `derive` derived last.

    Nothing when the graph is of that version already; the difference when it is of the version before; everything,
    without deletions, when its version is empty or unknown (the caller clears the graph first). Derives first where
    the ledger has changed since.
    """
    derive(ledger)
    with ledger.transaction() as connection:
        version, before = current_version(connection), _before(connection)
        if graph_version and graph_version == version:
            return GraphDelta(version, {}, {}, {}, {})
        if graph_version and graph_version == before:
            return _difference(connection, version)
    return _everything(ledger, version)


def changes(ledger: Ledger, graph_version: str) -> tuple[GraphDelta, bool]:
    """The quicker way to make a graph equal the ledger: what to write, and whether to clear the graph first.

    Bulk loading into empty tables is some twenty times as fast as into filled ones, so a difference that is large
    beside the whole is not applied: the whole is written anew.
    """
    if not knows_version(ledger, graph_version):
        return delta(ledger, ""), True
    difference = delta(ledger, graph_version)
    if difference.size > _WORTH_REWRITING and difference.size > _REWRITE_SHARE * _derived_size(ledger):
        return delta(ledger, ""), True
    return difference, False


def _derived_size(ledger: Ledger) -> int:
    with ledger.transaction() as connection:
        return sum(int(connection.execute(f"SELECT count(*) FROM derived.{one}").fetchone()[0]) for one in _TABLES)


def _before(connection: Any) -> str:
    found = connection.execute(_BEFORE).fetchall()
    return str(found[0][0]) if found else ""


def _is_noted(connection: Any) -> bool:
    """Whether the last derivation noted what it changed; otherwise what was derived before is still there."""
    return bool(connection.execute(_BEFORE).fetchall()[0][1])


@dataclass(frozen=True, slots=True)
class _Everything(GraphDelta):
    """A whole graph: `rows` nodes and edges, each kind read when it is asked for, since together they may be large."""

    rows: int = 0

    @property
    def size(self) -> int:
        return self.rows


def _everything(ledger: Ledger, version: str) -> GraphDelta:
    with ledger.transaction() as connection:
        nodes = {EntityClass(cls): count for cls, count in connection.execute(_NODE_KINDS).fetchall()}
        edges = {
            EdgeKind(Relation(relation), EntityClass(subject), EntityClass(target)): count
            for relation, subject, target, count in connection.execute(_EDGE_KINDS).fetchall()
        }

    rows = sum(nodes.values()) + sum(edges.values())
    large = rows > MOST_AT_ONCE  # then nobody holds it but the snapshot, which sorts by numbers in a third of the time

    def nodes_of(cls: EntityClass) -> pa.Table:
        return _asked(ledger, _NODES_OF + ("" if large else " ORDER BY id"), [cls.value], NODE_COLUMNS)

    def edges_of(kind: EdgeKind) -> pa.Table:
        order = "" if large else " ORDER BY subject, object, status"
        return _asked(ledger, _EDGES_OF + order, [word.value for word in kind], EDGE_COLUMNS)

    whole = _Everything(version, TablesOnDemand(nodes, nodes_of), TablesOnDemand(edges, edges_of), {}, {}, rows)
    if large:
        return whole
    return GraphDelta(version, dict(whole.nodes), dict(whole.edges), {}, {})


def _asked(ledger: Ledger, query: str, words: list[str], shape: pa.Schema) -> pa.Table:
    with ledger.transaction() as connection:
        return _shaped(connection.sql(query, params=words).to_arrow_table(), shape)


def _difference(connection: Any, version: str) -> GraphDelta:
    queries = _NOTED if _is_noted(connection) else _COMPARED
    new_nodes, new_edges, gone_nodes, gone_edges = queries
    gone = _nodes(connection, gone_nodes)
    return GraphDelta(
        version,
        _nodes(connection, new_nodes),
        _edges(connection, new_edges),
        {cls: table["id"].to_pylist() for cls, table in gone.items()},
        _edges(connection, gone_edges),
    )


def _nodes(connection: Any, query: str) -> dict[EntityClass, pa.Table]:
    table = connection.sql(query).to_arrow_table()
    return {EntityClass(key[0]): _shaped(part, NODE_COLUMNS) for key, part in _parts(table, ("class",))}


def _edges(connection: Any, query: str) -> dict[EdgeKind, pa.Table]:
    table = connection.sql(query).to_arrow_table()
    return {
        EdgeKind(Relation(key[0]), EntityClass(key[1]), EntityClass(key[2])): _shaped(part, EDGE_COLUMNS)
        for key, part in _parts(table, _KIND)
    }


def _parts(table: pa.Table, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], pa.Table]]:
    """The runs of equal keys of a table sorted by them, without the keys."""
    counts = table.group_by(list(keys), use_threads=False).aggregate([([], "count_all")])
    start, values = 0, table.drop_columns(list(keys))
    # groups come in the order of a hash table, the rows in the order of the keys
    for row in sorted(counts.to_pylist(), key=lambda found: [found[key] for key in keys]):
        yield tuple(row[key] for key in keys), values.slice(start, row["count_all"])
        start += row["count_all"]


def _shaped(table: pa.Table, shape: pa.Schema) -> pa.Table:
    """Columns of the contract, as many of them as the table has."""
    return table.cast(pa.schema([shape.field(name) for name in table.column_names]))
