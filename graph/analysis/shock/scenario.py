"""What if these firms fail? Loss of all, by node, by region and by firm, with its path and how sure it is.

Method: docs/methods.md, section F.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.census import Census
from graph.analysis.coverage import coverage_in, covered_alike
from graph.analysis.results import Coverage, Named
from graph.analysis.shock.cascade import Cascade, StopRule, run
from graph.analysis.shock.network import Network
from graph.analysis.shock.paths import Hop, hops_to
from graph.analysis.shock.results import FirmLoss, Interval, KnownNetwork, PartLoss, Removed, ShockReport, Step
from graph.analysis.thresholds import Thresholds
from graph.snapshot import Snapshot
from ontology.values.regions import region_of

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

RULE: Final = StopRule(theta=1e-6)  # much that is lost upstream comes in small parts: 1e-3 misses more than half of it
_DRAWS: Final = 60
_DRAWN_SALES: Final = 5_000_000  # sales of all draws together; fewer draws of a large network …
_FEWEST_DRAWS: Final = 10  # … and none where an interval of so few would say nothing
_SHOWN: Final = 20
_EXPLAINED: Final = 5  # firms whose loss is followed back
_HIT: Final = 0.01  # loss from which a firm counts as hit
_SEED: Final = 20_260_103  # the same question has the same answer


@dataclass(frozen=True)
class Asked:
    """What fails, in which network; the census says where firms sit and how much is known there."""

    snapshot: Snapshot
    network: Network
    census: Census
    limits: Thresholds
    removed: tuple[tuple[Removed, Numbers], ...]  # with the firms that fail, numbers of the network
    psi: float = 1.0  # share of their output that they lose

    @cached_property
    def shock(self) -> Floats:
        """ψ of each firm."""
        found = np.zeros(self.network.firm.size)
        for _, firms in self.removed:
            found[firms] = self.psi
        return found


def shock_of(asked: Asked) -> ShockReport:
    """Run the shock and report it."""
    network = asked.network
    weight = network.firms.weight
    cascade = run(network.flows, asked.shock, weight, RULE)
    others = np.flatnonzero((asked.shock == 0) & (cascade.loss > 0))
    hardest = others[np.argsort(-(weight * cascade.loss)[others], kind="stable")]
    steps = _steps(asked, cascade, hardest[:_EXPLAINED])
    return ShockReport(
        removed=tuple(one for one, _ in asked.removed),
        psi=asked.psi,
        loss=float(weight @ cascade.loss),
        direct=float(weight @ asked.shock),
        interval=_interval(asked, weight),
        by_node=_by_node(asked, cascade.loss),
        by_region=_by_region(asked, cascade.loss),
        path=cascade.path,
        firms=tuple(_firm(asked, cascade, int(one)) for one in hardest[:_SHOWN]),
        why=steps,
        evidence=tuple(dict.fromkeys(one for step in steps for one in step.evidence)),
        stop_rule=str(RULE),
        coverage=known_network(network, asked.census, asked.limits),
        unit="元" if network.in_yuan else "条",
        as_of=asked.snapshot.as_of,
        tainted=tainted(network),
    )


def tainted(network: Network) -> bool:
    """Whether any supply fact rests on sample, synthetic or estimated sources."""
    return bool(np.asarray(network.facts.table["marked"].to_numpy(zero_copy_only=False), np.bool_).any())


def known_network(network: Network, census: Census, limits: Thresholds) -> KnownNetwork:
    """How much of the network is known, and whether its regions are known alike."""
    recorded, firms = int(network.recorded.sum()), int(network.firm.size)
    coverages = [coverage_in(census, row, limits).value for row in range(len(census.regions))]
    unequal = census.capture is None or not covered_alike(coverages)
    notes = [
        (
            f"{firms} 家企业中 {recorded} 家有供应记录；没有记录的联系传不出损失，数值是已知网络内的",
            f"{recorded} of {firms} firms have supply records; what is not recorded passes no loss on",
        )
    ]
    if not recorded:
        notes = [("图中没有供应记录，损失只是被移除企业自身的", "no supply records: nothing is passed on")]
    if unequal and len(census.regions) > 1:
        told = "未能估计" if census.capture is None else f"从 {min(coverages):.0%} 到 {max(coverages):.0%}"
        notes.append(
            (f"各地区记录的覆盖率{told}，地区之间的损失不可比", "regions are covered unequally: do not compare them")
        )
    note = " · ".join(("；".join(one for one, _ in notes), "; ".join(other for _, other in notes)))
    return KnownNetwork(firms, recorded, int(network.facts.subject.size), not unequal and recorded > 0, note)


def _interval(asked: Asked, weight: Floats) -> Interval | None:
    draws = min(_DRAWS, _DRAWN_SALES // max(asked.network.row.size, 1))
    if draws < _FEWEST_DRAWS:
        return None
    random = np.random.default_rng(_SEED)
    networks = (asked.network.drawn(random) for _ in range(draws))
    losses = [float(weight @ run(flows, asked.shock, weight, RULE).loss) for flows in networks]
    low, high = np.quantile(losses, [0.05, 0.95])
    return Interval(float(low), float(high), draws)


def _by_node(asked: Asked, loss: Floats) -> tuple[PartLoss, ...]:
    """A firm's output is split evenly over the nodes that it makes."""
    network = asked.network
    part = network.firms.size / np.maximum(np.bincount(network.maker, minlength=network.firm.size), 1)
    found = _summed(network.made, part[network.maker], loss[network.maker], len(network.nodes))
    names = _names(asked, network.nodes)
    return _parts(found, [Named(key, names[key]) for key in network.nodes], float(network.firms.size.sum()))


