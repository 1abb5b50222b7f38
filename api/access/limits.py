"""How large a request may be, how long it may take to arrive, and how many may come.

A body is measured as it arrives, whatever its `Content-Length` says. Time: 20 s without a byte, and 30 s with a byte
for each 1/20,000 s more. How often: by account or key where one is given, else by address; not on a service of its
machine's own. Static files are not counted.
"""

import asyncio
from time import monotonic
from typing import Final

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access.answering import refusal
from api.access.buckets import Buckets, Pace
from api.access.gate import caller_of, origin_of
from api.access.guard import Guard
from ontology.errors import BadInput, BodyTooLarge, BodyTooSlow, LiantuError, TooManyRequests

SMALL: Final = 2 << 20  # bytes of a question
LARGE: Final = 1 << 30  # bytes of an upload of several files; one file has its own limit in `api.jobs`
_UPLOADS: Final = frozenset({"/v1/ingest", "/documents", "/v1/reports/verify", "/reports/verify"})
_SILENCE: Final = 20.0  # seconds
_GRACE: Final = 30.0  # seconds for any body
_SLOWEST: Final = 20_000  # bytes a second afterwards
_KNOWN: Final = Pace(at_once=300, a_second=30)
_UNKNOWN: Final = Pace(at_once=60, a_second=5)


class Limits:
    """An ASGI layer."""

    def __init__(self, app: ASGIApp, guard: Guard, *, silence: float = _SILENCE) -> None:
        self._app, self._guard, self._silence = app, guard, silence
        self._known, self._unknown = Buckets(_KNOWN), Buckets(_UNKNOWN)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = LARGE if scope["path"] in _UPLOADS else SMALL
        try:
            self._refuse_beyond(scope, most)
        except LiantuError as problem:
            await refusal(Request(scope), problem)(scope, receive, send)
            return
        body = _Body(receive, most, self._silence)
        answer = _Answer(scope, receive, send, body)
        try:
            await self._app(scope, body, answer)
        except _Stopped:
            await answer.stop()

    def _refuse_beyond(self, scope: Scope, most: int) -> None:
        """Raises TooManyRequests, BodyTooLarge; BadAccounts where nobody can be told from anybody."""
        wait = self._wait(scope)
        if wait:
            raise TooManyRequests(wait)
        if _told_length(scope) > most:
            raise BodyTooLarge(most)

    def _wait(self, scope: Scope) -> int:
        if self._guard.is_open or scope["path"].startswith("/static"):
            return 0
        caller = caller_of(Request(scope), self._guard)
        if caller is not None:
            return self._known.take(f"{caller.by} {caller.name}")
        return self._unknown.take(origin_of(scope))


class _Stopped(Exception):
    """The body is over a limit."""


class _Body:
    """Receives a body within the limits; `problem` tells which was passed."""

    def __init__(self, receive: Receive, most: int, silence: float) -> None:
        self._receive, self._most, self._silence = receive, most, silence
        self._size, self._began, self._whole = 0, monotonic(), False
        self.problem: BadInput | None = None

    async def __call__(self) -> Message:
        if self._whole:
            return await self._receive()  # waits for the client to leave, as long as it takes
        left = self._began + _GRACE + self._size / _SLOWEST - monotonic()
        try:
            message = await asyncio.wait_for(self._receive(), max(0.0, min(self._silence, left)))
        except TimeoutError:
            self.problem = BodyTooSlow()
            raise _Stopped from None
        self._size += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._size > self._most:
            self.problem = BodyTooLarge(self._most)
            raise _Stopped
        return message


class _Answer:
    """Sends the app's answer; where the body passed a limit, the refusal in its place."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, body: _Body) -> None:
        self._scope, self._receive, self._send, self._body = scope, receive, send, body
        self._begun = self._refused = False

    async def __call__(self, message: Message) -> None:
        if self._body.problem is not None and not self._begun:
            await self.stop()
        if not self._refused:
            self._begun = True
            await self._send(message)

    async def stop(self) -> None:
        """Refuse, once; an answer that has begun goes on."""
        if self._begun or self._refused or self._body.problem is None:
            return
        self._refused = True
        answer = refusal(Request(self._scope), self._body.problem)
        answer.headers["Connection"] = "close"
        await answer(self._scope, self._receive, self._send)


def _told_length(scope: Scope) -> int:
    told = Request(scope).headers.get("content-length", "")
    return int(told) if told.isdecimal() and told.isascii() else 0
