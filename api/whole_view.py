"""A view that answers from a whole graph or not at all, though another thread may be writing it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

import pyarrow as pa

from api.access.sight import told
from graph.store import Query, Rows, View
from ontology.errors import GraphUnfinished
from ontology.schema import EntityClass, Relation

Answer = TypeVar("Answer")


class WholeView:
    """Reads as `graph.store.View` does; raises GraphUnfinished where the rows would be of a half-written graph.

    What rows say of persons is masked here, since all that quotes evidence asks for rows.
    """

    def __init__(self, view: View) -> None:
        self._view = view

    def version(self) -> str:
        return self._view.version()

    def query(
        self,
        cypher: str | Query,
        parameters: Mapping[str, Any] | None = None,
        *,
        limit: int = 10_000,
        seconds: float = 30.0,
    ) -> Rows:
        rows, _ = at_one_version(self._view, lambda: self._view.query(cypher, parameters, limit=limit, seconds=seconds))
        return _told(rows)

    def nodes(self, cls: EntityClass) -> pa.Table:
        return at_one_version(self._view, lambda: self._view.nodes(cls))[0]

    def edges(self, relation: Relation) -> pa.Table:
        return at_one_version(self._view, lambda: self._view.edges(relation))[0]

    def counts(self) -> Mapping[str, int]:
        return at_one_version(self._view, self._view.counts)[0]


def at_one_version(view: View, ask: Callable[[], Answer]) -> tuple[Answer, str]:
    """An answer of a view and the version that gave it; asked anew where a whole new one came in between.

    Raises:
        GraphUnfinished: the graph is being written, or its last writing did not end.
    """
    before = view.version()
    while before:
        answer, after = ask(), view.version()
        if after == before:
            return answer, after
        before = after
    raise GraphUnfinished


def _told(found: Rows) -> Rows:
    """The rows as they may be shown; the very same where there is nothing to hide."""
    rows = tuple(tuple(map(_told_value, row)) for row in found.rows)
    return found if rows == found.rows else replace(found, rows=rows)


def _told_value(value: Any) -> Any:
    if isinstance(value, str):
        return _told_text(value)
    if isinstance(value, list | tuple):
        return [_told_value(one) for one in value]
    if isinstance(value, dict):
        return {key: _told_value(one) for key, one in value.items()}
    return value


def _told_text(text: str) -> str:
    """A text, or the texts within JSON: properties are JSON, and their figures stay."""
    shown = told(text)
    if shown == text or text[:1] not in {"{", "["}:
        return shown
    try:
        return json.dumps(_told_value(json.loads(text)), ensure_ascii=False)
    except ValueError:
        return shown
