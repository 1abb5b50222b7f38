"""A view that shows an account the rows it may see; free statements are refused to it before (`routes.tsv`)."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import pyarrow as pa

from api.whole_view import at_one_version
from graph.store import Query, Rows, View
from graph.veil import Veil
from ontology.schema import EntityClass, Relation

Answer = TypeVar("Answer")


class VeiledView:
    """Reads as `graph.store.View` does. Rows that name something hidden are left out; figures count all there is.

    Args:
        view: the rows, a whole graph.
        veil: what is hidden of a version of the graph: a veil over another could not tell.
    """

    def __init__(self, view: View, veil: Callable[[str], Veil]) -> None:
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
        found, veil = self._veiled(lambda: self._view.query(cypher, parameters, limit=limit, seconds=seconds))
        return veil.cut(found)

    def nodes(self, cls: EntityClass) -> pa.Table:
        found, veil = self._veiled(lambda: self._view.nodes(cls))
        return veil.cut_table(found, "id")

    def edges(self, relation: Relation) -> pa.Table:
        found, veil = self._veiled(lambda: self._view.edges(relation))
        return veil.cut_table(found, "subject", "object")

    def counts(self) -> Mapping[str, int]:
        return self._view.counts()

    def _veiled(self, ask: Callable[[], Answer]) -> tuple[Answer, Veil]:
        """An answer and the veil over the version that gave it."""
        answer, version = at_one_version(self._view, ask)
        return answer, self._veil(version)
