"""The review list under /v1."""

from fastapi import APIRouter

from api.rest.bodies import Page
from api.rest.paging import page_at, position_of
from api.rest.routes import Cursor, Size, Space
from api.review import show_review

router = APIRouter(prefix="/v1")


@router.get("/review", tags=["归并"])
def list_review(space: Space, cursor: Cursor = None, size: Size = 20) -> Page:
    """Concepts on no chain node with candidates, scores and places; decide with `liantu resolve link`."""
    start = position_of(cursor)
    found = show_review(space, limit=size, start=start)
    return page_at(found.items, start, total=found.total)
