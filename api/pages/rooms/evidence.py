"""The sentences and rows behind a figure."""

from typing import Annotated, Literal

from fastapi import Query, Request
from fastapi.responses import Response

from api.pages.frame.asked import Space
from api.pages.frame.quotes import quotes_of
from api.pages.frame.rendering import show
from api.pages.frame.room import Room, page_router

router = page_router()
ROOM = Room(router)


@router.get("/evidence")
def show_evidence(
    request: Request,
    space: Space,
    id: Annotated[list[str], Query(max_length=200)],  # noqa: A002 — the wire name
    part: Literal["page", "panel"] = "page",
) -> Response:
    """Evidence sentences as a page, or as the content of the drawer (`part=panel`)."""
    template = "evidence/panel.html" if part == "panel" else "evidence/evidence.html"
    return show(request, template, lambda: {"quotes": quotes_of(space, id)})
