"""A graph in memory for tests: the view of what a delta from nothing holds."""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from graph.store import EDGE_COLUMNS, NODE_COLUMNS, GraphDelta, Query, Rows
from ontology.schema import EntityClass, Relation


class DeltaView:
    def __init__(self, whole: GraphDelta) -> None:
        self._whole = whole

    def version(self) -> str:
        return self._whole.version

    def nodes(self, cls: EntityClass) -> pa.Table:
        return self._whole.nodes.get(cls, NODE_COLUMNS.empty_table()).sort_by("id")

    def edges(self, relation: Relation) -> pa.Table:
        held = [table for kind, table in self._whole.edges.items() if kind.relation is relation]
        return pa.concat_tables([EDGE_COLUMNS.empty_table(), *held]).sort_by(
            [(name, "ascending") for name in ("subject", "object", "status")]
        )

    def query(
        self,
        cypher: str | Query,
        parameters: Mapping[str, Any] | None = None,
        *,
        limit: int = 10_000,
        seconds: float = 30.0,
    ) -> Rows:
        raise NotImplementedError

    def counts(self) -> Mapping[str, int]:
        return {cls.value: table.num_rows for cls, table in self._whole.nodes.items()}
