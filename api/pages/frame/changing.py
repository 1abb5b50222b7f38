"""Changes asked for by a form: done after what is queued, and back to a page; who asked is remembered."""

from collections.abc import Callable
from typing import Annotated, Final

from fastapi import Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from api.pages.frame.rendering import refusal
from api.rest.origin import refuse_foreign_origin
from ontology.errors import LiantuError

COOKIE: Final = "decided_by"  # who changed something last on this machine
_A_YEAR: Final = 365 * 24 * 3600  # seconds

OWN_PAGES: Final = [Depends(refuse_foreign_origin)]
Text = Annotated[str, Form(max_length=2000)]
Name = Annotated[str, Form(min_length=1, max_length=300)]
By = Annotated[str, Form(min_length=1, max_length=100)]
Back = Annotated[str, Form(max_length=500)]


def changed(request: Request, change: Callable[[], str], by: str = "") -> Response:
    """The page to go on to, or the error as a page.

    Args:
        request: of the form.
        change: makes the change and answers the address of the next page.
        by: who asked, to be filled in next time; empty where nobody was named.
    """
    try:
        place = change()
    except LiantuError as problem:
        return refusal(request, problem)
    return remembering(by, place)


def remembering(by: str, place: str) -> Response:
    """On to a page; who asked stays known."""
    answer = RedirectResponse(place, status_code=303)
    if by:
        answer.set_cookie(COOKIE, by.encode("unicode_escape").decode(), max_age=_A_YEAR, httponly=True, samesite="lax")
    return answer


def who(request: Request) -> str:
    """Who asked for a change last, empty where nobody did."""
    return request.cookies.get(COOKIE, "").encode().decode("unicode_escape", errors="ignore")


def own(place: str, otherwise: str) -> str:
    """An address within this site, so that no form leads elsewhere."""
    return place if place.startswith("/") and not place.startswith(("//", "/\\")) else otherwise
