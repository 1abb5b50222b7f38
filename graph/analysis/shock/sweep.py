"""The failure of each of many firms alone: the cascade of `cascade.py`, on what it touches and nothing else.

The same rounds with the same θ give the same losses; here a round costs what is pushed in it, and afterwards only the
numbers that were touched are set back. Method: docs/methods.md, E2–E5.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.analysis.shock.compiled import compiled
from graph.analysis.shock.flows import Flows, Pushes

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
Column = NDArray[Any]

_ALIVE = 1e-12  # as in cascade.py


class _Rows(NamedTuple):
    """One direction of the flows."""

    start: Column
    target: Column
    slot: Column
    share: Column


class _Side(NamedTuple):
    """Losses in one direction while a firm's failure runs."""

    loss: Column  # n
    sent: Column  # n
    arrived: Column  # of each slot
    touched: Column  # firms with a loss, in the order in which they came by it
    listed: Column  # n, whether a firm is among them
    slots: Column  # slots that something arrived in
    held: Column  # [firms touched, slots reached]


class _Markets(NamedTuple):
    """What is lost of each market, and who in it has a loss."""

    of: Column  # n
    share: Column  # n
    lost: Column
    first: Column  # of each market, the firm that came last by a loss; -1 for none
    after: Column  # n, the one before it
    stale: Column  # markets in which something was lost since they were last looked at
    marked: Column  # of each market, whether it is among them
    held: Column  # [stale markets]


class _Fresh(NamedTuple):
    """Firms that lost orders in this round."""

    firm: Column
    marked: Column  # n
    held: Column


class _Waiting(NamedTuple):
    """Firms with something to pass on in this round."""

    firm: Column
    amount: Column


class _Case(NamedTuple):
    """What a cascade reads."""

    down: _Rows
    up: _Rows
    weight: Column  # n
    theta: float
    rounds: int


class _Work(NamedTuple):
    """All that a cascade writes on; set back after each."""

    down: _Side
    up: _Side
    markets: _Markets
    fresh: _Fresh
    waiting: _Waiting


@compiled
def _lose(side: _Side, firm: int, loss: float) -> Any:
    """Raise a loss; by how much it grew."""
    grown = min(loss, 1.0) - side.loss[firm]
    if grown <= 0:
        return 0.0
    side.loss[firm] += grown
    if not side.listed[firm]:
        side.listed[firm] = True
        side.touched[side.held[0]] = firm
        side.held[0] += 1
    return grown


@compiled
def _lose_down(work: _Work, firm: int, loss: float) -> None:
    """What a firm newly lost is lost to its market, and others there may no longer step in as before."""
    markets, first = work.markets, not work.down.listed[firm]
    grown = _lose(work.down, firm, loss)
    if grown == 0:
        return
    market = markets.of[firm]
    if first:
        markets.after[firm] = markets.first[market]
        markets.first[market] = firm
    markets.lost[market] += markets.share[firm] * grown
    if not markets.marked[market]:
        markets.marked[market] = True
        markets.stale[markets.held[0]] = market
        markets.held[0] += 1


@compiled
def _lose_up(work: _Work, firm: int, loss: float) -> None:
    """A firm lost orders: its own sellers are asked about in the next round."""
    fresh = work.fresh
    if _lose(work.up, firm, loss) > 0 and not fresh.marked[firm]:
        fresh.marked[firm] = True
        fresh.firm[fresh.held[0]] = firm
        fresh.held[0] += 1


@compiled
def _waiting_down(work: _Work, theta: float) -> int:
    """Firms whose buyers have yet to hear of a loss, after others in the market stepped in; how many."""
    side, markets, waiting, found = work.down, work.markets, work.waiting, 0
    for place in range(markets.held[0]):
        market = markets.stale[place]
        markets.marked[market] = False
        left, firm = max(1 - markets.lost[market], _ALIVE), markets.first[market]
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
def _waiting_up(work: _Work, start: int, theta: float) -> int:
    """The same for lost orders; they stand after the others, up to the place that is returned."""
    side, fresh, waiting, found = work.up, work.fresh, work.waiting, start
    for place in range(fresh.held[0]):
        firm = fresh.firm[place]
        fresh.marked[firm] = False
        if side.loss[firm] - side.sent[firm] > theta:
            waiting.firm[found], waiting.amount[found] = firm, side.loss[firm] - side.sent[firm]
            side.sent[firm] = side.loss[firm]
            found += 1
    fresh.held[0] = 0
    return found


@compiled
def _arrive(side: _Side, slot: int, loss: float) -> Any:
    """Add a loss up where it arrives; the sum."""
    if side.arrived[slot] == 0:
        side.slots[side.held[1]] = slot
        side.held[1] += 1
    side.arrived[slot] += loss
    return side.arrived[slot]


