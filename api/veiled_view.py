"""A view that shows an account the rows it may see; free statements are refused to it before (`routes.tsv`)."""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from graph.store import Query, Rows, View
from graph.veil import Veil
from ontology.errors import GraphUnfinished
from ontology.schema import EntityClass, Relation


class VeiledView:
    """Reads as `graph.store.View` does. Rows that name something hidden are left out; figures count all there is.

    Raises GraphUnfinished while the veil is of another version than the graph: it could not tell what to hide.
    """

    def __init__(self, view: View, veil: Veil) -> None:
        self._view, self._veil = view, veil

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
        found = self._view.query(cypher, parameters, limit=limit, seconds=seconds)
        self._match()
        return self._veil.cut(found)

    def nodes(self, cls: EntityClass) -> pa.Table:
        found = self._view.nodes(cls)
        self._match()
        return self._veil.cut_table(found, "id")

    def edges(self, relation: Relation) -> pa.Table:
        found = self._view.edges(relation)
        self._match()
        return self._veil.cut_table(found, "subject", "object")

    def counts(self) -> Mapping[str, int]:
        return self._view.counts()

    def _match(self) -> None:
        if self._view.version() != self._veil.whole.version:
            raise GraphUnfinished
