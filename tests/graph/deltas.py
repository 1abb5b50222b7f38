"""Small graph deltas for tests, written row by row."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from graph.store import EDGE_COLUMNS, NODE_COLUMNS, EdgeKind, GraphDelta
from ontology.schema import EntityClass, Relation

NODE: dict[str, Any] = {"aliases": [], "region": "", "code": "", "properties": "{}", "marked": False}
EDGE: dict[str, Any] = {
    "confidence": 0.5,
    "sources": 1,
    "source_ids": ["src:1"],
    "status": "stated",
    "first_seen": date(2026, 1, 2),
    "last_seen": None,
    "evidence": [],
    "properties": "{}",
    "marked": False,
}
MAKES = EdgeKind(Relation.PRODUCES, EntityClass.ENTERPRISE, EntityClass.TECHNOLOGY)
FITS = EdgeKind(Relation.PRODUCES, EntityClass.ENTERPRISE, EntityClass.CHAIN_NODE)


def nodes(*rows: Mapping[str, Any]) -> pa.Table:
    return pa.Table.from_pylist([{**NODE, **row} for row in rows], schema=NODE_COLUMNS)


def named(**names: str) -> pa.Table:
    """Nodes by id and name, `ent_1="甲"` for `ent:1`."""
    return nodes(*({"id": key.replace("_", ":", 1), "name": name} for key, name in names.items()))


def edges(*rows: Mapping[str, Any]) -> pa.Table:
    return pa.Table.from_pylist([{**EDGE, **row} for row in rows], schema=EDGE_COLUMNS)


def joined(*pairs: tuple[str, str]) -> pa.Table:
    return edges(*({"subject": subject, "object": target} for subject, target in pairs))


def delta(
    version: str,
    *,
    nodes: Mapping[EntityClass, pa.Table] | None = None,
    edges: Mapping[EdgeKind, pa.Table] | None = None,
    gone_nodes: Mapping[EntityClass, Sequence[str]] | None = None,
    gone_edges: Mapping[EdgeKind, pa.Table] | None = None,
) -> GraphDelta:
    return GraphDelta(version, nodes or {}, edges or {}, gone_nodes or {}, gone_edges or {})


def two_firms(version: str = "v1") -> GraphDelta:
    """甲 and 乙 both make 减速器."""
    return delta(
        version,
        nodes={
            EntityClass.ENTERPRISE: named(ent_1="甲公司", ent_2="乙公司"),
            EntityClass.TECHNOLOGY: named(tec_1="减速器"),
        },
        edges={MAKES: joined(("ent:1", "tec:1"), ("ent:2", "tec:1"))},
    )


def many_firms(count: int, version: str = "v1") -> GraphDelta:
    """So many firms, each making the one product."""
    ids = [f"ent:{number:06d}" for number in range(count)]
    return delta(
        version,
        nodes={
            EntityClass.ENTERPRISE: nodes(*({"id": one, "name": f"企业{one}"} for one in ids)),
            EntityClass.TECHNOLOGY: named(tec_1="减速器"),
        },
        edges={MAKES: joined(*((one, "tec:1") for one in ids))},
    )
