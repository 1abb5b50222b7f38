"""Several changes of a graph as one: a snapshot takes as long to be brought up to date by one as by another.

What a later change writes over or takes away is left out of the earlier one. A change names every edge that goes, those
that go with their ends too, so that a node which goes and comes back brings none of them along.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from graph.store import EDGE_KEY, EdgeKind, GraphDelta
from ontology.schema import EntityClass

Key = TypeVar("Key")


def joined(changes: Sequence[GraphDelta]) -> GraphDelta:
    """The one change that does what these, at least one, do one after the other."""
    return reduce(_one, changes)


def _one(first: GraphDelta, then: GraphDelta) -> GraphDelta:
    return GraphDelta(
        then.version,
        _both(_nodes_left(first, then), then.nodes, pa.concat_tables),
        _both(_edges_left(first, then), then.edges, pa.concat_tables),
        _both(_still_gone(first, then), then.gone_nodes, lambda parts: [key for part in parts for key in part]),
        _both(first.gone_edges, then.gone_edges, pa.concat_tables),
    )


def _both(first: Mapping[Key, Any], then: Mapping[Key, Any], together: Callable[[list[Any]], Any]) -> dict[Key, Any]:
    """What either has, put together where both have it."""
    return {
        key: together([held[key] for held in (first, then) if key in held]) for key in dict.fromkeys((*first, *then))
    }


def _nodes_left(first: GraphDelta, then: GraphDelta) -> dict[EntityClass, pa.Table]:
    """Nodes of the first change that the next neither writes nor takes away."""
    left = {}
    for cls, nodes in first.nodes.items():
        touched = pa.array([*_written(then, cls), *then.gone_nodes.get(cls, ())], pa.string())
        left[cls] = nodes.filter(pc.invert(pc.is_in(nodes["id"], value_set=touched)))
    return left


def _still_gone(first: GraphDelta, then: GraphDelta) -> dict[EntityClass, list[str]]:
    """Nodes that the first change takes away and the next does not write."""
    written = {cls: set(_written(then, cls)) for cls in first.gone_nodes}
    return {cls: [one for one in ids if one not in written[cls]] for cls, ids in first.gone_nodes.items()}


def _written(change: GraphDelta, cls: EntityClass) -> Sequence[str]:
    ids: Sequence[str] = change.nodes[cls]["id"].to_pylist() if cls in change.nodes else ()
    return ids


def _edges_left(first: GraphDelta, then: GraphDelta) -> dict[EdgeKind, pa.Table]:
    """Edges of the first change that the next neither writes nor takes away."""
    return {
        kind: reduce(_without, [held[kind] for held in (then.edges, then.gone_edges) if kind in held], edges)
        for kind, edges in first.edges.items()
    }


def _without(edges: pa.Table, others: pa.Table) -> pa.Table:
    return edges.filter(pc.invert(pc.is_in(_key(edges), value_set=_key(others).combine_chunks())))


def _key(edges: pa.Table) -> pa.ChunkedArray:
    return pc.binary_join_element_wise(*(edges[name].cast(pa.string()) for name in EDGE_KEY), "\x1f")
