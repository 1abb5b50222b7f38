"""Why is a cell weak? The causes that the data can tell, each 0..1, and those it cannot.

Method: docs/methods.md, section S.
"""

from dataclasses import dataclass
from typing import Final

from graph.analysis.cells import Cell, Field
from graph.analysis.concentration import expected_index
from graph.analysis.results import GapType
from graph.analysis.thresholds import Thresholds

ABSENCE: Final = "缺失或不足"
CONCENTRATION: Final = "集中度"
DEPENDENCE: Final = "外部依赖"
IMPORTS: Final = "进口依赖"  # known where the user has loaded trade figures
_ALL: Final = (ABSENCE, CONCENTRATION, DEPENDENCE, IMPORTS)
SHORTFALL: Final = 0.8  # a node with too few firms is less grave than one with none


@dataclass(frozen=True, slots=True)
class Cause:
    """One known cause of weakness."""

    name: str
    value: float  # 0..1
    weight: float  # 0..1
    note: str  # the figure in words
    evidence: tuple[str, ...]


def causes_of(cell: Cell, field: Field, limits: Thresholds) -> tuple[Cause, ...]:
    """The causes that the data can tell; `unknown_of` names the others."""
    found = [
        _absence(cell, field, limits),
        _concentration(cell, field, limits),
        _dependence(cell, limits),
        _imports(cell, limits),
    ]
    return tuple(cause for cause in found if cause is not None)


def unknown_of(causes: tuple[Cause, ...]) -> tuple[str, ...]:
    """Names of the causes that the data cannot tell."""
    known = {cause.name for cause in causes}
    return tuple(name for name in _ALL if name not in known)


def _absence(cell: Cell, field: Field, limits: Thresholds) -> Cause | None:
    weight = limits.weight_absence
    if cell.absent is not None:
        value, note = _emptiness(cell, cell.absent, field)
        return Cause(ABSENCE, value, weight, note, ())
    if not field.compared:
        return None
    supply = len(cell.makers) + cell.unseen
    shortfall = 1 - min(1.0, supply / max(cell.expected, 1e-9))
    note = f"按各地的结构应有 {cell.expected:.1f} 家，见到 {len(cell.makers)} 家，估计实有 {supply:.1f} 家"
    return Cause(ABSENCE, SHORTFALL * shortfall, weight, note, _evidence(cell))


def _emptiness(cell: Cell, absent: float, field: Field) -> tuple[float, str]:
    """An empty node weighs by the probability that it is one, as far as records of the region tell anything."""
    if cell.type is None:
        return 0.0, "不需要、非必需或有替代，不计"
    if cell.type is GapType.UNKNOWN:
        told = float(field.told[cell.node])
        return absent * told, f"确实没有企业的概率 {absent:.0%}，但记录只足以说明其中 {told:.0%}"
    return absent, f"确实没有企业的概率 {absent:.0%}"


def _concentration(cell: Cell, field: Field, limits: Thresholds) -> Cause | None:
    """Expected HHI (C3), None where no firm is seen or too little is recorded.

    The index of the firms seen holds if there are no others, and falls to the low end of its band if there are.
    """
    if cell.concentration is None or cell.type is GapType.UNKNOWN:
        return None
    value = expected_index(cell.concentration, cell.whole, field.coverage.value)
    note = (
        f"所见企业 HHI {cell.concentration:.2f}（同一集团算一家，有效供应商 {1 / cell.concentration:.1f} 家），"
        f"计入可能未见的企业后 {value:.2f}"
    )
    return Cause(CONCENTRATION, value, limits.weight_concentration, note, _evidence(cell))


def _dependence(cell: Cell, limits: Thresholds) -> Cause | None:
    bought = cell.dependence
    if bought is None:
        return None
    value = 1 - cell.local
    note = f"采购记录 {bought.records} 条，区外 {bought.outside} 条；计入名单漏记的卖方后区外占 {value:.0%}"
    return Cause(DEPENDENCE, value, limits.weight_dependence, note, bought.evidence)


def _imports(cell: Cell, limits: Thresholds) -> Cause | None:
    """What is told of the country, times what the region buys outside, where purchases tell that (T4, T6)."""
    trade = cell.imports
    if trade is None or trade.value is None:
        return None
    outside = 1 - cell.local if cell.dependence else 1.0
    return Cause(IMPORTS, trade.value * outside, limits.weight_imports, trade.note, trade.evidence)


def _evidence(cell: Cell) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for one in cell.makers for item in one.evidence))
