"""How the service stands: version, stores, counts, chains, and the limits that findings were decided by."""

from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from fastapi import Request
from fastapi.responses import Response

from api import answers
from api.kept import kept
from api.pages.frame.asked import Space
from api.pages.frame.cells import Cell, Word
from api.pages.frame.rendering import show
from api.pages.frame.room import Entry, Room, page_router
from api.pages.frame.sheets import Column, Sheet
from api.workspace import Workspace
from ontology.errors import WorkspaceLocked

router = page_router()
ROOM = Room(router, (Entry("管数据", "设置与状态", "/status"),))


@router.get("/status")
def show_status(request: Request, space: Space) -> Response:
    """Counts and settings; what is set in files says in which."""
    return show(request, "status/status.html", lambda: status_page(space))


def status_page(workspace: Workspace) -> dict[str, Any]:
    """Counts of the graph and the ledger, thresholds, folders."""
    stats = kept(workspace, "stats", answers.stats)
    words = [(name, name, count) for name, count in stats["nodes"].items()]
    words += [(name.lower(), name, count) for name, count in stats["edges"].items()]
    graph = [(Word(word), name, count) for word, name, count in words]
    meanings = meanings_of_limits()
    limits: list[tuple[Cell, ...]] = [
        (meanings[name], _plain(value), name) for name, value in asdict(workspace.limits).items()
    ]
    return {
        "stats": stats,
        "store": workspace.settings.graph or str(workspace.folder / "graph.lbug"),
        "folder": str(workspace.folder),
        "ledger": kept(workspace, "ledger", _ledger),
        "chains": workspace.chains,
        "sheets": {
            "graph": Sheet("图谱", (Column("名称"), Column("查询中的写法"), Column("数量", "count")), graph),
            "limits": Sheet("阈值", (Column("含义", "long"), Column("数值"), Column("文件中的写法")), limits),
        },
    }


@cache
def meanings_of_limits() -> Mapping[str, str]:
    """What each threshold means, in Chinese."""
    lines = files("api.pages").joinpath("limits.tsv").read_text(encoding="utf-8").splitlines()
    return MappingProxyType(dict(line.split("\t", 1) for line in lines))


def _ledger(workspace: Workspace) -> dict[str, int]:
    """Counts of the ledger; none where there is none, or another process writes it."""
    if not workspace.has_ledger:
        return {}
    try:
        return dict(workspace.ledger.counts())
    except WorkspaceLocked:
        return {}


def _plain(value: Any) -> Cell:
    return value if value is None or isinstance(value, str | int | float) else str(value)
