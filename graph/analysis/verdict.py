"""Which kind of weak link a cell is, and how sure that is. The tests stand in docs/methods.md, section G.

Each test asks its own question of the cell; the first that holds names the gap.
"""

from dataclasses import dataclass

from graph.analysis.cells import Cell, Field
from graph.analysis.presence import (
    information_bits,
    information_share,
    probability_fewer_than,
    probability_none_unseen,
)
from graph.analysis.results import GapType
from graph.analysis.thresholds import Thresholds


@dataclass(frozen=True, slots=True)
class Verdict:
    """The type (None: healthy), the probability that it is so, and why in words."""

    type: GapType | None
    certainty: float
    explanation: str


@dataclass(frozen=True, slots=True)
class _Case:
    """A cell with what it is judged by."""

    cell: Cell
    field: Field
    limits: Thresholds

    @property
    def coverage(self) -> float:
        return self.field.coverage.low

    @property
    def thin(self) -> bool:
        """Too little is recorded of the region to say that something is not there."""
        return self.coverage < self.limits.least_coverage


def judge(cell: Cell, field: Field, limits: Thresholds) -> Verdict:
    """Name the weak link of a cell, or None."""
    case = _Case(cell, field, limits)
    if not cell.makers:
        return _judge_empty(case)
    if not cell.required:
        return _strong(case) or _optional(case)
    single = _single(case)
    if case.thin and single:
        return _one_seen(case)
    found = (_blocked(case), single, _weak(case))
    sure = (one for one in found if one and one.certainty >= limits.sure_enough)
    return next(sure, None) or single or _strong(case) or _healthy(case)


def _judge_empty(case: _Case) -> Verdict:
    cell, place = case.cell, case.field.place
    if not cell.required:
        return Verdict(None, 1.0, f"未见{place}企业；定义为非必需环节，不作为缺口")
    if cell.stand_ins:
        return Verdict(None, case.coverage, f"未见{place}企业，但可由{place}的{'、'.join(cell.stand_ins)}替代")
    if not cell.asked and not case.thin:
        return Verdict(None, case.coverage, f"未见{place}企业，也未见需要它的{place}企业")
    return _doubtful(case) or _break(case)


def _doubtful(case: _Case) -> Verdict | None:
    """数据不足: the records cannot tell whether the node is empty."""
    cell, limits = case.cell, case.limits
    absent = cell.absent or 0.0
    if case.thin:
        reason = f"记录太少（覆盖率下限 {case.coverage:.0%}），未见记录不等于没有企业"
    elif absent < limits.suspected_at:
        reason = f"按覆盖率 {case.coverage:.0%} 推算，很可能有企业未被收录（确实没有的概率只有 {absent:.0%}）"
    elif information_bits(cell.prior, case.coverage) < limits.least_bits:
        reason = f"预计本就只有 {cell.prior.mean:.1f} 家，未见记录几乎不说明什么"
    else:
        return None
    told = information_share(cell.prior, case.coverage)
    return Verdict(
        GapType.UNKNOWN, told * absent, f"未见{case.field.place}企业，但数据不足以判断：{reason}{_hints(cell)}"
    )


def _break(case: _Case) -> Verdict:
    absent = case.cell.absent or 0.0
    kind = GapType.BREAK if absent >= case.limits.break_at else GapType.SUSPECTED_BREAK
    how = f"按覆盖率 {case.coverage:.0%} 推算，确实没有企业的概率为 {absent:.0%}"
    return Verdict(kind, absent, f"有需求而未见{case.field.place}企业；{how}{_hints(case.cell)}")


def _hints(cell: Cell) -> str:
    """Records that may be of firms here, and are not counted."""
    doubtful = f"；另有 {len(cell.doubtful)} 家仅见于把握不大的记录" if cell.doubtful else ""
    homeless = f"；另有 {cell.homeless} 家所在地未知" if cell.homeless else ""
    return doubtful + homeless


def _one_seen(case: _Case) -> Verdict:
    told = f"记录太少（覆盖率下限 {case.coverage:.0%}），不能断定没有第二家"
    return Verdict(GapType.UNKNOWN, case.coverage, f"只见 {len(case.cell.makers)} 家企业，但{told}")


def _blocked(case: _Case) -> Verdict | None:
    bought, limits = case.cell.dependence, case.limits
    if bought is None or bought.records < limits.least_purchases or bought.share <= limits.blocked_at:
        return None
    sure = bought.probability_above(limits.blocked_at)
    return Verdict(GapType.BLOCKED, sure, f"有本地企业，但 {bought.records} 条采购记录中 {bought.share:.0%} 来自区外")


def _single(case: _Case) -> Verdict | None:
    cell = case.cell
    if cell.effective is None or cell.effective >= case.limits.single_at:
        return None
    alone = probability_none_unseen(cell.prior, len(cell.makers), case.coverage)
    seen = len(cell.makers)
    firms = " 1 家企业" if seen == 1 else f" {seen} 家企业，同属一个集团"
    doubt = "，须先核实" if alone < case.limits.sure_enough else ""
    told = f"只见{firms}；没有未见的第二家的概率为 {alone:.0%}{doubt}{_hints(cell)}"
    return Verdict(GapType.SINGLE_SOURCE, alone, told)


def _weak(case: _Case) -> Verdict | None:
    cell, limits = case.cell, case.limits
    seen, below = len(cell.makers), _probability_below(case, limits.weak_lq)
    short = 1 - min(1.0, seen / cell.expected)
    if not case.field.compared or (short <= limits.shortfall_at and below <= limits.weak_probability):
        return None
    few = probability_fewer_than(cell.prior, seen, case.coverage, (1 - limits.shortfall_at) * cell.prior.mean)
    return Verdict(
        GapType.WEAK,
        max(few, below),
        f"见到 {seen} 家，按其他地区的结构应见 {cell.expected:.1f} 家，缺口 {short:.0%}",
    )


def _strong(case: _Case) -> Verdict | None:
    cell, limits = case.cell, case.limits
    above = 1 - _probability_below(case, limits.strong_lq)
    if not case.field.compared or case.thin or above <= limits.weak_probability:
        return None
    quotient = case.field.pooling.quotient(len(cell.makers), cell.expected)
    told = f"见到 {len(cell.makers)} 家，按其他地区的结构应见 {cell.expected:.1f} 家，收缩后的区位商 {quotient:.1f}"
    return Verdict(GapType.STRONG, above, told)


def _optional(case: _Case) -> Verdict:
    """A node the chain can do without is no weak link, few as its firms may be."""
    return Verdict(None, 1.0, f"见到{case.field.place}企业 {len(case.cell.makers)} 家；定义为非必需环节，不判断薄弱")


def _healthy(case: _Case) -> Verdict:
    cell, place = case.cell, case.field.place
    seen = f"见到{place}企业 {len(cell.makers)} 家"
    if not case.field.compared:
        return Verdict(None, case.coverage, f"{seen}；没有可比的其他地区，不判断短板与长板")
    enough = 1 - _probability_below(case, case.limits.weak_lq)
    if len(cell.makers) < (1 - case.limits.shortfall_at) * cell.expected:
        return Verdict(None, enough, f"{seen}，按其他地区的结构应见 {cell.expected:.1f} 家；相差不足以断定为短板")
    return Verdict(None, enough, f"{seen}，数量与结构正常")


def _probability_below(case: _Case, quotient: float) -> float:
    return case.field.pooling.probability_below(quotient, len(case.cell.makers), case.cell.expected)
