"""The one result of which a report is written, found from the inputs and nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from api.reports.firms import KeyFirm, key_firms
from api.reports.inputs import Inputs
from graph.analysis.changes import Changes, changes_between
from graph.analysis.comparison import Comparison, compare
from graph.analysis.gaps import find_gaps
from graph.analysis.past_findings import past_from
from graph.analysis.results import NO_GAP, Gap, GapReport

CITED = 3  # evidence ids told of one thing


@dataclass(frozen=True, slots=True)
class Result:
    """What is known of one chain in one region: findings, firms, peers, changes."""

    findings: GapReport  # of every node, healthy ones too
    firms: tuple[KeyFirm, ...]
    peers: Comparison | None  # None for the whole country
    changes: Changes | None  # None where there is no report before

    @property
    def weak(self) -> tuple[Gap, ...]:
        """The weak links, worst first."""
        return tuple(gap for gap in self.findings.gaps if gap.type not in NO_GAP)


def find_result(inputs: Inputs) -> Result:
    """The result; the same inputs give the same result on every machine."""
    findings = find_findings(inputs)
    return Result(
        findings=findings,
        firms=key_firms(inputs, findings),
        peers=_peers(inputs),
        changes=_changes(inputs, findings),
    )


def find_findings(inputs: Inputs) -> GapReport:
    """The finding on every node."""
    return find_gaps(inputs.snapshot, inputs.chain, inputs.region, limits=inputs.limits, chains=inputs.chains)


def _peers(inputs: Inputs) -> Comparison | None:
    if inputs.region is None or inputs.region.level == "country":
        return None
    regions = [inputs.region]
    return compare(inputs.snapshot, inputs.chain, regions, limits=inputs.limits, chains=inputs.chains)


def _changes(inputs: Inputs, findings: GapReport) -> Changes | None:
    before = inputs.before
    if before is None:
        return None
    past, note = past_from(before.finding), f"与 {before.made_on} 的报告相比"
    return changes_between(past, findings, inputs.snapshot, corrections=before.corrections, note=note)


def cited(result: Result) -> tuple[str, ...]:
    """Ids of the evidence that a report of this result cites, each once."""
    return tuple(dict.fromkeys(_cited(result)))


def _cited(result: Result) -> Iterator[str]:
    for gap in result.weak:
        yield from first(gap.evidence)
    for firm in result.firms:
        yield from first(firm.evidence)
    policies = result.findings.policies
    rows = (*policies.gaps, *policies.without_gap) if policies else ()
    for backing in (*(policies.whole_chain if policies else ()), *(one for row in rows for one in row.policies)):
        yield from first(backing.evidence)


def first(evidence: Iterable[str]) -> tuple[str, ...]:
    """The ids that are cited of all there are."""
    return tuple(evidence)[:CITED]
