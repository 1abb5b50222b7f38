"""Policies: which there are, what one asks and who may apply, and a short profile that finds those for a firm.

The profile stands in the address: each answer adds `f.FIELD=…`, and the next questions are those that settle most.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Final

from fastapi import Query, Request
from fastapi.responses import Response

from api import policies
from api.kept import kept
from api.pages.frame.address import to
from api.pages.frame.asked import RegionName, Space
from api.pages.frame.cells import Cell, Link
from api.pages.frame.rendering import show
from api.pages.frame.room import Entry, Room, page_router
from api.pages.frame.sheets import Column, Sheet
from api.policies import Applicant, EligibleReport, Question
from api.policies.documents import PolicyDocument
from api.workspace import Workspace
from graph.analysis.eligibility.results import RESULT_WORDS, VERDICT_WORDS
from ontology.eligibility.conditions import Benefit, Condition
from ontology.eligibility.fields import fields

router = page_router()
ROOM = Room(router, (Entry("找伙伴", "查政策", "/policies"), Entry("找伙伴", "能申报什么", "/eligible")))

FIRST: Final = ("region", "industry", "age", "revenue", "employees", "rd_ratio", "titles")  # asked of every firm
PREFIX: Final = "f."
_ASKED: Final = 5  # further questions at a time


@router.get("/policies")
def show_policies(request: Request, space: Space, region: RegionName = "") -> Response:
    """Policies in force, and those left out with the reason."""
    return show(request, "policies/list.html", lambda: policies_page(space, region))


@router.get("/eligible")
def show_eligible(
    request: Request,
    space: Space,
    enterprise: Annotated[str, Query(max_length=200)] = "",
    on: Annotated[str, Query(pattern=r"^(\d{4}-\d{2}-\d{2})?$")] = "",
) -> Response:
    """The profile as far as it is filled in, and the policies for it."""
    given = {
        key.removeprefix(PREFIX): value.strip()[:300]
        for key, value in request.query_params.items()
        if key.startswith(PREFIX) and value.strip()
    }
    return show(request, "policies/eligible.html", lambda: eligible_page(space, (enterprise.strip(), on), given))


@router.get("/policies/{policy:path}")
def show_policy(request: Request, space: Space, policy: str) -> Response:
    """What a policy asks and gives, and the firms that may apply."""
    return show(request, "policies/policy.html", lambda: policy_page(space, policy))


def policies_page(workspace: Workspace, region: str) -> dict[str, Any]:
    """Both lists as tables."""
    found = kept(workspace, ("policies", region), lambda space: policies.policies(space, region or None))
    columns = (
        Column("政策"), Column("发布者", "long"), Column("条件", "count"), Column("支持", "long"), Column("截止"),
        Column("来源", "long"),
    )  # fmt: skip
    left = (Column("政策"), Column("不计的原因", "long"))
    sheets = {
        "policies": Sheet("有效的政策", columns, [_policy_row(one) for one in found.policies], marked=found.tainted),
        "left": Sheet("不计的政策", left, [(_link(one), one.void) for one in found.left_out]),
    }
    return {"region": region, "found": found, "sheets": sheets}


def _link(one: PolicyDocument) -> Link:
    return Link(one.title, to(f"/policies/{one.id}"))


def _policy_row(one: PolicyDocument) -> tuple[Cell, ...]:
    until = one.rules.deadline.date if one.rules.deadline else one.standing.until
    gives = "；".join(_gives(benefit) for benefit in one.rules.benefits[:3])
    return _link(one), one.standing.issuer or None, len(one.rules.conditions), gives or None, until or None, one.source


def _gives(one: Benefit) -> str:
    if one.rate is not None:
        top = f"，最高 {one.cap:g} {one.unit}" if one.cap is not None else ""
        return f"{one.kind} {one.rate:g}%{top}"
    sum_told = one.amount if one.amount is not None else one.cap
    return one.kind if sum_told is None else f"{one.kind} {sum_told:g} {one.unit}"


def policy_page(workspace: Workspace, name: str) -> dict[str, Any]:
    """Conditions with their words, and firms of the graph, those that may apply first."""
    found = policies.policy(workspace, name)
    able = kept(workspace, ("firms for", found.id), lambda space: policies.firms(space, found.id))
    columns = (Column("条件"), Column("要求"), Column("原文", "long"))
    firm_columns = (
        Column("企业"),
        Column("结论"),
        Column("满足", "count"),
        Column("未知", "count"),
        Column("差什么", "long"),
    )
    firms = [
        (Link(one.name, f"/entities/{one.id}"), VERDICT_WORDS[one.check.verdict], one.met, one.open,
         "；".join(step.text for step in one.check.steps[:3]) or None)
        for one in able.firms
    ]  # fmt: skip
    return {
        "policy": found,
        "able": able,
        "sheets": {
            "conditions": Sheet("条件", columns, [_condition_row(one) for one in found.rules.conditions]),
            "firms": Sheet("可能够得上的企业", firm_columns, firms, marked=any(one.tainted for one in able.firms)),
        },
    }


def _condition_row(one: Condition) -> tuple[Cell, ...]:
    value = "、".join(one.value) if isinstance(one.value, tuple) else str(one.value)
    name = fields()[one.field].name if one.field in fields() else one.field
    return name, f"{one.op.value} {value} {one.unit}".strip(), one.quote


def eligible_page(workspace: Workspace, who: tuple[str, str], given: Mapping[str, str]) -> dict[str, Any]:
    """Policies for a firm on a day, condition by condition, and what to ask next; first only the form."""
    enterprise, on = who
    facts = {key: policies.fact_of(key, value) for key, value in given.items()}
    asked = bool(facts or enterprise)
    report = policies.eligible(workspace, Applicant(enterprise, facts), on=on) if asked else None
    return {
        "enterprise": enterprise,
        "on": on,
        "given": given,
        "questions": [*map(_first, FIRST), *_next(report, given)],
        "prefix": PREFIX,
        "report": report,
        "verdicts": VERDICT_WORDS,
        "results": RESULT_WORDS,
        "sheets": {"checks": _checks_sheet(report)} if report else {},
    }


def _first(key: str) -> Question:
    return policies.question(fields()[key])


def _next(report: EligibleReport | None, given: Iterable[str]) -> Sequence[Question]:
    """Those already answered, to be changed, and the few that settle most."""
    answered = [policies.question(fields()[key]) for key in given if key not in FIRST and key in fields()]
    open_ones = [one for one in report.questions if one.field not in (*FIRST, *given)] if report else []
    return [*answered, *open_ones[:_ASKED]]


def _checks_sheet(report: EligibleReport) -> Sheet:
    columns = (Column("政策"), Column("结论"), Column("条件", "count"), Column("满足", "count"), Column("还差", "long"))
    rows = [
        (Link(one.title, to(f"/policies/{one.policy}")), VERDICT_WORDS[one.verdict], len(one.conditions),
         sum(result.result.value == "met" for result in one.conditions), "；".join(step.text for step in one.steps))
        for one in report.checks
    ]  # fmt: skip
    return Sheet("对这家企业", columns, rows, marked=report.tainted)
