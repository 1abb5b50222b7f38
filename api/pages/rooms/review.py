"""What waits for a person, decided with a key or a button; every decision can be taken back. And repairs by hand."""

from collections.abc import Callable
from typing import Annotated, Any, Final

from fastapi import Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from api import answers
from api.pages.frame.address import to
from api.pages.frame.asked import Queue, Space
from api.pages.frame.cells import Word
from api.pages.frame.kept import kept
from api.pages.frame.rendering import render, show
from api.pages.frame.room import Entry, Room, page_router
from api.pages.frame.sheets import Column, Sheet
from api.rest.origin import refuse_foreign_origin
from api.review import record_decision, show_review, undo_decision
from api.workspace import Workspace
from graph.review import Asked
from ontology.errors import LiantuError
from ontology.facts import Decision, Judgement

router = page_router()
ROOM = Room(router, (Entry("管数据", "审核", "/review"),))

SIZE: Final = 10
WHO: Final = "decided_by"  # cookie: who decided last on this machine
_A_YEAR: Final = 365 * 24 * 3600
_SHOWN: Final = 60  # decisions

Text = Annotated[str, Form(max_length=2000)]
Name = Annotated[str, Form(min_length=1, max_length=300)]


@router.get("/review")
def show_queue(request: Request, space: Space, start: Annotated[int, Query(ge=0)] = 0, done: str = "") -> Response:
    """The queue from a place on; `done` is the decision just made, which can be undone."""
    return show(request, "review/queue.html", lambda: queue_page(request, space, start, done))


@router.get("/review/log")
def show_log(request: Request, space: Space) -> Response:
    """Decisions, the newest first."""
    return show(request, "review/log.html", lambda: log_page(request, space))


@router.get("/review/repair")
def show_repair(request: Request, space: Space, entity: Annotated[str, Query(max_length=300)]) -> Response:
    """What may be wrong with an entity, and how to put it right."""
    return show(request, "review/repair.html", lambda: repair_page(request, space, entity))


@router.post("/review/decide", dependencies=[Depends(refuse_foreign_origin)])
def make_decision(  # noqa: PLR0913, PLR0917 — a form has as many fields as it has
    request: Request,
    jobs: Queue,
    judgement: Annotated[Judgement, Form()],
    left: Name,
    right: Name,
    by: Annotated[str, Form(min_length=1, max_length=100)],
    why: Text = "",
    back: Annotated[str, Form(max_length=500)] = "/review",
) -> Response:
    """Write a decision down and go back to where it was made."""
    asked = Asked(left, right, judgement, by, why)
    return _written(request, lambda: jobs.write(lambda space: record_decision(space, asked)).decision.id, by, back)


@router.post("/review/undo", dependencies=[Depends(refuse_foreign_origin)])
def take_back(
    request: Request,
    jobs: Queue,
    decision: Name,
    by: Annotated[str, Form(min_length=1, max_length=100)],
    back: Annotated[str, Form(max_length=500)] = "/review",
) -> Response:
    """Take a decision back and go back to where it was made."""

    def undo() -> str:
        jobs.write(lambda space: undo_decision(space, decision, by=by))
        return ""

    return _written(request, undo, by, back)


@router.post("/review/who", dependencies=[Depends(refuse_foreign_origin)])
def remember_reviewer(by: Annotated[str, Form(min_length=1, max_length=100)]) -> Response:
    """Keep who decides on this machine."""
    return _remembering(by, "/review")


def _written(request: Request, write: Callable[[], str], by: str, back: str) -> Response:
    """Back to where the change was asked for; `write` answers the decision that can be undone, if any."""
    try:
        done = write()
    except LiantuError as problem:
        return render(request, "frame/error.html", {"problem": problem}, status=problem.http_status)
    place = back if back.startswith("/") and not back.startswith("//") else "/review"  # within this site
    joint = "&" if "?" in place else "?"
    return _remembering(by, f"{place}{joint}done={done}" if done else place)


def _remembering(by: str, place: str) -> Response:
    answer = RedirectResponse(place, status_code=303)
    answer.set_cookie(WHO, by.encode("unicode_escape").decode(), max_age=_A_YEAR, httponly=True, samesite="lax")
    return answer


def _who(request: Request) -> str:
    return request.cookies.get(WHO, "").encode().decode("unicode_escape", errors="ignore")


def queue_page(request: Request, workspace: Workspace, start: int, done: str) -> dict[str, Any]:
    """Items with what a decision would change."""
    found = kept(workspace, ("review", start), lambda: show_review(workspace, limit=SIZE, start=start))
    return {
        "queue": found,
        "start": start,
        "size": SIZE,
        "done": _decision(workspace, done),
        "by": _who(request),
    }


def _decision(workspace: Workspace, key: str) -> Decision | None:
    return next((one for one in workspace.ledger.decisions() if one.id == key), None) if key else None


def log_page(request: Request, workspace: Workspace) -> dict[str, Any]:
    """Decisions in force and those undone."""
    return {"decisions": workspace.ledger.decisions()[::-1][:_SHOWN], "by": _who(request)}


def repair_page(request: Request, workspace: Workspace, entity: str) -> dict[str, Any]:
    """The entity with every way it is written, the documents that speak of it."""
    profile = answers.profile(workspace, entity, said=True)
    columns = (Column("事实"), Column("关系"), Column("对方"))
    facts = [fact for fact in profile.facts if fact.evidence and fact.cls not in {"Evidence", "Observation"}][:60]
    rows = [(profile.name, Word(fact.relation), fact.name) for fact in facts]
    quotes = answers.quotes(workspace, [item for fact in facts for item in fact.evidence[:2]])
    documents = {one.document: one.document_name for one in quotes}
    return {
        "entity": profile,
        "writings": [one for one in profile.variants if one.mention],
        "documents": documents,
        "by": _who(request),
        "back": to(f"/entities/{profile.id}"),
        "sheets": {"facts": Sheet("事实", columns, rows, marked=profile.marked)},
    }


@router.post("/review/retract", dependencies=[Depends(refuse_foreign_origin)])
def retract_document(request: Request, jobs: Queue, document: Name) -> Response:
    """Take a document and all that only it says out of the graph."""
    try:
        jobs.retract(document)
    except LiantuError as problem:
        return render(request, "frame/error.html", {"problem": problem}, status=problem.http_status)
    return RedirectResponse("/documents", status_code=303)
