"""What numbers say of firms: employees, revenue, capital, yearly capacity. What is not said is not there."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa

from graph.snapshot import Snapshot
from ontology.schema import EntityClass, Relation, Status
from ontology.values.dates import parse_period

_STAFF: Final = "idc:employees"
_REVENUE: Final = "idc:revenue"
_YEAR: Final = 363  # days between the first and the last of a year, but for a leap of the calendar
_CAPACITY: Final = "idc:capacity"
_CAPITAL: Final = "idc:registered-capital"

Known = tuple[float | None, float | None]


def employees_and_revenue(snapshot: Snapshot, firms: Sequence[int]) -> dict[int, Known]:
    """Employees, and revenue in 元, of the last year that is told; firms of which neither is known are left out."""
    found: dict[int, dict[str, tuple[str, float]]] = {}
    for firm, code, value, said in _levels(snapshot, firms):
        if code == _STAFF or (code == _REVENUE and not _is_part_of_year(said)):
            held, figure = found.setdefault(firm, {}), (str(said.get("period") or ""), value)
            held[code] = max(held.get(code, figure), figure)
    return {firm: (_last(held, _STAFF), _last(held, _REVENUE)) for firm, held in found.items()}


def _is_part_of_year(said: Mapping[str, Any]) -> bool:
    """Whether a figure is known to be of less than a year: the revenue of a quarter makes no firm small."""
    span = parse_period(str(said.get("period") or ""))
    return bool(span and span.start and span.end and (span.end - span.start).days < _YEAR)


def capacities_of(snapshot: Snapshot, firms: Sequence[int]) -> dict[int, dict[str, float]]:
    """Yearly capacity of each firm of which one is known, by unit: the largest that is told."""
    found: dict[int, dict[str, float]] = {}
    for firm, code, value, said in _levels(snapshot, firms):
        if code == _CAPACITY:
            held, unit = found.setdefault(firm, {}), str(said.get("base_unit") or said.get("unit") or "")
            held[unit] = max(held.get(unit, 0.0), value)
    return found


def capital_of(snapshot: Snapshot, firms: Sequence[int]) -> dict[int, float]:
    """Registered capital in 元, the last that is told, of each firm of which one is known."""
    found: dict[int, tuple[str, float]] = {}
    for firm, code, value, said in _levels(snapshot, firms):
        if code == _CAPITAL:
            figure = (str(said.get("period") or ""), value)
            found[firm] = max(found.get(firm, figure), figure)
    return {firm: value for firm, (_, value) in found.items()}


def _last(held: Mapping[str, tuple[str, float]], code: str) -> float | None:
    return held[code][1] if code in held else None


def _levels(snapshot: Snapshot, firms: Sequence[int]) -> Iterable[tuple[int, str, float, Mapping[str, Any]]]:
    """Firm, indicator, value in the base unit and all that is said, of figures of the whole firm."""
    edges = snapshot.edges(Relation.ABOUT).where(Status.STATED)
    keep = (
        np.isin(edges.object, np.asarray(firms, np.int64)) & snapshot.is_class(EntityClass.OBSERVATION)[edges.subject]
    )
    texts = snapshot.nodes["properties"].take(pa.array(edges.subject[keep])).to_pylist()
    for firm, text in zip(edges.object[keep].tolist(), texts, strict=True):
        said: Mapping[str, Any] = json.loads(text) if text else {}
        value = said.get("base_value", said.get("value"))
        if value is not None and said.get("measure") == "level" and not said.get("of"):
            yield firm, said.get("catalogue", ""), float(value), said
