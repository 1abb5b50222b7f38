"""The product space of all chains: what is made together lies near; full points are made in the region shown."""

from typing import Any, Final

import numpy as np
from fastapi import Request
from fastapi.responses import Response

from api import answers, diagnosis
from api.kept import kept
from api.pages.frame.address import to
from api.pages.frame.asked import RegionName, Space
from api.pages.frame.cells import Cell, Link, Share, Span
from api.pages.frame.figures import Figure
from api.pages.frame.landscape import census_at
from api.pages.frame.rendering import show
from api.pages.frame.room import Entry, Room, page_router
from api.pages.frame.sheets import Column, Sheet
from api.workspace import Workspace
from graph.analysis.census import Census
from graph.analysis.complexity_report import ComplexityReport, RegionComplexity
from graph.analysis.relatedness import relatedness_of
from graph.view.node_space import Layout, Point, layout_of, layout_svg
from ontology.values.regions import Region, is_inside

router = page_router()
ROOM = Room(router, (Entry("看格局", "产品空间", "/space"),))

_LEVEL: Final = "province"


@router.get("/space")
def show_space(request: Request, space: Space, region: RegionName = "") -> Response:
    """Nodes of all chains; with a region what it makes, and what lies near."""
    return show(request, "space/space.html", lambda: space_page(space, region))


def space_page(workspace: Workspace, region: str) -> dict[str, Any]:
    """Picture, complexity of regions, and the nearest chances of the one shown."""
    place = answers.region_named(region)
    census = census_at(workspace, _LEVEL)
    layout = kept(workspace, "space", _layout)
    report = kept(workspace, "complexity", diagnosis.complexity)
    title = f"产品空间·{place.name if place else '全国'}"
    svg = layout_svg(layout, _points(workspace, census, place), title)
    chosen = next((one for one in report.regions if place and one.region.id == place.id), None)
    sheets = {"regions": _regions_sheet(report)}
    if chosen:
        sheets["chances"] = _chances_sheet(chosen)
    return {
        "place": place,
        "report": report,
        "chosen": chosen,
        "figures": {"space": Figure(title, svg, "regions")},
        "sheets": sheets,
    }


def _layout(workspace: Workspace) -> Layout:
    census = census_at(workspace, _LEVEL)
    used = sorted(set(census.makings.chain.tolist()))
    rows = [relatedness_of(workspace.chains, number, census.makings).nearness for number in used]
    nearness = np.vstack(rows) if rows else np.zeros((0, 0))
    return layout_of(np.maximum(nearness, nearness.T))


def _points(workspace: Workspace, census: Census, place: Region | None) -> list[Point]:
    """Nodes with the firms seen anywhere; made where the region shown has one."""
    inside = [place is None or is_inside(key, place.id) for key in census.regions]
    here, anywhere = census.seen[inside].sum(axis=0), census.seen.sum(axis=0)
    known = [(chain, node) for chain in workspace.chains for node in chain.nodes]
    return [
        Point(
            node.name, chain.name, float(anywhere[at]), bool(here[at] > 0),
            to(f"/chains/{chain.id}/nodes/{node.id}", region=place.name if place else ""),
        )
        for at, (chain, node) in enumerate(known)
    ]  # fmt: skip


def _regions_sheet(report: ComplexityReport) -> Sheet:
    columns = (
        Column("地区"), Column("复杂度 ECI", "figure"), Column("名次及区间", "count"), Column("前景 COI", "figure"),
        Column("专业化环节", "count"),
    )  # fmt: skip
    ranked = sum(one.rank is not None for one in report.regions)
    return Sheet("各地区的复杂度", columns, [_region_row(one, ranked) for one in report.regions])


def _region_row(one: RegionComplexity, ranked: int) -> tuple[Cell, ...]:
    rank: Cell = one.rank
    if one.rank is not None and one.low is not None and one.high is not None:
        rank = Span(one.rank, one.low, one.high, least=1, most=ranked)
    return Link(one.region.name, to("/space", region=one.region.name)), one.eci, rank, one.outlook, one.diversity


def _chances_sheet(region: RegionComplexity) -> Sheet:
    columns = (Column("环节"), Column("邻近密度", "figure"), Column("机会增益", "figure"))
    rows = [(Link(one.node.name, f"/entities/{one.node.id}"), Share(one.density), one.gain) for one in region.nearest]
    return Sheet("邻近而尚无的环节", columns, rows)
