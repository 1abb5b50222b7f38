"""Where is the chain weak? One finding a node, with score, certainty, causes, evidence and remedies.

Method: docs/methods.md, sections G and S.
"""

from collections.abc import Iterable

import numpy as np

from graph.analysis.cell_score import contributions, vulnerability
from graph.analysis.cells import Cell, Field, measure
from graph.analysis.demand import customers_of
from graph.analysis.remedies import remedies_of
from graph.analysis.results import Gap, GapReport, GapType, Named, NodeRef, Reason
from graph.analysis.supply import Made, Supply, supply_of
from graph.analysis.thresholds import Thresholds
from graph.analysis.verdict import judge
from graph.snapshot import Snapshot
from ontology.chains import Chain, chain_key, node_id
from ontology.values.regions import Region

_HEALTHY = frozenset({None, GapType.STRONG})


def find_gaps(
    snapshot: Snapshot, chain: Chain, region: Region | None = None, *, limits: Thresholds, healthy: bool = False
) -> GapReport:
    """Weak links of a chain, worst first.

    Args:
        snapshot: the graph at one version.
        chain: the chain asked about.
        region: where; None for the whole country.
        limits: thresholds and weights.
        healthy: whether healthy and strong nodes are listed too.
    """
    supply = supply_of(snapshot, chain)
    place = region.id if region else None
    field = measure(snapshot, supply, place, limits)
    reach = _reach(field)
    found = [_gap(_Case(snapshot, supply, place, limits, field), cell, reach) for cell in field.cells]
    kept = [gap for gap in found if healthy or gap.type not in _HEALTHY]
    order = {node_id(chain, node): number for number, node in enumerate(chain.nodes)}
    kept.sort(key=lambda gap: (gap.type in _HEALTHY, gap.type is GapType.UNKNOWN, -gap.score, order[gap.node.id]))
    return GapReport(
        chain=Named(chain_key(chain), chain.name),
        region=Named(region.id, region.name) if region else None,
        as_of=snapshot.as_of,
        coverage=field.coverage,
        gaps=tuple(kept),
        tainted=any(one.tainted for one in supply.made),
    )


class _Case:
    """What every finding of one report shares."""

    __slots__ = ("field", "limits", "region", "snapshot", "supply")

    def __init__(
        self, snapshot: Snapshot, supply: Supply, region: str | None, limits: Thresholds, field: Field
    ) -> None:
        self.snapshot, self.supply, self.region = snapshot, supply, region
        self.limits, self.field = limits, field


def _reach(field: Field) -> float:
    """Criticality at the 99th percentile of the nodes: the yardstick of 1."""
    return max(float(np.quantile([cell.criticality for cell in field.cells], 0.99)), 1e-9)


def _gap(case: _Case, cell: Cell, reach: float) -> Gap:
    node = case.supply.chain.nodes[cell.node]
    verdict = judge(cell, case.field.pooling, case.limits)
    customers = customers_of(case.supply, cell.node, case.region)
    causes = _causes(cell, case.limits)
    importance = float(np.sqrt(min(1.0, max(cell.criticality, 0.02 * reach) / reach)))
    score = importance * vulnerability({name: (value, weight) for name, (value, weight, _) in causes.items()})
    why = _reasons(cell, causes, score, customers)
    shown = (*cell.makers, *customers)
    return Gap(
        node=NodeRef(node_id(case.supply.chain, node), node.name, node.stage),
        type=verdict.type,
        score=score,
        certainty=float(np.clip(verdict.certainty, 0, 1)),
        probability_absent=cell.absent,
        observed=len(cell.makers),
        expected=round(cell.expected, 3),
        why=why,
        unknown=_unknown(cell),
        evidence=_evidence(shown),
        remedies=() if verdict.type in _HEALTHY else remedies_of(case.snapshot, case.supply, cell.node, case.region),
        firms=tuple(Named(case.snapshot.id(one.firm), case.snapshot.name(one.firm)) for one in cell.makers[:50]),
        explanation=verdict.explanation,
        tainted=any(one.tainted for one in shown),
    )


def _causes(cell: Cell, limits: Thresholds) -> dict[str, tuple[float, float, str]]:
    """Known causes: value 0..1, weight, and the figure in words."""
    shortfall = 1 - min(1.0, len(cell.makers) / max(cell.expected, 1e-9))
    causes = {
        "缺失或不足": (cell.absent, limits.weight_absence, f"确实没有企业的概率 {cell.absent:.0%}")
        if cell.absent is not None
        else (0.8 * shortfall, limits.weight_absence, f"应见 {cell.expected:.1f} 家，见到 {len(cell.makers)} 家")
    }
    if cell.concentration is not None:
        note = f"HHI {cell.concentration:.2f}，有效供应商 {cell.effective:.1f} 家"
        causes["集中度"] = (cell.concentration, limits.weight_concentration, note)
    if cell.dependence is not None:
        note = f"采购记录 {cell.dependence.local + cell.dependence.outside} 条，区外 {cell.dependence.outside} 条"
        causes["外部依赖"] = (cell.dependence.share, limits.weight_dependence, note)
    return causes


def _unknown(cell: Cell) -> tuple[str, ...]:
    known = [("集中度", cell.concentration), ("外部依赖", cell.dependence), ("进口依赖", None)]
    return tuple(name for name, value in known if value is None)


def _reasons(
    cell: Cell, causes: dict[str, tuple[float, float, str]], score: float, customers: Iterable[Made]
) -> tuple[Reason, ...]:
    parts = contributions({name: (value, weight) for name, (value, weight, _) in causes.items()}, score)
    evidence = {
        "缺失或不足": _evidence(cell.makers or customers),
        "集中度": _evidence(cell.makers),
        "外部依赖": cell.dependence.evidence if cell.dependence else (),
    }
    return tuple(
        Reason(name, value, weight, parts[name], note, evidence[name][:20])
        for name, (value, weight, note) in causes.items()
    )


def _evidence(made: Iterable[Made]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for one in made for item in one.evidence))[:50]
