"""Regions side by side: a chain node by node, or all chains in counts; coverages stand beside the findings."""

import re
from typing import Annotated, Any

from fastapi import Query, Request
from fastapi.responses import Response

from api.comparison import compare_chains, compare_regions
from api.kept import kept
from api.pages.frame.address import to
from api.pages.frame.asked import Space
from api.pages.frame.cells import Cell, Link, Tag
from api.pages.frame.rendering import show
from api.pages.frame.room import Entry, Room, page_router
from api.pages.frame.sheets import Column, Sheet
from api.workspace import Workspace
from graph.analysis.comparison import Comparison, NodeAcross, Overview, Side, Standing
from graph.analysis.results import HEALTHY, Coverage
from graph.view.colours import NO_GAP_WORD

router = page_router()
ROOM = Room(router, (Entry("看短板", "各地对标", "/compare"),))

_BETWEEN = re.compile(r"[\s,，、;；]+")


@router.get("/compare")
def show_comparison(
    request: Request,
    space: Space,
    region: Annotated[list[str] | None, Query()] = None,
    chain: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """Regions given one by one or in one field; only the form where there is none."""
    places = [name for text in region or () for name in _BETWEEN.split(text) if name]
    return show(request, "compare/compare.html", lambda: compare_page(space, places, chain))


def compare_page(workspace: Workspace, regions: list[str], chain: str) -> dict[str, Any]:
    """Sides and differences of one chain; without one, all chains in counts."""
    form = {"chains": workspace.chains, "chain": chain, "regions": regions}
    if not regions:
        return {**form, "found": None, "overview": None, "sheets": {}}
    if not chain:
        all_chains = kept(workspace, ("overview", *regions), lambda space: compare_chains(space, regions))
        return {**form, "found": None, "overview": all_chains, "sheets": {"chains": _chains_sheet(all_chains)}}
    found = kept(workspace, ("compare", chain, *regions), lambda space: compare_regions(space, regions, chain))
    sheets = {"sides": _sides_sheet(found), "nodes": _nodes_sheet(found)}
    return {**form, "found": found, "overview": None, "sheets": sheets}


def _coverage(one: Coverage) -> str:
    return f"{one.value:.0%}（{one.low:.0%}–{one.high:.0%}）"


def _sides_sheet(found: Comparison) -> Sheet:
    kinds = list(dict.fromkeys(kind for side in found.sides for kind in side.counts))
    counts = [Column(kind, "count") for kind in kinds]
    told = (Column("角色"), Column("弱项合计", "figure"), Column("企业", "count"), Column("覆盖率"))
    columns = (Column("地区"), *told, *counts)
    rows: list[tuple[Cell, ...]] = [
        (_side_link(found, side), side.role, side.weakness, side.firms, _coverage(side.coverage),
         *(side.counts.get(kind, 0) for kind in kinds))
        for side in found.sides
    ]  # fmt: skip
    return Sheet("各地概况", columns, rows, marked=found.tainted)


def _side_link(found: Comparison, side: Side) -> Link:
    return Link(side.region.name, to(f"/chains/{found.chain.id.removeprefix('chain:')}", region=side.region.name))


def _nodes_sheet(found: Comparison) -> Sheet:
    places = [Column(side.region.name) for side in found.sides]
    columns = (Column("环节"), *places, Column("最好"), Column("落后", "figure"))
    return Sheet("逐个环节", columns, [_node_row(found, node) for node in found.nodes], marked=found.tainted)


def _node_row(found: Comparison, across: NodeAcross) -> tuple[Cell, ...]:
    chain, _, short = across.node.id.removeprefix("node:").partition("/")
    address = to(f"/chains/{chain}/nodes/{short}", region=found.sides[0].region.name)
    standings = (Tag(_kind(one), f"{one.observed} · {one.score:.2f}") for one in across.standings)
    best = across.best.name if across.best else None
    return Link(across.node.name, address, across.node.stage), *standings, best, across.behind


def _kind(one: Standing) -> str:
    """An empty node that is no gap is not a healthy one, as on the picture."""
    return NO_GAP_WORD if one.type == HEALTHY and one.observed == 0 else one.type


def _chains_sheet(found: Overview) -> Sheet:
    columns = [Column("产业链")]
    for place in found.regions:
        columns += [Column(f"{place.name} 企业", "count"), Column(f"{place.name} 弱项", "long")]
    rows = []
    for one in found.chains:
        cells: list[Cell] = [Link(one.chain.name, _chain_address(found, one.chain.id))]
        for firms, counts in zip(one.firms, one.counts, strict=True):
            cells += [firms, "，".join(f"{kind} {count}" for kind, count in counts.items() if count)]
        rows.append(cells)
    return Sheet("各条产业链", columns, rows)


def _chain_address(found: Overview, chain: str) -> str:
    return to("/compare", chain=chain.removeprefix("chain:"), region=[place.name for place in found.regions])
