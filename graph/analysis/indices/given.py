"""Figures of an index out of a table the user gives: unit, period, indicator, value, one figure a row."""

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Final, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from graph.analysis.indices.definition import Index
from graph.analysis.indices.values import PUBLISHED, Figure, Values, block_of
from graph.analysis.results import Named
from ontology.errors import BadIndexValues
from ontology.indicators import read_indicator
from ontology.values.dates import parse_period
from ontology.values.names import fold
from ontology.values.regions import find_region

T = TypeVar("T")

_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "unit": ("unit", "单位", "地区", "区域", "省份", "名称"),
    "period": ("period", "year", "期间", "年份", "年度", "时间"),
    "indicator": ("indicator", "指标", "指标名称"),
    "value": ("value", "值", "数值", "指标值"),
}
_NO_NUMBER: Final = ("", "-", "—", "…", "/", "NA", "N/A", "nan", "NaN", "null")


def given_values(table: pa.Table, index: Index) -> Values:
    """The figures of a table of text columns unit, period, indicator, value, or their Chinese headings.

    A unit that is a region is known by its id. An indicator is named by id, name, wording or catalogue code. Rows of
    other indicators are left out and counted; a blank value is a missing one.

    Raises:
        BadIndexValues: a column is missing, or a period or value cannot be read; the first such rows are named.
    """
    columns = {name: _column(table, name, words) for name, words in _COLUMNS.items()}
    named = _names(index)
    column = _each(columns["indicator"], lambda text: _indicator(text, named, index))
    unit, year = _each(columns["unit"], _unit), _each(columns["period"], _year)
    number = _each(columns["value"], _number)
    there = [
        text.strip() not in _NO_NUMBER and at is not None for text, at in zip(columns["value"], column, strict=True)
    ]
    bad = [row for row, kept in enumerate(there) if kept and (year[row] is None or number[row] is None)]
    if bad:
        raise _unreadable(bad, columns)
    other = sum(at is None for at in column)
    notes = [f"{other} 行不是本指数的指标，未用 · rows of other indicators"] if other else []
    figures = (
        Figure(unit[row], year[row] or 0, column[row] or 0, number[row] or 0.0)
        for row, kept in enumerate(there)
        if kept
    )
    return block_of(index, figures, notes)


def _column(table: pa.Table, name: str, words: tuple[str, ...]) -> list[str]:
    for heading in table.column_names:
        if heading.strip().lower() in words:
            return [text or "" for text in table[heading].cast(pa.string()).to_pylist()]
    raise BadIndexValues(
        f"表里没有 {name} 一列（或 {'、'.join(words[1:])}）· the table has no column {name}",
        "四列：unit、period、indicator、value，每行一个数 · four columns, one figure a row",
    )


def _names(index: Index) -> Mapping[str, int]:
    """Every wording of each indicator, and of the index itself."""
    found = {fold(index.name): PUBLISHED, **{fold(name): PUBLISHED for name in index.published}}
    for place, leaf in enumerate(index.indicators):
        found |= {fold(name): place for name in (leaf.id, leaf.name, leaf.code, *leaf.names) if name}
    return found


def _each(texts: list[str], read: Callable[[str], T]) -> list[T]:
    """What each text reads as; every distinct one is read once."""
    distinct = pc.unique(pa.array(texts, pa.string())).to_pylist()
    known = {text: read(text) for text in distinct}
    return [known[text] for text in texts]


def _indicator(text: str, named: Mapping[str, int], index: Index) -> int | None:
    exact = named.get(fold(text))
    if exact is not None:
        return exact
    read = read_indicator(text)
    code = read.indicator.code if read.indicator and not read.modifier and read.measure != "growth" else ""
    return next((place for place, leaf in enumerate(index.indicators) if code and leaf.code == code), None)


def _unit(text: str) -> Named:
    region = find_region(text.strip())
    return Named(region.id, region.name) if region else Named(text.strip(), text.strip())


def _year(text: str) -> int | None:
    plain = text.strip().removesuffix(".0")
    span = parse_period(f"{plain}年" if plain.isdigit() and len(plain) == 4 else plain)
    ends = {day.year for day in (span.start, span.end) if day} if span else set()
    return ends.pop() if len(ends) == 1 else None


def _number(text: str) -> float | None:
    plain = text.strip().replace(",", "").replace("，", "").removesuffix("%")
    try:
        number = float(plain)
    except ValueError:
        return None
    return number if isfinite(number) else None


def _unreadable(rows: list[int], columns: Mapping[str, list[str]]) -> BadIndexValues:
    shown = "；".join(f"第 {row + 2} 行 {columns['period'][row]!r} {columns['value'][row]!r}" for row in rows[:5])
    return BadIndexValues(
        f"{len(rows)} 行的期间或数值读不出：{shown} · period or value cannot be read",
        "期间写年份，数值写数字，没有就留空 · a year, a number, or leave it blank",
    )
