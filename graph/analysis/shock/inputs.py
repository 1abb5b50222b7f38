"""Inputs lost down the chain: what the failure of one firm after another costs those who buy from it.

The rounds of `cascade.py`, on what they touch. What is lost of an input is added up at the buyer's slot for it; what a
firm passes on depends on what is left of its market. Method: docs/methods.md, F2, F4 and F5.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.analysis.shock.cascade import ALIVE
from graph.analysis.shock.compiled import compiled
from graph.analysis.shock.flows import Flows

Column = NDArray[Any]


class _Rows(NamedTuple):
    """The flows to buyers."""

    start: Column
    target: Column
    slot: Column
    share: Column


class _Side(NamedTuple):
    """Losses while a firm's failure runs."""

    loss: Column  # n
    sent: Column  # n
    arrived: Column  # of each slot
    slots: Column  # slots that something arrived in
    fresh: Column  # firms that lost something since they were last looked at
    marked: Column  # n, whether a firm is among them
    touched: Column  # firms with a loss, in the order in which they were found to have one
    listed: Column  # n, whether a firm is among them
    held: Column  # [slots, fresh firms, touched firms]


class _Markets(NamedTuple):
    """What is lost of each market, and who in it has a loss."""

    of: Column  # n
    share: Column  # n
    seen: Column  # n, loss of each firm that is in `lost`
    lost: Column
    first: Column  # of each market, the firm that came last by a loss; -1 for none
    after: Column  # n, the one before it
    stale: Column  # markets in which something was lost since they were last looked at
    marked: Column  # of each market, whether it is among them
    held: Column  # [stale markets]


class _Waiting(NamedTuple):
    """Firms with something to pass on in this round."""

    firm: Column
    amount: Column


class Inputs(NamedTuple):
    """What is read of the flows to buyers, and what a cascade writes on; set back after each."""

    rows: _Rows
    side: _Side
    markets: _Markets
    waiting: _Waiting


def inputs_of(flows: Flows) -> Inputs:
    """Nothing lost yet."""
    down, size = flows.down, flows.size
    number = down.share.dtype
    rows = _Rows(down.start, down.target, down.slot, down.share)
    waiting = _Waiting(np.zeros(size, np.int32), np.zeros(size, number))
    return Inputs(rows, _side(size, flows.slots.size, number), _markets(flows), waiting)


def _side(size: int, slots: int, number: Any) -> _Side:
    return _Side(
        loss=np.zeros(size, number),
        sent=np.zeros(size, number),
        arrived=np.zeros(slots, number),
        slots=np.zeros(slots, np.int32),
        fresh=np.zeros(size, np.int32),
        marked=np.zeros(size, np.bool_),
        touched=np.zeros(size, np.int32),
        listed=np.zeros(size, np.bool_),
        held=np.zeros(3, np.int64),
    )


def _markets(flows: Flows) -> _Markets:
    """Markets; a firm without one is alone in its own, where nobody steps in."""
    alone = flows.market < 0
    count = flows.markets + int(alone.sum())
    of, share = flows.market.copy(), flows.share.copy()
    of[alone], share[alone] = np.arange(flows.markets, count), 1
    return _Markets(
        of=of,
        share=share,
        seen=np.zeros(flows.size, flows.share.dtype),
        lost=np.zeros(count, flows.share.dtype),
        first=np.full(count, -1, np.int32),
        after=np.full(flows.size, -1, np.int32),
        stale=np.zeros(count, np.int32),
        marked=np.zeros(count, np.bool_),
        held=np.zeros(1, np.int64),
    )


@compiled
def lose_inputs(inputs: Inputs, firm: int, theta: float, rounds: int) -> None:
    """The failure of one firm, until nobody has more than θ to pass on (docs/methods.md, section F).

    Args:
        inputs: the network with room for what is lost, which this fills.
        firm: place of the firm that fails.
        theta: share of a firm's output below which a loss goes no further.
        rounds: after which it ends at the latest.
    """
    side, markets, waiting = inputs.side, inputs.markets, inputs.waiting
    side.loss[firm], side.marked[firm], side.fresh[0], side.held[1] = 1, True, firm, 1
    for done in range(rounds + 1):
        _list(side)
        _lose_markets(side, markets)
        end = _waiting_down(side, markets, waiting, theta)
        side.held[1] = 0
        if end == 0 or done == rounds:
            break
        _push(inputs.rows, side, waiting, end)


