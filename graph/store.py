"""One graph, two homes: what a store must give, whether it is embedded or a Neo4j server.

`View` reads, `Writer` writes, `GraphStore` hands both out: nothing can write through a view.
The contract suite in `tests/graph/test_store_contract.py` runs every rule here on every store.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, Protocol

import pyarrow as pa

from ontology.ids import class_of
from ontology.schema import EntityClass, Relation


class EdgeKind(NamedTuple):
    """One physical edge table: a relation between two classes."""

    relation: Relation
    subject: EntityClass
    object: EntityClass


NODE_COLUMNS: Final = pa.schema(
    [
        ("id", pa.string()),
        ("name", pa.string()),
        ("aliases", pa.list_(pa.string())),
        ("region", pa.string()),  # `reg:` id or empty
        ("code", pa.string()),  # 统一社会信用代码, 文号, stage of a chain node's class …, or empty
        ("properties", pa.string()),  # JSON object: every other attribute, with conflicts as lists
        ("marked", pa.bool_()),  # rests on sample, synthetic or estimated sources
    ]
)

EDGE_COLUMNS: Final = pa.schema(
    [
        ("subject", pa.string()),  # node ids
        ("object", pa.string()),
        ("confidence", pa.float64()),
        ("sources", pa.int64()),  # number of independent sources
        ("source_ids", pa.list_(pa.string())),
        ("status", pa.string()),
        ("first_seen", pa.date32()),
        ("last_seen", pa.date32()),
        ("evidence", pa.list_(pa.string())),  # evidence ids
        ("properties", pa.string()),  # JSON object, such as {"share": 0.31}
        ("marked", pa.bool_()),
    ]
)
EDGE_KEY: Final = ("subject", "object", "status")  # what tells an edge of a relation from the others


@dataclass(frozen=True, slots=True)
class Query:
    """A named query: one question in the words of each engine. See `graph/queries.py`.

    Its statements return the same columns; their rows follow each other in the order of the statements, which no
    engine promises of a UNION.
    """

    embedded: tuple[str, ...]
    neo4j: tuple[str, ...]
    anchor: str = ""  # the parameter whose id says which class `:ANCHOR` is; empty when there is none

    def statements(self, dialect: str, parameters: Mapping[str, Any]) -> tuple[str, ...]:
        """The statements for `embedded` or `neo4j`; an id of no known class finds nothing in any class."""
        statements = self.embedded if dialect == "embedded" else self.neo4j
        if not self.anchor:
            return statements
        cls = class_of(str(parameters.get(self.anchor, ""))) or EntityClass.ENTERPRISE
        return tuple(statement.replace(":ANCHOR", f":{cls}") for statement in statements)


def statements_of(cypher: str | Query, dialect: str, parameters: Mapping[str, Any]) -> tuple[str, ...]:
    """The statements of a named query in the words of an engine, or the one statement that a text is."""
    return cypher.statements(dialect, parameters) if isinstance(cypher, Query) else (cypher,)


@dataclass(frozen=True, slots=True)
class Rows:
    """Answer of a query: column names and plain Python rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False  # the row limit cut it

    def records(self) -> list[dict[str, Any]]:
        """Each row as a dictionary by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def joined(parts: Iterable[Rows], limit: int) -> Rows:
    """Answers of the statements of one query after each other, `limit` rows of them; each may hold one row more."""
    answers = list(parts)
    rows = tuple(row for answer in answers for row in answer.rows)
    return Rows(answers[0].columns, rows[:limit], truncated=len(rows) > limit)


@dataclass(frozen=True, slots=True)
class GraphDelta:
    """What must change so that the graph equals the ledger: deletions first, then nodes, then edges."""

    version: str  # the version the graph has afterwards
    nodes: Mapping[EntityClass, pa.Table]  # NODE_COLUMNS, written over nodes of the same id
    edges: Mapping[EdgeKind, pa.Table]  # EDGE_COLUMNS, written over edges of the same identity
    gone_nodes: Mapping[EntityClass, Sequence[str]]
    gone_edges: Mapping[EdgeKind, pa.Table]  # subject, object, status

    @property
    def size(self) -> int:
        """Rows in all its parts."""
        tables = (*self.nodes.values(), *self.edges.values(), *self.gone_edges.values())
        return int(sum(table.num_rows for table in tables)) + sum(map(len, self.gone_nodes.values()))


class View(Protocol):
    """Reads the graph as it stands."""

    def version(self) -> str:
        """Version of the ledger this graph was written from; empty for an empty or half-written graph."""
        ...

    def query(
        self,
        cypher: str | Query,
        parameters: Mapping[str, Any] | None = None,
        *,
        limit: int = 10_000,
        seconds: float = 30.0,
    ) -> Rows:
        """Run one statement, or a named query.

        Raises QueryRefused for a write, BadInput for bad Cypher or past the time limit.
        """
        ...

    def nodes(self, cls: EntityClass) -> pa.Table:
        """All nodes of a class, NODE_COLUMNS, sorted by id."""
        ...

    def edges(self, relation: Relation) -> pa.Table:
        """All edges of a relation between any classes, EDGE_COLUMNS, sorted by subject, object, status."""
        ...

    def counts(self) -> Mapping[str, int]:
        """Nodes by label and edges by type (`{"Enterprise": 12, "PRODUCES": 30}`), zero counts left out."""
        ...


class Writer(Protocol):
    """Changes the graph; one at a time."""

    def apply(self, delta: GraphDelta) -> None:
        """Make the delta true. Interrupted halfway, `View.version()` is empty until the graph is written anew."""
        ...

    def rewrite(self, delta: GraphDelta) -> None:
        """Make the graph the delta and nothing else; goes on where the same rewriting was interrupted, if it can."""
        ...

    def clear(self) -> None:
        """Remove everything of ours."""
        ...


class GraphStore(Protocol):
    """Hands out the two sides of one graph."""

    def view(self) -> View: ...

    @property
    def is_worn(self) -> bool:
        """Whether changes have made the graph slow to open, so that it had better be written anew."""
        ...

    def writer(self) -> AbstractContextManager[Writer]: ...

    def close(self) -> None: ...
