"""The board of demands: post one, look for providers, answer, accept, close; each step says who took it."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Form, Request
from fastapi.responses import Response

from api import board
from api.market.served import note_served
from api.market.terms import TermsGiven
from api.pages.frame.asked import Queue, Space
from api.pages.frame.cells import Link
from api.pages.frame.changing import OWN_PAGES, By, Name, Text, changed, who
from api.pages.frame.rendering import show
from api.pages.frame.room import Entry, Room, page_router
from api.pages.frame.sheets import Column, Sheet
from api.workspace import Workspace
from graph.ledger.board.steps import OUTCOMES, POSSIBLE, WORDS, Outcome, Step

router = page_router()
ROOM = Room(router, (Entry("找伙伴", "需求榜", "/board"),))


@router.get("/board")
def show_board(request: Request, space: Space, everything: str = "") -> Response:
    """Demands that stand; with `everything=1` those that ended too."""
    return show(request, "board/list.html", lambda: board_page(request, space, everything=bool(everything)))


@dataclass(frozen=True, slots=True)
class PostForm:
    """A demand, who has it, and where providers may be."""

    text: Name
    by: By
    region: Annotated[str, Form(max_length=100)] = ""
    within: Annotated[str, Form(max_length=100)] = ""

    @property
    def given(self) -> board.Post:
        return board.Post(self.text, self.by, self.region, TermsGiven(within=self.within))


@router.post("/board", dependencies=OWN_PAGES)
def post_demand(request: Request, jobs: Queue, form: Annotated[PostForm, Depends()]) -> Response:
    """Put a demand on the board."""
    return changed(request, lambda: f"/board/{jobs.write(lambda space: board.post(space, form.given)).id}", form.by)


@router.get("/board/{demand}")
def show_demand(request: Request, space: Space, demand: str) -> Response:
    """A demand with its candidates, answers, history, and the steps that may be taken now."""
    return show(request, "board/demand.html", lambda: demand_page(request, space, demand))


@router.post("/board/{demand}/match", dependencies=OWN_PAGES)
def match_demand(request: Request, jobs: Queue, demand: str, by: By) -> Response:
    """Look for providers under the demand's constraints, and note them."""

    def work(space: Workspace) -> str:
        note_served(space, board.match(space, demand, by=by).found.report)
        return f"/board/{demand}"

    return changed(request, lambda: jobs.write(work), by)


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """Which provider offers what, and who says so."""

    provider: Name
    text: Name
    by: By


@router.post("/board/{demand}/answers", dependencies=OWN_PAGES)
def answer_demand(request: Request, jobs: Queue, demand: str, form: Annotated[AnswerForm, Depends()]) -> Response:
    """A provider offers to take it."""

    def work(space: Workspace) -> str:
        board.answer(space, demand, provider=form.provider, text=form.text, by=form.by)
        return f"/board/{demand}"

    return changed(request, lambda: jobs.write(work), form.by)


@dataclass(frozen=True, slots=True)
class StepForm:
    """A step, and who takes it."""

    step: Annotated[Step, Form()]
    by: By
    answer: Annotated[str, Form(max_length=100)] = ""
    outcome: Annotated[Outcome, Form()] = Outcome.FULFILLED
    why: Text = ""


@router.post("/board/{demand}/step", dependencies=OWN_PAGES)
def take_step(request: Request, jobs: Queue, demand: str, form: Annotated[StepForm, Depends()]) -> Response:
    """Withdraw, accept, release or close."""

    def work(space: Workspace) -> str:
        if form.step is Step.WITHDRAW:
            board.withdraw(space, demand, form.answer, by=form.by, reason=form.why)
        elif form.step is Step.ACCEPT:
            board.accept(space, demand, form.answer, by=form.by)
        elif form.step is Step.RELEASE:
            board.release(space, demand, by=form.by, reason=form.why)
        else:
            board.close(space, demand, form.outcome, by=form.by, reason=form.why)
        return f"/board/{demand}"

    return changed(request, lambda: jobs.write(work), form.by)


def board_page(request: Request, workspace: Workspace, *, everything: bool) -> dict[str, Any]:
    """Demands as a table, and the form to post one."""
    columns = (Column("需求"), Column("地区"), Column("状态"), Column("应答", "count"), Column("发布日期"))
    rows = [
        (Link(one.text, f"/board/{one.id}"), one.region or None, one.state.value, len(one.answers),
         one.posted.strftime("%Y-%m-%d"))
        for one in board.demands(workspace, everything=everything)
    ]  # fmt: skip
    return {"everything": everything, "by": who(request), "sheets": {"demands": Sheet("需求", columns, rows)}}


def demand_page(request: Request, workspace: Workspace, key: str) -> dict[str, Any]:
    """A demand and what can be done with it."""
    found = board.history(workspace, key)
    state = found.demand.state
    return {
        "demand": found.demand,
        "events": found.events,
        "words": WORDS,
        "possible": {step.value for step in POSSIBLE[state]},
        "outcomes": OUTCOMES[state],
        "by": who(request),
    }
