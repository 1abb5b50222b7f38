"""Providers for a need in the reader's own words."""

from typing import Annotated, Any, Final

from fastapi import Query, Request
from fastapi.responses import Response

from api import answers
from api.kept import kept
from api.market.served import Once, note_served
from api.pages.frame.asked import RegionName, Space
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
    return show(request, "match/match.html", lambda: _counted(request, space, match_page(space, text, region or None)))


def _counted(request: Request, workspace: Workspace, page: dict[str, Any]) -> dict[str, Any]:
    """The page, its list noted as shown once a day to one account, however often it is loaded."""
    report, caller = page["report"], request.state.caller
    once: Once = request.app.state.shown
    if report is not None and once.is_first((caller.name, report.need.text, page["region"])):
        note_served(workspace, report)
    return page


def match_page(workspace: Workspace, text: str, region: str | None) -> dict[str, Any]:
    """The need as understood, and the providers; only the form for an empty text."""
    wanted = text.strip()
    report = (
        kept(workspace, ("match", wanted, region), lambda space: answers.match(space, wanted, region=region, top=20))
        if wanted
        else None
    )
    asks = report.need.asks if report else ()
    sure = [thing for ask in asks if ask.weight >= _SURE for thing in ask.products[:_THINGS]]
    return {
        "text": text,
        "region": region or "",
        "report": report,
        "meant": list({thing.name: thing for thing in reversed(sure)}.values())[::-1],  # a name once
        "others": [ask for ask in asks if ask.weight < _SURE],
    }
