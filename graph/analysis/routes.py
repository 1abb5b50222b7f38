"""Ways from what a firm is said to make to a node of the chain: directly, by a product, by a kind of a product.

Method: docs/methods.md, equation A1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from graph.snapshot import Snapshot
from ontology.chains import Chain, node_id
from ontology.schema import EntityClass, Relation, Status

Numbers = NDArray[np.int64]

KIND_CONFIDENCE: Final = 0.75  # a firm of a sub-kind makes the kind: lower, since product hierarchies are noisy


@dataclass(frozen=True, slots=True)
class Routes:
    """Ways from a target of PRODUCES to a node of the chain; one row a way."""

    target: Numbers  # snapshot number of a chain node or technology, sorted
    node: Numbers  # place among the nodes asked about
    confidence: NDArray[np.float64]
    direct: NDArray[np.bool_]


def routes_of(snapshot: Snapshot, chain: Chain) -> Routes:
    """The surest way from each target of a making fact to each node of the chain."""
    return routes_to(snapshot, [node_id(chain, node) for node in chain.nodes])


def routes_to(snapshot: Snapshot, ids: Sequence[str]) -> Routes:
    """The surest way from each target of a making fact to each of these nodes (`node:` ids); kept with the snapshot."""
    return snapshot.kept(("routes", tuple(ids)), lambda: _routes(snapshot, ids))


def _routes(snapshot: Snapshot, ids: Sequence[str]) -> Routes:
    own = snapshot.index_of(ids)
    place = {int(number): at for at, number in enumerate(own) if number >= 0}
    realises = snapshot.edges(Relation.REALISES).where(Status.STATED)
    here = np.isin(realises.subject, own[own >= 0])
    products, sure = realises.object[here], realises.confidence[here]
    nodes = np.array([place[int(number)] for number in realises.subject[here]], np.int64)
    kinds = snapshot.edges(Relation.PART_OF).where(Status.STATED)
    child, at = join(kinds.object, products)
    rows = [
        (np.array(list(place), np.int64), np.array(list(place.values()), np.int64), np.ones(len(place))),
        (products, nodes, sure),
        (kinds.subject[child], nodes[at], KIND_CONFIDENCE * sure[at] * kinds.confidence[child]),
    ]
    target, node, confidence = (np.concatenate([row[part] for row in rows]) for part in range(3))
    keep = _best_routes(target, node, confidence)
    technology = snapshot.is_class(EntityClass.TECHNOLOGY)[target[keep]] | np.isin(target[keep], own)
    keep = keep[technology]
    return Routes(target[keep], node[keep], confidence[keep], np.isin(target[keep], own))


def _best_routes(target: Numbers, node: Numbers, confidence: NDArray[np.float64]) -> Numbers:
    """Positions of the surest way for each (target, node), sorted by target."""
    order = np.lexsort((-confidence, node, target))
    first = np.ones(order.size, np.bool_)
    first[1:] = (np.diff(target[order]) != 0) | (np.diff(node[order]) != 0)
    return order[first]


def join(left: NDArray[Any], right: NDArray[Any]) -> tuple[Numbers, Numbers]:
    """Positions (in left, in right) of every equal pair."""
    order = np.argsort(right, kind="stable")
    low, high = np.searchsorted(right[order], left, "left"), np.searchsorted(right[order], left, "right")
    at_left = np.repeat(np.arange(left.size), high - low)
    starts = np.repeat(low - np.concatenate(([0], np.cumsum(high - low)[:-1])), high - low)
    return at_left.astype(np.int64), order[np.arange(at_left.size) + starts].astype(np.int64)
