"""The veil over a graph for the regions of one account."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa

from graph.snapshot import Snapshot
from graph.store import Rows
from graph.veil.hidden import hidden_sayings, hidden_things
from graph.veil.names import search_of
from graph.veil.rows import cut_rows, cut_table
from graph.veil.secrets import Secrets
from graph.veil.shown import shown_graph


@dataclass(frozen=True)
class Veil(Secrets):
    """What is hidden of a graph from those who see some regions only, and the graph as they see it."""

    regions: tuple[str, ...]  # `reg:` ids, at least one

    @cached_property
    def snapshot(self) -> Snapshot:
        """The graph under the veil; nodes are numbered anew."""
        return shown_graph(self)

    def cut(self, found: Rows) -> Rows:
        """Rows as they may be shown, see `graph.veil.rows`."""
        return cut_rows(self, found)

    def cut_table(self, table: pa.Table, *columns: str) -> pa.Table:
        """The rows of a table none of whose ids in these columns is hidden."""
        return cut_table(self, table, *columns)


def veil_of(snapshot: Snapshot, regions: Sequence[str]) -> Veil:
    """The veil over a graph for those who see these regions (`reg:` ids, at least one)."""
    things = hidden_things(snapshot, regions)
    search = search_of(snapshot, things)
    return Veil(snapshot, things | hidden_sayings(snapshot, things, search), search, tuple(regions))
