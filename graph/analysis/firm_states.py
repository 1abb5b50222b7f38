"""Whether a firm is active, closed or only planned, and which corporate group it belongs to."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.snapshot import Snapshot
from ontology.schema import Lifecycle, Relation, Status

# Properties that say when a firm ceased, by the names that cards and drafts of cards give them.
CLOSING: Final = ("closed_on", "注销日期", "吊销日期", "迁出日期", "停产日期")
# Finds properties that name such a day.
CLOSING_NAMED: Final = '"(?:' + "|".join(CLOSING) + ')":'
_OF_STATE: Final = frozenset({"status", *CLOSING})
_NOT_SURELY_ACTIVE: Final = f'"(?:closed|planned)"|{CLOSING_NAMED}'


def lifecycles_of(snapshot: Snapshot, firms: Iterable[int]) -> dict[int, Lifecycle]:
    """State of each firm by its number."""
    numbers = sorted(firms)
    texts = snapshot.nodes["properties"].take(pa.array(numbers, pa.int64())).to_pylist()
    return {number: lifecycle_in(text) for number, text in zip(numbers, texts, strict=True)}


def are_active(properties: pa.ChunkedArray) -> NDArray[np.bool_]:
    """Whether each firm works, by its properties, n texts; only those that may say otherwise are read one by one."""
    doubtful = pc.fill_null(pc.match_substring_regex(properties, _NOT_SURELY_ACTIVE), fill_value=False)
    rows = np.flatnonzero(doubtful.to_numpy(zero_copy_only=False))
    active = np.ones(len(properties), np.bool_)
    active[rows] = [lifecycle_in(text) is Lifecycle.ACTIVE for text in properties.take(pa.array(rows)).to_pylist()]
    return active


def lifecycle_in(properties: str | None) -> Lifecycle:
    """State of a firm from its properties; conflicting registers count as closed only when all say so.

    A firm with a closing day is closed whatever its status says: registers fill that column last.
    """
    given = json.loads(properties) if properties and properties != "{}" else {}
    if closing_day(given):
        return Lifecycle.CLOSED
    status = given.get("status", Lifecycle.ACTIVE)
    said = {status} if isinstance(status, str) else set(status)
    for state in (Lifecycle.ACTIVE, Lifecycle.PLANNED, Lifecycle.CLOSED):
        if state.value in said:
            return state
    return Lifecycle.ACTIVE


def state_alone(properties: str | None) -> str:
    """The properties of a firm, a JSON object, without all but what says whether it works."""
    given = json.loads(properties) if properties else {}
    return json.dumps({key: value for key, value in given.items() if key in _OF_STATE}, ensure_ascii=False)


def closing_day(properties: Mapping[str, Any]) -> str:
    """ISO day, month or year in which a firm closed or left, the last that is told; empty where none is."""
    told = (properties.get(name) for name in CLOSING)
    days = [str(one) for value in told for one in (value if isinstance(value, list) else [value]) if one]
    return max(days, default="")


def groups_of(snapshot: Snapshot, firms: Sequence[int]) -> dict[int, int]:
    """Each firm's topmost owner by SUBSIDIARY_OF; firms that own each other count as one, the first of them.

    Of several owners the surest counts, the first among equals.
    """
    owned = snapshot.edges(Relation.SUBSIDIARY_OF).where(Status.STATED)
    surest_last = np.lexsort((-owned.object, owned.confidence))
    owner = dict(zip(owned.subject[surest_last].tolist(), owned.object[surest_last].tolist(), strict=True))
    return {firm: _top(firm, owner) for firm in firms}


def _top(firm: int, owner: Mapping[int, int]) -> int:
    passed: list[int] = []
    while firm in owner and firm not in passed:
        passed.append(firm)
        firm = owner[firm]
    return min(passed[passed.index(firm) :]) if firm in passed else firm
