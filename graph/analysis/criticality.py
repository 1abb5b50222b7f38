"""Criticality: how much of the region's activity hangs on a node?

Method: docs/methods.md, equation D1: crit_n = Σ_k γᵏ (x Wᵏ)_n / Σ x, W[m, n] the share of m's inputs that is n.
A Leontief-type downstream dependence, cut after a number of steps.
"""

import numpy as np
from numpy.typing import NDArray

from ontology.chains import Chain, Link

Floats = NDArray[np.float64]


def input_shares(chain: Chain) -> Floats:
    """k × k matrix: row m, column n holds the share of customer m's inputs that is n; rows add up to 1 or 0.

    A link without a weight takes an equal part of what the weighted ones leave.
    """
    place = {node.id: number for number, node in enumerate(chain.nodes)}
    shares = np.zeros((len(place), len(place)))
    taken: dict[str, list[Link]] = {}
    for link in chain.links:
        taken.setdefault(link.target, []).append(link)
    for customer, links in taken.items():
        row = place[customer]
        given = sum(link.weight or 0.0 for link in links)
        blank = [link for link in links if link.weight is None]
        rest = max(1.0 - given, 0.0) / len(blank) if blank else 0.0
        for link in links:
            weight = rest if link.weight is None else link.weight
            for option in link.options:
                shares[row, place[option]] += weight / len(link.options)
    totals = shares.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(shares, totals, out=np.zeros_like(shares), where=totals > 0))


def criticality(activity: Floats, shares: Floats, *, depth: float, steps: int) -> Floats:
    """Weight of each node in what the region makes (D1).

    Args:
        activity: firms of each node in the region, k values.
        shares: input shares, k × k.
        depth: γ in 0..1, how much one step further down the chain counts.
        steps: how many steps are followed.

    Returns:
        k values, 0 where nothing the region makes needs the node, 0 everywhere when it makes nothing.
    """
    total = activity.sum()
    if total == 0:
        return np.zeros_like(activity)
    needed, flow = np.zeros_like(activity), activity.astype(np.float64)
    for _ in range(steps):
        flow = depth * (flow @ shares)
        needed += flow
    return np.asarray(needed / total)
