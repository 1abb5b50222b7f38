"""What a store must be told before it takes our nodes and edges, derived from the ontology.

The embedded store is typed: a table a class, a table a relation with every pair of ends the ontology allows.
Neo4j takes anything, so it gets the constraint that ids are unique and an index on names.
"""

from collections.abc import Iterator
from typing import Final

import pyarrow as pa

from graph.store import EDGE_COLUMNS, NODE_COLUMNS, EdgeKind
from ontology.schema import SIGNATURES, EntityClass, Relation

META: Final = "LiantuMeta"  # the one node that says which version of the ledger a graph was written from
EDGE_PROPERTIES: Final = tuple(name for name in EDGE_COLUMNS.names if name not in {"subject", "object"})

_TYPES: Final = {
    pa.string(): "STRING",
    pa.bool_(): "BOOL",
    pa.float64(): "DOUBLE",
    pa.int64(): "INT64",
    pa.date32(): "DATE",
    pa.list_(pa.string()): "STRING[]",
}


def edge_kinds(relation: Relation) -> Iterator[EdgeKind]:
    """Every pair of classes the relation may join, in a fixed order."""
    domain, reach = SIGNATURES[relation]
    for subject in sorted(domain):
        for target in sorted(reach):
            yield EdgeKind(relation, subject, target)


# Pairs of ends that relations got after graphs were made without them.
_ADDED: Final = (EdgeKind(Relation.REALISES, EntityClass.CHAIN_NODE, EntityClass.SCENARIO),)


def embedded_schema() -> tuple[str, ...]:
    """The statements that make an empty embedded graph ready; they change nothing in one that is."""
    meta = f"CREATE NODE TABLE IF NOT EXISTS {META}(id STRING, version STRING, PRIMARY KEY(id))"
    return (meta, *map(_node_table, EntityClass), *map(_edge_table, Relation), *map(_added_ends, _ADDED))


def neo4j_schema() -> tuple[str, ...]:
    """The constraints and indexes of a Neo4j graph; they change nothing where they stand.

    Indexes first: they are filled behind the statement, while a constraint keeps its own waiting.
    """
    constraints = (_unique_id(label) for label in (META, *EntityClass))
    return (*map(_name_index, EntityClass), *constraints)


def _node_table(cls: EntityClass) -> str:
    return f"CREATE NODE TABLE IF NOT EXISTS {cls}({_columns(NODE_COLUMNS)}, PRIMARY KEY(id))"


def _edge_table(relation: Relation) -> str:
    ends = ", ".join(f"FROM {kind.subject} TO {kind.object}" for kind in edge_kinds(relation))
    columns = _columns(pa.schema([EDGE_COLUMNS.field(name) for name in EDGE_PROPERTIES]))
    return f"CREATE REL TABLE IF NOT EXISTS {relation.cypher}({ends}, {columns})"


def _added_ends(kind: EdgeKind) -> str:
    return f"ALTER TABLE {kind.relation.cypher} ADD IF NOT EXISTS FROM {kind.subject} TO {kind.object}"


def _columns(schema: pa.Schema) -> str:
    return ", ".join(f"{field.name} {_TYPES[field.type]}" for field in schema)


def _unique_id(label: str) -> str:
    return f"CREATE CONSTRAINT liantu_{label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"


def _name_index(label: str) -> str:
    return f"CREATE INDEX liantu_{label.lower()}_name IF NOT EXISTS FOR (n:{label}) ON (n.name)"
