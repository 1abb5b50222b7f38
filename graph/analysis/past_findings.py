"""Findings of before that others are held against: of a report that was just made, or of one kept as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from graph.analysis.results import HEALTHY, GapReport, NodeRef, type_word


@dataclass(frozen=True, slots=True)
class State:
    """A node at one time."""

    type: str
    score: float
    certainty: float
    observed: int
    firms: Mapping[str, str]  # id → name, as many as the report lists
    causes: Mapping[str, float]  # value of each known cause of weakness

    @property
    def whole(self) -> bool:
        """Whether all firms are listed: who is missing from a part of them may still be there."""
        return len(self.firms) >= self.observed


@dataclass(frozen=True, slots=True)
class Past:
    """A finding of before: of a report that was just made, or of one kept as JSON."""

    as_of: str
    coverage: float
    sources: int
    limits: Mapping[str, float] | None  # None where the report does not tell
    nodes: Mapping[str, State]
    names: Mapping[str, NodeRef]


def past_of(report: GapReport) -> Past:
    """A report as a finding of before."""
    return Past(
        as_of=report.as_of,
        coverage=report.coverage.value,
        sources=report.coverage.sources,
        limits=asdict(report.limits) if report.limits else None,
        nodes={
            gap.node.id: State(
                type_word(gap.type),
                gap.score,
                gap.certainty,
                gap.observed,
                {firm.id: firm.name for firm in gap.firms},
                {reason.cause: reason.value for reason in gap.why},
            )
            for gap in report.gaps
        },
        names={gap.node.id: gap.node for gap in report.gaps},
    )


def past_from(wire: Mapping[str, Any]) -> Past:
    """A report kept as JSON (`liantu gaps --all --json`). Raises KeyError, TypeError, ValueError where it is none."""
    gaps = wire["gaps"]
    return Past(
        as_of=wire["as_of"],
        coverage=float(wire["coverage"]["value"]),
        sources=int(wire["coverage"]["sources"]),
        limits=dict(wire["limits"]) if wire.get("limits") else None,
        nodes={
            gap["node"]["id"]: State(
                gap["type"] or HEALTHY,
                float(gap["score"]),
                float(gap["certainty"]),
                int(gap["observed"]),
                {firm["id"]: firm["name"] for firm in gap["firms"]},
                {reason["cause"]: float(reason["value"]) for reason in gap["why"]},
            )
            for gap in gaps
        },
        names={gap["node"]["id"]: NodeRef(**gap["node"]) for gap in gaps},
    )
