"""What every answer tells the browser: load from here alone, run no script of a page, guess no type, frame nothing.

An answer that sets a header itself keeps it: the preview of reconciliation may be framed by OpenRefine.
Sources: OWASP Secure Headers Project; W3C Content Security Policy Level 3.
"""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY: Final = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
# A whole page made for keeping, opened from here: its own styles, nothing from anywhere, no part of this site.
_KEPT_PAGE: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'none'"
_POLICY_NAME: Final = "content-security-policy"
_ALWAYS: Final = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_SECURE: Final = ("strict-transport-security", "max-age=31536000")


class Headers:
    """An ASGI layer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start":
                _complete(MutableHeaders(raw=message.setdefault("headers", [])), scope)
            await send(message)

        await self._app(scope, receive, answered)


def _complete(headers: MutableHeaders, scope: Scope) -> None:
    for name, value in _ALWAYS.items():
        headers.setdefault(name, value)
    if _POLICY_NAME not in headers:
        headers[_POLICY_NAME] = _KEPT_PAGE if _is_kept_page(headers, scope) else POLICY
        headers["x-frame-options"] = "DENY"
    if scope.get("scheme") == "https":
        headers.setdefault(*_SECURE)
    if not scope["path"].startswith("/static"):
        headers.setdefault("cache-control", "no-store" if scope["path"].startswith("/sign") else "private, no-cache")


def _is_kept_page(headers: MutableHeaders, scope: Scope) -> bool:
    kind = headers.get("content-type", "")
    return kind.startswith(("text/html", "image/svg")) and (
        scope["path"].startswith("/v1") or "content-disposition" in headers
    )
