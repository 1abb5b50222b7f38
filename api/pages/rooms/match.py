"""Providers for a need in the reader's own words."""

from typing import Annotated, Any, Final

from fastapi import Query, Request
from fastapi.responses import Response

from api import answers
from api.market.served import note_served
from api.pages.frame.asked import RegionName, Space
from api.pages.frame.kept import kept
from api.pages.frame.rendering import show
from api.pages.frame.room import Entry, Room, page_router
from api.workspace import Workspace

_SURE: Final = 0.5  # weight from which the text asks for it; the others are what it may ask for
_THINGS: Final = 4  # shown of each wish

router = page_router()
ROOM = Room(router, (Entry("找伙伴", "找服务商", "/match"),))


@router.get("/match")
def show_match(
    request: Request, space: Space, text: Annotated[str, Query(max_length=2000)] = "", region: RegionName = ""
) -> Response:
    """Providers for a need."""
    return show(request, "match/match.html", lambda: match_page(space, text, region or None))


def match_page(workspace: Workspace, text: str, region: str | None) -> dict[str, Any]:
    """The need as understood, and the providers; only the form for an empty text."""
    wanted = text.strip()
    report = (
        kept(workspace, ("match", wanted, region), lambda: answers.match(workspace, wanted, region=region, top=20))
        if wanted
        else None
    )
    if report is not None:
        note_served(workspace, report)
    asks = report.need.asks if report else ()
    sure = [thing for ask in asks if ask.weight >= _SURE for thing in ask.products[:_THINGS]]
    return {
        "text": text,
        "region": region or "",
        "report": report,
        "meant": list({thing.name: thing for thing in reversed(sure)}.values())[::-1],  # a name once
        "others": [ask for ask in asks if ask.weight < _SURE],
    }
