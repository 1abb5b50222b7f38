"""Orders lost up the chain: what the failure of one firm after another costs those who sell to it.

The rounds of `cascade.py`. All the time goes into numbers fetched from memory, so what is kept of a firm lies side by
side: its loss, and the part of it that its sellers have not heard of. A firm is listed for the next round at the push
that lifts that part above θ. Method: docs/methods.md, F3 and F5.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.analysis.shock.compiled import compiled
from graph.analysis.shock.flows import Flows

Column = NDArray[Any]


class Orders(NamedTuple):
    """What is read of the flows to sellers, and what a cascade writes on; set back after each."""

    start: Column  # n + 1: the rows of firm i are start[i] … start[i + 1]
    seller: Column
    share: Column
    lost: Column  # n x 2: loss of each firm, and what of it has not been passed on
    touched: Column  # firms with a loss, as they were found to have one
    waiting: Column  # firms with more than θ to pass on …
    passing: Column  # … those that do so in this round …
    amount: Column  # … and how much
    held: Column  # [touched firms, waiting firms]


def orders_of(flows: Flows) -> Orders:
    """Nothing lost yet."""
    up, size = flows.up, flows.size
    number = up.share.dtype
    touched, waiting, passing = (np.zeros(size, np.int32) for _ in range(3))
    lost, amount = np.zeros((size, 2), number), np.zeros(size, number)
    return Orders(up.start, up.target, up.share, lost, touched, waiting, passing, amount, np.zeros(2, np.int64))


@compiled
def lose_orders(orders: Orders, firm: int, theta: float, rounds: int) -> None:
    """The failure of one firm, until nobody has more than θ to pass on (docs/methods.md, section F).

    Args:
        orders: the network with room for what is lost, which this fills.
        firm: place of the firm that fails.
        theta: share of a firm's output below which a loss goes no further.
        rounds: after which it ends at the latest.
    """
    orders.lost[firm, 0] = orders.lost[firm, 1] = 1
    orders.touched[0] = orders.waiting[0] = firm
    orders.held[:] = 1
    for _ in range(rounds):
        if orders.held[1] == 0:
            break
        _begin_round(orders)
        orders.lost[firm, 1] = -np.inf  # it has failed already: what comes back to it goes no further
        _pass_on(orders, theta)
    orders.lost[firm, 0] = 1


@compiled
def _begin_round(orders: Orders) -> None:
    """Everybody who waits passes on what he has at this moment, not what arrives in the meantime."""
    for place in range(orders.held[1]):
        firm = orders.waiting[place]
        orders.passing[place] = firm
        orders.amount[place] = orders.lost[firm, 1]
        orders.lost[firm, 1] = 0


@compiled
def _pass_on(orders: Orders, theta: float) -> None:
    start, seller, share, lost = orders.start, orders.seller, orders.share, orders.lost
    touched, found, waiting, following = orders.touched, orders.held[0], orders.waiting, 0
    for place in range(orders.held[1]):
        firm, amount = orders.passing[place], orders.amount[place]
        for row in range(start[firm], start[firm + 1]):
            to, part = seller[row], share[row] * amount
            before, whole = lost[to, 1], lost[to, 0]
            lost[to, 1] = before + part
            if before <= theta and before + part > theta:
                waiting[following] = to
                following += 1
            if whole == 0 and part > 0:
                touched[found] = to
                found += 1
            lost[to, 0] = whole + part
    orders.held[0], orders.held[1] = found, following


@compiled
def forget_orders(orders: Orders) -> None:
    """Set back what was lost."""
    for place in range(orders.held[0]):
        firm = orders.touched[place]
        orders.lost[firm, 0] = orders.lost[firm, 1] = 0
    orders.held[:] = 0
