"""One shock, round by round: who loses how much in the end, and when.

    down_l = max(ψ_l, over essential inputs and the rest: Σ share · σ_seller · down_seller)
    up_l   = max(ψ_l, Σ share · up_buyer)

Method: docs/methods.md, equations F2–F5.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.shock.flows import Flows, Pushes

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]

ALIVE: Final = 1e-12  # share of a market below which it counts as dead


@dataclass(frozen=True, slots=True)
class StopRule:
    """When a cascade ends; part of every result, since values of a long cascade depend on it."""

    theta: float = 1e-4  # a firm passes on what it lost since it last did, once that is more than this …
    epsilon: float = 0.0  # … and all stop when no firm's loss grew by more than this in a round
    rounds: int = 10_000

    def __str__(self) -> str:
        ends = f"，一轮内各企业损失增幅都不超过 {self.epsilon:g} 时停止" if self.epsilon else ""
        return f"损失增量超过 {self.theta:g} 才向外传{ends}，至多 {self.rounds} 轮"


@dataclass(frozen=True, slots=True)
class Cascade:
    """Losses of n firms, each 0..1 of its output."""

    down: Floats  # for want of inputs
    up: Floats  # for want of buyers
    sent_down: Floats  # what each firm passed on to its buyers in the end, after others stepped in
    sent_up: Floats
    path: tuple[float, ...]  # loss of all after each round, the shock itself first

    @property
    def loss(self) -> Floats:
        """The larger of the two: a firm that cannot make does not miss its buyers too."""
        return np.maximum(self.down, self.up)


def run(flows: Flows, shock: Floats, weight: Floats, rule: StopRule, *, replaced: bool = True) -> Cascade:
    """Let a shock run until the rule ends it.

    Args:
        flows: the network.
        shock: ψ, what each firm loses at first, n values in 0..1.
        weight: of each firm in the path, n values that add up to 1.
        rule: when to stop; losses only grow, so a cascade cut short is a lower bound.
        replaced: whether others in the market step in for a firm (σ).
    """
    state = _State(flows, shock, replaced)
    path = [float(weight @ shock)]
    for _ in range(rule.rounds):
        grown = state.step(rule.theta)
        if grown is None:
            break
        path.append(float(weight @ np.maximum(state.down, state.up)))
        if grown <= rule.epsilon:
            break
    return Cascade(state.down, state.up, state.sent_down, state.sent_up, tuple(path))


class _State:
    """Losses so far, what was passed on of them, and what has arrived in each slot."""

    def __init__(self, flows: Flows, shock: Floats, replaced: bool) -> None:
        self.flows, self.replaced = flows, replaced
        self.down, self.up = shock.astype(np.float64), shock.astype(np.float64)
        self.sent_down, self.sent_up = np.zeros(flows.size), np.zeros(flows.size)
        self.inputs, self.orders = np.zeros(flows.slots.size), np.zeros(flows.size)

    def step(self, theta: float) -> float | None:
        """One round: the largest growth of a loss, None when no firm had anything to pass on."""
        effect = self.down * self._irreplaceable()
        down, up = (_waiting(*pair, theta) for pair in ((effect, self.sent_down), (self.up, self.sent_up)))
        if not down.size and not up.size:
            return None
        slots = _push(self.flows.down, down, (effect - self.sent_down)[down], self.inputs)
        sellers = _push(self.flows.up, up, (self.up - self.sent_up)[up], self.orders)
        self.sent_down[down], self.sent_up[up] = effect[down], self.up[up]
        grown = _raise(self.down, self.flows.slots[slots], self.inputs[slots])
        return max(grown, _raise(self.up, sellers, self.orders[sellers]))

    def _irreplaceable(self) -> Floats:
        """σ: what is left of the market cannot make up for more than this share of a firm's loss (F4)."""
        flows = self.flows
        if not self.replaced:
            return np.ones(flows.size)
        known = flows.market >= 0
        lost = np.bincount(flows.market[known], flows.share[known] * self.down[known], flows.markets)
        left = np.maximum(1 - lost, ALIVE)
        found = np.ones(flows.size)
        found[known] = np.minimum(1.0, flows.share[known] / left[flows.market[known]])
        return found


def _raise(losses: Floats, firms: NDArray[Any], reached: Floats) -> float:
    """Raise the losses of firms to what reached them, the largest of several; the largest growth."""
    before = losses[firms]
    np.maximum.at(losses, firms, np.minimum(reached, 1.0))
    return float((losses[firms] - before).max(initial=0.0))


def _waiting(reached: Floats, sent: Floats, theta: float) -> Numbers:
    """Firms with more to pass on than θ."""
    return np.flatnonzero(reached - sent > theta)


def _push(pushes: Pushes, firms: Numbers, losses: Floats, onto: Floats) -> Numbers:
    """Add the losses of these firms where they arrive; the slots reached, some more than once."""
    counts = pushes.start[firms + 1] - pushes.start[firms]
    begins = np.cumsum(counts) - counts
    rows = np.repeat(pushes.start[firms] - begins, counts) + np.arange(int(counts.sum()))
    slots = pushes.slot[rows].astype(np.int64)
    if slots.size > onto.size // 4:
        onto += np.bincount(slots, pushes.share[rows] * np.repeat(losses, counts), onto.size)
    else:
        np.add.at(onto, slots, pushes.share[rows] * np.repeat(losses, counts))
    return slots
