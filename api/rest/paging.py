"""Lists page by page: an opaque cursor says where the next page starts."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from typing import Any

from api.rest.bodies import Page
from api.wire import to_wire
from ontology.errors import BadInput


def page_of(items: Sequence[Any], cursor: str | None, *, size: int) -> Page:
    """The page that starts at the cursor. Raises BadInput for a cursor that none of our pages gave."""
    start = position_of(cursor)
    return page_at(items[start : start + size], start, total=len(items))


def page_at(items: Sequence[Any], start: int, *, total: int) -> Page:
    """The page of these items, the first of which is number `start` of a list of `total`."""
    end = start + len(items)
    following = urlsafe_b64encode(f"at:{end}".encode()).decode() if end < total else None
    return Page(items=to_wire(list(items)), next=following)


def position_of(cursor: str | None) -> int:
    """Where the page of a cursor starts. Raises BadInput for a cursor that none of our pages gave."""
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