def _by_region(asked: Asked, loss: Floats) -> tuple[PartLoss, ...]:
    network, census = asked.network, asked.census
    home = census.home[network.firm]
    kept = home >= 0
    found = _summed(home[kept], network.firms.size[kept], loss[kept], len(census.regions))
    names = [Named(key, region_of(key).name) for key in census.regions]
    covers = {key: coverage_in(census, row, asked.limits) for row, key in enumerate(census.regions)}
    return _parts(found, names, float(network.firms.size.sum()), covers)


def _summed(place: Numbers, size: Floats, loss: Floats, count: int) -> tuple[Floats, Floats, Floats]:
    """Lost output, output, and firms hit, of each place."""
    hit = (loss >= _HIT).astype(np.float64)
    lost, whole, many = (np.bincount(place, one, count).astype(np.float64) for one in (size * loss, size, hit))
    return lost, whole, many


def _parts(
    found: tuple[Floats, Floats, Floats],
    names: Sequence[Named],
    total: float,
    covers: Mapping[str, Coverage] | None = None,
) -> tuple[PartLoss, ...]:
    """Places that lose anything, those that lose most of all output first."""
    lost, whole, hit = found
    order = [at for at in np.argsort(-lost, kind="stable").tolist() if lost[at] > 0][:_SHOWN]
    return tuple(
        PartLoss(
            id=names[at].id,
            name=names[at].name,
            loss=float(lost[at] / whole[at]),
            share=float(lost[at] / total),
            firms=int(hit[at]),
            coverage=covers[names[at].id] if covers else None,
        )
        for at in order
    )


def _names(asked: Asked, ids: Sequence[str]) -> dict[str, str]:
    """Name of each node; a node that the graph does not have goes by its id."""
    numbers = asked.snapshot.index_of(ids).tolist()
    return {key: asked.snapshot.name(number) if number >= 0 else key for key, number in zip(ids, numbers, strict=True)}


def _firm(asked: Asked, cascade: Cascade, firm: int) -> FirmLoss:
    named = _named(asked, firm)
    loss = float(cascade.loss[firm])
    return FirmLoss(named.id, named.name, loss, loss * float(asked.network.firms.weight[firm]))


def _named(asked: Asked, firm: int) -> Named:
    number = int(asked.network.firm[firm])
    return Named(asked.snapshot.id(number), asked.snapshot.name(number))


def _steps(asked: Asked, cascade: Cascade, firms: Numbers) -> tuple[Step, ...]:
    """The ways to the firms hit hardest, each supply fact once."""
    shocked = asked.shock > 0
    hops = dict.fromkeys(hop for firm in firms.tolist() for hop in hops_to(asked.network, cascade, firm, shocked))
    return tuple(_step(asked, hop) for hop in hops)


def _step(asked: Asked, hop: Hop) -> Step:
    proof = asked.network.facts.table["evidence"][hop.fact].as_py() or ()
    way = "缺少投入" if hop.downstream else "失去客户"
    return Step(_named(asked, hop.source), _named(asked, hop.target), way, hop.loss, tuple(proof))
