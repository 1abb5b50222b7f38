"""What a graph says about itself wherever it goes: its version, and whether it rests on sample data."""

from dataclasses import dataclass

import pyarrow.compute as pc

from graph.snapshot import Snapshot
from ontology.schema import MARK


@dataclass(frozen=True, slots=True)
class Notice:
    """Where an answer or an export comes from."""

    version: str
    as_of: str  # ISO date or empty
    tainted: bool  # any node or fact is marked

    def lines(self) -> tuple[str, ...]:
        """The notice as lines of text."""
        origin = f"链图 Liantu · 图谱版本 {self.version or '—'} · 数据截至 {self.as_of or '未知'}"
        return (origin, MARK) if self.tainted else (origin,)


def notice_of(snapshot: Snapshot) -> Notice:
    """The notice of a graph."""
    columns = [snapshot.nodes["marked"], *(edges.table["marked"] for edges in snapshot.relations.values())]
    tainted = any(bool(pc.any(column).as_py()) for column in columns)
    return Notice(snapshot.version, snapshot.as_of, tainted)
