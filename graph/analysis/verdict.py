"""Which kind of weak link each cell is. The tests stand in docs/methods.md, section G.

Each test asks its own question; the first that holds names the gap. All cells are judged at once, and again under
other limits for the robustness of a finding.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.measures import Measures
from graph.analysis.results import GapType
from graph.analysis.thresholds import Thresholds

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.int8]

# Order of the types in codes; 0 is healthy.
KINDS: Final = (
    None,
    GapType.BREAK,
    GapType.SUSPECTED_BREAK,
    GapType.BLOCKED,
    GapType.SINGLE_SOURCE,
    GapType.WEAK,
    GapType.STRONG,
    GapType.UNKNOWN,
    GapType.CHOKE,
)
_CODE: Final = {kind: code for code, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class ManyLimits:
    """The limits that the verdict reads, under each of n runs: n x 1 values that broadcast against the cells."""

    break_at: Floats
    suspected_at: Floats
    least_bits: Floats
    sure_enough: Floats
    weak_lq: Floats
    strong_lq: Floats
    single_sure: Floats
    least_purchases: Floats


def judge(measures: Measures, limits: Thresholds | ManyLimits, *, required: Flags, served: Flags) -> Codes:
    """Code of the type of each cell, places of `KINDS`.

    Args:
        measures: the figures, of any shape.
        limits: thresholds; those of n runs judge k cells n times, n x k codes.
        required: whether the chain cannot do without the node; broadcasts to the cells.
        served: whether another node made in the region takes its place.
    """
    empty = (measures.seen == 0) & required & ~served & (measures.wanted | measures.thin)
    some = (measures.seen > 0) & required
    needed = required & ~served & measures.wanted
    tests = (
        (GapType.CHOKE, needed & (measures.choked >= limits.sure_enough) & (measures.choked > 0)),
        (GapType.UNKNOWN, (measures.thin & empty) | (measures.thin & some & (measures.single >= limits.single_sure))),
        (GapType.UNKNOWN, empty & measures.assumed & (measures.told < limits.least_bits)),
        (GapType.BREAK, empty & (measures.absent >= limits.break_at) & ~measures.assumed),
        (GapType.SUSPECTED_BREAK, empty & (measures.absent >= limits.suspected_at)),
        (GapType.UNKNOWN, empty),
        (
            GapType.BLOCKED,
            some & (measures.blocked >= limits.sure_enough) & (measures.bought >= limits.least_purchases),
        ),
        (GapType.SINGLE_SOURCE, some & measures.wanted & (measures.single >= limits.single_sure)),
        (GapType.WEAK, some & measures.compared & measures.keen & (measures.quotient < limits.weak_lq)),
        (GapType.STRONG, some & measures.compared & ~measures.thin & (measures.quotient > limits.strong_lq)),
    )
    shape = np.broadcast_shapes(*(holds.shape for _, holds in tests))
    codes = np.zeros(shape, np.int8)
    for kind, holds in reversed(tests):
        codes[np.broadcast_to(holds, shape)] = _CODE[kind]
    return codes


def certainty(measures: Measures, codes: Codes) -> Floats:
    """Probability that each cell is what its code says."""
    by_kind = {
        GapType.BREAK: measures.absent,
        GapType.SUSPECTED_BREAK: measures.absent,
        GapType.BLOCKED: measures.blocked,
        GapType.SINGLE_SOURCE: measures.single,
        GapType.WEAK: measures.low,
        GapType.STRONG: measures.high,
        GapType.CHOKE: measures.choked,
    }
    found = np.ones(codes.shape)
    for kind, chance in by_kind.items():
        here = codes == _CODE[kind]
        found[here] = np.broadcast_to(chance, codes.shape)[here]
    return np.clip(found, 0.0, 1.0)
