"""A result as JSON, exactly, and back."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from types import UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from api.reports.result import Result


def write_result(result: Result) -> bytes:
    """The result as JSON; figures are not rounded, so that they round to the same text again."""
    return json.dumps(_plain(result), ensure_ascii=False).encode()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def read_result(raw: Any) -> Result | None:
    """The result in JSON values; None where another version of the program wrote it in another shape."""
    try:
        return cast("Result", _read(Result, raw))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _read(kind: Any, raw: Any) -> Any:
    """A value of a type from JSON values. Raises KeyError, TypeError, ValueError, AttributeError."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        return None if raw is None else _read(next(one for one in inner if one is not type(None)), raw)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return cast("type", kind)(**{one.name: _read(hints[one.name], raw[one.name]) for one in fields(kind)})
    if origin is tuple:
        each = inner[:1] * len(raw) if inner[-1] is Ellipsis else inner
        return tuple(_read(one, value) for one, value in zip(each, raw, strict=True))
    if origin is not None and issubclass(origin, Mapping):
        return {key: _read(inner[1], value) for key, value in raw.items()}
    return kind(raw) if isinstance(kind, type) and issubclass(kind, Enum) else raw
