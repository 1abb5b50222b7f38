"""How long do composite indices take, and are they right? Draws, tiers, weights, efficiency, beside their peers.

Peers: the same draws one at a time in numpy, as tools that run the whole pipeline for each draw do; jenkspy and
pymcdm where they are installed. COINr needs R, and its ASEM data are not here. CPU seconds.
"""

import time
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.analysis.efficiency import efficiencies
from graph.analysis.indices.aggregate import combine
from graph.analysis.indices.data_weights import critic_weights
from graph.analysis.indices.definition import Aggregation
from graph.analysis.indices.known import filled
from graph.analysis.indices.ranks import ranks
from graph.analysis.indices.tiers import tiers
from graph.analysis.indices.uncertainty import CHOICES, Model, draw, model_of, sensitivity

Floats = NDArray[np.float64]
Answer = TypeVar("Answer")

UNITS, INDICATORS, DRAWS, ALONE = 51, 49, 10_000, 500
BY_HAND: Final = "one at a time, numpy"


def timed(what: str, work: Callable[[], Answer]) -> tuple[Answer, float]:
    """Do the work and print the processor time it took."""
    began = time.process_time()
    answer = work()
    taken = time.process_time() - began
    print(f"{what:62} {taken:9.3f} s")
    return answer, taken


def peer(name: str) -> ModuleType | None:
    """A package to compare with; said to be absent where it is."""
    try:
        return import_module(name)
    except ImportError:
        print(f"{name} is not installed")
        return None


def alone(model: Model, chosen: Floats) -> Floats:
    """Scores of one draw, from its five numbers."""
    table = (model.products if chosen[2] >= 0.5 else model.sums)[int(chosen[0] * len(model.sums))]
    table = filled(table) if chosen[3] >= 0.5 else table
    weights = model.weights[int(chosen[1] * len(model.weights))].copy()
    if chosen[4] >= 0.5:
        weights[int((2 * chosen[4] - 1) * len(weights))] = 0.0
    used = np.where(np.isnan(table), 0.0, weights)
    used = used / used.sum(axis=1, keepdims=True)
    if chosen[2] >= 0.5:
        return np.asarray(np.exp(np.sum(used * np.log(np.nan_to_num(table, nan=1.0)), axis=1)))
    return np.asarray(np.sum(used * np.nan_to_num(table), axis=1))


def measure_draws(generator: np.random.Generator) -> None:
    """Rank intervals and tiers of 51 units from 49 indicators with gaps."""
    z = generator.random((UNITS, INDICATORS)) * 100
    z[generator.random(z.shape) < 0.05] = np.nan
    weights = np.full(INDICATORS, 1 / INDICATORS)
    model = model_of(z, weights, generator)
    chosen = generator.random((ALONE, len(CHOICES)))
    print(f"{UNITS} units x {INDICATORS} indicators, 5 % missing; COINr is not installed (it needs R)")
    _, ours = timed(
        f"{DRAWS} draws: scores, rank intervals, chances of 4 tiers", lambda: draw(model, 4, DRAWS, generator)
    )
    one, theirs = timed(f"{ALONE} draws, {BY_HAND}: scores", lambda: np.array([alone(model, row) for row in chosen]))
    all_at_once, fast = timed(f"{ALONE} draws at once: scores", lambda: model.scores(chosen))
    apart = np.max(np.abs(one - all_at_once))
    print(f"  largest difference {apart:.1e}; scores {theirs / max(fast, 1e-9):.0f} times as fast; in all {ours:.2f} s")
    headline = ranks(combine(z, weights, Aggregation.ARITHMETIC).score[None, :])[0]
    timed("sensitivity, 3,584 evaluations", lambda: sensitivity(model, headline, generator))


def measure_tiers(generator: np.random.Generator) -> None:
    """Exact tiers beside jenkspy's, which gives the breaks."""
    jenks = peer("jenkspy")
    many = generator.random((1_000, UNITS))
    timed(f"1000 sets of {UNITS} units into 4 tiers", lambda: tiers(many, 4))
    if jenks is not None:
        timed("  jenkspy", lambda: [jenks.jenks_breaks(row.tolist(), n_classes=4) for row in many])
    for size in (340, 2_800):
        scores = generator.gamma(2, 20, size)
        found, _ = timed(f"{size} units into 5 tiers", lambda scores=scores: tiers(scores[None, :], 5)[0])
        if jenks is None:
            continue
        breaks, _ = timed("  jenkspy", lambda scores=scores: jenks.jenks_breaks(scores.tolist(), n_classes=5))
        highest = [scores[found == tier].max() for tier in (5, 4, 3, 2, 1)]
        print(f"  same breaks: {np.allclose(highest, breaks[1:])}")


def measure_rules(generator: np.random.Generator) -> None:
    """TOPSIS and CRITIC beside pymcdm's."""
    mcdm = peer("pymcdm")
    z = generator.random((2_800, INDICATORS))
    z = (z - z.min(axis=0)) / (z.max(axis=0) - z.min(axis=0))
    weights, _ = timed(f"CRITIC weights, 2800 x {INDICATORS}", lambda: critic_weights(z))
    found, _ = timed(f"TOPSIS, 2800 x {INDICATORS}", lambda: combine(z, weights, Aggregation.TOPSIS).score)
    if mcdm is None:
        return
    rules, methods = import_module("pymcdm.weights"), import_module("pymcdm.methods")
    theirs, _ = timed("  pymcdm CRITIC", lambda: rules.critic_weights(z))
    scores, _ = timed("  pymcdm TOPSIS", lambda: methods.TOPSIS()(z, weights, np.ones(INDICATORS)))
    print(f"  largest differences {np.max(np.abs(theirs - weights)):.1e}, {np.max(np.abs(scores - found)):.1e}")


def measure_efficiency(generator: np.random.Generator) -> None:
    """Efficiency of 340 units with three inputs and four outputs, peers and slacks; no peer is installed."""
    inputs, outputs = generator.random((340, 3)) + 0.1, generator.random((340, 4)) + 0.1
    timed("340 units, 3 inputs, 4 outputs: constant returns", lambda: efficiencies(inputs, outputs))
    timed("  variable returns", lambda: efficiencies(inputs, outputs, variable=True))


def main() -> None:
    """All of it, on the same made-up figures each time."""
    generator = np.random.default_rng(6)
    for work in (measure_draws, measure_tiers, measure_rules, measure_efficiency):
        work(generator)


if __name__ == "__main__":
    for package in ("scipy.optimize", "scipy.stats"):
        import_module(package)  # before the clocks start
    main()
