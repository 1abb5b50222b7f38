"""Which few firms would cost most if they failed together? Never the sum of their losses: those overlap.

Greedy, one firm after the other, each that which adds most; a firm is run again only while what it added before could
still put it first (Minoux 1978). How far from the best set that can be is told by a bound: where nobody steps in for
anybody, the loss of several firms is at most the sum of their losses. Method: docs/methods.md, F11.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.census import Census
from graph.analysis.shock.cascade import StopRule, run
from graph.analysis.shock.flows import Flows
from graph.analysis.shock.network import Network
from graph.analysis.shock.ranking import COARSE, FINE, bounds, examined_in, failures
from graph.analysis.shock.results import SetMember, WorstSet
from graph.analysis.shock.scenario import known_network, tainted
from graph.analysis.shock.upstream import upstream_of_all
from graph.analysis.thresholds import Thresholds
from graph.snapshot import Snapshot

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

MOST: Final = 50  # firms that may be asked for
_CANDIDATES: Final = 100  # at least; ten for each firm asked for
_FINELY: Final = 50_000  # firms of a network up to which joint failures are run finely


def worst_set(snapshot: Snapshot, network: Network, census: Census, *, size: int, limits: Thresholds) -> WorstSet:
    """The firms that together cost most, as far as greedy choice finds them.

    Args:
        snapshot: the graph at one version.
        network: its supply network.
        census: says how much is known.
        size: how many firms, at most MOST.
        limits: thresholds.
    """
    rule = FINE if network.firm.size <= _FINELY else COARSE
    alone, bound = _alone(network, size, rule)
    search = _Search(network.flows, network.firms.weight, rule)
    chosen = search.greedy(alone, size)
    highest = sorted(alone, key=lambda firm: (-alone[firm], firm))[:size]
    loss = sum(added for _, added in chosen)
    return WorstSet(
        firms=tuple(_member(snapshot, network, firm, added, alone[firm]) for firm, added in chosen),
        loss=loss,
        highest_alone=search.joint(highest),
        at_least=min(1.0, loss / bound) if bound > 0 else 1.0,
        candidates=len(alone),
        runs=search.runs,
        note="贪心选取：逐家加入使共同损失增加最多的；单独损失不可相加 · greedy; single losses do not add up",
        stop_rule=str(rule),
        coverage=known_network(network, census, limits),
        as_of=snapshot.as_of,
        tainted=tainted(network),
    )


def _alone(network: Network, size: int, rule: StopRule) -> tuple[Mapping[int, float], float]:
    """Losses of the candidates, each alone, and what no set of so many firms can exceed (F11)."""
    flows, weight = network.flows, network.firms.weight
    upstream = upstream_of_all(flows, weight)
    examined = examined_in(network, upstream)
    unreplaced = bounds(replace(flows, market=np.full_like(flows.market, -1)), weight, examined, upstream)
    first = np.argsort(-unreplaced, kind="stable")[: max(_CANDIDATES, 10 * size)]
    found = failures(flows, weight, examined[first], rule)
    return dict(zip(examined[first].tolist(), found.tolist(), strict=True)), min(1.0, float(_top(unreplaced, size)))


def _top(values: Floats, size: int) -> float:
    return float(np.sort(values)[::-1][:size].sum())


@dataclass
class _Search:
    """Runs failures of several firms together, and counts them."""

    flows: Flows
    weight: Floats
    rule: StopRule
    runs: int = 0

    def joint(self, firms: list[int]) -> float:
        """Loss of all when these fail together."""
        self.runs += 1
        shock = np.zeros(self.flows.size)
        shock[firms] = 1
        return float(self.weight @ run(self.flows, shock, self.weight, self.rule).loss)

    def greedy(self, alone: Mapping[int, float], size: int) -> list[tuple[int, float]]:
        """Firms with what each adds to those before it."""
        return greedy(self.joint, alone, size)


def greedy(joint: Callable[[list[int]], float], alone: Mapping[int, float], size: int) -> list[tuple[int, float]]:
    """Items with what each adds to the value of those before it, until `size` are taken or nothing adds any more.

    Args:
        joint: value of several together.
        alone: value of each by itself.
        size: how many are wanted.
    """
    queue = [(-value, item, 0) for item, value in alone.items()]
    heapify(queue)
    taken: list[tuple[int, float]] = []
    while queue and len(taken) < size:
        lost, item, when = heappop(queue)
        if when == len(taken):
            if lost >= 0:
                break
            taken.append((item, -lost))
            continue
        before = [one for one, _ in taken]
        heappush(queue, (sum(value for _, value in taken) - joint([*before, item]), item, len(taken)))
    return taken


def _member(snapshot: Snapshot, network: Network, firm: int, added: float, alone: float) -> SetMember:
    number = int(network.firm[firm])
    return SetMember(snapshot.id(number), snapshot.name(number), added, alone)
