"""Lists page by page: an opaque cursor says where the next page starts."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from typing import Any

from api.rest.bodies import Page
from api.wire import to_wire
from ontology.errors import BadInput


def page_of(items: Sequence[Any], cursor: str | None, *, size: int) -> Page:
    """The page that starts at the cursor. Raises BadInput for a cursor that none of our pages gave."""
    start = _position(cursor)
    end = start + size
    following = urlsafe_b64encode(f"at:{end}".encode()).decode() if end < len(items) else None
    return Page(items=to_wire(list(items[start:end])), next=following)


def _position(cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        mark, number = urlsafe_b64decode(cursor).decode().split(":")
        position = int(number)
    except (ValueError, UnicodeDecodeError) as problem:
        raise BadInput(f"游标 {cursor!r} 无效 · {cursor!r} is no cursor of ours") from problem
    if mark != "at" or position < 0:
        raise BadInput(f"游标 {cursor!r} 无效 · {cursor!r} is no cursor of ours")
    return position
