"""The sentences and rows behind a figure."""

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from api import answers
from api.pages.frame.asked import Space
from api.pages.frame.rendering import show
from api.pages.frame.room import Room, page_router

router = page_router()
ROOM = Room(router)


@router.get("/evidence")
def show_evidence(request: Request, space: Space, id: Annotated[list[str], Query()]) -> Response:  # noqa: A002 — the wire name
    """Evidence sentences as a page, for a browser without scripts."""
    return show(request, "evidence/evidence.html", lambda: {"quotes": answers.quotes(space, id)})
