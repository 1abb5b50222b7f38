"""Around every request: an id, the time it took, one log line, one count.

A query string may hold what people ask for, so the log has the path alone; a line break in it begins no line of ours.
"""

import logging
from time import perf_counter
from typing import Any, Final
from urllib.parse import quote
from uuid import uuid4

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.operations.metrics import Metrics

_LOG: Final = logging.getLogger("liantu.access")
_HEADER: Final = b"x-request-id"
_LONGEST_ID: Final = 64
_NO_ROUTE: Final = "(none)"


class Watching:
    """An ASGI layer; the app's state must have `metrics`."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = perf_counter(), 500
        request = _given_id(scope) or uuid4().hex

        async def answered(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), (_HEADER, request.encode())]
            await send(message)

        try:
            await self._app(scope, receive, answered)
        finally:
            self._note(scope, request, status, perf_counter() - began)

    def _note(self, scope: Scope, request: str, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", _NO_ROUTE)
        self._metrics.note(scope["method"], route, status, seconds)
        client = scope.get("client")
        fields: dict[str, Any] = {
            "request": request,
            "method": scope["method"],
            "path": _on_one_line(scope["path"]),
            "status": status,
            "milliseconds": round(seconds * 1000, 1),
            "client": client[0] if client else "",
        }
        _LOG.info("%(method)s %(path)s %(status)s %(milliseconds)s ms", fields, extra=fields)


def _on_one_line(path: str) -> str:
    return path if path.isprintable() else quote(path)


def _given_id(scope: Scope) -> str:
    """The id that a proxy in front gave the request; none where it is no plain word."""
    given = next((value for name, value in scope["headers"] if name == _HEADER), b"").decode("latin-1")
    plain = given.replace("-", "").replace("_", "")
    return given if plain.isascii() and plain.isalnum() and len(given) <= _LONGEST_ID else ""
