"""What share of its loss does a firm pass on to whom: the network as numbers to multiply by.

Method: docs/methods.md, equations F1–F3.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Places = NDArray[np.int32]
Floats = NDArray[np.float64]
Shares = NDArray[Any]  # float64, or float32 where memory counts

LINEAR: Final = -1  # an input that can be done with less of, in proportion to its share of all purchases
UNTOUCHED: Final = -2  # an input whose loss the buyer does not feel


@dataclass(frozen=True, slots=True)
class Sales:
    """Who sells to whom: m rows, numbers of firms 0..n-1."""

    seller: Numbers
    buyer: Numbers
    value: Floats
    input: Numbers  # purchases of one buyer with the same number >= 0 can stand in for each other, and none else can;
    # or LINEAR, or UNTOUCHED


@dataclass(frozen=True, slots=True)
class Firms:
    """Columns of n firms."""

    size: Floats  # output, for the weight of a firm in the loss and for its share of its market
    market: Numbers  # what it sells, as a number >= 0; -1 where not known: nobody else sells it

    @property
    def weight(self) -> Floats:
        """Share of each firm in the output of all (w)."""
        return np.asarray(self.size / max(float(self.size.sum()), 1e-300))


@dataclass(frozen=True, slots=True)
class Pushes:
    """Rows of one direction, ordered by the firm that passes a loss on."""

    start: Numbers  # n + 1: the rows of firm i are start[i] … start[i + 1]
    target: Places  # firm that the loss arrives at
    slot: Places  # where it is added up there
    share: Shares


@dataclass(frozen=True, slots=True)
class Flows:
    """Both directions, and the markets in which another seller may step in."""

    down: Pushes  # to buyers; a slot is one buyer's one input
    up: Pushes  # to sellers; a slot is the seller
    slots: Places  # firm of each slot of `down`
    market: Places  # n, -1 where the firm has none
    share: Shares  # n, of its market

    @property
    def size(self) -> int:
        """Number of firms."""
        return int(self.market.size)

    @property
    def markets(self) -> int:
        """Number of markets."""
        return int(self.market.max(initial=-1)) + 1


def flows_of(sales: Sales, firms: Firms, *, leak: float, single: bool = False) -> Flows:
    """The shares by which losses are passed on.

    Args:
        sales: who sells to whom; several rows of a pair count as their sum.
        firms: their size and market.
        leak: least share, 0..1, of a firm's output that goes to final demand and of its costs that is not bought from
            firms: without one every upstream loss of a closed network grows to the whole, slowly (F1).
        single: shares in single precision, for half the memory.
    """
    number = np.float32 if single else np.float64
    count = firms.market.size
    sold, bought = (np.bincount(one, sales.value, count) / (1 - leak) for one in (sales.seller, sales.buyer))
    revenue = np.maximum(sold, firms.size)
    felt = sales.input != UNTOUCHED
    slot, slots, whole = _slots(sales, felt)
    of = np.where(sales.input[felt] == LINEAR, bought[sales.buyer[felt]], whole[slot])
    return Flows(
        down=_pushes(sales.seller[felt], (sales.buyer[felt], slot), sales.value[felt] / of, count, number),
        up=_pushes(sales.buyer, (sales.seller, sales.seller), sales.value / revenue[sales.seller], count, number),
        slots=slots.astype(np.int32),
        market=firms.market.astype(np.int32),
        share=_market_shares(firms).astype(number),
    )


def _slots(sales: Sales, felt: NDArray[np.bool_]) -> tuple[Numbers, Numbers, Floats]:
    """Slot of each felt row, firm of each slot, and what is bought there in all; slots of a firm stand together."""
    kinds = int(sales.input.max(initial=-1)) + 2
    keys, slot = np.unique(sales.buyer[felt] * kinds + sales.input[felt] + 1, return_inverse=True)
    return (
        slot.astype(np.int64),
        keys // max(kinds, 1),
        np.bincount(slot, sales.value[felt], keys.size).astype(np.float64),
    )


def _pushes(source: Numbers, target: tuple[Numbers, Numbers], share: Floats, count: int, number: type) -> Pushes:
    order = np.lexsort((target[1], source))
    start = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(source, minlength=count), out=start[1:])
    firm, slot = (one[order].astype(np.int32) for one in target)
    return Pushes(start, firm, slot, share[order].astype(number))


def _market_shares(firms: Firms) -> Floats:
    known = firms.market >= 0
    whole = np.bincount(firms.market[known], firms.size[known])
    shares = np.zeros(firms.market.size)
    shares[known] = firms.size[known] / np.maximum(whole[firms.market[known]], 1e-300)
    return shares
