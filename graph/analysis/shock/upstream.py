"""What the failure of each firm costs its suppliers, for all firms from one solve.

With P the shares of orders (P[l, j] of what l sells goes to j) and N = (I − P)⁻¹, the loss that the failure of i
brings to l from below is N[l, i] / N[i, i]. Weighed and summed over l that is y[i] / N[i, i] with y = (I − Pᵀ)⁻¹ w, and
1 / N[i, i] = 1 − R[i], R the chance that an order passed on from i comes back to it. Method: docs/methods.md, F6.
"""

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.shock.flows import Flows

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = NDArray[np.float64]

EXACT_UP_TO: Final = 2_000  # firms for which R is solved; for more it is that of cycles of two
_CLOSE: Final = 1e-10  # of the largest y
_SWEEPS: Final = 1_000


def upstream_of_all(flows: Flows, weight: Floats) -> Floats:
    """Loss of all suppliers together when each firm fails alone: exact up to 2,000 firms, else an upper bound.

    Args:
        flows: the network; its leak keeps the sums finite.
        weight: of each firm, n values that add up to 1.

    Returns:
        n values, 0..1.
    """
    return upper_bound(flows, weight) * (1 - returns(flows))


def upper_bound(flows: Flows, weight: Floats) -> Floats:
    """y: the loss as if a firm that failed could fail again; n values."""
    back = _orders(flows)
    found = weight.astype(np.float64)
    for _ in range(_SWEEPS):
        further = weight + back @ found
        grown, found = float((further - found).max(initial=0.0)), further
        if grown <= _CLOSE * float(found.max(initial=0.0)):
            break
    return np.asarray(found)


def returns(flows: Flows) -> Floats:
    """R of each firm: exact for few firms, else of cycles of two alone, which is too little; n values in 0..1."""
    back = _orders(flows)
    if flows.size > EXACT_UP_TO:
        return np.asarray(back.multiply(back.T).sum(axis=1), np.float64).ravel()
    whole = np.linalg.inv(np.eye(flows.size) - back.toarray())
    return np.asarray(1 - 1 / np.diagonal(whole))


def _orders(flows: Flows) -> "csr_matrix":
    """Pᵀ: row i, column l holds the share of what l sells that goes to i."""
    from scipy.sparse import csr_matrix  # only where it is asked for: most commands need not wait for it

    up = flows.up
    return csr_matrix((up.share, up.target, up.start), shape=(flows.size, flows.size))
