"""Pages of programs on the user's own machine may read what reconciliation answers; other sites' pages may not.

OpenRefine runs at http://127.0.0.1:3333 and asks suggestions and previews from its page (Fetch Standard, CORS).
"""

from typing import Final
from urllib.parse import urlsplit

from fastapi import Request, Response

_OWN_MACHINE: Final = frozenset({"127.0.0.1", "localhost", "[::1]", "::1"})
FRAMES: Final = "frame-ancestors 'self' http://127.0.0.1:* http://localhost:*"


def allow_local_pages(request: Request, response: Response) -> None:
    """Let the page read the answer where it is one of this machine, or of this service."""
    origin = request.headers.get("origin")
    if origin is None:
        return
    asked = urlsplit(origin)
    if asked.hostname in _OWN_MACHINE or asked.netloc == request.headers.get("host"):
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Vary"] = "Origin"
