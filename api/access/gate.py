"""At the door: who asks, whether they may, and what they see; what they change is written down.

While there are no accounts, the service is its machine's own: everybody there may do everything, and requests that
came under a name of the internet are refused (a page may point such a name at 127.0.0.1: DNS rebinding).
"""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from urllib.parse import parse_qs, quote, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access import keys
from api.access.answering import is_page, refusal
from api.access.guard import Guard
from api.access.roles import LOCAL, Caller, Role
from api.access.rules import READING, Cut, Found, Routes
from api.access.sessions import COOKIE
from api.access.sight import Sight, seeing
from api.access.trail import Deed, Trail
from api.rest.origin import ForeignOrigin
from ontology.errors import LiantuError, NotCutByRegion, OtherHostName, RoleNeeded, SignInNeeded
from ontology.values.regions import region_of

PERSONAL: Final = "personal"  # `?personal=shown` lets an admin see personal data; that they did is kept in the audit
_OWN_MACHINE: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-forwarded-host")
_OWN_FETCH: Final = frozenset({"same-origin", "none"})


class Gate:
    """An ASGI layer; it knows the routes of the application it stands before."""

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        self._app, self._guard = app, guard
        self._routes: Routes | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":  # there is none, and none is guarded
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        found = self._route(scope)
        try:
            caller = self._let_in(request, found)
        except LiantuError as problem:
            await self._turned_away(request, problem)(scope, receive, send)
            return
        scope.setdefault("state", {})["caller"] = caller
        shows = caller is not None and caller.role is Role.ADMIN and _asks_personal(scope)
        deed = _deed(request, found, caller) if found.rule.changes or shows else None
        with seeing(Sight(caller.regions if caller else (), personal=shows)):
            if deed is None:
                await self._app(scope, receive, send)
            else:
                await _Noting(send, self._guard.trail, deed).run(self._app, scope, receive)

    def _route(self, scope: Scope) -> Found:
        if self._routes is None:
            self._routes = Routes(scope["app"].routes)
        return self._routes.find(scope)

    def _let_in(self, request: Request, found: Found) -> Caller | None:
        """Who asks; None for nobody, at a route for anybody.

        Raises:
            SignInNeeded, RoleNeeded, OtherRegion, ForeignOrigin, OtherHostName: they may not.
        """
        if self._guard.is_open:
            _refuse_other_names(request)
            if found.rule.changes:
                refuse_other_pages(request, certain=False)
            return LOCAL
        caller = caller_of(request, self._guard)
        request.scope.setdefault("state", {})["caller"] = caller  # a refusal's page is theirs too
        if request.method not in READING and (caller is None or caller.by == "session"):
            refuse_other_pages(request, certain=caller is not None)
        if found.rule.role is None:
            return caller
        if caller is None:
            raise SignInNeeded
        _refuse_beyond(caller, found)
        return caller

    def _turned_away(self, request: Request, problem: LiantuError) -> Response:
        if isinstance(problem, SignInNeeded) and request.method == "GET" and is_page(request):
            place = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse(f"/signin?to={quote(place, safe='')}", status_code=303)
        return refusal(request, problem)


class _Noting:
    """Writes a deed down with the status of its answer, before anybody learns of the answer."""

    def __init__(self, send: Send, trail: Trail, deed: Deed) -> None:
        self._send, self._trail, self._deed = send, trail, deed
        self._noted = False

    async def run(self, app: ASGIApp, scope: Scope, receive: Receive) -> None:
        """Let the application answer; what ends without an answer is written down as a fault."""
        try:
            await app(scope, receive, self)
        finally:
            if not self._noted:
                await self._note(500)

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._note(message["status"])
        await self._send(message)

    async def _note(self, status: int) -> None:
        self._noted = True
        await asyncio.to_thread(self._trail.note, replace(self._deed, status=status))


def _deed(request: Request, found: Found, caller: Caller | None) -> Deed:
    who = f"{caller.name} ({caller.by})" if caller else ""
    return Deed(who, f"{request.method} {found.path}", request.url.path, origin_of(request.scope))


def caller_of(request: Request, guard: Guard) -> Caller | None:
    """Who a key or a cookie stands for; a key that is sent is what counts, and a wrong one is nobody."""
    held, given = guard.register.held, request.headers.get("authorization")
    if given is not None:
        scheme, _, key = given.partition(" ")
        return keys.caller_of(held, key.strip()) if scheme.lower() == "bearer" else None
    return guard.sessions.caller_of(held, request.cookies.get(COOKIE, ""))


def refuse_other_pages(request: Request, *, certain: bool) -> None:
    """Let a change through that one of our own pages asks for.

    Args:
        request: `Origin` says whose page it is, else `Sec-Fetch-Site` or `Referer`.
        certain: refuse what says nothing: a cookie came along, so a browser sent it.

    Raises:
        ForeignOrigin: another site's page asks.
    """
    headers, host = request.headers, request.headers.get("host", "")
    place = headers.get("origin") or headers.get("referer")
    if place is not None:
        if _site_of(place) != host:
            raise ForeignOrigin(place[:200])
        return
    fetch = headers.get("sec-fetch-site")
    if fetch is None and not certain:
        return
    if fetch not in _OWN_FETCH:
        raise ForeignOrigin(fetch or "未注明来源的页面")


def _site_of(place: str) -> str:
    try:
        return urlsplit(place).netloc
    except ValueError:
        return ""


def origin_of(scope: Mapping[str, Any]) -> str:
    """Address of the client."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def _refuse_other_names(request: Request) -> None:
    """A name of the internet, or a proxy in front: in both cases not this machine alone asks."""
    name = _name_of(request.headers.get("host", ""))
    if name not in _OWN_MACHINE and "." in name:
        raise OtherHostName(name[:200])
    proxy = next((one for one in _FORWARDED if one in request.headers), None)
    if proxy is not None:
        raise OtherHostName(proxy)


def _name_of(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:  # a bracket that is left open
        return "."


def _refuse_beyond(caller: Caller, found: Found) -> None:
    needed = found.rule.role
    if needed is not None and not caller.role.covers(needed):
        raise RoleNeeded(needed.word, caller.role.word)
    if caller.regions and found.rule.cut is Cut.WHOLE:
        raise NotCutByRegion([region_of(one).name for one in caller.regions])


def _asks_personal(scope: Scope) -> bool:
    """By a question alone: what is made for others, as a report, is masked whoever makes it."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    return scope["method"] in READING and asked.get(PERSONAL) == ["shown"]
