"""A node of a chain in a region: the finding with its reasons, the firms, what it takes and goes into, what to do."""

from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal

from fastapi import Depends, Request
from fastapi.responses import Response

from api.pages.frame.address import to
from api.pages.frame.asked import RegionName, Space
from api.pages.frame.cells import Cell, Link, Proof, Share, Tag
from api.pages.frame.findings import Findings, find
from api.pages.frame.quotes import quotes_of
from api.pages.frame.rendering import show
from api.pages.frame.room import Room, page_router
from api.pages.frame.sheets import Column, Sheet
from api.workspace import Workspace
from graph.analysis.results import Backing, Gap
from graph.snapshot import Snapshot
from graph.view.colours import kind_of
from ontology.chains import Chain, ChainNode
from ontology.values.regions import region_of

router = page_router()
ROOM = Room(router)
_QUOTES: Final = 6


@dataclass(frozen=True, slots=True)
class View:
    """Where a node is looked at, and whether its page is wanted or its short form beside the picture."""

    region: RegionName = ""
    part: Literal["page", "panel"] = "page"


@router.get("/chains/{chain}/nodes/{node}")
def show_node(request: Request, space: Space, chain: str, node: str, view: Annotated[View, Depends()]) -> Response:
    """The page of a node, or its short form beside the picture (`part=panel`)."""
    template = "chains/panel.html" if view.part == "panel" else "chains/node.html"
    return show(request, template, lambda: node_page(space, find(space, chain, view.region), node))


def node_page(workspace: Workspace, found: Findings, short: str) -> dict[str, Any]:
    """All that is known of a node, each part a table."""
    node = found.node(short)
    gap = found.of(node)
    tables = {
        "reasons": _reasons(found, gap),
        "remedies": _remedies(found, gap),
        "firms": _firms(workspace.reading.snapshot, gap),
        "inputs": _neighbours(found, "投入", _inputs(found.chain, node)),
        "outputs": _neighbours(found, "去向", _outputs(found.chain, node)),
    }
    return {
        "found": found,
        "node": node,
        "gap": gap,
        "policies": _policies(found, gap),
        "quotes": quotes_of(workspace, gap.evidence[:_QUOTES]),
        "sheets": {name: sheet for name, sheet in tables.items() if sheet.rows},
        "ways": _ways(found, node, gap),
    }


def _ways(found: Findings, node: ChainNode, gap: Gap) -> list[Link]:
    """Where one goes on from a node."""
    return [
        Link("如果它断了", to("/shock", remove=gap.node.id, region=found.region)),
        Link("各地对比", to("/compare", chain=found.chain.id, region=found.region)),
        Link("找服务商", to("/match", text=f"需要{node.name}", region=found.region)),
        Link("事实与原文", f"/entities/{gap.node.id}"),
    ]


def _reasons(found: Findings, gap: Gap) -> Sheet:
    columns = (Column("原因"), Column("部分", "figure"), Column("说明", "long"), Column("证据"))
    rows: list[tuple[Cell, ...]] = [
        (one.cause, Share(one.contribution), one.note, Proof(one.evidence)) for one in gap.why
    ]
    return Sheet("原因（各部分之和等于得分）", columns, rows, marked=found.report.tainted)


def _remedies(found: Findings, gap: Gap) -> Sheet:
    columns = (Column("对策"), Column("对象"), Column("理由", "long"))
    rows = [(one.kind, Link(one.target.name, f"/entities/{one.target.id}"), one.why) for one in gap.remedies]
    return Sheet("对策", columns, rows, marked=found.report.tainted)


def _firms(snapshot: Snapshot, gap: Gap) -> Sheet:
    numbers = snapshot.index_of([firm.id for firm in gap.firms])
    homes = snapshot.nodes["region"].take(numbers).to_pylist()
    columns = (Column("企业"), Column("所在地"))
    rows = [
        (Link(firm.name, f"/entities/{firm.id}"), region_of(home).name if home else None)
        for firm, home in zip(gap.firms, homes, strict=True)
    ]
    return Sheet("企业", columns, rows, marked=gap.tainted)


def _neighbours(found: Findings, title: str, listed: list[tuple[str, float | None, str]]) -> Sheet:
    columns = (Column("环节"), Column("类型"), Column("企业", "count"), Column("权重", "figure"), Column("备注"))
    rows = []
    for short, weight, note in listed:
        gap = found.of(found.node(short))
        rows.append((found.link(gap), Tag(kind_of(gap)), gap.observed, weight, note))
    return Sheet(title, columns, rows)


def _inputs(chain: Chain, node: ChainNode) -> list[tuple[str, float | None, str]]:
    links = chain.inputs_of(node.id)
    return [
        (option, link.weight, "" if option == link.source else "可替代") for link in links for option in link.options
    ]


def _outputs(chain: Chain, node: ChainNode) -> list[tuple[str, float | None, str]]:
    return [
        (link.target, link.weight, "" if link.source == node.id else "可替代")
        for link in chain.links
        if node.id in link.options
    ]


def _policies(found: Findings, gap: Gap) -> tuple[Backing, ...]:
    matrix = found.report.policies
    rows = (*matrix.gaps, *matrix.without_gap) if matrix else ()
    return next((row.policies for row in rows if row.node.id == gap.node.id), ())
