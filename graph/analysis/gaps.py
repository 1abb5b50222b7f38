"""Where is the chain weak? One finding a node, with score, certainty, causes, evidence and remedies.

Method: docs/methods.md, sections G and S.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from graph.analysis.causes import ABSENCE, Cause, causes_of, unknown_of
from graph.analysis.cell_score import contributions, vulnerability
from graph.analysis.cells import Cell, Field, measure
from graph.analysis.demand import customers_of
from graph.analysis.remedies import remedies_of
from graph.analysis.results import Gap, GapReport, GapType, Named, NodeRef, Reason, Remedy
from graph.analysis.supply import Made, Supply, supply_of
from graph.analysis.thresholds import Thresholds
from graph.analysis.verdict import Verdict, judge
from graph.snapshot import Snapshot
from ontology.chains import Chain, chain_key, node_id
from ontology.values.regions import Region

_HEALTHY = frozenset({None, GapType.STRONG})
_SHOWN = 50  # firms and evidence ids listed with a finding; `observed` counts them all


def find_gaps(
    snapshot: Snapshot, chain: Chain, region: Region | None = None, *, limits: Thresholds, healthy: bool = False
) -> GapReport:
    """Weak links of a chain, worst first; nodes of which too little is known stand after the weak ones.

    Args:
        snapshot: the graph at one version.
        chain: the chain asked about.
        region: where; None for the whole country.
        limits: thresholds and weights.
        healthy: whether healthy and strong nodes are listed too.
    """
    whole = region is None or region.level == "country"
    supply = supply_of(snapshot, chain, least_confidence=limits.least_confidence)
    place = None if whole or region is None else region.id
    case = _Case(snapshot, supply, place, limits, measure(snapshot, supply, place, limits))
    found = [_gap(case, cell) for cell in case.field.cells]
    kept = [gap for gap in found if healthy or gap.type not in _HEALTHY]
    order = {node_id(chain, node): number for number, node in enumerate(chain.nodes)}
    kept.sort(key=lambda gap: (gap.type in _HEALTHY, gap.type is GapType.UNKNOWN, -gap.score, order[gap.node.id]))
    return GapReport(
        chain=Named(chain_key(chain), chain.name),
        region=Named(region.id, region.name) if region else None,
        as_of=snapshot.as_of,
        coverage=case.field.coverage,
        gaps=tuple(kept),
        tainted=any(one.tainted for one in supply.made),
    )


@dataclass(frozen=True, slots=True)
class _Case:
    """What every finding of one report shares."""

    snapshot: Snapshot
    supply: Supply
    region: str | None
    limits: Thresholds
    field: Field


def _gap(case: _Case, cell: Cell) -> Gap:
    node = case.supply.chain.nodes[cell.node]
    verdict = judge(cell, case.field, case.limits)
    customers = customers_of(case.supply, cell.node, case.region)
    causes = causes_of(cell, case.field, verdict.type, case.limits)
    score = _score(case.field, cell, causes)
    shown = (*cell.makers, *customers)
    return Gap(
        node=NodeRef(node_id(case.supply.chain, node), node.name, node.stage),
        type=verdict.type,
        score=score,
        certainty=float(np.clip(verdict.certainty, 0, 1)),
        probability_absent=cell.absent,
        observed=len(cell.makers),
        expected=round(cell.expected, 3),
        why=_reasons(causes, score, customers),
        unknown=unknown_of(causes),
        evidence=_evidence(shown),
        remedies=_remedies(case, cell, verdict),
        firms=tuple(Named(case.snapshot.id(one.firm), case.snapshot.name(one.firm)) for one in cell.makers[:_SHOWN]),
        explanation=verdict.explanation + ("" if cell.makers or verdict.type is None else _demand(case, customers)),
        tainted=any(one.tainted for one in shown),
    )


def _score(field: Field, cell: Cell, causes: tuple[Cause, ...]) -> float:
    """Importance times vulnerability (S1). A node that nothing downstream needs keeps a seventh of its weight."""
    reach = max(float(np.quantile([one.criticality for one in field.cells], 0.99)), 1e-9)
    importance = float(np.sqrt(min(1.0, max(cell.criticality, 0.02 * reach) / reach)))
    return importance * vulnerability({cause.name: (cause.value, cause.weight) for cause in causes})


def _reasons(causes: tuple[Cause, ...], score: float, customers: Iterable[Made]) -> tuple[Reason, ...]:
    """The causes with their parts of the score; for an empty node the evidence is that of its customers."""
    parts = contributions({cause.name: (cause.value, cause.weight) for cause in causes}, score)
    demand = _evidence(customers)
    return tuple(
        Reason(cause.name, cause.value, cause.weight, parts[cause.name], cause.note, _proof(cause, demand))
        for cause in causes
    )


def _proof(cause: Cause, demand: tuple[str, ...]) -> tuple[str, ...]:
    return (cause.evidence or (demand if cause.name == ABSENCE else ()))[:20]


def _remedies(case: _Case, cell: Cell, verdict: Verdict) -> tuple[Remedy, ...]:
    if verdict.type in _HEALTHY:
        return ()
    found = remedies_of(case.snapshot, case.supply, cell.node, case.region)
    unsure = verdict.type in {GapType.UNKNOWN, GapType.SUSPECTED_BREAK} or verdict.certainty < case.limits.sure_enough
    return (*([_survey(case, cell)] if unsure else []), *found)


def _survey(case: _Case, cell: Cell) -> Remedy:
    """What would settle an unsure finding: another independent source."""
    node = case.supply.chain.nodes[cell.node]
    target = Named(node_id(case.supply.chain, node), node.name)
    codes = f"（行业代码 {'、'.join(node.industries)}）" if node.industries else ""
    return Remedy("补充数据核实", target, f"再取一个独立来源，如登记名录、产品目录或实地摸排{codes}，可以定论")


def _demand(case: _Case, customers: tuple[Made, ...]) -> str:
    if not customers:
        return ""
    names = "、".join(dict.fromkeys(case.snapshot.name(one.firm) for one in customers[:3]))
    return f"。需要它的企业如{names}"


def _evidence(made: Iterable[Made]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for one in made for item in one.evidence))[:_SHOWN]
