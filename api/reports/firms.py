"""重点企业: the firms of a chain in a region, those on which most hangs first.

A firm that alone makes a node goes before one that makes many nodes, that before one whom many sources name.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from api.reports.inputs import Inputs
from graph.analysis.makings import revenue_of
from graph.analysis.results import GapReport
from graph.analysis.supply import Made, supply_of
from ontology.values.regions import region_of


@dataclass(frozen=True, slots=True)
class KeyFirm:
    """A firm with what it is to the chain."""

    id: str
    name: str
    code: str
    region: str
    nodes: tuple[str, ...]  # names of the nodes it makes
    alone: tuple[str, ...]  # … of those that nobody else in the region makes
    products: tuple[str, ...]
    revenue: float | None  # yuan, the largest that is observed
    sources: int
    confidence: float  # of its surest node
    evidence: tuple[str, ...]
    tainted: bool


def key_firms(inputs: Inputs, findings: GapReport) -> tuple[KeyFirm, ...]:
    """All firms that make a node of the chain in the region asked about."""
    supply = supply_of(inputs.snapshot, inputs.chain, least_confidence=inputs.limits.least_confidence)
    place = findings.region.id if findings.region and inputs.region and inputs.region.level != "country" else None
    made: dict[int, list[Made]] = defaultdict(list)
    for one in supply.within(place):
        made[one.firm].append(one)
    times = Counter(one.node for facts in made.values() for one in facts)
    numbers = sorted(made)
    revenue = dict(zip(numbers, revenue_of(inputs.snapshot, np.array(numbers, np.int64)).tolist(), strict=True))
    found = [_firm(inputs, made[number], times, revenue[number]) for number in numbers]
    return tuple(sorted(found, key=_standing))


def _standing(firm: KeyFirm) -> tuple[int, int, int, str]:
    return -len(firm.alone), -len(firm.nodes), -firm.sources, firm.name


def _firm(inputs: Inputs, facts: Sequence[Made], times: Mapping[int, int], revenue: float) -> KeyFirm:
    snapshot, chain = inputs.snapshot, inputs.chain
    number = facts[0].firm
    row = {name: snapshot.nodes[name][number].as_py() for name in ("id", "name", "code", "region", "marked")}
    return KeyFirm(
        id=row["id"],
        name=row["name"],
        code=row["code"] or "",
        region=region_of(row["region"]).name if row["region"] else "未知",
        nodes=tuple(chain.nodes[one.node].name for one in facts),
        alone=tuple(chain.nodes[one.node].name for one in facts if times[one.node] == 1),
        products=tuple(dict.fromkeys(product for one in facts for product in one.products)),
        revenue=None if np.isnan(revenue) else revenue,
        sources=len(frozenset().union(*(one.sources for one in facts))),
        confidence=max(one.confidence for one in facts),
        evidence=tuple(dict.fromkeys(item for one in facts for item in one.evidence)),
        tainted=any(one.tainted for one in facts),
    )
