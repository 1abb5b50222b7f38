"""What goes from region to region, as the purchases that the graph records: who supplies whom, over region borders."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.analysis.census import Census
from graph.analysis.purchases import amounts_of, records_of, standing_sales
from graph.snapshot import Snapshot

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class RegionFlows:
    """R regions, sellers by rows and buyers by columns."""

    regions: tuple[str, ...]  # `reg:` ids
    records: Floats  # R x R purchases
    amounts: Floats  # R x R yuan, of those whose amount is told
    unplaced: float  # purchases one end of which lies in no known region


def region_flows(snapshot: Snapshot, census: Census) -> RegionFlows:
    """Purchases between the regions of a census; those inside a region stand on the diagonal.

    Args:
        snapshot: the graph at one version.
        census: of the regions of one level.
    """
    sales = standing_sales(snapshot)
    records = records_of(sales)
    amounts = np.nan_to_num(amounts_of(sales))
    seller, buyer = census.home[sales.subject], census.home[sales.object]
    placed = (seller >= 0) & (buyer >= 0)
    size = len(census.regions)
    at = seller[placed] * size + buyer[placed]

    def summed(values: Floats) -> Floats:
        return np.bincount(at, values[placed], minlength=size * size).reshape(size, size).astype(np.float64)

    return RegionFlows(census.regions, summed(records), summed(amounts), float(records[~placed].sum()))
