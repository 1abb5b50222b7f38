"""What fails with what: firms, nodes or regions taken away, and the firms whose failure would cost most."""

import re
from typing import Annotated, Any

from fastapi import Query, Request
from fastapi.responses import Response

from api import diagnosis
from api.kept import kept
from api.pages.frame.asked import RegionName, Space
from api.pages.frame.cells import Link, Proof, Share
from api.pages.frame.rendering import show
from api.pages.frame.room import Entry, Room, page_router
from api.pages.frame.sheets import Column, Sheet
from api.workspace import Workspace
from graph.analysis.shock.results import PartLoss, RiskReport, ShockReport

router = page_router()
ROOM = Room(router, (Entry("看短板", "冲击推演", "/shock"),))

_TOP = 25  # firms of the ranking
_BETWEEN = re.compile(r"[,，、;；\n]+")


@router.get("/shock")
def show_shock(
    request: Request,
    space: Space,
    remove: Annotated[list[str] | None, Query()] = None,
    region: RegionName = "",
    psi: Annotated[float, Query(ge=0, le=1)] = 1.0,
) -> Response:
    """The loss when these fail; the firms that weigh most where nothing is taken away."""
    names = tuple(name.strip() for text in remove or () for name in _BETWEEN.split(text) if name.strip())
    return show(request, "shock/shock.html", lambda: shock_page(space, diagnosis.Shock(names, region or None, psi)))


def shock_page(workspace: Workspace, asked: diagnosis.Shock) -> dict[str, Any]:
    """Losses as tables, or the ranking."""
    if not asked.removed:
        risks = kept(workspace, "risks", lambda space: diagnosis.risks(space, top=_TOP))
        return {"asked": asked, "report": None, "risks": risks, "sheets": {"risks": _risks_sheet(risks)}}
    report = kept(workspace, asked, lambda space: diagnosis.shock(space, asked))
    sheets = {
        "nodes": _parts_sheet(report, report.by_node, "损失的环节"),
        "regions": _parts_sheet(report, report.by_region, "损失的地区"),
        "firms": _firms_sheet(report),
        "why": _steps_sheet(report),
    }
    return {"asked": asked, "report": report, "risks": None, "sheets": sheets}


def _risks_sheet(risks: RiskReport) -> Sheet:
    columns = (Column("企业"), Column("总损失", "percent"), Column("自身", "percent"), Column("上游", "percent"))
    rows = [(Link(one.name, f"/entities/{one.id}"), one.loss, one.own, one.upstream) for one in risks.ranking]
    return Sheet("一家停产代价最大的企业", columns, rows, marked=risks.tainted)


def _parts_sheet(report: ShockReport, parts: tuple[PartLoss, ...], title: str) -> Sheet:
    columns = (
        Column("名称"),
        Column("自身损失", "figure"),
        Column("占全部产出", "percent"),
        Column("受损企业", "count"),
    )
    rows = [(Link(one.name, f"/entities/{one.id}"), Share(one.loss), one.share, one.firms) for one in parts]
    return Sheet(title, columns, rows, marked=report.tainted, shown=30)


def _firms_sheet(report: ShockReport) -> Sheet:
    columns = (Column("企业"), Column("自身损失", "figure"), Column("占全部产出", "percent"))
    rows = [(Link(one.name, f"/entities/{one.id}"), Share(one.loss), one.share) for one in report.firms]
    return Sheet("受损最重的企业", columns, rows, marked=report.tainted, shown=30)


def _steps_sheet(report: ShockReport) -> Sheet:
    columns = (Column("从"), Column("到"), Column("途径"), Column("损失", "figure"), Column("证据"))
    rows = [
        (_entity(one.source.id, one.source.name), _entity(one.target.id, one.target.name), one.way, Share(one.loss),
         Proof(one.evidence))
        for one in report.why
    ]  # fmt: skip
    return Sheet("损失沿着哪些供应关系传来", columns, rows, marked=report.tainted, shown=30)


def _entity(key: str, name: str) -> Link:
    return Link(name, f"/entities/{key}")
