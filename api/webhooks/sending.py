"""One attempt to deliver a message: signed, within ten seconds, no redirect followed, the answer's text not read."""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from importlib.metadata import version
from socket import create_connection
from time import monotonic
from typing import Final
from urllib.parse import SplitResult, quote

from api.webhooks.address import BadAddress, resolve_address
from api.webhooks.hook import Webhook
from api.webhooks.signing import signature

SECONDS: Final = 10.0
_AS_IS: Final = "%/?:@!$&'()*+,;=~"  # of a path and a query (RFC 3986); what else is no plain letter is escaped


@dataclass(frozen=True, slots=True)
class Attempt:
    """How a try ended."""

    status: int | None  # of HTTP; None where nobody answered
    problem: str
    seconds: float

    @property
    def is_delivered(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

    @property
    def is_gone(self) -> bool:
        """The receiver wants no more of them (410)."""
        return self.status == 410


def send(hook: Webhook, message: str, timestamp: int, body: bytes) -> Attempt:
    """Try once to deliver a message.

    Args:
        hook: whom to tell.
        message: id of the message, the same for every attempt.
        timestamp: seconds since 1970, part of what is signed.
        body: JSON in UTF-8.
    """
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": f"liantu/{version('liantu')}",
        "webhook-id": message,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(hook.secret, message, timestamp, body),
    }
    start = monotonic()
    try:
        status, problem = _posted(hook.url, headers, body), ""
    except BadAddress as refused:
        status, problem = None, refused.message
    except (
        OSError,
        HTTPException,
        UnicodeError,
    ) as failed:  # UnicodeError: a host that no name server can be asked for
        status, problem = None, f"{type(failed).__name__}: {failed}"
    return Attempt(status, problem, round(monotonic() - start, 3))


def _posted(url: str, headers: Mapping[str, str], body: bytes) -> int:
    parts, address, port = resolve_address(url)
    connection = _connection(parts, address, port)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", quote(path, _AS_IS), body, headers)
        return connection.getresponse().status
    finally:
        connection.close()


def _connection(parts: SplitResult, address: str, port: int) -> HTTPConnection:
    """A connection to the address that was checked, under the name that was given."""
    assert parts.hostname is not None
    if parts.scheme == "http":
        plain = HTTPConnection(parts.hostname, port, timeout=SECONDS)
        plain.sock = create_connection((address, port), SECONDS)
        return plain
    context = ssl.create_default_context()
    secure = HTTPSConnection(parts.hostname, port, timeout=SECONDS, context=context)
    secure.sock = context.wrap_socket(create_connection((address, port), SECONDS), server_hostname=parts.hostname)
    return secure
