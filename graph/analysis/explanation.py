"""Why a cell is what it is, in words that its figures bear out. Chinese; the figures stand beside in the result."""

from graph.analysis.cells import Cell, Field
from graph.analysis.results import GapType
from graph.analysis.thresholds import Thresholds


def explain(cell: Cell, field: Field, limits: Thresholds) -> str:
    """One or two sentences."""
    if cell.type is GapType.CHOKE:
        return _choked(cell, field)
    if not cell.makers:
        return _empty(cell, field, limits)
    if not cell.required:
        return f"见到{field.place}企业 {len(cell.makers)} 家；定义为非必需环节，不判断薄弱"
    told = {
        GapType.UNKNOWN: _one_seen,
        GapType.BLOCKED: _blocked,
        GapType.SINGLE_SOURCE: _single,
        GapType.WEAK: _compared,
        GapType.STRONG: _compared,
    }
    return told[cell.type](cell, field) if cell.type else _healthy(cell, field)


def _empty(cell: Cell, field: Field, limits: Thresholds) -> str:
    place = field.place
    if not cell.required:
        return f"未见{place}企业；定义为非必需环节，不作为缺口"
    if cell.stand_ins:
        return f"未见{place}企业，但可由{place}的{'、'.join(cell.stand_ins)}替代"
    if cell.type is None:
        return f"未见{place}企业，也未见需要它的{place}企业"
    if cell.type is GapType.UNKNOWN:
        return f"未见{place}企业，但数据不足以判断：{_doubt(cell, field, limits)}{_hints(cell)}"
    how = f"按覆盖率 {field.coverage.value:.0%} 和相邻环节的情况推算，确实没有企业的概率为 {cell.absent:.0%}"
    capped = "；覆盖率只是假定，最多判为疑似" if field.assumed and (cell.absent or 0) >= limits.break_at else ""
    return f"有需求而未见{place}企业；{how}{capped}{_hints(cell)}"


def _choked(cell: Cell, field: Field) -> str:
    seen = f"见到{field.place}企业 {len(cell.makers)} 家" if cell.makers else f"未见{field.place}企业"
    note = cell.imports.note if cell.imports else ""
    return f"{note}；国内有效供应商少的概率为 {cell.certainty:.0%}，且属最关键的环节；{seen}"


def _doubt(cell: Cell, field: Field, limits: Thresholds) -> str:
    if field.thin:
        return f"本地区记录太少（覆盖率约 {field.coverage.value:.0%}），未见记录不等于没有企业"
    if field.assumed and (cell.absent or 0) >= limits.suspected_at:
        return f"只有一个来源，按各地的结构本就只应有 {cell.expected:.1f} 家，未见记录几乎不说明什么"
    return (
        f"按覆盖率 {field.coverage.value:.0%} 和相邻环节的情况推算，很可能有企业未被收录"
        f"（确实没有的概率只有 {cell.absent:.0%}）"
    )


def _hints(cell: Cell) -> str:
    """Records that may be of firms here, and are not counted."""
    doubtful = f"；另有 {len(cell.doubtful)} 家仅见于把握不大的记录" if cell.doubtful else ""
    homeless = f"；另有 {cell.homeless} 家所在地不详" if cell.homeless else ""
    return doubtful + homeless


def _one_seen(cell: Cell, field: Field) -> str:
    return (
        f"只见 {len(cell.makers)} 家企业，但本地区记录太少（覆盖率约 {field.coverage.value:.0%}），不能断定没有第二家"
    )


def _blocked(cell: Cell, _: Field) -> str:
    bought = cell.dependence
    told = f"{bought.records} 条采购记录中 {bought.share:.0%} 来自区外；" if bought else ""
    return f"有本地企业，但{told}计入名单漏记的本地卖方后，大部分采购来自区外的概率为 {cell.blocked:.0%}{_hints(cell)}"


def _single(cell: Cell, _: Field) -> str:
    seen = len(cell.makers)
    if cell.owners > 1:
        index = cell.concentration or 1.0
        firms = f"只见 {seen} 家企业，其中一家独大（有效供应商 {1 / index:.1f} 家）"
    else:
        firms = "只见 1 家企业" if seen == 1 else f"只见 {seen} 家企业，同属一个集团"
    return f"{firms}；没有未见企业的概率为 {cell.whole:.0%}，系于一家的概率为 {cell.single:.0%}{_hints(cell)}"


def _compared(cell: Cell, _: Field) -> str:
    return (
        f"见到 {len(cell.makers)} 家，估计实有 {len(cell.makers) + cell.unseen:.1f} 家；"
        f"按各地的结构应有 {cell.expected:.1f} 家，区位商 {cell.quotient:.1f}"
        + ("，而本地需求占比不低" if cell.type is GapType.WEAK else "")
    )


def _healthy(cell: Cell, field: Field) -> str:
    seen = f"见到{field.place}企业 {len(cell.makers)} 家"
    if not field.compared:
        return f"{seen}；没有可比的其他地区，不判断短板与长板"
    return f"{seen}，估计实有 {len(cell.makers) + cell.unseen:.1f} 家，数量与结构正常"
