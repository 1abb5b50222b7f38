"""The first page: two ways in, and the state of the data."""

from typing import Any, Final

from fastapi import Request
from fastapi.responses import Response

from api import answers
from api.pages.frame.asked import Space
from api.pages.frame.kept import kept
from api.pages.frame.rendering import show
from api.pages.frame.room import Room, page_router
from api.pages.rooms.ask import EXAMPLES
from api.workspace import EmptyWorkspace, Workspace
from ontology.schema import MARKED

_SHOWN: Final = 12  # documents

router = page_router()
ROOM = Room(router)


@router.get("/")
def show_start(request: Request, space: Space) -> Response:
    """Two ways in, and the state of the data."""
    return show(request, "start/start.html", lambda: start(space))


def start(workspace: Workspace) -> dict[str, Any]:
    """Chains to choose from and the state of the data; an empty workspace has a start page too."""
    try:
        stats = kept(workspace, "stats", lambda: answers.stats(workspace))
        documents = answers.documents(workspace)
    except EmptyWorkspace:
        stats, documents = None, []
    return {
        "chains": workspace.chains,
        "examples": EXAMPLES,
        "stats": stats,
        "documents": documents[:_SHOWN],
        "more": len(documents) - _SHOWN,
        "tainted": any(one["kind"] in MARKED for one in documents),
    }
