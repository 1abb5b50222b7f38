"""Signing in and out: by password, and by single sign-on where it is configured."""

from typing import Annotated

from fastapi import Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from api.access import oidc, sessions
from api.access.asked import GuardOf
from api.access.gate import origin_of
from api.access.guard import Guard
from api.access.register import Account
from api.access.signing import sign_in, sign_in_vouched
from api.pages.frame.changing import own
from api.pages.frame.rendering import render
from api.pages.frame.room import Room, page_router
from ontology.errors import LiantuError, NotFound

router = page_router()
ROOM = Room(router)

Place = Annotated[str, Query(max_length=1000)]


@router.get("/signin")
def show_sign_in(request: Request, guard: GuardOf, to: Place = "/") -> Response:
    """The form, and the way by single sign-on."""
    return _form(request, guard, to)


@router.post("/signin")
def take_sign_in(
    request: Request,
    guard: GuardOf,
    name: Annotated[str, Form(max_length=100)],
    password: Annotated[str, Form(max_length=1000)],
    to: Annotated[str, Form(max_length=1000)] = "/",
) -> Response:
    """Sign in, and on to the page that was asked for."""
    try:
        account = sign_in(guard, name, password, origin=origin_of(request.scope))
    except LiantuError as problem:
        return _form(request, guard, to, problem)
    return _signed_in(request, guard, account, to)


@router.post("/signout")
def sign_out(request: Request, guard: GuardOf) -> Response:
    """End the session."""
    guard.sessions.end(request.cookies.get(sessions.COOKIE, ""))
    answer = RedirectResponse("/signin", status_code=303)
    answer.delete_cookie(sessions.COOKIE)
    return answer


@router.get("/signin/oidc")
def leave_for_provider(request: Request, guard: GuardOf, to: Place = "/") -> Response:
    """Off to the identity provider."""
    try:
        leaving = _single(request).leave(str(request.url_for("come_back_from_provider")), to)
    except LiantuError as problem:
        return _form(request, guard, to, problem)
    answer = RedirectResponse(leaving.address, status_code=303)
    _set_cookie(request, answer, oidc.COOKIE, leaving.cookie, int(oidc.LONGEST))
    return answer


@router.get("/signin/oidc/back")
def come_back_from_provider(request: Request, guard: GuardOf, code: Place = "", state: Place = "") -> Response:
    """Back from the identity provider."""
    cookie = request.cookies.get(oidc.COOKIE, "")
    try:
        vouched = _single(request).come_back(code=code, state=state, cookie=cookie)
        account = sign_in_vouched(guard, vouched, origin=origin_of(request.scope))
    except LiantuError as problem:
        return _form(request, guard, "/", problem)
    answer = _signed_in(request, guard, account, vouched.to)
    answer.delete_cookie(oidc.COOKIE)
    return answer


def _form(request: Request, guard: Guard, to: str, problem: LiantuError | None = None) -> Response:
    context = {
        "to": own(to, "/"),
        "problem": problem,
        "single": request.app.state.single_sign_on is not None,
        "open": guard.is_open,
    }
    return render(request, "access/signin.html", context, status=problem.http_status if problem else 200)


def _signed_in(request: Request, guard: Guard, account: Account, to: str) -> Response:
    token = guard.sessions.begin(account, instead_of=request.cookies.get(sessions.COOKIE, ""))
    answer = RedirectResponse(own(to, "/"), status_code=303)
    _set_cookie(request, answer, sessions.COOKIE, token, int(sessions.LONGEST))
    return answer


def _set_cookie(request: Request, answer: Response, name: str, value: str, seconds: int) -> None:
    """Out of reach of scripts and of requests that other sites make; over TLS alone where the request came so."""
    secure = request.url.scheme == "https"
    answer.set_cookie(name, value, max_age=seconds, httponly=True, samesite="lax", secure=secure)


def _single(request: Request) -> oidc.SingleSignOn:
    found: oidc.SingleSignOn | None = request.app.state.single_sign_on
    if found is None:
        raise NotFound("没有配置统一登录 · single sign-on is not configured")
    return found
