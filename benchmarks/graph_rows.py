"""Made-up graphs of any size, the same for the same size, for the measurements of the stores."""

from datetime import date

import numpy as np
import pyarrow as pa

from graph.store import EDGE_COLUMNS, NODE_COLUMNS, EdgeKind, GraphDelta
from ontology.schema import EntityClass, Relation

MAKES = EdgeKind(Relation.PRODUCES, EntityClass.ENTERPRISE, EntityClass.TECHNOLOGY)
SELLS = EdgeKind(Relation.SUPPLIES, EntityClass.ENTERPRISE, EntityClass.ENTERPRISE)


def made_up_graph(firms: int, edges: int) -> GraphDelta:
    """`firms` firms, a tenth as many products, and `edges` edges, half of what is made and half of what is sold."""
    dice = np.random.default_rng(7)
    products = max(firms // 10, 1)
    half = edges // 2
    return GraphDelta(
        version="made-up",
        nodes={EntityClass.ENTERPRISE: _nodes("ent", firms), EntityClass.TECHNOLOGY: _nodes("tec", products)},
        edges={
            MAKES: _edges(_pairs(dice, firms, products, half), "tec"),
            SELLS: _edges(_pairs(dice, firms, firms, edges - half), "ent"),
        },
        gone_nodes={},
        gone_edges={},
    )


def _pairs(dice: np.random.Generator, left: int, right: int, count: int) -> np.ndarray:
    """`count` different pairs of numbers below `left` and `right`, in order, as every snapshot has its edges."""
    codes = np.unique(dice.integers(0, left * right, size=count * 2))
    return np.stack(np.divmod(np.sort(dice.permutation(codes)[:count]), right))


def _nodes(prefix: str, count: int) -> pa.Table:
    columns = {
        "id": _ids(prefix, count),
        "name": pa.array([f"样例企业{number}有限公司" for number in range(count)]),
        "aliases": _single(pa.array([f"样例{number}" for number in range(count)])),
        "region": pa.repeat("reg:330000", count),
        "code": pa.repeat("", count),
        "properties": pa.repeat('{"status": "active"}', count),
        "marked": pa.repeat(True, count),
    }
    return pa.table(columns, schema=NODE_COLUMNS)


def _edges(pairs: np.ndarray, target: str) -> pa.Table:
    subjects, objects = pairs
    count = len(subjects)
    columns = {
        "subject": _ids("ent", int(subjects.max()) + 1).take(subjects),
        "object": _ids(target, int(objects.max()) + 1).take(objects),
        "confidence": pa.repeat(0.9, count),
        "sources": pa.repeat(1, count),
        "source_ids": _single(pa.repeat("src:sample", count)),
        "status": pa.repeat("stated", count),
        "first_seen": pa.repeat(date(2026, 1, 1), count),
        "last_seen": pa.repeat(date(2026, 6, 30), count),
        "evidence": _single(_ids("ev", count)),
        "properties": pa.repeat("{}", count),
        "marked": pa.repeat(True, count),
    }
    return pa.table(columns, schema=EDGE_COLUMNS)


def _ids(prefix: str, count: int) -> pa.Array:
    return pa.array([f"{prefix}:{number:016x}" for number in range(count)], pa.string())


def _single(texts: pa.Array) -> pa.Array:
    """Lists of one text each."""
    return pa.ListArray.from_arrays(np.arange(len(texts) + 1, dtype=np.int32), texts)
