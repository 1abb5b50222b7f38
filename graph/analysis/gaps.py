"""Where is the chain weak? One finding a node, with score, certainty, causes, evidence and remedies.

Method: docs/methods.md, sections G and S.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from graph.analysis.causes import ABSENCE, Cause, causes_of, unknown_of
from graph.analysis.cell_score import contributions, vulnerability
from graph.analysis.cells import Asked, Cell, Field, measure
from graph.analysis.demand import customers_of
from graph.analysis.explanation import explain
from graph.analysis.policy_matrix import policies_of
from graph.analysis.remedies import Ground, ground_of, plan_of, remedies_of
from graph.analysis.results import SOUND, Gap, GapReport, GapType, Named, NodeRef, Reason, Remedy
from graph.analysis.robustness import robustness_of
from graph.analysis.structure import available, products_behind
from graph.analysis.supply import Made, Supply, supply_of
from graph.analysis.thresholds import Thresholds
from graph.snapshot import Snapshot
from ontology.chains import Chain, chain_key, node_id
from ontology.values.regions import Region

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_SHOWN = 50  # firms and evidence ids listed with a finding; `observed` counts them all


def find_gaps(
    snapshot: Snapshot,
    chain: Chain,
    region: Region | None = None,
    *,
    limits: Thresholds,
    chains: Sequence[Chain] = (),
) -> GapReport:
    """The nodes of a chain, weak links first, the worst of them first; then those of which too little is known.

    Args:
        snapshot: the graph at one version.
        chain: the chain asked about.
        region: where; None for the whole country.
        limits: thresholds and weights.
        chains: all chains of the workspace: what is recorded of them tells how complete the records are.
    """
    supply = supply_of(snapshot, chain, least_confidence=limits.least_confidence)
    asked = Asked(snapshot, supply, among(chain, chains), region, limits)
    case = _Case.of(asked)
    found = [_gap(case, cell) for cell in case.field.cells]
    order = {node_id(chain, node): number for number, node in enumerate(chain.nodes)}
    ranked = sorted(
        found, key=lambda gap: (gap.type in SOUND, gap.type is GapType.UNKNOWN, -gap.score, order[gap.node.id])
    )
    return GapReport(
        chain=Named(chain_key(chain), chain.name),
        region=Named(region.id, region.name) if region else None,
        as_of=snapshot.as_of,
        coverage=case.field.coverage,
        gaps=tuple(ranked),
        tainted=any(one.tainted for one in supply.made) or any(gap.tainted for gap in found),
        plan=plan_of(case.ground, found),
        policies=policies_of(case.ground, found),
        limits=limits,
    )


def among(chain: Chain, chains: Sequence[Chain]) -> tuple[Chain, ...]:
    """All chains, this one among them, by id."""
    others = (one for one in chains if one.id != chain.id)
    return tuple(sorted((chain, *others), key=lambda one: one.id))


@dataclass(frozen=True, slots=True)
class _Case:
    """What every finding of one report shares."""

    asked: Asked
    field: Field
    robustness: Floats
    available: Flags  # whether the region makes each node from end to end
    ground: Ground
    reach: float  # criticality of the most critical nodes, by which importance is told (S1)

    @classmethod
    def of(cls, asked: Asked) -> Self:
        field = measure(asked)
        return cls(
            asked=asked,
            field=field,
            robustness=robustness_of(asked, field),
            available=available(asked.supply.chain, field.measures.seen > 0),
            ground=ground_of(asked, field.census),
            reach=max(float(np.quantile([one.criticality for one in field.cells], 0.99)), 1e-9),
        )

    @property
    def snapshot(self) -> Snapshot:
        return self.asked.snapshot

    @property
    def supply(self) -> Supply:
        return self.asked.supply

    def behind(self, node: int) -> tuple[Named, ...]:
        """The final products that hang on a node."""
        chain = self.supply.chain
        found = (chain.nodes[place] for place in products_behind(chain)[node])
        return tuple(Named(node_id(chain, one), one.name) for one in found)


def _gap(case: _Case, cell: Cell) -> Gap:
    node, limits = case.supply.chain.nodes[cell.node], case.asked.limits
    customers = customers_of(case.supply, cell.node, case.asked.place)
    causes = causes_of(cell, case.field, limits)
    score = _score(case.reach, cell, causes)
    shown = (*cell.makers, *customers)
    told = explain(cell, case.field, limits)
    return Gap(
        node=NodeRef(node_id(case.supply.chain, node), node.name, node.stage),
        type=cell.type,
        score=score,
        certainty=_certainty(case, cell),
        probability_absent=cell.absent,
        observed=len(cell.makers),
        expected=round(cell.expected, 3),
        why=_reasons(causes, score, customers),
        unknown=unknown_of(causes),
        evidence=_evidence(shown),
        remedies=_remedies(case, cell),
        firms=tuple(Named(case.snapshot.id(one.firm), case.snapshot.name(one.firm)) for one in cell.makers[:_SHOWN]),
        explanation=told + ("" if cell.type in SOUND else _hanging(case, cell, customers)),
        tainted=any(one.tainted for one in shown) or (cell.imports is not None and cell.imports.tainted),
        robustness=float(case.robustness[cell.node]),
        behind=case.behind(cell.node),
        available=bool(case.available[cell.node]),
    )


def _certainty(case: _Case, cell: Cell) -> float:
    """Probability that the finding holds; where too little is known, that the node is empty, as far as records tell."""
    if cell.type is GapType.UNKNOWN:
        return (1.0 if cell.absent is None else cell.absent) * float(case.field.told[cell.node])
    if cell.type is None and cell.required:
        return case.field.coverage.value
    return cell.certainty


def _score(reach: float, cell: Cell, causes: tuple[Cause, ...]) -> float:
    """Importance times vulnerability (S1). A node that nothing downstream needs keeps a seventh of its weight."""
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


def _remedies(case: _Case, cell: Cell) -> tuple[Remedy, ...]:
    if cell.type in SOUND:
        return ()
    found = remedies_of(case.ground, cell.node)
    unsure = cell.type in {GapType.UNKNOWN, GapType.SUSPECTED_BREAK} or cell.certainty < case.asked.limits.sure_enough
    return (*([_survey(case, cell)] if unsure else []), *found)


def _survey(case: _Case, cell: Cell) -> Remedy:
    """What would settle an unsure finding: another independent source."""
    node = case.supply.chain.nodes[cell.node]
    target = Named(node_id(case.supply.chain, node), node.name)
    codes = f"（行业代码 {'、'.join(node.industries)}）" if node.industries else ""
    return Remedy("补充数据核实", target, f"再取一个独立来源，如登记名录、产品目录或实地摸排{codes}，可以定论")


def _hanging(case: _Case, cell: Cell, customers: tuple[Made, ...]) -> str:
    """Who needs a missing node, and what cannot be reached without a weak one."""
    products = "、".join(one.name for one in case.behind(cell.node)[:3])
    routes = f"。通往{products}的每条路线都经过它" if products else ""
    return ("" if cell.makers else _demand(case, customers)) + routes


def _demand(case: _Case, customers: tuple[Made, ...]) -> str:
    if not customers:
        return ""
    names = "、".join(dict.fromkeys(case.snapshot.name(one.firm) for one in customers[:3]))
    return f"。需要它的企业如{names}"


def _evidence(made: Iterable[Made]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for one in made for item in one.evidence))[:_SHOWN]
