"""By which supply facts did a loss arrive? Back from a firm, step by step, along the largest part of its loss."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.analysis.shock.cascade import Cascade
from graph.analysis.shock.flows import LINEAR, UNTOUCHED
from graph.analysis.shock.network import Network

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]

_LONGEST = 8


@dataclass(frozen=True, slots=True)
class Hop:
    """One supply fact that a loss passed along; firms as numbers of the network."""

    source: int
    target: int
    fact: int  # row of Network.facts
    downstream: bool  # for want of the input; else for want of the buyer
    loss: float  # of the target, 0..1


def hops_to(network: Network, cascade: Cascade, firm: int, shocked: NDArray[np.bool_]) -> tuple[Hop, ...]:
    """The way of the loss from a shocked firm to this one, first hop first; empty where it has none.

    Args:
        network: firms and their sales.
        cascade: what was lost.
        firm: place of the firm at the end.
        shocked: whether each firm was shocked, n values.
    """
    return tuple(_back(network, cascade, firm, shocked))[::-1]


def _back(network: Network, cascade: Cascade, firm: int, shocked: NDArray[np.bool_]) -> Iterator[Hop]:
    passed = {firm}
    while not shocked[firm] and len(passed) <= _LONGEST:
        downstream = bool(cascade.down[firm] >= cascade.up[firm])
        sale = _lacked(network, cascade, firm) if downstream else _unsold(network, cascade, firm)
        if sale is None:
            return
        source = int((network.sales.seller if downstream else network.sales.buyer)[sale])
        yield Hop(source, firm, int(network.row[sale]), downstream, float(cascade.loss[firm]))
        if source in passed:
            return
        passed.add(source)
        firm = source


def _lacked(network: Network, cascade: Cascade, firm: int) -> int | None:
    """The sale whose loss weighs most in the input that is shortest."""
    sales = network.sales
    at = np.flatnonzero((sales.buyer == firm) & (sales.input != UNTOUCHED))
    lost = sales.value[at] * cascade.sent_down[sales.seller[at]]
    if not lost.any():
        return None
    kinds, kind = np.unique(sales.input[at], return_inverse=True)
    whole = np.bincount(kind, sales.value[at])
    whole[kinds == LINEAR] = sales.value[sales.buyer == firm].sum()
    shortest = kind == int((np.bincount(kind, lost) / np.maximum(whole, 1e-300)).argmax())
    return int(at[shortest][lost[shortest].argmax()])


def _unsold(network: Network, cascade: Cascade, firm: int) -> int | None:
    """The sale that is missed most."""
    at = np.flatnonzero(network.sales.seller == firm)
    lost = network.sales.value[at] * cascade.sent_up[network.sales.buyer[at]]
    return int(at[lost.argmax()]) if lost.any() else None
