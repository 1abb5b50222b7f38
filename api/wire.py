"""Results as JSON: the shapes of the contract. A field that Python cannot name `class` is called `cls` there."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, Final

from ontology.errors import LiantuError

_NAMES: Final[Mapping[str, str]] = {"cls": "class"}
_DIGITS: Final = 6  # enough for every figure shown; parts still add up to the score


def to_wire(value: Any) -> Any:
    """Dataclasses, dates and tuples as JSON values, figures rounded."""
    if is_dataclass(value) and not isinstance(value, type):
        return {_NAMES.get(one.name, one.name): to_wire(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_wire(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [to_wire(item) for item in value]
    if isinstance(value, float):
        return round(value, _DIGITS)
    return value.isoformat() if isinstance(value, date) else value


def to_json(value: Any, *, indent: int | None = None) -> str:
    """One JSON text; Chinese stays readable."""
    return json.dumps(to_wire(value), ensure_ascii=False, indent=indent, default=str)


def error_of(problem: LiantuError) -> dict[str, Any]:
    """An error as the contract wants it."""
    return {"error": {"type": type(problem).__name__, "message": problem.message, "hint": problem.hint}}
