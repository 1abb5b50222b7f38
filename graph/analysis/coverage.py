"""How much of what exists have the sources seen? Capture–recapture over facts that several sources state.

Method: docs/methods.md, equations P1–P2. Sources that list the same visible firms depend on each other, so the
estimate is an upper bound; the band starts at a share of it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from graph.analysis.presence import chao2_coverage, chapman_estimate
from graph.analysis.results import Coverage
from graph.analysis.supply import Made, Supply
from graph.analysis.thresholds import Thresholds


@dataclass(frozen=True, slots=True)
class Sightings:
    """How often facts were seen by independent sources."""

    seen: int  # distinct facts
    once: int  # seen by exactly one source
    twice: int  # by exactly two
    by_source: tuple[int, ...]  # facts of each source, largest first

    @property
    def sources(self) -> int:
        return len(self.by_source)


def sightings_of(made: Iterable[Made]) -> Sightings:
    """Count the facts by the number of sources that state them."""
    facts = list(made)
    times = Counter(len(one.sources) for one in facts)
    each = Counter(source for one in facts for source in one.sources)
    return Sightings(len(facts), times[1], times[2], tuple(sorted(each.values(), reverse=True)))


def estimate(sightings: Sightings) -> float | None:
    """Share of existing facts that were seen, 0..1; None where fewer than two sources speak.

    Two sources: Chapman (P2); more: Chao2 (P1).
    """
    if sightings.sources < 2:
        return None
    if sightings.sources == 2:
        first, second = sightings.by_source
        return min(1.0, sightings.seen / chapman_estimate(first, second, sightings.twice))
    return chao2_coverage(sightings.seen, sightings.once, sightings.twice, sightings.sources)


def coverage_of(supply: Supply, region: str | None, limits: Thresholds) -> Coverage:
    """The band for the facts of a region, or of the whole country (None).

    With fewer records than `limits.least_records` the region's own overlap says nothing: the chain's is borrowed,
    and the lower end falls in proportion to the records there are.
    """
    local = supply.within(region)
    own = region is None or len(local) >= limits.least_records
    sightings = sightings_of(local if own else supply.made)
    if sightings.seen == 0:
        return Coverage(0.0, 0.0, 0, "没有任何企业—环节记录 · no record of any firm at any node")
    high = estimate(sightings)
    trust = min(1.0, len(local) / limits.least_records)
    top = limits.assumed_coverage if high is None else high
    note = _method(sightings, region is None or not own, limits) + _thin(len(local), trust, limits)
    return Coverage(round(limits.coverage_bias * top * trust, 6), round(top, 6), sightings.sources, note)


def _method(sightings: Sightings, whole: bool, limits: Thresholds) -> str:
    where = "全链" if whole else "本地区"
    if sightings.sources < 2:
        assumed = f"按 {limits.assumed_coverage:.0%} 假定"
        return f"{where}只有一个来源，无法估计覆盖率，{assumed} · one source: assumed, not estimated"
    method = "Chapman" if sightings.sources == 2 else "Chao2"
    return (
        f"按{where} {sightings.sources} 个来源的重合情况估计（{method}）"
        f" · estimated from the overlap of {sightings.sources} sources"
    )


def _thin(records: int, trust: float, limits: Thresholds) -> str:
    if trust >= 1:
        return ""
    return (
        f"；只有 {records} 条记录，少于 {limits.least_records:.0f} 条，下限按比例降低"
        f" · only {records} records, so the lower end is cut in proportion"
    )
