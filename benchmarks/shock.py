"""Systemic risk of every firm of a made-up supply network; beside it a plain cascade over dictionaries, as networkx
users write it, on a few firms, with equal values.

The network: ten sales a firm, heavy-tailed sizes, 5,000 products in 100 chains of ten levels, half of them required by
their buyers; a fifth of the sales goes to anyone, so that most firms hang together in loops. The last level sells to
consumers alone, the others 5 to 65 % of their output; beside it a closed network, in which nobody sells more than 5 %
to consumers and losses go round for long.

Name sizes to measure others:
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
SALES_OF_A_FIRM, LOOPS, CRITICAL, MARGIN = 10, 0.2, 0.5, 1.2
THETA: Final = 1e-3
PEER_FIRMS: Final = 20
DEEP: Final = 1e-7
FINAL: Final = (0.05, 0.65)  # share of output that goes to consumers, from … to
CLOSED: Final = (0.05, 0.05)


def network(count: int, seed: int = 1, *, final: tuple[float, float] = FINAL) -> tuple[Sales, Firms]:
    """Firms with a main product each, that sell to makers of the next level of their chain, and a fifth to anyone."""
    random = np.random.default_rng(seed)
    chains = min(CHAINS, max(count // 10_000, 1))  # two hundred firms a product
    product = random.integers(chains * LEVELS * WIDTH, size=count)
    pull = random.pareto(1.7, count) + 1  # the largest has some 12,000 of ten million sales
    last = product // WIDTH % LEVELS == LEVELS - 1
    seller = _weighted(random, np.where(last, 0, pull), count * SALES_OF_A_FIRM)
    buyer, loop = _buyers(random, product, pull, seller), random.random(seller.size) < LOOPS
    buyer[loop] = random.integers(count, size=int(loop.sum()))
    needed = (product[seller] * 7 % 10 < CRITICAL * 10) & ~loop
    kept = seller != buyer
    seller, buyer, needed = seller[kept], buyer[kept], needed[kept]
    value = random.lognormal(0, 1, seller.size) * np.sqrt(pull[seller] * pull[buyer])
    sold = np.bincount(seller, value, count) / (1 - random.uniform(*final, count))
    size = np.where(last, MARGIN * np.bincount(buyer, value, count), sold)
    return Sales(seller, buyer, value, np.where(needed, product[seller], LINEAR)), Firms(size + 0.01, product)


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


def measure(count: int, *, final: tuple[float, float] = FINAL) -> None:
    """The failure of each firm by solve and downstream run, and in full; a few by the peer and as scenarios."""
    began = time.process_time()
    sales, firms = network(count, final=final)
    made = time.process_time()
    flows = flows_of(sales, firms, leak=0.05, single=True)
    rows, weight, everyone = sales.seller.size, firms.weight, np.arange(count)
    del sales
    built = time.process_time()
    bound = upper_bound(flows, weight)
    solved = time.process_time()
    below = sweep(flows, everyone, weight, StopRule(THETA), both=False)
    bounded = time.process_time()
    losses = sweep(flows, everyone, weight, StopRule(THETA))
    swept = time.process_time()
    upper, peak = bound + below - weight, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"{count:,} firms, {rows:,} sales, {final[0]:.0%} to {final[1]:.0%} of output to consumers: ", end="")
    print(f"made up in {made - began:.1f} CPU s")
    print(f"    flows {built - made:.1f} CPU s, peak of all {peak:.2f} GiB")
    print(f"    all failures: upstream by one solve {solved - built:.2f} CPU s, downstream run {bounded - solved:.2f}")
    print(f"    all failures run in full at θ={THETA:g}: {swept - bounded:.1f} CPU s, mean loss {losses.mean():.2e}")
    print(f"    rank correlation of the two ways: {_ranked(upper, losses):.4f}")
    _beside(flows, weight, losses, upper)


def _ranked(one: Floats, other: Floats) -> float:
    """Spearman's rank correlation."""
    return float(np.corrcoef(one.argsort().argsort(), other.argsort().argsort())[0, 1])


def _beside(flows: Flows, weight: Floats, all_losses: Floats, all_upper: Floats) -> None:
    """The plain way and the cascade of one scenario beside the sweep; both ways beside a cascade run much deeper."""
    chosen = np.sort(np.random.default_rng(3).permutation(weight.size)[:PEER_FIRMS]).tolist()
    losses, upper = all_losses[chosen], all_upper[chosen]
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
    sizes = [int(one) for one in sys.argv[1:]] or ([10_000, 100_000] if COMPILED else [1_000])
    for count in sizes:
        measure(count)
    if not sys.argv[1:]:
        measure(sizes[0], final=CLOSED)


if __name__ == "__main__":
    main()
