"""A view that answers from a whole graph or not at all, though another thread may be writing it."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import pyarrow as pa

from graph.store import Query, Rows, View
from ontology.errors import GraphUnfinished
from ontology.schema import EntityClass, Relation

Answer = TypeVar("Answer")


class WholeView:
    """Reads as `graph.store.View` does; raises GraphUnfinished where the rows would be of a half-written graph."""

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
        return self._whole(lambda: self._view.query(cypher, parameters, limit=limit, seconds=seconds))

    def nodes(self, cls: EntityClass) -> pa.Table:
        return self._whole(lambda: self._view.nodes(cls))

    def edges(self, relation: Relation) -> pa.Table:
        return self._whole(lambda: self._view.edges(relation))

    def counts(self) -> Mapping[str, int]:
        return self._whole(self._view.counts)

    def _whole(self, ask: Callable[[], Answer]) -> Answer:
        """The answer at one version; asked anew where a whole new version came in between."""
        before = self.version()
        while before:
            answer, after = ask(), self.version()
            if after == before:
                return answer
            before = after
        raise GraphUnfinished
