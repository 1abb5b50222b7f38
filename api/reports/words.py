"""What a template may speak of: names, figures and findings of a result, each with its notes."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from api.reports.firms import KeyFirm
from api.reports.inputs import Inputs
from api.reports.notes import certainty_note, evidence_notes, reckoned, score_note, verdict_note
from api.reports.paper import Figure, Told
from api.reports.result import Result
from graph.analysis.checkup import check_up
from graph.analysis.results import Addition, Direction, Gap, GapType, type_word
from ontology.schema import MARK

_COUNTRY = "全国"


def words_of(inputs: Inputs, result: Result) -> dict[str, Any]:
    """Everything by the name that a template uses."""
    findings = result.findings
    return {
        "chain": findings.chain.name,
        "region": findings.region.name if findings.region else _COUNTRY,
        "made_on": _day(inputs.made_on),
        "as_of": _day(findings.as_of),
        "mark": MARK.partition(" · ")[0] if findings.tainted else "",
        "coverage": _coverage(result),
        "nodes": _nodes(inputs, result),
        "firms": _firms(inputs, result),
        "weak": [_weak(inputs, gap) for gap in result.weak],
        "types": _types(result),
        "plan": _plan(result),
        "strong": [gap.node.name for gap in findings.gaps if gap.type is GapType.STRONG],
        "strengthen": [_direction(one) for one in findings.plan.strengthen] if findings.plan else [],
        "extend": [_direction(one) for one in findings.plan.extend] if findings.plan else [],
        "policies": _policies(result),
        "peers": _peers(result),
        "changes": _changes(result),
        "unknown": check_up(findings).unknown[1:],  # the first is the note on the coverage
        "limits": verdict_note(inputs.limits)[0].text,
        "origin": inputs.chain.origin,
        "version": inputs.snapshot.version,
    }


def _day(text: str) -> str:
    """2026-10-15 as 2026年10月15日; a year or a month as far as it is told."""
    return "".join(f"{int(part)}{unit}" for part, unit in zip(text.split("-"), "年月日", strict=False)) if text else ""


def _coverage(result: Result) -> Mapping[str, Any]:
    found = result.findings.coverage
    told = found.note.partition(" · ")[0]
    notes = reckoned(f"覆盖率 = 资料见到的企业占实有企业的估计，{told}（方法说明 K 节）。")
    return {
        "value": Figure(found.value, "0%", notes),
        "low": Figure(found.low, "0%"),
        "high": Figure(found.high, "0%"),
        "sources": Figure(found.sources),
        "note": told,
        "wide": found.high - found.low > 0.5,
    }


def _nodes(inputs: Inputs, result: Result) -> Mapping[str, Figure]:
    gaps, sure = result.findings.gaps, inputs.limits.least_confidence
    origin = inputs.chain.origin.partition(" · ")[0].rstrip("。")
    unknown = sum(gap.type is GapType.UNKNOWN for gap in gaps)
    seen = reckoned(f"至少有一家企业的事实可信度不低于 {sure:.0%}；注销、停产、在建的企业不计。")
    return {
        "total": Figure(
            len(gaps),
            notes=reckoned(f"按产业链定义“{inputs.chain.name}”计；定义来源：{origin}。"),
        ),
        "seen": Figure(sum(gap.observed > 0 for gap in gaps), notes=seen),
        "weak": Figure(len(result.weak), notes=verdict_note(inputs.limits)),
        "unknown": Figure(unknown, notes=reckoned("资料太少，说不清有没有企业；不作断点论。") if unknown else ()),
    }


def _types(result: Result) -> list[Mapping[str, Any]]:
    counts = Counter(type_word(gap.type) for gap in result.weak)
    names = {kind: [gap.node.name for gap in result.weak if type_word(gap.type) == kind] for kind in counts}
    return [{"name": kind, "count": Figure(count), "nodes": names[kind]} for kind, count in counts.most_common()]


def _firms(inputs: Inputs, result: Result) -> Mapping[str, Any]:
    alone = [firm for firm in result.firms if firm.alone]
    return {
        "total": Figure(len(result.firms), notes=reckoned("在本地区承担至少一个环节的企业，一家企业只计一次。")),
        "alone": Figure(len(alone), notes=reckoned("至少有一个环节在本地区只见这一家企业承担。")),
        "first": [_firm(inputs, firm) for firm in result.firms],
    }


def _firm(inputs: Inputs, firm: KeyFirm) -> Mapping[str, Any]:
    return {
        "name": Told(firm.name, evidence_notes(inputs.places, firm.evidence)[:1]),
        "region": firm.region,
        "nodes": list(firm.nodes),
        "alone": list(firm.alone),
        "products": list(firm.products),
    }


def _weak(inputs: Inputs, gap: Gap) -> Mapping[str, Any]:
    return {
        "name": gap.node.name,
        "stage": gap.node.stage,
        "type": type_word(gap.type),
        "score": Figure(gap.score, "0.00", score_note()),
        "certainty": Figure(gap.certainty, "0%", certainty_note()),
        "robustness": Figure(gap.robustness, "0%", reckoned("稳健 = 稍改来源、阈值后判定不变的次数占比。")),
        "observed": Figure(gap.observed),
        "expected": Figure(gap.expected, "0.0"),
        "why": Told(gap.explanation, evidence_notes(inputs.places, gap.evidence)[:1]),
        "causes": [{"name": one.cause, "part": Figure(one.contribution, "0.00"), "note": one.note} for one in gap.why],
        "remedies": [{"kind": one.kind, "target": one.target.name, "why": one.why} for one in gap.remedies],
        "behind": [one.name for one in gap.behind],
    }


def _plan(result: Result) -> Mapping[str, Any]:
    plan = result.findings.plan
    if plan is None or not plan.additions:
        return {"additions": [], "closed": Figure(0, "0%"), "count": Figure(0), "open": []}
    closed = reckoned(f"按得分与把握之积加权的弱项中，这些新增能补上的比例；{plan.note}。")
    return {
        "additions": [_addition(one) for one in plan.additions],
        "count": Figure(len(plan.additions)),
        "closed": Figure(plan.closed, "0%", closed),
        "open": [node.name for node in plan.open],
    }


def _addition(one: Addition) -> Mapping[str, Any]:
    firms = [
        {"name": firm.name, "region": firm.region.name if firm.region else "", "reach": firm.reach,
         "nearness": Figure(firm.nearness, "0.00"), "has": list(firm.has), "lacks": list(firm.lacks)}
        for firm in one.firms
    ]  # fmt: skip
    return {"node": one.node.name, "closes": [node.name for node in one.closes], "firms": firms}


def _direction(one: Direction) -> Mapping[str, Any]:
    return {"node": one.node.name, "why": one.why}


def _policies(result: Result) -> Mapping[str, Any]:
    matrix = result.findings.policies
    without = matrix.without_policy if matrix else ()
    backed = [row for row in (matrix.gaps if matrix else ()) if row.policies]
    return {
        "whole": [one.policy.name for one in matrix.whole_chain] if matrix else [],
        "any": bool(matrix and (matrix.whole_chain or backed or matrix.without_gap or matrix.left_out)),
        "backed": Figure(len(backed)),
        "without": Figure(len(without)),
        "without_names": [node.name for node in without],
    }


def _peers(result: Result) -> Mapping[str, Any] | None:
    found = result.peers
    if found is None or len(found.sides) < 2:
        return None
    behind = [row for row in found.nodes if row.best and (row.behind or 0) > 0]
    return {
        "names": [side.region.name for side in found.sides[1:]],
        "alike": found.alike,
        "note": found.note,
        "behind": [
            {"node": row.node.name, "best": row.best.name if row.best else "", "by": Figure(row.behind or 0.0, "0.00")}
            for row in behind
        ],
    }


def _changes(result: Result) -> Mapping[str, Any] | None:
    found = result.changes
    if found is None:
        return None
    return {
        "before": _day(found.before),
        "note": found.note,
        "count": Figure(len(found.changes)),
        "same": Figure(found.same),
        "nodes": [
            {"name": one.node.name, "before": one.type_before or "无此环节", "after": one.type_after or "无此环节",
             "why": [cause.told for cause in one.causes]}
            for one in found.changes
        ],
    }  # fmt: skip
