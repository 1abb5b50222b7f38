"""Addresses of pages: one a state, so that each can be kept, shared and gone back to."""

from collections.abc import Sequence
from urllib.parse import quote, urlencode

from fastapi import Request

Value = str | int | float | Sequence[str] | None


def here(request: Request, **changes: Value) -> str:
    """The address of this page with other parameters; None takes one away."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in changes]
    return _joined(request.url.path, [*kept, *_pairs(changes)])


def to(path: str, **parameters: Value) -> str:
    """The address of another page; empty parameters are left out."""
    return _joined(path, _pairs({name: value for name, value in parameters.items() if value not in ("", ())}))


def _pairs(given: "dict[str, Value]") -> list[tuple[str, str]]:
    listed = {name: [value] if isinstance(value, str | int | float) else value or () for name, value in given.items()}
    return [(name, str(one)) for name, values in listed.items() for one in values]


def _joined(path: str, pairs: Sequence[tuple[str, str]]) -> str:
    return quote(path, safe="/:%") + (f"?{urlencode(pairs)}" if pairs else "")
