"""Which firm's failure would cost most? All of them, each alone. Method: docs/methods.md, F6 and F10."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.census import Census
from graph.analysis.shock.cascade import StopRule, run
from graph.analysis.shock.compiled import COMPILED
from graph.analysis.shock.flows import Flows
from graph.analysis.shock.network import Network
from graph.analysis.shock.results import FirmRisk, RiskReport
from graph.analysis.shock.scenario import known_network, tainted
from graph.analysis.shock.upstream import EXACT_UP_TO, upstream_of_all
from graph.analysis.thresholds import Thresholds
from graph.snapshot import Snapshot

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

COARSE: Final = StopRule(theta=1e-3)
FINE: Final = StopRule(theta=1e-6)  # for those that come out on top
_PLAIN: Final = 2_000  # firms whose failure is run where the loops are not compiled: those that could cost most


def rank(snapshot: Snapshot, network: Network, census: Census, *, top: int, limits: Thresholds) -> RiskReport:
    """The firms whose failure alone costs most: all coarsely, twice as many as asked for finely.

    Args:
        snapshot: the graph at one version.
        network: its supply network.
        census: says how much is known.
        top: how many firms are listed.
        limits: thresholds.
    """
    weight = network.firms.weight
    upstream = upstream_of_all(network.flows, weight)
    examined = examined_in(network, upstream)
    coarse = bounds(network.flows, weight, examined, upstream)
    first = examined[np.argsort(-coarse, kind="stable")[: 2 * top]]
    fine = failures(network.flows, weight, first, FINE)
    order = np.argsort(-fine, kind="stable")[:top]
    return RiskReport(
        ranking=tuple(
            _risk(snapshot, network, int(first[at]), float(fine[at]), float(upstream[first[at]])) for at in order
        ),
        examined=int(examined.size),
        firms=int(network.firm.size),
        note=_note(network, examined),
        stop_rule=f"先以 θ={COARSE.theta:g} 估全部，再以 θ={FINE.theta:g} 算居前的：{FINE}；截断使数值偏低",
        coverage=known_network(network, census, limits),
        as_of=snapshot.as_of,
        tainted=tainted(network),
    )


def bounds(flows: Flows, weight: Floats, firms: Numbers, upstream: Floats) -> Floats:
    """What each failure costs at most: its loss upstream, solved, and downstream, run; overlaps count twice.

    Where the loops are not compiled, or firms are few, the failure is run instead (F10).

    Args:
        flows: what firms pass on to each other, n firms.
        weight: share of each firm in all output, n values that add up to 1.
        firms: places of the firms that are looked at, k values.
        upstream: what the failure of each firm costs above it, n values.

    Returns:
        Shares of all output, k values.
    """
    if not COMPILED or flows.size <= EXACT_UP_TO:
        return failures(flows, weight, firms, COARSE)
    from graph.analysis.shock.sweep import sweep  # numba is slow to load, and few questions need it

    below = sweep(flows, firms, weight, COARSE, both=False)
    return np.minimum(upstream[firms] + below - weight[firms], 1.0)


def failures(flows: Flows, weight: Floats, firms: Numbers, rule: StopRule) -> Floats:
    """Loss of all when each of these firms fails alone.

    Args:
        flows: what firms pass on to each other, n firms.
        weight: share of each firm in all output, n values that add up to 1.
        firms: places of the firms that fail, k values.
        rule: when a run stops.

    Returns:
        Shares of all output, k values.
    """
    if COMPILED and flows.size > EXACT_UP_TO:
        from graph.analysis.shock.sweep import sweep

        return sweep(flows, firms, weight, rule)
    found = np.zeros(firms.size)
    for place, firm in enumerate(firms.tolist()):
        shock = np.zeros(flows.size)
        shock[firm] = 1
        found[place] = weight @ run(flows, shock, weight, rule).loss
    return found


def examined_in(network: Network, upstream: Floats) -> Numbers:
    """All firms, or those with the largest bound from above and below the chain."""
    if COMPILED or network.firm.size <= _PLAIN:
        return np.arange(network.firm.size)
    sales, weight = network.sales, network.firms.weight
    buyers = np.bincount(sales.seller, weight[sales.buyer], network.firm.size)
    return np.sort(np.argsort(-(upstream + buyers), kind="stable")[:_PLAIN])


def _note(network: Network, examined: Numbers) -> str:
    if examined.size == network.firm.size:
        return "逐家模拟了全部企业"
    return (
        f"只模拟了可能影响最大的 {examined.size} 家（按上游损失与客户规模预选）；"
        "装上 liantu[fast] 可逐家模拟全部 · install liantu[fast] to examine all"
    )


def _risk(snapshot: Snapshot, network: Network, firm: int, loss: float, upstream: float) -> FirmRisk:
    number = int(network.firm[firm])
    return FirmRisk(snapshot.id(number), snapshot.name(number), loss, float(network.firms.weight[firm]), upstream)
