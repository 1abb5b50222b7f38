"""The numbers of a table, each with its labels, and what of a table could not be read.

A row a region, firm or year has its metrics in the header; a row a metric has its years, regions or values there.
Which of the two a table is, the labels tell. Every row comes back, with its cells or with the reason why it has none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nlp.tables.labels import Label, bare_caption, period_of, read_label, unit_of
from ontology.facts import Quantity, TextTable
from ontology.values.quantities import parse_quantity
from ontology.values.regions import find_region

_NUMBER: Final = re.compile(r"^[-−+约超近]?[\d,，]+(?:\.\d+)?(?:\s*[-—–~～]\s*[\d,，]+(?:\.\d+)?)?\s*[^\d\s]{0,6}$")
_EMPTY: Final = frozenset({"", "-", "—", "–", "－", "/", "…", "——", "--", "无", "N/A", "n/a"})
_DIGIT: Final = re.compile(r"\d")
_WITHOUT_UNIT: Final = re.compile(r"率$|占比$|比重$|指数$|强度$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of a table: `subject` is the row or column label it belongs to, empty for the table's own region."""

    subject: str
    quantity: Quantity
    row: int  # 1 is the first row under the header
    line: str  # the cell with its labels, as a reader would quote it


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its numbers, and why cells or the whole row gave none (empty where all was read)."""

    number: int
    cells: tuple[Cell, ...]
    line: str
    reason: str = ""


def rows_of(table: TextTable) -> Iterator[Row]:
    """The rows of a table; of tables side by side, the rows of the left one first."""
    for part in _side_by_side(table):
        yield from _Part(part).rows()


def _side_by_side(table: TextTable) -> Iterator[TextTable]:
    """A header that repeats itself holds tables next to each other."""
    header, width = table.header, len(table.header)
    size = next((s for s in range(2, width // 2 + 1) if width % s == 0 and header == header[:s] * (width // s)), width)
    for start in range(0, width, max(size, 1)):
        rows = tuple(row[start : start + size] for row in table.rows)
        yield table if size == width else TextTable(header[start : start + size], rows, table.caption, table.page)


class _Part:
    """One table that stands by itself: which of its columns are labels, and what its rows are."""

    def __init__(self, table: TextTable) -> None:
        self.table = table
        self.labels = [read_label(name) for name in table.header]
        self.unit, self.period = unit_of(table.caption), period_of(table.caption)
        self.leading = self._leading()
        self.numbers = [i for i in range(self.leading, len(self.labels)) if self._counts(i)]
        self.unit_column = next((i for i, label in enumerate(self.labels) if label.is_unit), None)
        self.by_metric = self._by_metric()

    def rows(self) -> Iterator[Row]:
        above: list[str] = []
        told = [i for i in range(self.leading) if self._counts(i)]
        for number, values in enumerate(self.table.rows, start=1):
            texts = [value.strip() for value in values[: self.leading]]
            texts = [text or (above[i] if i < len(above) - 1 else "") for i, text in enumerate(texts)]  # merged cells
            above = texts
            yield self._row(number, values, [read_label(texts[i]) for i in told if i < len(texts) and texts[i]])

    def _leading(self) -> int:
        """How many columns at the front hold labels: none of their cells, or fewer than a third, is a number."""
        width = len(self.labels)
        for place in range(width):
            cells = [row[place].strip() for row in self.table.rows if place < len(row) and row[place].strip()]
            numbers = sum(bool(_NUMBER.match(cell)) and not period_of(cell) for cell in cells)
            if not (self.labels[place].is_order or self.labels[place].is_unit or 3 * numbers < len(cells)):
                return max(place, 1)
        return width

    def _counts(self, place: int) -> bool:
        return not (self.labels[place].is_order or self.labels[place].is_unit)

    def _by_metric(self) -> bool:
        """Whether a row is a metric: 指标 heads its label, or its columns tell only when, where and how much."""
        if any(label.is_kind and label.text != "名称" for label in self.labels[: self.leading]):
            return True
        columns = [self.labels[i] for i in self.numbers]
        told = bool(columns) and all(c.is_value or c.is_growth or (c.region and not c.metric) for c in columns)
        return told and not any(row and find_region(row[0].strip()) for row in self.table.rows)

    def _row(self, number: int, values: Sequence[str], labels: Sequence[Label]) -> Row:
        line = "，".join(value.strip() for value in values if value.strip())
        if not line:
            return Row(number, (), line)
        found, unread = [], []
        for place in self.numbers:
            value = values[place].strip() if place < len(values) else ""
            cell = self._cell(number, labels, place, values) if value not in _EMPTY else None
            if cell is not None:
                found.append(cell)
            elif _DIGIT.search(value):
                unread.append(value)
        reason = f"表中读不出数：{'、'.join(unread)}" if unread else "" if found else "这一行没有数"
        return Row(number, tuple(found), line, reason)

    def _cell(self, number: int, labels: Sequence[Label], place: int, values: Sequence[str]) -> Cell | None:
        value, column = values[place].strip(), self.labels[place]
        measure = parse_quantity(value) if _NUMBER.match(value) else None
        metric = self._metric(labels, column)
        if measure is None or not metric:
            return None
        quantity = Quantity(
            indicator=metric,
            value=measure.value,
            unit=measure.unit or self._unit(labels, column, values, metric),
            period=next(filter(None, [label.period for label in (column, *labels)]), self.period),
            comparator=measure.comparator,
            value_to=measure.value_to,
        )
        told = "，".join([label.text for label in labels] + [column.text])
        return Cell(self._subject(labels, column), quantity, number, f"{self.table.caption or '表'}：{told}：{value}")

    def _metric(self, labels: Sequence[Label], column: Label) -> str:
        rows = [label.metric for label in labels if label.metric and not label.region]
        if self.by_metric:
            stem = rows[-1] if rows else ""
            return stem + "增长率" if column.is_growth and stem else stem + ("" if column.is_value else column.metric)
        if column.is_growth and column.metric:
            before = [
                label for label in self.labels[: self.labels.index(column)] if label.metric and not label.is_order
            ]
            named = before[-1].metric if len(before) > self.leading else ""
            return named + "增长率" if named else column.metric
        return column.metric or bare_caption(self.table.caption)

    def _unit(self, labels: Sequence[Label], column: Label, values: Sequence[str], metric: str) -> str:
        if self.unit_column is not None and self.unit_column < len(values) and not column.is_growth:
            return values[self.unit_column].strip()
        own = column.unit or ("%" if column.is_growth else next(filter(None, [label.unit for label in labels]), ""))
        return own or ("" if _WITHOUT_UNIT.search(metric) and self.unit not in {"%", "％"} else self.unit)

    def _subject(self, labels: Sequence[Label], column: Label) -> str:
        """The label that names whose number it is: a region, else the row's own name; a total is the whole's."""
        if column.region:
            return column.region
        if any(label.is_total for label in labels):
            return ""
        region = next((label.region for label in labels if label.region), "")
        if region or self.by_metric:
            return region
        return next((label.text for label in labels if label.metric), "")
