"""Plain values out of engine values: what a query answers is the same on every store, and fits in JSON.

A node is `{"class": "Enterprise", "id": …, …}`, an edge `{"type": "PRODUCES", "confidence": …, …}` without its
ends, a path `{"nodes": […], "edges": […]}`. Dates and times are ISO 8601 text. Properties that are not set are
left out, since one of the stores cannot tell unset from null.
"""

import math
from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from decimal import Decimal
from types import NoneType
from typing import Any, Final


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
    for kinds, way in _WAYS:
        if isinstance(value, kinds):
            return way(value)
    return str(value)


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _iso_duration(value: timedelta) -> str:
    return f"P{value.days}DT{value.seconds + value.microseconds / 1e6:g}S"


_WAYS: Final[tuple[tuple[tuple[type, ...], Callable[[Any], Any]], ...]] = (
    ((str, int, NoneType), lambda value: value),
    ((float,), _finite),
    ((date, time), lambda value: value.isoformat()),  # a datetime is a date
    ((timedelta,), _iso_duration),
    ((list, tuple), lambda value: [plain(item) for item in value]),
    ((dict,), lambda value: {str(name): plain(item) for name, item in value.items()}),
    ((Decimal,), float),
)


def _set_ones(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in sorted(properties.items()) if value is not None}
