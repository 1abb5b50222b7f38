"""What waits for a person, decided with a key or a button; every decision can be taken back. And repairs by hand."""

from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import Depends, Form, Query, Request
from fastapi.responses import Response

from api.kept import kept
from api.pages.frame.address import to
from api.pages.frame.asked import Queue, Space
from api.pages.frame.cells import Word
from api.pages.frame.changing import OWN_PAGES, Back, By, Name, Text, changed, own, remembering, who
from api.pages.frame.quotes import profile_of, quotes_of
from api.pages.frame.rendering import show
from api.pages.frame.room import Entry, Room, page_router
from api.pages.frame.sheets import Column, Sheet
from api.review import record_decision, show_review, undo_decision
from api.workspace import Workspace
from graph.review import Asked
from ontology.facts import Decision, Judgement

router = page_router()
ROOM = Room(router, (Entry("管数据", "审核", "/review"),))

SIZE: Final = 10
_SHOWN: Final = 60  # decisions


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


@dataclass(frozen=True, slots=True)
class DecisionForm:
    """A decision, who makes it, and the page to go back to."""

    judgement: Annotated[Judgement, Form()]
    left: Name
    right: Name
    by: By
    why: Text = ""
    back: Back = "/review"

    @property
    def asked(self) -> Asked:
        return Asked(self.left, self.right, self.judgement, self.by, self.why)


@router.post("/review/decide", dependencies=OWN_PAGES)
def make_decision(request: Request, jobs: Queue, form: Annotated[DecisionForm, Depends()]) -> Response:
    """Write a decision down and go back to where it was made."""

    def decide() -> str:
        made = jobs.write(lambda space: record_decision(space, form.asked)).decision
        place = own(form.back, "/review")
        return f"{place}{'&' if '?' in place else '?'}done={made.id}"

    return changed(request, decide, form.by)


@router.post("/review/undo", dependencies=OWN_PAGES)
def take_back(request: Request, jobs: Queue, decision: Name, by: By, back: Back = "/review") -> Response:
    """Take a decision back and go back to where it was made."""

    def undo() -> str:
        jobs.write(lambda space: undo_decision(space, decision, by=by))
        return own(back, "/review")

    return changed(request, undo, by)


@router.post("/review/who", dependencies=OWN_PAGES)
def remember_reviewer(by: By) -> Response:
    """Keep who decides on this machine."""
    return remembering(by, "/review")


@router.post("/review/retract", dependencies=OWN_PAGES)
def retract_document(request: Request, jobs: Queue, document: Name) -> Response:
    """Take a document and all that only it says out of the graph."""

    def retract() -> str:
        jobs.retract(document)
        return "/documents"

    return changed(request, retract)


def queue_page(request: Request, workspace: Workspace, start: int, done: str) -> dict[str, Any]:
    """Items with what a decision would change."""
    found = kept(workspace, ("review", start), lambda space: show_review(space, limit=SIZE, start=start))
    return {
        "queue": found,
        "start": start,
        "size": SIZE,
        "done": _decision(workspace, done),
        "by": who(request),
    }


def _decision(workspace: Workspace, key: str) -> Decision | None:
    return next((one for one in workspace.ledger.decisions() if one.id == key), None) if key else None


def log_page(request: Request, workspace: Workspace) -> dict[str, Any]:
    """Decisions in force and those undone."""
    return {"decisions": workspace.ledger.decisions()[::-1][:_SHOWN], "by": who(request)}


def repair_page(request: Request, workspace: Workspace, entity: str) -> dict[str, Any]:
    """The entity with every way it is written, the documents that speak of it."""
    profile = profile_of(workspace, entity)
    columns = (Column("事实"), Column("关系"), Column("对方"))
    facts = [fact for fact in profile.facts if fact.evidence and fact.cls not in {"Evidence", "Observation"}][:60]
    rows = [(profile.name, Word(fact.relation), fact.name) for fact in facts]
    quotes = quotes_of(workspace, [item for fact in facts for item in fact.evidence[:2]])
    documents = {one.document: one.document_name for one in quotes}
    return {
        "entity": profile,
        "writings": [one for one in profile.variants if one.mention],
        "documents": documents,
        "by": who(request),
        "back": to(f"/entities/{profile.id}"),
        "sheets": {"facts": Sheet("事实", columns, rows, marked=profile.marked)},
    }
