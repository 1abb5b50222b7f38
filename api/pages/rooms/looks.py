"""The colours of types as a style sheet, made of the colours that pictures and files have."""

from fastapi.responses import Response

from api.pages.frame.room import Room, page_router
from graph.view.colours import looks_css

router = page_router()
ROOM = Room(router)


@router.get("/looks.css")
def show_looks() -> Response:
    """One rule a type."""
    return Response(looks_css(), media_type="text/css", headers={"Cache-Control": "max-age=3600"})
