"""A page of another site may not change this workspace through the user's browser.

Browsers say in `Origin` which site a request comes from; programs send none. It holds where no accounts are set up,
too; `api.access.gate` adds the sessions.
"""

from urllib.parse import urlsplit

from fastapi import Request

from ontology.errors import Refused


class ForeignOrigin(Refused):
    """A change asked for by a page of another site."""

    def __init__(self, origin: str) -> None:
        super().__init__(
            f"不接受来自 {origin} 的页面的修改 · pages of {origin} may not change this workspace",
            "从本服务的页面操作，或用程序调用接口 · use the pages of this service, or a program",
        )


def refuse_foreign_origin(request: Request) -> None:
    """Let a change through where no browser asks for it, or one that shows our own page.

    Raises:
        ForeignOrigin: the browser says that the page is another site's.
    """
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise ForeignOrigin(origin)
