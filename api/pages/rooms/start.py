"""The first page: two ways in, and the state of the data."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from fastapi import Request
from fastapi.responses import Response

from api import answers
from api.kept import kept
from api.pages.frame.asked import Space
from api.pages.frame.cells import Link, Word
from api.pages.frame.rendering import show
from api.pages.frame.room import Room, page_router
from api.pages.frame.sheets import Column, Sheet
from api.pages.rooms.ask import EXAMPLES
from api.workspace import EmptyWorkspace, Workspace
from graph.analysis.census import census_of
from ontology.schema import MARKED

router = page_router()
ROOM = Room(router)


@router.get("/")
def show_start(request: Request, space: Space) -> Response:
    """Two ways in, and the state of the data."""
    return show(request, "start/start.html", lambda: start(space))


def start(workspace: Workspace) -> dict[str, Any]:
    """Chains to choose from and the state of the data; an empty workspace has a start page too."""
    try:
        stats = kept(workspace, "stats", answers.stats)
        documents = kept(workspace, "documents", answers.documents)
    except EmptyWorkspace:
        stats, documents = None, []
    return {
        "chains": workspace.chains,
        "examples": EXAMPLES,
        "stats": stats,
        "sheets": _sheets(workspace, documents) if stats else {},
        "tainted": any(one["kind"] in MARKED for one in documents),
    }


def _sheets(workspace: Workspace, documents: Sequence[Mapping[str, Any]]) -> dict[str, Sheet]:
    """How fresh the sources are, and how much of each chain they cover."""
    return {"kinds": _kinds_sheet(documents), "chains": kept(workspace, "covered", _chains_sheet)}


def _kinds_sheet(documents: Sequence[Mapping[str, Any]]) -> Sheet:
    grouped: dict[tuple[str, str], list[str]] = {}
    for one in documents:
        grouped.setdefault((one["kind"], one["publisher"] or one["source"]), []).append(one["published"])
    columns = (Column("发布者", "long"), Column("性质"), Column("文件", "count"), Column("最早"), Column("最新"))
    rows = [
        (publisher or None, Word(kind), len(days), min(filter(None, days), default=None), max(days) or None)
        for (kind, publisher), days in sorted(grouped.items(), key=lambda one: max(one[1]), reverse=True)
    ]
    return Sheet("来源", columns, rows, shown=12)


def _chains_sheet(workspace: Workspace) -> Sheet:
    """Firms and nodes seen of each chain in the whole country, and how complete the records are."""
    snapshot, chains = workspace.reading.snapshot, workspace.chains
    census = census_of(snapshot, chains, None, limits=workspace.limits)
    columns = (Column("产业链"), Column("企业", "count"), Column("有企业的环节"), Column("覆盖率", "percent"))
    rows = []
    for number, chain in enumerate(chains):
        own = census.makings.chain == number
        firms = census.makings.firm[np.isin(census.makings.node, np.flatnonzero(own))]
        seen = int((census.seen[0, own] > 0).sum())
        rows.append(
            (Link(chain.name, f"/chains/{chain.id}"), int(np.unique(firms).size), f"{seen} / {len(chain.nodes)}",
             float(census.coverage[0]) if firms.size else None)
        )  # fmt: skip
    return Sheet("各链的数据", columns, rows)
