"""How far a region is on the way to a goal: the newest observation of the same figure beside the goal's number."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from graph.snapshot import Snapshot
from ontology.indicators import read_indicator
from ontology.schema import Relation, Status
from ontology.values.dates import parse_period
from ontology.values.names import fold
from ontology.values.quantities import Measure, parse_quantity
from ontology.values.regions import find_region


@dataclass(frozen=True, slots=True)
class Progress:
    """What was observed of a goal."""

    value: float
    unit: str
    period: str
    share: float  # of the goal that is reached; above 1 where it is passed
    evidence: tuple[str, ...]
    tainted: bool


def progress_of(snapshot: Snapshot, metric: str, goal: tuple[float, str], place: str) -> Progress | None:
    """The newest observation of a goal's figure for its region, None where there is none.

    Args:
        snapshot: the graph.
        metric: what the goal counts, as written.
        goal: its number and unit.
        place: name of its region.
    """
    region = find_region(place) if place else None
    number = int(snapshot.index_of([region.id])[0]) if region else -1
    wanted = _measure(goal[0], goal[1])
    if number < 0 or wanted is None or not wanted.base:
        return None
    edges = snapshot.edges(Relation.ABOUT).where(Status.STATED)
    rows = np.flatnonzero(edges.object == number)
    texts = snapshot.nodes["properties"].take(pa.array(edges.subject[rows], pa.int64())).to_pylist()
    told = [(json.loads(text), int(row)) for text, row in zip(texts, rows, strict=True) if text]
    same = [
        (said, row)
        for said, row in told
        if _counts(said, metric, goal[1]) and _base(said, wanted.base_unit) is not None
    ]
    if not same:
        return None
    said, row = max(same, key=lambda one: _day(one[0]))
    base = _base(said, wanted.base_unit)
    assert base is not None
    return Progress(
        value=float(said["value"]),
        unit=str(said.get("unit") or ""),
        period=str(said.get("period") or ""),
        share=base / wanted.base,
        evidence=tuple(edges.table["evidence"][row].as_py() or ()),
        tainted=bool(edges.table["marked"][row].as_py()),
    )


def _counts(said: Mapping[str, Any], metric: str, unit: str) -> bool:
    """Whether an observation counts what the goal does: the same words, or the same entry of the catalogue."""
    name = str(said.get("indicator") or "")
    if not name or said.get("of"):
        return False
    if fold(name) == fold(metric):
        return True
    asked, told = read_indicator(metric, unit), read_indicator(name, str(said.get("unit") or ""))
    known = asked.indicator is not None and asked.indicator == told.indicator
    return known and (asked.modifier, asked.measure) == (told.modifier, told.measure)


def _base(said: Mapping[str, Any], unit: str) -> float | None:
    """An observation's value in the goal's base unit, None where the units do not go together."""
    measure = _measure(float(said["value"]), str(said.get("unit") or "")) if said.get("value") is not None else None
    return measure.base if measure and measure.base_unit == unit else None


def _measure(value: float, unit: str) -> Measure | None:
    """A number with its unit as a quantity; large and small numbers are written out, for no text has 1e+06."""
    return parse_quantity(f"{np.format_float_positional(value, trim='-')}{unit}")


def _day(said: Mapping[str, Any]) -> str:
    span = parse_period(str(said.get("period") or ""))
    return span.end.isoformat() if span and span.end else ""
