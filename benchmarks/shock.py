"""Systemic risk of every firm of a made-up supply network; beside it a plain cascade over dictionaries, as networkx
users write it, on a few firms, with equal values.

The network: ten sales a firm, heavy-tailed sizes, 5,000 products in 100 chains of ten levels, half of them required by
their buyers; a fifth of the sales at random, so that most firms hang together in loops. Name sizes to measure others:
`python benchmarks/shock.py 1000000`. Without numba (`pip install liantu[fast]`) the sweep is plain Python, and only
small sizes are of use.
"""

import resource
import sys
import time
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.shock.cascade import StopRule, run
from graph.analysis.shock.compiled import COMPILED
from graph.analysis.shock.flows import LINEAR, Firms, Flows, Pushes, Sales, flows_of
from graph.analysis.shock.sweep import sweep
from graph.analysis.shock.upstream import upper_bound

Floats = NDArray[np.float64]

LEVELS, WIDTH, CHAINS = 10, 5, 100
SALES_OF_A_FIRM, LOOPS, CRITICAL = 10, 0.2, 0.5
THETA: Final = 1e-3
PEER_FIRMS: Final = 5
DEEP: Final = 1e-7
FULL: Final = 20_000  # firms whose failure is run in full


def network(count: int, seed: int = 1) -> tuple[Sales, Firms]:
    """Firms with a main product each, that sell to makers of the next level of their chain, and a fifth to anyone."""
    random = np.random.default_rng(seed)
    chains = min(CHAINS, max(count // 10_000, 1))  # two hundred firms a product
    product = random.integers(chains * LEVELS * WIDTH, size=count)
    pull = random.pareto(1.7, count) + 1  # the largest has some 15,000 of ten million sales
    rows, loops = int(count * SALES_OF_A_FIRM * (1 - LOOPS)), int(count * SALES_OF_A_FIRM * LOOPS)
    last = product // WIDTH % LEVELS == LEVELS - 1
    down = _weighted(random, np.where(last, 0, pull), rows)
    seller = np.concatenate([down, _weighted(random, pull, loops)])
    buyer = np.concatenate([_buyers(random, product, pull, down), _weighted(random, pull, loops)])
    needed = product[seller] * 7 % 10 < CRITICAL * 10
    needed[rows:] = False
    kept = seller != buyer
    seller, buyer, needed = seller[kept], buyer[kept], needed[kept]
    value = random.lognormal(0, 1, seller.size) * np.sqrt(pull[seller] * pull[buyer])
    sales = Sales(seller, buyer, value, np.where(needed, product[seller], LINEAR))
    return sales, Firms(np.bincount(seller, value, count) / 0.95 + 0.01, product)


def _weighted(random: np.random.Generator, pull: Floats, count: int) -> NDArray[np.int64]:
    return np.searchsorted(np.cumsum(pull), random.random(count) * pull.sum()).clip(0, pull.size - 1)


def _buyers(
    random: np.random.Generator, product: NDArray[np.int64], pull: Floats, seller: NDArray[np.int64]
) -> NDArray[np.int64]:
    """A maker of a product of the next level for each sale, by pull."""
    order = np.argsort(product, kind="stable")
    reached = np.cumsum(pull[order])
    starts = np.searchsorted(product[order], np.arange(int(product.max()) + 2))
    below = np.concatenate([[0.0], reached])[starts]
    level = product[seller] // WIDTH + 1
    following = np.minimum(
        level * WIDTH + (product[seller] + random.integers(2, size=seller.size)) % WIDTH, below.size - 2
    )
    at = below[following] + random.random(seller.size) * (below[following + 1] - below[following])
    return order[np.searchsorted(reached, at).clip(0, order.size - 1)]


def plain(flows: Flows, weight: Floats, firm: int) -> float:
    """The cascade of one firm over dictionaries, to the same rule."""
    down, up = {firm: 1.0}, {firm: 1.0}
    sent: dict[tuple[str, int], float] = {}
    arrived: dict[tuple[str, int], float] = {}
    lost: dict[int, float] = {int(flows.market[firm]): float(flows.share[firm])}
    while True:
        effect = {one: loss * _left(flows, lost, one) for one, loss in down.items()}
        sides = (("down", effect, flows.down), ("up", dict(up), flows.up))
        waiting = [
            (name, rows, one, loss - sent.get((name, one), 0.0))
            for name, losses, rows in sides
            for one, loss in losses.items()
            if loss - sent.get((name, one), 0.0) > THETA
        ]
        if not waiting:
            return sum(weight[one] * max(down.get(one, 0.0), up.get(one, 0.0)) for one in {*down, *up})
        for name, rows, one, amount in waiting:
            sent[name, one] = sent.get((name, one), 0.0) + amount
            for row in range(rows.start[one], rows.start[one + 1]):
                _arrive(flows, rows, (name, row, amount), arrived, down if name == "down" else up, lost)


def _left(flows: Flows, lost: dict[int, float], firm: int) -> float:
    return min(1.0, float(flows.share[firm]) / max(1 - lost.get(int(flows.market[firm]), 0.0), 1e-12))


def _arrive(  # noqa: PLR0913, PLR0917 — the plain way carries its state about
    flows: Flows,
    rows: Pushes,
    push: tuple[str, int, float],
    arrived: dict[tuple[str, int], float],
    losses: dict[int, float],
    lost: dict[int, float],
) -> None:
    name, row, amount = push
    slot, target = (name, int(rows.slot[row])), int(rows.target[row])
    arrived[slot] = arrived.get(slot, 0.0) + float(rows.share[row]) * amount
    grown = min(1.0, arrived[slot]) - losses.get(target, 0.0)
    if grown > 0:
        losses[target] = losses.get(target, 0.0) + grown
        if name == "down":
            market = int(flows.market[target])
            lost[market] = lost.get(market, 0.0) + float(flows.share[target]) * grown


def measure(count: int) -> None:
    """All firms by solve and downstream run, many in full, and a few by the peer and as scenarios."""
    began = time.process_time()
    sales, firms = network(count)
    made = time.process_time()
    flows = flows_of(sales, firms, leak=0.05, single=True)
    rows, weight = sales.seller.size, firms.weight
    del sales
    built = time.process_time()
    bound = upper_bound(flows, weight)
    solved = time.process_time()
    below = sweep(flows, np.arange(count), weight, StopRule(THETA), both=False)
    bounded = time.process_time()
    run_in_full = np.sort(np.random.default_rng(3).permutation(count)[:FULL])
    losses = sweep(flows, run_in_full, weight, StopRule(THETA))
    swept = time.process_time()
    upper = (bound + below - weight)[run_in_full]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"{count:,} firms, {rows:,} sales: made up in {made - began:.1f} CPU s")
    print(f"    flows {built - made:.1f} CPU s, peak of all {peak:.2f} GiB")
    print(f"    all failures: upstream by one solve {solved - built:.2f} CPU s, downstream run {bounded - solved:.2f}")
    print(f"    {losses.size:,} failures run in full: {swept - bounded:.1f} CPU s, mean loss {losses.mean():.2e}")
    print(f"    rank correlation of the two ways: {_ranked(upper, losses):.3f}")
    _beside(
        flows, weight, dict(zip(run_in_full.tolist(), zip(losses.tolist(), upper.tolist(), strict=True), strict=True))
    )


def _ranked(one: Floats, other: Floats) -> float:
    """Spearman's rank correlation."""
    return float(np.corrcoef(one.argsort().argsort(), other.argsort().argsort())[0, 1])


def _beside(flows: Flows, weight: Floats, found: dict[int, tuple[float, float]]) -> None:
    """The plain way and the cascade of one scenario beside the sweep; both ways beside a cascade run much deeper."""
    chosen = list(found)[:: max(len(found) // PEER_FIRMS, 1)][:PEER_FIRMS]
    losses, upper = np.array([found[firm] for firm in chosen]).T
    began = time.process_time()
    theirs = np.array([plain(flows, weight, firm) for firm in chosen])
    middle = time.process_time()
    ones = scenarios(flows, weight, chosen, StopRule(THETA))
    ended = time.process_time()
    deep = scenarios(flows, weight, chosen, StopRule(DEEP))
    print(
        f"    one failure: plain dictionaries {(middle - began) / len(chosen):.3f} CPU s "
        f"(largest relative difference {np.abs(theirs / losses - 1).max():.0e}), as one scenario "
        f"{(ended - middle) / len(chosen):.3f} ({np.abs(ones / losses - 1).max():.0e})"
    )
    print(
        f"    against θ={DEEP:g}: run in full at θ={THETA:g} {losses.sum() / deep.sum() - 1:+.1%}, "
        f"upstream + downstream {upper.sum() / deep.sum() - 1:+.1%}"
    )


def scenarios(flows: Flows, weight: Floats, firms: list[int], rule: StopRule) -> Floats:
    """Loss of all when each of these fails alone, as one scenario each."""
    shocks = (np.bincount([firm], minlength=flows.size).astype(np.float64) for firm in firms)
    return np.array([weight @ run(flows, shock, weight, rule).loss for shock in shocks])


def main() -> None:
    """Measure the sizes named, 10,000 and 100,000 firms without any."""
    print(f"loops {'compiled by numba' if COMPILED else 'in plain Python'}; single precision, leak 5 %")
    if COMPILED:
        sales, firms = network(1_000)
        sweep(flows_of(sales, firms, leak=0.05, single=True), np.arange(3), firms.weight, StopRule(THETA))  # compiles
    for count in [int(one) for one in sys.argv[1:]] or ([10_000, 100_000] if COMPILED else [1_000]):
        measure(count)


if __name__ == "__main__":
    main()
