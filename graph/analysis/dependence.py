"""Dependence on outside supply: what share of the region's purchases of a node comes from elsewhere?

Method: docs/methods.md, equation O1: D = 1 − local purchases / all purchases (1 − 本地配套率), from supply records.
Without records the answer is None, never 0.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from graph.analysis.census import Census, nodes_by_name
from graph.analysis.homes import home_mask, homeless_mask
from graph.analysis.purchases import goods_of, records_of, standing_sales
from graph.snapshot import Edges, Snapshot
from ontology.chains import Chain


@dataclass(frozen=True, slots=True)
class Dependence:
    """Purchases of one node by the region's firms, as many as there is evidence for."""

    local: int
    outside: int
    evidence: tuple[str, ...]

    @property
    def records(self) -> int:
        return self.local + self.outside

    @property
    def share(self) -> float:
        """Share bought outside, 0..1."""
        return self.outside / self.records


def dependence_of(
    snapshot: Snapshot, chains: Sequence[Chain], census: Census, *, number: int, region: str
) -> Mapping[int, Dependence]:
    """Where firms of the region buy each node of a chain, by its place; a node without records is not in the answer.

    A record that names its product counts for the nodes of that product, any other for all that its seller makes.
    Sellers whose region is not known are left out: they are neither local nor outside.

    Args:
        snapshot: the graph at one version.
        chains: all definitions, as the census has them.
        census: who makes what.
        number: place of the chain among them.
        region: `reg:` id.
    """
    sales, home = standing_sales(snapshot), home_mask(snapshot, region)
    rows = np.flatnonzero(home[sales.object] & ~homeless_mask(snapshot)[sales.subject])
    bought = Edges(sales.subject[rows], sales.object[rows], sales.table.take(pa.array(rows)))
    fact, place = goods_of(bought, nodes_by_name(snapshot, chains), census.makings)
    columns = census.columns(number)
    local, records = home[bought.subject], records_of(bought).astype(np.int64)
    proof = bought.table["evidence"].to_pylist()
    found: dict[int, Dependence] = {}
    for node in np.unique(place[(place >= columns.start) & (place < columns.stop)]).tolist():
        of_node = np.unique(fact[place == node])
        inside = int(records[of_node[local[of_node]]].sum())
        evidence = dict.fromkeys(item for row in of_node.tolist() for item in proof[row])
        found[node - columns.start] = Dependence(inside, int(records[of_node].sum()) - inside, tuple(evidence))
    return found
