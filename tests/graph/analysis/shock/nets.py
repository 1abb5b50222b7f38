"""Small supply networks written out."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from graph.analysis.shock.cascade import Cascade, StopRule, run
from graph.analysis.shock.flows import LINEAR, UNTOUCHED, Firms, Flows, Sales, flows_of

# Values of fastcascade 0.9.3.1 on these two networks stand in the tests.
ELEVEN = np.array([(2, 1), (2, 3), (3, 7), (6, 7), (7, 4), (7, 11), (8, 11), (9, 5), (9, 10), (10, 7)]) - 1
ELEVEN_SECTORS = (0, 1, 0, 2, 3, 1, 3, 0, 1, 2, 4)
SIX = np.array(
    [[0, 3, 2, 7, 5, 11], [4, 0, 9, 1, 8, 6], [10, 2, 0, 4, 3, 7], [6, 5, 1, 0, 9, 2], [8, 3, 6, 10, 0, 4],
     [2, 7, 5, 3, 11, 0]]
)  # fmt: skip
SIX_SECTORS = (0, 1, 2, 0, 1, 2)
SIX_CLASSES = np.array([[2, 1, 0], [0, 2, 1], [1, 0, 2]])  # by product sold and product made: essential, not, untouched


def sales_of(
    ends: NDArray[np.int64], value: NDArray[np.float64], sectors: Sequence[int], classes: NDArray[np.int64]
) -> Sales:
    seller, buyer, sector = ends[:, 0], ends[:, 1], np.array(sectors)
    kind = classes[sector[seller], sector[buyer]]
    taken = np.where(kind == 2, sector[seller], np.where(kind == 1, LINEAR, UNTOUCHED))
    return Sales(seller, buyer, value.astype(np.float64), taken)


def net(sales: Sales, sectors: Sequence[int], *, leak: float = 0.0) -> tuple[Flows, NDArray[np.float64]]:
    """Flows, and the weight of each firm: what it sells."""
    firms = Firms(np.bincount(sales.seller, sales.value, len(sectors)), np.array(sectors))
    return flows_of(sales, firms, leak=leak), firms.weight


def eleven(kind: int) -> tuple[Flows, NDArray[np.float64]]:
    """Eleven firms whose inputs are all essential (2) or all linear (1)."""
    return net(sales_of(ELEVEN, np.ones(len(ELEVEN)), ELEVEN_SECTORS, np.full((5, 5), kind)), ELEVEN_SECTORS)


def six() -> tuple[Flows, NDArray[np.float64]]:
    """Six firms that all sell to each other, with all classes of input."""
    ends = np.argwhere(SIX > 0)
    return net(sales_of(ends, SIX[tuple(ends.T)], SIX_SECTORS, SIX_CLASSES), SIX_SECTORS)


def alone(flows: Flows, firm: int, weight: NDArray[np.float64], rule: StopRule, *, replaced: bool = True) -> Cascade:
    """The failure of one firm."""
    shock = np.zeros(flows.size)
    shock[firm] = 1
    return run(flows, shock, weight, rule, replaced=replaced)
