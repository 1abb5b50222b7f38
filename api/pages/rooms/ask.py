"""A question in the reader's own words: the answer, what was understood, and the statement that gave it."""

from typing import Annotated, Any

from fastapi import Query, Request
from fastapi.responses import Response

from api import asking
from api.pages.frame.asked import Space
from api.pages.frame.cells import Cell, Link
from api.pages.frame.rendering import show
from api.pages.frame.room import Room, page_router
from api.pages.frame.sheets import Column, Sheet
from api.workspace import Workspace
from graph.asking import Answer

router = page_router()
ROOM = Room(router)

EXAMPLES = (
    "浙江做减速器的企业有哪些",
    "工业机器人产业链有多少个环节",
    "哪些企业生产伺服电机",
    "减速器的上游是什么",
)


@router.get("/ask")
def show_ask(request: Request, space: Space, q: Annotated[str, Query(max_length=500)] = "") -> Response:
    """The answer to a question; only the box for an empty one."""
    return show(request, "ask/ask.html", lambda: ask_page(space, q))


def ask_page(workspace: Workspace, question: str) -> dict[str, Any]:
    """Answer, its table, and what the words were read as."""
    answer = asking.ask(workspace, question) if question.strip() else None
    sheets = {"answer": _sheet(answer)} if answer and answer.rows else {}
    return {"question": question, "answer": answer, "sheets": sheets, "examples": EXAMPLES}


def _sheet(answer: Answer) -> Sheet:
    columns = [Column(head) for head in answer.columns]
    linked = len(answer.ids) == len(answer.rows) == len(answer.values)
    rows = [_row(row, answer.ids[at] if linked else "") for at, row in enumerate(answer.rows)]
    return Sheet("回答", columns, rows, marked=answer.marked)


def _row(row: tuple[Any, ...], key: str) -> list[Cell]:
    cells: list[Cell] = [
        one if one is None or isinstance(one, str | int | float) else "；".join(map(str, one)) for one in row
    ]
    if key and cells and isinstance(cells[0], str):
        cells[0] = Link(cells[0], f"/entities/{key}")
    return cells
