"""One table of gaps for 31 provinces x 5,000 nodes, from the columns of a million firms.

Made-up columns of the size of a country: 5 million firm–node facts in four sources that see unequally, 10 million
trades. The peer is the plain way, cell by cell over the same counts with the same posterior; it is run on a share of
the cells, its answers compared, and its time extrapolated.
"""

import math
import resource
import time
from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.capture import fit_capture
from graph.analysis.census import Census, Columns, counted
from graph.analysis.hosting import NOT_HOSTED, WEAK_FACTOR, WEAK_SHARE, ZERO_SHARE
from graph.analysis.makings import Makings
from graph.analysis.measures import Measures, measures_of
from graph.analysis.purchases import Trades
from graph.analysis.thresholds import Thresholds
from graph.analysis.verdict import judge
from ontology.chains import Chain, make_chain

REGIONS, CHAINS, LENGTH = 31, 100, 50
FIRMS, FACTS, TRADES = 1_000_000, 5_000_000, 10_000_000
SEEN: Final = (0.45, 0.1, 0.35, 0.2)
PEER_CELLS: Final = 2_000
LEAST: Final = 1e-12  # no way a cell can be is ruled out for good, nor quite without firms
LIMITS: Final = Thresholds()


def definitions() -> list[Chain]:
    """Chains of fifty nodes, each of which takes the two before it."""
    return [make_chain(_definition(number)) for number in range(CHAINS)]


def _definition(number: int) -> dict[str, Any]:
    nodes = [{"id": f"n{node}", "name": f"{number}号链环节{node}", "stage": "上游"} for node in range(LENGTH)]
    links = [{"from": f"n{node - back}", "to": f"n{node}"} for node in range(2, LENGTH) for back in (1, 2)]
    return {
        "id": f"chain-{number}", "name": f"{number}号链", "origin": "合成", "stages": ["上游"],
        "nodes": nodes, "links": links,
    }  # fmt: skip


def columns(random: np.random.Generator) -> Columns:
    """Facts and trades of a made-up country."""
    nodes, province = CHAINS * LENGTH, random.integers(REGIONS, size=FIRMS)
    firm, node = random.integers(FIRMS, size=FACTS), random.integers(nodes, size=FACTS)
    ease = random.standard_normal(FACTS)[:, None] * 0.9
    odds = np.log(np.array(SEEN) / (1 - np.array(SEEN)))
    seen = random.random((FACTS, len(SEEN)), np.float32) < 1 / (1 + np.exp(-(odds + ease)))
    lists = (seen << np.arange(len(SEEN))).sum(axis=1)
    kept = (lists > 0) & (province[firm] * 7 % CHAINS != node // LENGTH)  # each province lacks a chain
    makings = Makings(
        nodes=tuple(f"node:{one // LENGTH}/{one % LENGTH}" for one in range(nodes)),
        chain=np.repeat(np.arange(CHAINS), LENGTH),
        node=node[kept],
        firm=firm[kept],
        owner=firm[kept],
        lists=lists[kept],
        sources=("登记", "名单", "采购", "园区"),
    )
    sold = random.integers(makings.firm.size, size=TRADES)
    seller = makings.firm[sold]
    buyer = np.where(random.random(TRADES) < 0.6, _neighbours(seller, province), random.integers(FIRMS, size=TRADES))
    trades = Trades(makings.node[sold], seller, buyer, np.ones(TRADES), np.ones(TRADES))
    regions = tuple(f"r{number}" for number in range(REGIONS))
    return Columns(regions, province, makings, np.ones(makings.firm.size), trades, (2,))


def _neighbours(firm: NDArray[np.int64], province: NDArray[np.int64]) -> NDArray[np.int64]:
    """Another firm of the same province for each."""
    order = np.argsort(province, kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(order.size)
    beside = np.minimum(place[firm] + 1, order.size - 1)
    return np.asarray(np.where(province[order[beside]] == province[firm], order[beside], firm))


def timed(what: str, work: Callable[[], Any]) -> Any:
    """Do the work, print its CPU seconds."""
    began = time.process_time()
    done = work()
    print(f"{what:52} {time.process_time() - began:7.2f} CPU s")
    return done


def judged(census: Census, chains: list[Chain]) -> tuple[Measures, NDArray[np.int8]]:
    """The table: every cell measured and judged."""
    measures = measures_of(census, chains, LIMITS)
    everywhere = np.ones(len(census.makings.nodes), np.bool_)
    return measures, judge(measures, LIMITS, required=everywhere, served=~everywhere)


def plain(census: Census) -> float:
    """P(no unseen firm) cell by cell, each checked against the table; CPU seconds for all cells at that pace."""
    random = np.random.default_rng(1)
    cells = np.stack([random.integers(REGIONS, size=PEER_CELLS), random.integers(CHAINS * LENGTH, size=PEER_CELLS)], 1)
    expected, began = census.expected, time.process_time()
    for region, node in cells.tolist():
        seen, coverage = float(census.seen[region, node]), float(census.coverage[region])
        mean, hosted = float(expected.mean[region, node]), float(expected.hosted[region, node])
        found = _none_unseen(seen, coverage, mean, hosted, expected.shape)
        assert math.isclose(found, census.outlook.none[region, node], rel_tol=1e-6, abs_tol=1e-9), (region, node)
    return (time.process_time() - began) * REGIONS * CHAINS * LENGTH / PEER_CELLS


def _none_unseen(seen: float, coverage: float, mean: float, hosted: float, shape: float) -> float:
    """P3–P5 of docs/methods.md for one cell, written out anew from the equations."""
    usual = 1 - ZERO_SHARE - WEAK_SHARE
    ways = [
        (1 - hosted, mean * NOT_HOSTED),
        (hosted * ZERO_SHARE, LEAST),
        (hosted * WEAK_SHARE, mean * WEAK_FACTOR),
        (hosted * usual, mean),
    ]
    whole = none = 0.0
    for chance, firms in ways:
        found = coverage * firms
        fits = max(chance, LEAST) * (shape / (shape + found)) ** shape * (found / (shape + found)) ** seen
        whole += fits
        none += fits * ((shape + found) / (shape + firms)) ** (shape + seen)
    return none / whole


def main() -> None:
    """Make the columns, count them, judge every cell, and do a share of it the plain way."""
    chains, made = definitions(), columns(np.random.default_rng(0))
    print(f"{REGIONS} regions x {CHAINS * LENGTH} nodes, {made.makings.firm.size:,} facts, {TRADES:,} trades")
    fit_capture(np.array([1, 2, 3]), np.zeros(3, np.int64), regions=1, sources=2)  # the optimiser is imported now
    census = timed("columns to census (counts, coverage, posterior)", lambda: counted(made, LIMITS))
    _, codes = timed("census to the table of gaps", lambda: judged(census, chains))
    print(f"cells that are no healthy ones: {int((codes > 0).sum()):,}")
    print(f"posterior alone, cell by cell, extrapolated{plain(census):19.2f} CPU s")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.1f} GiB at most, columns included")


if __name__ == "__main__":
    main()
