"""A read-only Cypher console, with queries to begin from and those that people have saved in the workspace."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final

from fastapi import Form, Query, Request
from fastapi.responses import Response

from api import answers
from api.pages.frame.address import to
from api.pages.frame.asked import Space
from api.pages.frame.cells import Cell, Link
from api.pages.frame.changing import OWN_PAGES, changed
from api.pages.frame.rendering import render, show
from api.pages.frame.room import Entry, Room, page_router
from api.pages.frame.sheets import Column, Sheet
from api.workspace import Workspace
from graph.store import Rows
from ontology.errors import BadInput, LiantuError
from ontology.ids import class_of

router = page_router()
ROOM = Room(router, (Entry("管数据", "查询台", "/console"),))

SAVED: Final = "queries"  # folder of the workspace
_NAME: Final = re.compile(r"^[\w一-鿿 -]{1,40}$")
_LONGEST: Final = 20_000  # characters of a statement
_MOST: Final = 200  # saved queries
EXAMPLES: Final[Mapping[str, str]] = {
    "企业和产品": "MATCH (e:Enterprise)-[:PRODUCES]->(t:Technology) RETURN e.name AS 企业, t.name AS 产品 LIMIT 50",
    "环节的企业数": "MATCH (e:Enterprise)-[:PRODUCES]->(n:ChainNode) RETURN n.name AS 环节, count(e) AS 企业 "
    "ORDER BY 企业 DESC LIMIT 50",
    "谁供应谁": "MATCH (a:Enterprise)-[:SUPPLIES]->(b:Enterprise) RETURN a.name AS 供方, b.name AS 需方 LIMIT 50",
    "各来源的文档": "MATCH (d:Document) RETURN d.name AS 文档, d.id AS 编号 LIMIT 50",
}


@router.get("/console")
def show_console(request: Request, space: Space, q: Annotated[str, Query(max_length=_LONGEST)] = "") -> Response:
    """The rows of a statement; an error stands beside the statement, which is kept."""
    context = {"statement": q, "examples": EXAMPLES, "saved": saved_queries(space), "problem": None, "sheets": {}}
    if not q.strip():
        return show(request, "console/console.html", lambda: context)
    try:
        rows = answers.query(space, q)
    except LiantuError as problem:
        return render(request, "console/console.html", {**context, "problem": problem}, status=problem.http_status)
    return show(request, "console/console.html", lambda: {**context, "sheets": {"rows": _sheet(rows)}})


@router.post("/console/save", dependencies=OWN_PAGES)
def save_query(
    request: Request, space: Space, name: Annotated[str, Form(max_length=60)], q: Annotated[str, Form()] = ""
) -> Response:
    """Keep a statement under a name; an empty statement takes it away."""

    def save() -> str:
        _save(space, name.strip(), q.strip()[:_LONGEST])
        return to("/console", q=q.strip())

    return changed(request, save)


def saved_queries(workspace: Workspace) -> dict[str, str]:
    """Statements by name."""
    files = sorted((workspace.folder / SAVED).glob("*.cypher"))
    return {file.stem: file.read_text(encoding="utf-8") for file in files}


def _save(workspace: Workspace, name: str, statement: str) -> None:
    if not _NAME.match(name):
        raise BadInput("名称用汉字、字母、数字，不超过 40 个 · a name is letters and digits, 40 at most")
    file = _file(workspace, name)
    if not statement:
        file.unlink(missing_ok=True)
        return
    if len(saved_queries(workspace)) >= _MOST and not file.exists():
        raise BadInput(f"已存满 {_MOST} 条 · {_MOST} queries are saved already")
    file.parent.mkdir(exist_ok=True)
    file.write_text(statement, encoding="utf-8")


def _file(workspace: Workspace, name: str) -> Path:
    return workspace.folder / SAVED / f"{name}.cypher"


def _sheet(rows: Rows) -> Sheet:
    return Sheet("结果", [Column(name) for name in rows.columns], [[_cell(one) for one in row] for row in rows.rows])


def _cell(value: Any) -> Cell:
    """Ids lead to what they name; lists and maps are written out."""
    if isinstance(value, str) and class_of(value):
        return Link(value, f"/entities/{value}")
    return value if value is None or isinstance(value, str | int | float) else str(value)
