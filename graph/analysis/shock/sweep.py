"""The failure of each of many firms alone: the cascade of `cascade.py`, on what it touches and nothing else.

The same rounds with the same θ give the same losses; here a round costs what is pushed in it, and afterwards only the
numbers that were touched are set back. Inputs are lost down the chain and orders up the chain without regard to each
other (F5), so each way runs by itself. Method: docs/methods.md, F2–F5.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.analysis.shock.cascade import StopRule
from graph.analysis.shock.compiled import compiled
from graph.analysis.shock.flows import Flows
from graph.analysis.shock.inputs import Inputs, forget_inputs, inputs_of, lose_inputs
from graph.analysis.shock.orders import Orders, forget_orders, lose_orders, orders_of

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
Column = NDArray[Any]


class _Case(NamedTuple):
    """What the cascades share."""

    weight: Column  # n
    theta: float
    rounds: int
    both: bool  # whether orders are lost, too


def sweep(flows: Flows, firms: Numbers, weight: Floats, rule: StopRule, *, both: bool = True) -> Floats:
    """Loss of all when each of these firms fails alone, one after the other.

    Args:
        flows: the network.
        firms: numbers of the firms that fail.
        weight: of each firm of the network, n values that add up to 1.
        rule: with θ above 0, or a cascade ends only at the last digit; its ε is not looked at.
        both: whether sellers lose orders, too; without, only buyers lose inputs, which touches far fewer firms.

    Returns:
        a loss 0..1 for each of `firms`; a lower bound, since what is below θ is not passed on.
    """
    order = np.argsort(flows.market[firms], kind="stable")  # rivals buy from the same firms: those are at hand then
    losses = np.zeros(firms.size)
    case = _Case(weight, rule.theta, rule.rounds, both)
    losses[order] = _each(case, inputs_of(flows), orders_of(flows), firms[order])
    return losses


@compiled
def _each(case: _Case, inputs: Inputs, orders: Orders, firms: Column) -> Floats:
    losses = np.zeros(firms.size)
    for place in range(firms.size):
        lose_inputs(inputs, firms[place], case.theta, case.rounds)
        if case.both:
            lose_orders(orders, firms[place], case.theta, case.rounds)
        losses[place] = _total(inputs, orders, case.weight)
        forget_inputs(inputs)
        forget_orders(orders)
    return losses


@compiled
def _total(inputs: Inputs, orders: Orders, weight: Column) -> float:
    """Loss of all firms, weighed; of a firm with both kinds the larger."""
    down, total = inputs.side, 0.0
    for place in range(down.held[2]):
        firm = down.touched[place]
        total += weight[firm] * max(down.loss[firm], orders.lost[firm, 0])
    for place in range(orders.held[0]):
        firm = orders.touched[place]
        if not down.listed[firm]:
            total += weight[firm] * orders.lost[firm, 0]
    return total
