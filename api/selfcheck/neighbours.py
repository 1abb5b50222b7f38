"""The chain with its findings, and the firms of each node: those of the region first, each with its evidence."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pyarrow as pa

from api.workspace import Workspace
from graph.analysis.results import Gap, GapReport, type_word
from graph.analysis.routes import routes_of
from graph.analysis.supply import Made, Supply, supply_of
from graph.snapshot import Snapshot
from ontology.chains import Chain, ChainNode, node_id
from ontology.schema import Relation
from ontology.values.regions import Region, is_inside, province_of, region_of

HERE, NEAR, AWAY, UNKNOWN = range(4)  # in the region; in its province; elsewhere; nobody knows
_MOST: Final = {HERE: 12, NEAR: 8, AWAY: 8, UNKNOWN: 4}  # firms of a node that the file can carry
_PROOFS: Final = 2  # sentences for each firm and node
_PRODUCTS: Final = 4
_NAMES: Final = 60  # product names by which a node is found


@dataclass
class Gathered:
    """Firms and evidence met so far, each once; the rest of the content points at their places."""

    firms: list[list[Any]] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    marked: bool = False
    _firm_at: dict[int, int] = field(default_factory=dict)
    _evidence_at: dict[str, int] = field(default_factory=dict)

    def firm(self, snapshot: Snapshot, number: int, place: Region | None) -> int:
        """Place of a firm in the list: name, region, how near it is."""
        if number not in self._firm_at:
            home = str(snapshot.nodes["region"][number].as_py() or "")
            self.marked |= bool(snapshot.nodes["marked"][number].as_py())
            self._firm_at[number] = len(self.firms)
            name = region_of(home).name if home else ""
            self.firms.append([snapshot.name(number), name, nearness(home, place)])
        return self._firm_at[number]

    def proofs(self, evidence: Sequence[str]) -> list[int]:
        """Places of the first sentences of a fact."""
        return [self._proof(key) for key in evidence[:_PROOFS]]

    def _proof(self, key: str) -> int:
        if key not in self._evidence_at:
            self._evidence_at[key] = len(self.evidence)
            self.evidence.append(key)
        return self._evidence_at[key]


def nearness(home: str, place: Region | None) -> int:
    """HERE, NEAR, AWAY or UNKNOWN; everybody is here where the whole country is asked about."""
    if place is None:
        return HERE
    if not home:
        return UNKNOWN
    if is_inside(home, place.id):
        return HERE
    return NEAR if province_of(home) == province_of(place.id) != "" else AWAY


def chain_content(
    workspace: Workspace, known: tuple[Chain, GapReport], place: Region | None, gathered: Gathered
) -> list[dict[str, Any]]:
    """Each node: names, finding, makers."""
    chain, report = known
    snapshot = workspace.reading.snapshot
    supply = supply_of(snapshot, chain, least_confidence=workspace.limits.least_confidence)
    found, names = {gap.node.id: gap for gap in report.gaps}, _product_names(snapshot, chain)
    return [
        {
            "id": node.id,
            "name": node.name,
            "stage": node.stage,
            "names": list(dict.fromkeys((*node.names, *names[at])))[:_NAMES],
            **_finding(found.get(node_id(chain, node)) or found.get(node.id), node),
            "counts": _counts(supply, at, place),
            "makers": [_maker(snapshot, one, place, gathered) for one in _chosen(supply, at, place)],
        }
        for at, node in enumerate(chain.nodes)
    ]


def _finding(gap: Gap | None, node: ChainNode) -> dict[str, Any]:
    if gap is None:
        return {"type": "", "why": "" if node.required else "可有可无的环节"}
    return {"type": type_word(gap.type), "why": gap.explanation}


def _product_names(snapshot: Snapshot, chain: Chain) -> list[list[str]]:
    """Names of the products that realise each node: those that most firms make come first."""
    routes = routes_of(snapshot, chain)
    made = snapshot.edges(Relation.PRODUCES).object
    times = dict(zip(*_counted(made), strict=True))
    found: list[list[tuple[int, str]]] = [[] for _ in chain.nodes]
    for target, node, direct in zip(routes.target.tolist(), routes.node.tolist(), routes.direct.tolist(), strict=True):
        if not direct:
            found[node].append((-times.get(target, 0), snapshot.name(target)))
    return [[name for _, name in sorted(one)] for one in found]


def _counted(numbers: Any) -> tuple[list[int], list[int]]:
    counted = pa.array(numbers).value_counts()
    return counted.field("values").to_pylist(), counted.field("counts").to_pylist()


def _counts(supply: Supply, node: int, place: Region | None) -> list[int]:
    """Makers in the region, in the rest of its province, elsewhere, and where nobody knows."""
    counts = [0] * 4
    for one in supply.of_node(node):
        counts[nearness(supply.region[one.firm], place)] += 1
    return counts


def _chosen(supply: Supply, node: int, place: Region | None) -> list[Made]:
    """The surest makers of each nearness, the nearest first."""
    by_place: dict[int, list[Made]] = {at: [] for at in _MOST}
    for one in supply.of_node(node):
        by_place[nearness(supply.region[one.firm], place)].append(one)
    return [one for at, most in _MOST.items() for one in by_place[at][:most]]


def _maker(snapshot: Snapshot, made: Made, place: Region | None, gathered: Gathered) -> list[Any]:
    """Firm, share of its revenue in percent, products, sources, evidence."""
    gathered.marked |= made.tainted
    share = None if made.share is None else round(100 * made.share)
    products = list(made.products[:_PRODUCTS])
    return [
        gathered.firm(snapshot, made.firm, place),
        share,
        products,
        len(made.sources),
        gathered.proofs(made.evidence),
    ]
