"""Plain values out of engine values: what a query answers is the same on every store, and fits in JSON.

A node is `{"class": "Enterprise", "id": …, …}`, an edge `{"type": "PRODUCES", "confidence": …, …}` without its
ends, a path `{"nodes": […], "edges": […]}`. Dates and times are ISO 8601 text. Properties that are not set are
left out, since one of the stores cannot tell unset from null.
"""

import math
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID


def node(label: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    """A node as it stands in an answer."""
    return {"class": label, **_set_ones(properties)}


def edge(kind: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    """An edge as it stands in an answer; its ends are returned beside it where a query wants them."""
    return {"type": kind, **_set_ones(properties)}


def plain(value: Any) -> Any:
    """A scalar, list or map of standard Python types as JSON can hold it; text for anything else.

    Numbers that JSON lacks (infinity, not a number) become None.
    """
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else None
        case Decimal():
            return float(value)
        case date() | datetime() | time():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case list() | tuple():
            return [plain(item) for item in value]
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
        case bytes() | bytearray():
            return value.hex()
        case UUID() | _:
            return str(value)


def _set_ones(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in sorted(properties.items()) if value is not None}
