"""The review queue and decisions under /v1. Decisions wait for ingests that are queued: one writer at a time."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from api.rest.bodies import DecisionRequest, Page
from api.rest.origin import refuse_foreign_origin
from api.rest.paging import page_at, page_of, position_of
from api.rest.routes import Cursor, Queue, Size, Space
from api.review import record_decision, show_review, undo_decision, wire_of
from api.wire import to_wire
from graph.review import Asked

router = APIRouter(prefix="/v1")


@router.get("/review", tags=["归并"])
def list_review(space: Space, cursor: Cursor = None, size: Size = 20) -> Page:
    """Pairs of names that may be one (`kind: pair`) and concepts on no chain node (`kind: concept`).

    What would change the published answers most, and is in doubt, comes first; decide with `POST /v1/decisions`.
    """
    start = position_of(cursor)
    found = show_review(space, limit=size, start=start)
    return page_at(found.items, start, total=found.total)


@router.get("/decisions", tags=["归并"])
def list_decisions(space: Space, cursor: Cursor = None, size: Size = 100) -> Page:
    """All decisions, the newest first, with who, when, why and the alternatives at that time."""
    return page_of(space.ledger.decisions()[::-1], cursor, size=size)


@router.post("/decisions", tags=["归并"], status_code=201, dependencies=[Depends(refuse_foreign_origin)])
def make_decision(jobs: Queue, body: DecisionRequest) -> dict[str, Any]:
    """Judge two things; answers the decision, whether it holds, and earlier ones that say the opposite."""
    asked = Asked(body.left, body.right, body.judgement, body.by, body.why)
    return wire_of(jobs.write(lambda space: record_decision(space, asked)))


@router.delete("/decisions/{decision}", tags=["归并"], dependencies=[Depends(refuse_foreign_origin)])
def undo(
    jobs: Queue,
    decision: str,
    by: Annotated[str, Query(min_length=1, max_length=100)],
    why: Annotated[str, Query(max_length=2000)] = "",
) -> dict[str, Any]:
    """Take a decision back; the graph is as if it had never been made, the log keeps both."""
    found: dict[str, Any] = to_wire(jobs.write(lambda space: undo_decision(space, decision, by=by, why=why)))
    return found
