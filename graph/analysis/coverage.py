"""How much of a region have the sources seen, in figures and in words. Method: docs/methods.md, section K."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.census import Census
from graph.analysis.makings import Makings
from graph.analysis.presence import chao2_coverage, chapman_estimate
from graph.analysis.results import Coverage
from graph.analysis.thresholds import Thresholds

ALIKE: Final = 0.1  # difference of coverage up to which regions are compared without a warning


def coverage_in(census: Census, row: int, limits: Thresholds) -> Coverage:
    """The coverage of one region of a census."""
    records = int(census.seen[row].sum())
    sources = _speaking(census.makings)
    if not census.makings.node.size:
        return Coverage(0.0, 0.0, 0.0, 0, "没有任何企业—环节记录 · no record of any firm at any node")
    value, note = float(census.coverage[row]), _thin(records, limits)
    if census.capture is None:
        return Coverage(value, 0.0, 1.0, sources, _assumed(limits) + note)
    top = max(float(census.capture.high[row]), independent_estimate(census.makings.lists[_here(census, row)]))
    enough = min(1.0, records / limits.least_records)
    band = min(float(census.capture.low[row]) * enough, value), max(top, value)
    told = f"按 {sources} 个来源的重合情况估计，计入易见程度不一 · from the overlap of {sources} sources"
    return Coverage(round(value, 6), round(band[0], 6), round(band[1], 6), sources, told + note)


def covered_alike(values: Sequence[float]) -> bool:
    """Whether regions of these coverages may be compared without a warning."""
    return max(values, default=0.0) - min(values, default=0.0) <= ALIKE


def _here(census: Census, row: int) -> NDArray[np.bool_]:
    return np.asarray(census.home[census.makings.firm] == row)


def independent_estimate(lists: NDArray[np.int64]) -> float:
    """Coverage if the sources were independent, the upper end of the band: Chapman for two, Chao2 for more (P1, P2).

    Args:
        lists: bit pattern of the sources of each fact, n values.

    Returns:
        0..1; 0 where fewer than two sources speak.
    """
    sources = int(np.bitwise_or.reduce(lists, initial=0))
    each = [int((lists >> place & 1).sum()) for place in range(sources.bit_length()) if sources >> place & 1]
    if len(each) < 2:
        return 0.0
    times = np.bincount(np.bitwise_count(lists), minlength=3)
    if len(each) == 2:
        return min(1.0, lists.size / chapman_estimate(each[0], each[1], int(times[2])))
    return chao2_coverage(lists.size, int(times[1]), int(times[2]), len(each))


def _speaking(makings: Makings) -> int:
    return int(np.bitwise_or.reduce(makings.lists, initial=0)).bit_count()


def _assumed(limits: Thresholds) -> str:
    share = f"{limits.assumed_coverage:.0%}"
    return f"只有一个来源，无法估计覆盖率，按 {share} 假定，最多判为疑似断点 · one source: assumed, not estimated"


def _thin(records: int, limits: Thresholds) -> str:
    if records >= limits.least_records:
        return ""
    least = f"{limits.least_records:.0f}"
    return f"；本地区只有 {records} 条记录，少于 {least} 条 · only {records} records, fewer than {least}"
