"""Which kind of weak link a cell is, and how sure that is. The tests stand in docs/methods.md, section G.

Each test asks its own question of the cell; the first that holds names the gap.
"""

from dataclasses import dataclass

from graph.analysis.cells import Cell
from graph.analysis.presence import information_bits, probability_fewer_than, probability_none_unseen
from graph.analysis.results import GapType
from graph.analysis.specialisation import Pooling
from graph.analysis.thresholds import Thresholds


@dataclass(frozen=True, slots=True)
class Verdict:
    """The type (None: healthy), the probability that it is so, and why in words."""

    type: GapType | None
    certainty: float
    explanation: str


def judge(cell: Cell, pooling: Pooling, limits: Thresholds) -> Verdict:
    """Name the weak link of a cell, or None."""
    if not cell.makers:
        return _judge_empty(cell, limits)
    for test in (_blocked, _single, _weak, _strong):
        verdict = test(cell, pooling, limits)
        if verdict is not None:
            return verdict
    return Verdict(None, 1 - _probability_weak(cell, pooling, limits), "有本地企业，数量与结构正常")


def _judge_empty(cell: Cell, limits: Thresholds) -> Verdict:
    absent = cell.absent or 0.0
    if not cell.needed:
        return Verdict(None, 1 - cell.coverage, "本地没有企业需要它，或定义为非必需环节")
    if cell.replaced:
        return Verdict(None, absent, "没有本地企业，但可替代的环节有本地企业")
    bits = information_bits(cell.prior, cell.coverage)
    if cell.coverage < limits.least_coverage or bits < limits.least_bits or absent < limits.suspected_at:
        return Verdict(
            GapType.UNKNOWN,
            1 - absent,
            f"未见企业记录，但数据不足以判断：覆盖率约 {cell.coverage:.0%}，预计应有 {cell.prior.mean:.1f} 家，"
            f"确实缺失的概率只有 {absent:.0%}",
        )
    kind = GapType.BREAK if absent >= limits.break_at else GapType.SUSPECTED_BREAK
    return Verdict(kind, absent, f"未见本地企业；按覆盖率 {cell.coverage:.0%} 推算，确实没有企业的概率为 {absent:.0%}")


def _blocked(cell: Cell, _: Pooling, limits: Thresholds) -> Verdict | None:
    bought = cell.dependence
    if bought is None or bought.share <= limits.blocked_at:
        return None
    sure = bought.probability_above(limits.blocked_at)
    return Verdict(
        GapType.BLOCKED,
        sure,
        f"有本地企业，但 {bought.local + bought.outside} 条采购记录中 {bought.share:.0%} 来自区外",
    )


def _single(cell: Cell, _: Pooling, limits: Thresholds) -> Verdict | None:
    if cell.effective is None or cell.effective >= limits.single_at:
        return None
    none_hidden = probability_none_unseen(cell.prior, len(cell.makers), cell.coverage)
    return Verdict(
        GapType.SINGLE_SOURCE,
        none_hidden,
        f"只见 {len(cell.makers)} 家企业（有效供应商 {cell.effective:.1f} 家）；"
        f"没有未见的第二家的概率为 {none_hidden:.0%}",
    )


def _weak(cell: Cell, pooling: Pooling, limits: Thresholds) -> Verdict | None:
    seen = len(cell.makers)
    short = 1 - min(1.0, seen / cell.expected)
    if short <= limits.shortfall_at and _probability_weak(cell, pooling, limits) <= limits.weak_probability:
        return None
    sure = probability_fewer_than(cell.prior, seen, cell.coverage, (1 - limits.shortfall_at) * cell.prior.mean)
    return Verdict(
        GapType.WEAK,
        max(sure, _probability_weak(cell, pooling, limits)),
        f"见到 {seen} 家，按全国结构应见 {cell.expected:.1f} 家，缺口 {short:.0%}",
    )


def _strong(cell: Cell, pooling: Pooling, limits: Thresholds) -> Verdict | None:
    above = 1 - pooling.probability_below(limits.strong_lq, len(cell.makers), cell.expected)
    if above <= limits.weak_probability:
        return None
    return Verdict(
        GapType.STRONG,
        above,
        f"见到 {len(cell.makers)} 家，为按全国结构应见数的 {len(cell.makers) / cell.expected:.1f} 倍",
    )


def _probability_weak(cell: Cell, pooling: Pooling, limits: Thresholds) -> float:
    return pooling.probability_below(limits.weak_lq, len(cell.makers), cell.expected)
