"""Who makes each node of a chain: directly, or through a product that realises the node.

A plan, a closed or planned firm, a negated or historic fact is no supply. Method: docs/methods.md, section A.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.snapshot import Edges, Snapshot
from ontology.chains import Chain, node_id
from ontology.schema import EntityClass, Lifecycle, Relation, Status
from ontology.values.regions import is_inside

Numbers = NDArray[np.int64]

KIND_CONFIDENCE: Final = 0.7  # a firm of a sub-kind makes the kind: lower, since product hierarchies are noisy
_MAKING: Final = (Relation.PRODUCES, Relation.PROVIDES)


@dataclass(frozen=True, slots=True)
class Made:
    """One firm makes one node, with all that says so."""

    node: int  # place of the node in Chain.nodes
    firm: int  # node number in the snapshot
    confidence: float
    share: float | None  # largest share of the firm's revenue, where a register gives it
    products: tuple[str, ...]  # names of the products it makes the node through; empty when stated directly
    sources: frozenset[str]
    evidence: tuple[str, ...]
    tainted: bool


@dataclass(frozen=True, slots=True)
class Supply:
    """Firms of a chain as facts; `planned` holds those that are only announced."""

    chain: Chain
    made: tuple[Made, ...]
    planned: tuple[Made, ...]
    region: Mapping[int, str]  # firm number → `reg:` id or empty
    group: Mapping[int, int]  # firm number → number of the top of its corporate group

    def of_node(self, node: int, region: str | None = None) -> tuple[Made, ...]:
        """The firms of one node, inside a region when one is given, surest first."""
        return self._among(self.made, node, region)

    def planned_at(self, node: int, region: str | None = None) -> tuple[Made, ...]:
        """The announced firms of one node."""
        return self._among(self.planned, node, region)

    def counts(self, region: str | None = None) -> NDArray[np.float64]:
        """Firms of each node in Chain.nodes, k values."""
        places = [one.node for one in self.made if self.inside(one.firm, region)]
        return np.bincount(places, minlength=len(self.chain.nodes)).astype(np.float64)

    def inside(self, firm: int, region: str | None) -> bool:
        """Whether the firm sits in the region; every firm sits in the whole country (None)."""
        home = self.region.get(firm, "")
        return region is None or (bool(home) and is_inside(home, region))

    def _among(self, made: tuple[Made, ...], node: int, region: str | None) -> tuple[Made, ...]:
        found = [one for one in made if one.node == node and self.inside(one.firm, region)]
        return tuple(sorted(found, key=lambda one: (-one.confidence, -len(one.sources), one.firm)))


def supply_of(snapshot: Snapshot, chain: Chain) -> Supply:
    """All firms of the chain's nodes, with their regions and groups."""
    routes = _routes(snapshot, chain)
    made = _made(snapshot, routes, Status.STATED)
    planned = _made(snapshot, routes, Status.PLANNED)
    states = _lifecycles(snapshot, {one.firm for one in (*made, *planned)})
    active = tuple(one for one in made if states[one.firm] == Lifecycle.ACTIVE)
    coming = tuple(one for one in made if states[one.firm] == Lifecycle.PLANNED)
    open_plans = tuple(one for one in planned if states[one.firm] != Lifecycle.CLOSED)
    firms = sorted({one.firm for one in (*active, *coming, *open_plans)})
    regions = snapshot.nodes["region"].take(pa.array(firms, pa.int64())).to_pylist()
    return Supply(
        chain, active, (*coming, *open_plans), dict(zip(firms, regions, strict=True)), _groups(snapshot, firms)
    )


@dataclass(frozen=True, slots=True)
class _Routes:
    """Ways from a target of PRODUCES to a node of the chain; one row a way."""

    target: Numbers  # snapshot number of a chain node or technology, sorted
    node: Numbers  # place in Chain.nodes
    confidence: NDArray[np.float64]
    direct: NDArray[np.bool_]


def _routes(snapshot: Snapshot, chain: Chain) -> _Routes:
    own = snapshot.index_of([node_id(chain, node) for node in chain.nodes])
    place = {int(number): at for at, number in enumerate(own) if number >= 0}
    realises = snapshot.edges(Relation.REALISES).where(Status.STATED)
    here = np.isin(realises.subject, own[own >= 0])
    products, sure = realises.object[here], realises.confidence[here]
    nodes = np.array([place[int(number)] for number in realises.subject[here]], np.int64)
    kinds = snapshot.edges(Relation.PART_OF).where(Status.STATED)
    child, at = _join(kinds.object, products)
    rows = [
        (np.array(list(place), np.int64), np.array(list(place.values()), np.int64), np.ones(len(place))),
        (products, nodes, sure),
        (kinds.subject[child], nodes[at], KIND_CONFIDENCE * sure[at] * kinds.confidence[child]),
    ]
    target, node, confidence = (np.concatenate([row[part] for row in rows]) for part in range(3))
    keep = _best_routes(target, node, confidence)
    technology = snapshot.is_class(EntityClass.TECHNOLOGY)[target[keep]] | np.isin(target[keep], own)
    keep = keep[technology]
    return _Routes(target[keep], node[keep], confidence[keep], np.isin(target[keep], own))


