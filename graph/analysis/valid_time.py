"""The graph on a day: which facts held then, and which firms were at work.

What was not known then is left out before (`api/past.py`); here counts what the sources say of time: `since` and
`until` of a fact, the days on which a firm was founded and closed.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.analysis.firm_states import CLOSING, CLOSING_NAMED, closing_day
from graph.snapshot import Edges, Snapshot
from ontology.schema import EntityClass, Lifecycle

Flags = NDArray[np.bool_]

_TIMES: Final = r'"(since|until)":'
_FOUNDED: Final = r'"founded": ?"(?P<day>[0-9-]+)"'


def on_day(snapshot: Snapshot, day: date) -> Snapshot:
    """The snapshot with the facts that held on a day, and each firm in the state that it had.

    A firm whose closing lies after the day was at work; one founded after it was not yet there, as a plan.
    """
    asked = day.isoformat()
    relations = {relation: _holding(edges, asked) for relation, edges in snapshot.relations.items()}
    return replace(snapshot, nodes=_in_their_states(snapshot, asked), relations=relations, as_of=asked)


def holds_on(properties: Mapping[str, Any], day: str) -> bool:
    """Whether a fact with these properties held on a day (ISO; every fact holds on the empty one).

    A time that names no day, as 2024 or 2024-06, is the whole year or month. Of several sources that differ, one
    that says it held is enough.
    """
    begins = [one for one in _texts(properties.get("since")) if one]
    ends = [one for one in _texts(properties.get("until")) if one]
    begun = not begins or any(one <= day[: len(one)] for one in begins)
    return not day or (begun and (not ends or any(one >= day[: len(one)] for one in ends)))


def _texts(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value or "")]


def _holding(edges: Edges, day: str) -> Edges:
    timed = np.flatnonzero(_matching(edges.table["properties"], _TIMES))
    texts = edges.table["properties"].take(pa.array(timed)).to_pylist()
    keep = np.ones(edges.table.num_rows, np.bool_)
    keep[timed] = [holds_on(json.loads(text), day) for text in texts]
    if keep.all():
        return edges
    return Edges(edges.subject[keep], edges.object[keep], edges.table.filter(pa.array(keep)))


def _in_their_states(snapshot: Snapshot, day: str) -> pa.Table:
    """The nodes, with the status of firms that were founded or closed after the day put right."""
    column = snapshot.nodes["properties"].combine_chunks()
    founded = pc.struct_field(pc.extract_regex(column, _FOUNDED), "day")
    unborn = _flags(pc.greater(founded, pa.scalar(day)))
    rows = np.flatnonzero(snapshot.is_class(EntityClass.ENTERPRISE) & (unborn | _matching(column, CLOSING_NAMED)))
    if not rows.size:
        return snapshot.nodes
    texts = column.take(pa.array(rows)).to_pylist()
    told = [_told_then(json.loads(text), day, unborn=bool(unborn[row])) for row, text in zip(rows, texts, strict=True)]
    mask = np.zeros(len(column), np.bool_)
    mask[rows] = True
    changed = pc.replace_with_mask(column, pa.array(mask), pa.array(told, pa.string()))
    return snapshot.nodes.set_column(snapshot.nodes.column_names.index("properties"), "properties", changed)


def _told_then(properties: dict[str, Any], day: str, *, unborn: bool) -> str:
    closing = closing_day(properties)
    if closing and closing > day[: len(closing)]:
        properties = {name: value for name, value in properties.items() if name not in CLOSING}
        properties["status"] = Lifecycle.ACTIVE.value
    if unborn:
        properties["status"] = Lifecycle.PLANNED.value
    return json.dumps(properties, ensure_ascii=False)


def _matching(column: pa.Array | pa.ChunkedArray, pattern: str) -> Flags:
    return _flags(pc.match_substring_regex(column, pattern))


def _flags(values: pa.Array | pa.ChunkedArray) -> Flags:
    return np.asarray(pc.fill_null(values, False).to_numpy(zero_copy_only=False), np.bool_)
