"""Dependence on outside supply: what share of the region's purchases of a node comes from elsewhere?

Method: docs/methods.md, equation O1: D = 1 − local purchases / all purchases (1 − 本地配套率), from supply records.
Without records the answer is None, never 0.
"""

from dataclasses import dataclass

import pyarrow as pa
from scipy import stats

from graph.analysis.supply import Supply
from graph.snapshot import Edges, Snapshot
from ontology.schema import Relation, Status


@dataclass(frozen=True, slots=True)
class Dependence:
    """Purchases of one node by the region's firms, counted in supply relations."""

    local: int
    outside: int
    evidence: tuple[str, ...]

    @property
    def share(self) -> float:
        """Share bought outside, 0..1."""
        return self.outside / (self.local + self.outside)

    def probability_above(self, limit: float) -> float:
        """P(outside share > limit | records), Beta(1 + outside, 1 + local)."""
        return float(stats.beta.sf(limit, 1 + self.outside, 1 + self.local))


def dependence_of(snapshot: Snapshot, supply: Supply, node: int, region: str) -> Dependence | None:
    """Where firms of the region buy this node; None where no record tells."""
    sales = snapshot.edges(Relation.SUPPLIES).where(Status.STATED)
    sellers = {one.firm for one in supply.made if one.node == node}
    rows = [
        (at, seller)
        for at, (seller, buyer) in enumerate(zip(sales.subject.tolist(), sales.object.tolist(), strict=True))
        if seller in sellers and is_home(snapshot, supply, buyer, region)
    ]
    if not rows:
        return None
    local = sum(supply.inside(seller, region) for _, seller in rows)
    return Dependence(local, len(rows) - local, _evidence(sales, [at for at, _ in rows]))


def is_home(snapshot: Snapshot, supply: Supply, firm: int, region: str) -> bool:
    """Whether a firm, of the chain or not, sits in the region."""
    if firm in supply.region:
        return supply.inside(firm, region)
    return snapshot.is_inside(firm, region)


def _evidence(sales: Edges, rows: list[int]) -> tuple[str, ...]:
    lists = sales.table["evidence"].take(pa.array(rows, pa.int64())).to_pylist()
    return tuple(dict.fromkeys(item for items in lists for item in items))