def _best_routes(target: Numbers, node: Numbers, confidence: NDArray[np.float64]) -> Numbers:
    """Positions of the surest way for each (target, node), sorted by target."""
    order = np.lexsort((-confidence, node, target))
    first = np.ones(order.size, np.bool_)
    first[1:] = (np.diff(target[order]) != 0) | (np.diff(node[order]) != 0)
    return order[first]


def _join(left: NDArray[Any], right: NDArray[Any]) -> tuple[Numbers, Numbers]:
    """Positions (in left, in right) of every equal pair."""
    order = np.argsort(right, kind="stable")
    low, high = np.searchsorted(right[order], left, "left"), np.searchsorted(right[order], left, "right")
    at_left = np.repeat(np.arange(left.size), high - low)
    starts = np.repeat(low - np.concatenate(([0], np.cumsum(high - low)[:-1])), high - low)
    return at_left.astype(np.int64), order[np.arange(at_left.size) + starts].astype(np.int64)


def _made(snapshot: Snapshot, routes: _Routes, status: Status) -> tuple[Made, ...]:
    found: dict[tuple[int, int], list[tuple[float, bool, dict[str, Any]]]] = defaultdict(list)
    enterprise = snapshot.is_class(EntityClass.ENTERPRISE)
    for relation in _MAKING:
        edges = snapshot.edges(relation).where(status)
        at, way = _join(edges.object, routes.target)
        keep = enterprise[edges.subject[at]]
        at, way = at[keep], way[keep]
        for row, position, fact in zip(at, way, _facts(edges, at), strict=True):
            sure = float(routes.confidence[position]) * fact["confidence"]
            fact["product"] = "" if routes.direct[position] else snapshot.name(int(edges.object[row]))
            found[int(routes.node[position]), int(edges.subject[row])].append((sure, fact["marked"], fact))
    return tuple(_merged(node, firm, parts) for (node, firm), parts in sorted(found.items()))


def _facts(edges: Edges, rows: Numbers) -> list[dict[str, Any]]:
    columns = ["confidence", "source_ids", "evidence", "properties", "marked"]
    return list(edges.table.select(columns).take(pa.array(rows)).to_pylist())


def _merged(node: int, firm: int, parts: Sequence[tuple[float, bool, dict[str, Any]]]) -> Made:
    facts = [fact for _, _, fact in parts]
    shares = [share for fact in facts if (share := _share(fact["properties"])) is not None]
    return Made(
        node=node,
        firm=firm,
        confidence=max(sure for sure, _, _ in parts),
        share=max(shares, default=None),
        products=tuple(sorted({fact["product"] for fact in facts} - {""})),
        sources=frozenset(source for fact in facts for source in fact["source_ids"]),
        evidence=tuple(dict.fromkeys(item for fact in facts for item in fact["evidence"])),
        tainted=any(marked for _, marked, _ in parts),
    )


def _share(properties: str | None) -> float | None:
    share = json.loads(properties).get("share") if properties else None
    values = share if isinstance(share, list) else [share]
    numbers = [float(value) for value in values if isinstance(value, int | float)]
    return max(numbers, default=None)


def _lifecycles(snapshot: Snapshot, firms: Iterable[int]) -> dict[int, Lifecycle]:
    numbers = sorted(firms)
    texts = snapshot.nodes["properties"].take(pa.array(numbers, pa.int64())).to_pylist()
    return {number: lifecycle_in(text) for number, text in zip(numbers, texts, strict=True)}


def lifecycle_in(properties: str | None) -> Lifecycle:
    """State of a firm from its properties; conflicting registers count as closed only when all say so."""
    status = json.loads(properties).get("status", Lifecycle.ACTIVE) if properties else Lifecycle.ACTIVE
    said = {status} if isinstance(status, str) else set(status)
    for state in (Lifecycle.ACTIVE, Lifecycle.PLANNED, Lifecycle.CLOSED):
        if state.value in said:
            return state
    return Lifecycle.ACTIVE


def _groups(snapshot: Snapshot, firms: Sequence[int]) -> dict[int, int]:
    """Each firm's topmost owner by SUBSIDIARY_OF; a cycle ends where it began."""
    owned = snapshot.edges(Relation.SUBSIDIARY_OF).where(Status.STATED)
    owner = dict(zip(owned.subject.tolist(), owned.object.tolist(), strict=True))
    return {firm: _top(firm, owner) for firm in firms}


def _top(firm: int, owner: Mapping[int, int]) -> int:
    passed: list[int] = []
    while firm in owner and firm not in passed:
        passed.append(firm)
        firm = owner[firm]
    return min(passed) if firm in passed else firm


def share_with_two(made: Iterable[Made]) -> tuple[int, int, int, int]:
    """Facts seen, seen by one source, seen by two, and the number of sources: what capture–recapture needs."""
    facts = list(made)
    times = pc.value_counts(pa.array([len(one.sources) for one in facts], pa.int64())).to_pylist()
    by_times = {item["values"]: item["counts"] for item in times}
    sources = frozenset().union(*(one.sources for one in facts))
    return len(facts), by_times.get(1, 0), by_times.get(2, 0), len(sources)
