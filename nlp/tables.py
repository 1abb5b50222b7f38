"""Tables of a document as observations: whose number, of what, in which unit and period.

First version: one row a region, firm or year with metrics in the header, or one row a metric with years or regions
in the header. Cells that are no number are text and stay where they are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ontology.facts import Quantity, TextTable
from ontology.values.quantities import parse_quantity
from ontology.values.regions import find_region

_UNIT: Final = re.compile(r"[（(]\s*(?:单位[：:]\s*)?([^（）()\d年]{1,8})\s*[）)]|单位[：:]\s*([^\s，。；（）()]{1,8})")
_PERIOD: Final = re.compile(
    r"(?:19|20)\d{2}\s*年?(?:度|上半年|下半年|[一二三四1-4]季度|\d{1,2}月)?(?:\s?[-—–~～至]\s?(?:19|20)?\d{2}年?)?"
)
_NUMBER: Final = re.compile(r"^[-−+]?[\d,]+(?:\.\d+)?\s*[^\d\s]{0,6}$")
_ORDER: Final = re.compile(r"^(?:序号|排名|名次|编号|位次)$")
_TOTAL: Final = re.compile(r"^(?:合计|总计|全国|全国合计|共计)$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of a table: `subject` is the row or column label it belongs to, empty for the table's own region."""

    subject: str
    quantity: Quantity
    row: int  # 1 is the first row under the header
    line: str  # the cell with its labels, as a reader would quote it


def cells_of(table: TextTable) -> Iterator[Cell]:
    """The numbers of a table in reading order."""
    for part in _side_by_side(table):
        header = part.header
        periods = [_period(name) for name in header[1:]]
        transposed = bool(periods) and all(periods) and not _names_things(part)
        for row, values in enumerate(part.rows, start=1):
            yield from _row_cells(part, row, values, transposed=transposed)


def _side_by_side(table: TextTable) -> Iterator[TextTable]:
    """A header that repeats itself holds two tables next to each other."""
    width = len(table.header)
    half = width // 2
    if width >= 4 and width % 2 == 0 and table.header[:half] == table.header[half:]:
        for start in (0, half):
            rows = tuple(row[start : start + half] for row in table.rows)
            yield TextTable(table.header[:half], rows, table.caption, table.page)
    else:
        yield table


def _names_things(table: TextTable) -> bool:
    return any(row and find_region(row[0].strip()) for row in table.rows)


def _row_cells(table: TextTable, row: int, values: tuple[str, ...], *, transposed: bool) -> Iterator[Cell]:
    first = next((i for i, name in enumerate(table.header) if not _ORDER.match(name.strip())), 0)
    if first >= len(values):
        return
    label = values[first].strip()
    for name, value in list(zip(table.header, values, strict=False))[first + 1 :]:
        quantity = _quantity(table, (label, name) if transposed else (name, label), value)
        if quantity is not None:
            subject = "" if transposed or _period(label) or _TOTAL.match(label) else label
            yield Cell(subject, quantity, row, f"{table.caption or '表'}：{label}，{name}：{value.strip()}")


def _quantity(table: TextTable, labels: tuple[str, str], value: str) -> Quantity | None:
    """The number of a cell; `labels` are the metric's and the other one."""
    if not _NUMBER.match(value.strip()) or _ORDER.match(labels[0].strip()):
        return None
    measure = parse_quantity(value)
    if measure is None:
        return None
    unit = measure.unit or _unit(labels[0]) or _unit(table.caption)
    period = next(filter(None, map(_period, (*labels, table.caption))), "")
    return Quantity(_metric(labels[0], table), measure.value, unit, period)


def _metric(name: str, table: TextTable) -> str:
    bare = _PERIOD.sub("", _UNIT.sub("", name)).strip(" /：:")
    return bare or _PERIOD.sub("", _UNIT.sub("", table.caption)).strip(" ：:表0123456789-.")


def _unit(text: str) -> str:
    found = _UNIT.search(text)
    return (found[1] or found[2]).strip() if found else ""


def _period(text: str) -> str:
    found = _PERIOD.search(text)
    return found.group().strip() if found else ""
