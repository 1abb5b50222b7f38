"""A check-up (体检) of one chain in one region on one page: state, worst links, strengths, plan, policies, unknowns."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from graph.analysis.results import (
    NO_GAP,
    Addition,
    Coverage,
    Direction,
    Gap,
    GapReport,
    GapType,
    Named,
    NodeRef,
    type_word,
)

WORST: Final = 6  # weak links shown
_FEW: Final = 5
_FRAGILE: Final = 0.7  # robustness below which a finding may well be another


@dataclass(frozen=True, slots=True)
class WeakLink:
    """One weak link in a line."""

    node: NodeRef
    type: str
    score: float
    certainty: float
    robustness: float
    why: str
    first_remedy: str


@dataclass(frozen=True, slots=True)
class Checkup:
    """One page."""

    chain: Named
    region: Named | None
    as_of: str
    coverage: Coverage
    counts: Mapping[str, int]  # nodes by type, 正常 among them
    verdict: str  # one sentence
    worst: tuple[WeakLink, ...]
    strengths: tuple[NodeRef, ...]
    additions: tuple[Addition, ...]
    closed: float
    strengthen: tuple[Direction, ...]
    extend: tuple[Direction, ...]
    without_policy: tuple[NodeRef, ...]
    idle_policies: tuple[Named, ...]  # policies that meet no gap
    unknown: tuple[str, ...]  # what cannot be told
    tainted: bool


def check_up(report: GapReport) -> Checkup:
    """The page, from the finding on every node (`find_gaps` with `healthy`)."""
    weak = [gap for gap in report.gaps if gap.type not in NO_GAP]
    plan, policies = report.plan, report.policies
    idle = [one.policy for row in (policies.without_gap if policies else ()) for one in row.policies]
    return Checkup(
        chain=report.chain,
        region=report.region,
        as_of=report.as_of,
        coverage=report.coverage,
        counts=Counter(type_word(gap.type) for gap in report.gaps),
        verdict=_verdict(report, weak),
        worst=tuple(_line(gap) for gap in weak[:WORST]),
        strengths=tuple(gap.node for gap in report.gaps if gap.type is GapType.STRONG),
        additions=plan.additions if plan else (),
        closed=plan.closed if plan else 0.0,
        strengthen=plan.strengthen if plan else (),
        extend=plan.extend if plan else (),
        without_policy=policies.without_policy if policies else (),
        idle_policies=tuple(dict.fromkeys(idle)),
        unknown=_unknown(report, weak),
        tainted=report.tainted,
    )


def _verdict(report: GapReport, weak: list[Gap]) -> str:
    seen = sum(1 for gap in report.gaps if gap.observed)
    place = report.region.name if report.region else "全国"
    worst = f"，最重的是{weak[0].node.name}（{weak[0].type.value if weak[0].type else ''}）" if weak else ""
    return f"{place}{report.chain.name}链 {len(report.gaps)} 个环节，见到企业的 {seen} 个；弱项 {len(weak)} 个{worst}"


def _line(gap: Gap) -> WeakLink:
    remedy = gap.remedies[0] if gap.remedies else None
    return WeakLink(
        node=gap.node,
        type=gap.type.value if gap.type else "",
        score=gap.score,
        certainty=gap.certainty,
        robustness=gap.robustness,
        why=gap.explanation,
        first_remedy=f"{remedy.kind}：{remedy.target.name}" if remedy else "",
    )


def _unknown(report: GapReport, weak: list[Gap]) -> tuple[str, ...]:
    """What would have to be known for a surer page."""
    told = [report.coverage.note]
    unsure = [gap.node.name for gap in report.gaps if gap.type is GapType.UNKNOWN]
    if unsure:
        told.append(f"数据不足以判断 {len(unsure)} 个环节：{'、'.join(unsure[:_FEW])}")
    causes = Counter(cause for gap in report.gaps for cause in gap.unknown)
    told += [f"{cause}：{count} 个环节没有数据" for cause, count in causes.most_common()]
    fragile = [gap.node.name for gap in weak if gap.robustness < _FRAGILE]
    if fragile:
        told.append(f"稍改来源或阈值结论就会变：{'、'.join(fragile[:_FEW])}")
    return tuple(told)