@compiled
def _push_down(rows: _Rows, work: _Work, firm: int, amount: float) -> None:
    for row in range(rows.start[firm], rows.start[firm + 1]):
        loss = rows.share[row] * amount
        if loss > 0:
            target = rows.target[row]
            reached = _arrive(work.down, rows.slot[row], loss)
            if reached > work.down.loss[target]:
                _lose_down(work, target, reached)


@compiled
def _push_up(rows: _Rows, work: _Work, firm: int, amount: float) -> None:
    for row in range(rows.start[firm], rows.start[firm + 1]):
        loss = rows.share[row] * amount
        if loss > 0:
            _lose_up(work, rows.target[row], _arrive(work.up, rows.target[row], loss))


@compiled
def _settle(side: _Side) -> None:
    """Forget the losses of one side."""
    for place in range(side.held[0]):
        firm = side.touched[place]
        side.loss[firm] = side.sent[firm] = 0
        side.listed[firm] = False
    for place in range(side.held[1]):
        side.arrived[side.slots[place]] = 0
    side.held[:] = 0


@compiled
def _settle_markets(work: _Work) -> None:
    markets = work.markets
    for place in range(work.down.held[0]):
        market = markets.of[work.down.touched[place]]
        markets.lost[market], markets.first[market], markets.marked[market] = 0, -1, False
    for place in range(work.fresh.held[0]):
        work.fresh.marked[work.fresh.firm[place]] = False
    markets.held[0] = work.fresh.held[0] = 0


@compiled
def _total(work: _Work, weight: Column) -> float:
    """Loss of all firms, weighed."""
    down, up, total = work.down, work.up, 0.0
    for place in range(down.held[0]):
        firm = down.touched[place]
        total += weight[firm] * max(down.loss[firm], up.loss[firm])
    for place in range(up.held[0]):
        firm = up.touched[place]
        if not down.listed[firm]:
            total += weight[firm] * up.loss[firm]
    return total


@compiled
def _run(case: _Case, work: _Work, firm: int) -> None:
    """The failure of one firm, until nobody has anything to pass on."""
    _lose_down(work, firm, 1.0)
    _lose_up(work, firm, 1.0)
    for _ in range(case.rounds):
        middle = _waiting_down(work, case.theta)
        end = _waiting_up(work, middle, case.theta)
        for place in range(middle):
            _push_down(case.down, work, work.waiting.firm[place], work.waiting.amount[place])
        for place in range(middle, end):
            _push_up(case.up, work, work.waiting.firm[place], work.waiting.amount[place])
        if end == 0:
            break


@compiled
def _each(case: _Case, work: _Work, firms: Column) -> Floats:
    losses = np.zeros(firms.size)
    for place in range(firms.size):
        _run(case, work, firms[place])
        losses[place] = _total(work, case.weight)
        _settle_markets(work)
        _settle(work.down)
        _settle(work.up)
    return losses


def sweep(flows: Flows, firms: Numbers, weight: Floats, *, theta: float, rounds: int = 10_000) -> Floats:
    """Loss of all when each of these firms fails alone, one after the other.

    Args:
        flows: the network.
        firms: numbers of the firms that fail.
        weight: of each firm of the network, n values that add up to 1.
        theta: least loss that is passed on; above 0, or the cascade ends only at the last digit.
        rounds: at most this many.

    Returns:
        a loss 0..1 for each of `firms`; a lower bound, since what is below θ is not passed on.
    """
    return _each(_Case(_rows(flows.down), _rows(flows.up), weight, theta, rounds), _work(flows), firms)


def _rows(pushes: Pushes) -> _Rows:
    return _Rows(pushes.start, pushes.target, pushes.slot, pushes.share)


def _work(flows: Flows) -> _Work:
    number, size = flows.down.share.dtype, flows.size
    down, up = _side(size, flows.slots.size, number), _side(size, size, number)
    fresh = _Fresh(np.zeros(size, np.int32), np.zeros(size, np.bool_), np.zeros(1, np.int64))
    waiting = _Waiting(np.zeros(2 * size, np.int32), np.zeros(2 * size, number))
    return _Work(down, up, _markets(flows), fresh, waiting)


def _side(size: int, slots: int, number: Any) -> _Side:
    firms, reached = np.zeros(size, np.int32), np.zeros(slots, np.int32)
    loss, sent, arrived = (np.zeros(count, number) for count in (size, size, slots))
    return _Side(loss, sent, arrived, firms, np.zeros(size, np.bool_), reached, np.zeros(2, np.int64))


def _markets(flows: Flows) -> _Markets:
    """Markets; a firm without one is alone in its own, where nobody steps in."""
    alone = flows.market < 0
    count = flows.markets + int(alone.sum())
    of, share = flows.market.copy(), flows.share.copy()
    of[alone], share[alone] = np.arange(flows.markets, count), 1
    first, after = np.full(count, -1, np.int32), np.full(flows.size, -1, np.int32)
    lost, stale = np.zeros(count, flows.share.dtype), np.zeros(count, np.int32)
    return _Markets(of, share, lost, first, after, stale, np.zeros(count, np.bool_), np.zeros(1, np.int64))
