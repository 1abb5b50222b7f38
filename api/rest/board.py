"""The board of demands under /v1/board. Steps wait for ingests that are queued: one writer at a time."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from api import board
from api.jobs import Jobs
from api.market.served import note_served
from api.rest.bodies import Page
from api.rest.market import TermsBody, Text, Word
from api.rest.origin import refuse_foreign_origin
from api.rest.paging import page_of
from api.rest.routes import Cursor, Queue, Size, Space
from api.wire import to_wire
from api.workspace import Workspace
from graph.ledger.board.steps import Outcome

router = APIRouter(prefix="/v1/board")

_CHANGES = [Depends(refuse_foreign_origin)]
Reason = Annotated[str, Field(max_length=2000)]


class PostBody(BaseModel):
    """A demand; personal data are refused."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "text": "求购谐波减速器 200 台",
                "by": "某市工信局",
                "region": "浙江",
                "terms": {"within": "浙江"},
            }
        }
    )

    text: Text
    by: Word
    region: str = Field(default="", max_length=100)
    terms: TermsBody = Field(default_factory=TermsBody)


class AnswerBody(BaseModel):
    """An offer of a provider."""

    provider: Word
    text: Text
    by: Word


class StepBody(BaseModel):
    """Who takes a step, and why."""

    by: Word
    why: Reason = ""


class OfferBody(StepBody):
    """A step on one answer."""

    answer: Word


class CloseBody(StepBody):
    """How a demand ended."""

    outcome: Outcome = Outcome.FULFILLED


@router.get("", tags=["需求板"])
def list_demands(
    space: Space,
    everything: Annotated[bool, Query(alias="all")] = False,
    cursor: Cursor = None,
    size: Size = 50,
) -> Page:
    """Demands on the board, the newest first; with `all=true` closed ones too."""
    return page_of(board.demands(space, everything=everything), cursor, size=size)


@router.get("/{demand}", tags=["需求板"])
def show_demand(space: Space, demand: str) -> dict[str, Any]:
    """A demand with its history."""
    found: dict[str, Any] = to_wire(board.history(space, demand))
    return found


@router.post("", tags=["需求板"], status_code=201, dependencies=_CHANGES)
def post_demand(jobs: Queue, body: PostBody) -> dict[str, Any]:
    """Put a demand on the board."""
    asked = board.Post(body.text, body.by, body.region, body.terms.given())
    return _written(jobs, lambda space: board.post(space, asked))


@router.post("/{demand}/match", tags=["需求板"], dependencies=_CHANGES)
def match_demand(jobs: Queue, demand: str, body: StepBody) -> dict[str, Any]:
    """Look for providers under the demand's constraints, and note them."""

    def work(space: Workspace) -> board.Matched:
        found = board.match(space, demand, by=body.by)
        note_served(space, found.found.report)
        return found

    return _written(jobs, work)


@router.post("/{demand}/answers", tags=["需求板"], status_code=201, dependencies=_CHANGES)
def answer_demand(jobs: Queue, demand: str, body: AnswerBody) -> dict[str, Any]:
    """A provider offers to take it."""
    return _written(jobs, lambda space: board.answer(space, demand, provider=body.provider, text=body.text, by=body.by))


@router.post("/{demand}/withdraw", tags=["需求板"], dependencies=_CHANGES)
def withdraw_answer(jobs: Queue, demand: str, body: OfferBody) -> dict[str, Any]:
    """An offer is taken back."""
    return _written(jobs, lambda space: board.withdraw(space, demand, body.answer, by=body.by, reason=body.why))


@router.post("/{demand}/accept", tags=["需求板"], dependencies=_CHANGES)
def accept_answer(jobs: Queue, demand: str, body: OfferBody) -> dict[str, Any]:
    """The order goes to an offer."""
    return _written(jobs, lambda space: board.accept(space, demand, body.answer, by=body.by))


@router.post("/{demand}/release", tags=["需求板"], dependencies=_CHANGES)
def release_demand(jobs: Queue, demand: str, body: StepBody) -> dict[str, Any]:
    """The order fell through; the demand stands again."""
    return _written(jobs, lambda space: board.release(space, demand, by=body.by, reason=body.why))


@router.post("/{demand}/close", tags=["需求板"], dependencies=_CHANGES)
def close_demand(jobs: Queue, demand: str, body: CloseBody) -> dict[str, Any]:
    """A demand ends."""
    return _written(jobs, lambda space: board.close(space, demand, body.outcome, by=body.by, reason=body.why))


def _written(jobs: Jobs, work: Any) -> dict[str, Any]:
    found: dict[str, Any] = to_wire(jobs.write(work))
    return found
