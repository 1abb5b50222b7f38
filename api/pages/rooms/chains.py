"""A chain in a region: its picture, its weak links, what to do about them."""

from collections.abc import Sequence
from typing import Any

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from api import answers
from api.pages.frame.address import to
from api.pages.frame.asked import RegionName, Space
from api.pages.frame.cells import Link, Proof, Tag
from api.pages.frame.figures import Figure
from api.pages.frame.rendering import show
from api.pages.frame.room import Entry, Room, page_router
from api.pages.frame.sheets import Column, Sheet
from api.workspace import Workspace
from graph.analysis.results import Gap, GapReport, GapType

router = page_router()
ROOM = Room(router, (Entry("看短板", "产业链", "/chains"),))


@router.get("/chains")
def choose_chain(request: Request, space: Space, chain: str = "", region: RegionName = "") -> Response:
    """All chains; from a form that names one, on to the chain's own address."""
    if chain:
        return RedirectResponse(to(f"/chains/{chain}", region=region), status_code=303)
    return show(request, "chains/list.html", lambda: chain_list(space))


@router.get("/chains/{chain}")
def show_chain(request: Request, space: Space, chain: str, region: RegionName = "") -> Response:
    """The chain's picture and its weak links."""
    return show(request, "chains/chain.html", lambda: chain_page(space, chain, region or None))


def chain_list(workspace: Workspace) -> dict[str, Any]:
    """Chains with their sizes."""
    chains = workspace.chains
    columns = (Column("产业链"), Column("环节", "count"), Column("联系", "count"), Column("出处", "long"))
    rows = [
        (Link(chain.name, f"/chains/{chain.id}"), len(chain.nodes), len(chain.links), chain.origin) for chain in chains
    ]
    return {"chains": chains, "sheets": {"chains": Sheet("产业链", columns, rows)}}


def chain_page(workspace: Workspace, text: str, region: str | None) -> dict[str, Any]:
    """Picture, weak links, and the nodes that are healthy."""
    definition = workspace.chain(text)
    report = answers.gaps(workspace, text, region, healthy=True)
    weak = [gap for gap in report.gaps if gap.type not in {None, GapType.STRONG}]
    svg = answers.chain_picture(workspace, text, region, link="#{id}")
    return {
        "chain": definition,
        "chains": workspace.chains,
        "report": report,
        "weak": weak,
        "sound": [gap for gap in report.gaps if gap not in weak],
        "figures": {"chain": Figure(f"{definition.name}产业链", svg, "gaps", report.tainted)},
        "sheets": {"gaps": gap_sheet(report, report.gaps)},
        "region": report.region.name if report.region else "",
    }


def gap_sheet(report: GapReport, gaps: Sequence[Gap]) -> Sheet:
    """The findings as a table, one node a row."""
    columns = (
        Column("环节"),
        Column("阶段"),
        Column("类型"),
        Column("得分", "figure"),
        Column("把握", "percent"),
        Column("稳健", "percent"),
        Column("见到", "count"),
        Column("应见", "figure"),
        Column("说明", "long"),
        Column("证据"),
    )
    rows = [
        (
            gap.node.name, gap.node.stage, Tag(gap.type), gap.score, gap.certainty, gap.robustness,
            gap.observed, gap.expected, gap.explanation, Proof(gap.evidence),
        )
        for gap in gaps
    ]  # fmt: skip
    title = f"{report.chain.name}产业链" + (f"·{report.region.name}" if report.region else "")
    return Sheet(title, columns, rows, [gap.node.id for gap in gaps], report.tainted)