@compiled
def forget_inputs(inputs: Inputs) -> None:
    """Set back what was lost."""
    _settle_markets(inputs.side, inputs.markets)
    _settle(inputs.side)


@compiled
def _push(rows: _Rows, side: _Side, waiting: _Waiting, end: int) -> None:
    """Add up the losses that firms pass on where they arrive, and raise the losses there.

    What the loop reads is taken out of the tuples once, for speed.
    """
    start, target, slot, share = rows.start, rows.target, rows.slot, rows.share
    loss, arrived, slots, fresh, marked = side.loss, side.arrived, side.slots, side.fresh, side.marked
    reached, found = side.held[0], side.held[1]
    for place in range(end):
        firm, amount = waiting.firm[place], waiting.amount[place]
        for row in range(start[firm], start[firm + 1]):
            at, to, before = slot[row], target[row], arrived[slot[row]]
            after = before + share[row] * amount
            if before == 0 and after > 0:
                slots[reached] = at
                reached += 1
            arrived[at] = after
            if after > loss[to] and loss[to] < 1:
                loss[to] = min(after, 1.0)
                if not marked[to]:
                    marked[to] = True
                    fresh[found] = to
                    found += 1
    side.held[0], side.held[1] = reached, found


@compiled
def _list(side: _Side) -> None:
    """Enter the firms that lost something into the list of those with a loss."""
    for place in range(side.held[1]):
        firm = side.fresh[place]
        side.marked[firm] = False
        if not side.listed[firm]:
            side.listed[firm] = True
            side.touched[side.held[2]] = firm
            side.held[2] += 1


@compiled
def _lose_markets(side: _Side, markets: _Markets) -> None:
    """What firms newly lost is lost to their markets, and others there may no longer step in as before."""
    for place in range(side.held[1]):
        firm = side.fresh[place]
        market = markets.of[firm]
        if markets.seen[firm] == 0:
            markets.after[firm] = markets.first[market]
            markets.first[market] = firm
        markets.lost[market] += markets.share[firm] * (side.loss[firm] - markets.seen[firm])
        markets.seen[firm] = side.loss[firm]
        if not markets.marked[market]:
            markets.marked[market] = True
            markets.stale[markets.held[0]] = market
            markets.held[0] += 1


@compiled
def _waiting_down(side: _Side, markets: _Markets, waiting: _Waiting, theta: float) -> int:
    """Firms whose buyers have yet to hear of a loss, after others in the market stepped in; how many."""
    found = 0
    for place in range(markets.held[0]):
        market = markets.stale[place]
        markets.marked[market] = False
        left, firm = max(1 - markets.lost[market], ALIVE), markets.first[market]
        while firm >= 0:
            effect = min(1.0, markets.share[firm] / left) * side.loss[firm]
            if effect - side.sent[firm] > theta:
                waiting.firm[found], waiting.amount[found] = firm, effect - side.sent[firm]
                side.sent[firm] = effect
                found += 1
            firm = markets.after[firm]
    markets.held[0] = 0
    return found


@compiled
def _settle(side: _Side) -> None:
    """Forget the losses of one side."""
    for place in range(side.held[2]):
        firm = side.touched[place]
        side.loss[firm] = side.sent[firm] = 0
        side.listed[firm] = False
    for place in range(side.held[0]):
        side.arrived[side.slots[place]] = 0
    side.held[:] = 0


@compiled
def _settle_markets(side: _Side, markets: _Markets) -> None:
    for place in range(side.held[2]):
        firm = side.touched[place]
        market = markets.of[firm]
        markets.lost[market], markets.first[market], markets.marked[market], markets.seen[firm] = 0, -1, False, 0
    markets.held[0] = 0
