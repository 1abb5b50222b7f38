"""Who makes each node of a chain: directly, or through a product that realises the node.

A plan, a closed or planned firm, a negated or historic fact is no supply. A fact that only an unsure record
states is kept apart as doubtful. Method: docs/methods.md, section A.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graph.analysis.firm_states import groups_of, lifecycles_of
from graph.analysis.routes import Routes, join, routes_of
from graph.snapshot import Edges, Snapshot
from ontology.chains import Chain
from ontology.schema import EntityClass, Lifecycle, Relation, Status
from ontology.values.regions import is_inside

Numbers = NDArray[np.int64]

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


@dataclass(frozen=True)
class Supply:
    """Firms of a chain as facts; what is only announced or only doubtfully said stands apart."""

    chain: Chain
    made: tuple[Made, ...]
    planned: tuple[Made, ...]
    doubtful: tuple[Made, ...]
    region: Mapping[int, str]  # firm number → `reg:` id or empty
    group: Mapping[int, int]  # firm number → number of the top of its corporate group

    def of_node(self, node: int, region: str | None = None) -> tuple[Made, ...]:
        """The firms of one node, inside a region when one is given, surest first."""
        return self._among(self._made_at, node, region)

    def planned_at(self, node: int, region: str | None = None) -> tuple[Made, ...]:
        """The announced firms of one node."""
        return self._among(self._planned_at, node, region)

    def doubtful_at(self, node: int, region: str | None = None) -> tuple[Made, ...]:
        """Firms that may make the node, by records too unsure to count."""
        return self._among(self._doubtful_at, node, region)

    def homeless_at(self, node: int, region: str | None = None) -> tuple[Made, ...]:
        """Firms of one node that may sit in a region or not: their home is not known, or only what holds the region."""
        return tuple(one for one in self._made_at.get(node, ()) if one.firm in self._adrift(region))

    def within(self, region: str | None) -> tuple[Made, ...]:
        """All facts of firms in the region."""
        return tuple(one for one in self.made if self.inside(one.firm, region))

    def counts(self, region: str | None = None) -> NDArray[np.float64]:
        """Firms of each node in Chain.nodes, k values."""
        places = [one.node for one in self.within(region)]
        return np.bincount(places, minlength=len(self.chain.nodes)).astype(np.float64)

    def inside(self, firm: int, region: str | None) -> bool:
        """Whether the firm sits in the region; every firm sits in the whole country (None)."""
        return region is None or firm in self._home(region)

    def leading(self, region: str | None) -> frozenset[int]:
        """Nodes that firms of the region make, and those that go into such, directly or through others."""
        if region not in self._leading:
            self._leading[region] = _upstream(self.chain, {one.node for one in self.within(region)})
        return self._leading[region]

    def _home(self, region: str) -> frozenset[int]:
        if region not in self._homes:
            within = {home: bool(home) and is_inside(home, region) for home in set(self.region.values())}
            self._homes[region] = frozenset(firm for firm, home in self.region.items() if within[home])
        return self._homes[region]

    def _adrift(self, region: str | None) -> frozenset[int]:
        if region not in self._homeless:
            homes = set(self.region.values())
            wide = {home for home in homes if home and region and home != region and is_inside(region, home)}
            self._homeless[region] = frozenset(firm for firm, home in self.region.items() if not home or home in wide)
        return self._homeless[region]

    def _among(self, held: Mapping[int, Sequence[Made]], node: int, region: str | None) -> tuple[Made, ...]:
        return tuple(one for one in held.get(node, ()) if self.inside(one.firm, region))

    @cached_property
    def _homes(self) -> dict[str, frozenset[int]]:
        return {}

    @cached_property
    def _leading(self) -> dict[str | None, frozenset[int]]:
        return {}

    @cached_property
    def _homeless(self) -> dict[str | None, frozenset[int]]:
        return {}

    @cached_property
    def _made_at(self) -> Mapping[int, Sequence[Made]]:
        return _by_node(self.made)

    @cached_property
    def _planned_at(self) -> Mapping[int, Sequence[Made]]:
        return _by_node(self.planned)

    @cached_property
    def _doubtful_at(self) -> Mapping[int, Sequence[Made]]:
        return _by_node(self.doubtful)


def _upstream(chain: Chain, nodes: set[int]) -> frozenset[int]:
    """These nodes and all that lead to them, by their places."""
    place = {node.id: at for at, node in enumerate(chain.nodes)}
    before = defaultdict[int, list[int]](list)
    for source, target in chain.arrows():
        before[place[target]].append(place[source])
    found, front = set(nodes), list(nodes)
    while front:
        front = list({source for target in front for source in before[target]} - found)
        found.update(front)
    return frozenset(found)


def _by_node(made: Iterable[Made]) -> Mapping[int, Sequence[Made]]:
    found: dict[int, list[Made]] = defaultdict(list)
    for one in sorted(made, key=lambda one: (-one.confidence, -len(one.sources), one.firm)):
        found[one.node].append(one)
    return found


def supply_of(snapshot: Snapshot, chain: Chain, *, least_confidence: float = 0.0) -> Supply:
    """All firms of the chain's nodes, with their regions and groups.

    Args:
        snapshot: the graph at one version.
        chain: the definition.
        least_confidence: facts less sure than this, 0..1, are doubtful and do not count as supply.
    """
    routes = routes_of(snapshot, chain)
    said, announced = _made(snapshot, routes, Status.STATED), _made(snapshot, routes, Status.PLANNED)
    states = lifecycles_of(snapshot, {one.firm for one in (*said, *announced)})
    active = [one for one in said if states[one.firm] is Lifecycle.ACTIVE]
    made = tuple(one for one in active if one.confidence >= least_confidence)
    doubtful = tuple(one for one in active if one.confidence < least_confidence)
    running = {(one.node, one.firm) for one in made}
    coming = [one for one in said if states[one.firm] is Lifecycle.PLANNED]
    coming += [one for one in announced if states[one.firm] is not Lifecycle.CLOSED]
    planned = tuple({(one.node, one.firm): one for one in coming if (one.node, one.firm) not in running}.values())
    firms = sorted({one.firm for one in (*made, *doubtful, *planned)})
    regions = snapshot.nodes["region"].take(pa.array(firms, pa.int64())).to_pylist()
    return Supply(
        chain=chain,
        made=made,
        planned=planned,
        doubtful=doubtful,
        region={firm: home or "" for firm, home in zip(firms, regions, strict=True)},
        group=groups_of(snapshot, firms),
    )


def _made(snapshot: Snapshot, routes: Routes, status: Status) -> tuple[Made, ...]:
    found: dict[tuple[int, int], list[tuple[float, bool, dict[str, Any]]]] = defaultdict(list)
    enterprise = snapshot.is_class(EntityClass.ENTERPRISE)
    for relation in _MAKING:
        edges = snapshot.edges(relation).where(status)
        at, way = join(edges.object, routes.target)
        keep = enterprise[edges.subject[at]]
        at, way = at[keep], way[keep]
        for row, position, fact in zip(at, way, _facts(edges, at), strict=True):
            if is_over(fact, snapshot.as_of):
                continue
            sure = float(routes.confidence[position]) * fact["confidence"]
            fact["product"] = "" if routes.direct[position] else snapshot.name(int(edges.object[row]))
            found[int(routes.node[position]), int(edges.subject[row])].append((sure, fact["marked"], fact))
    return tuple(_merged(node, firm, parts) for (node, firm), parts in sorted(found.items()))


def is_over(fact: Mapping[str, Any], as_of: str) -> bool:
    """Whether the only source of a fact says that it ended before `as_of`, an ISO date or empty.

    An end that names no day, as 2024 or 2024-06, is the end of that year or month.
    """
    given = json.loads(fact["properties"]).get("until") if fact["properties"] else None
    dates = given if isinstance(given, list) else [given]
    ends = [str(date) for date in dates if date]
    return bool(ends) and len(fact["source_ids"]) < 2 and all(end < as_of[: len(end)] for end in ends)


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
    return largest_share(json.loads(properties) if properties else {})


def largest_share(properties: Mapping[str, Any]) -> float | None:
    """Share of a firm's revenue in an edge's properties, the largest where registers differ; None where none is."""
    share = properties.get("share")
    values = share if isinstance(share, list) else [share]
    numbers = [float(value) for value in values if isinstance(value, int | float)]
    return max(numbers, default=None)
