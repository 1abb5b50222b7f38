"""A firm's figure for a field in a year or a span of years; what follows from other figures where it is not given.

`base_year` is the last full year. A firm younger than the span is judged on its full years.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ontology.eligibility.conditions import FROM_BELOW, Condition, Operator
from ontology.eligibility.firms import FirmProfile

_SPAN: Final = re.compile(r"(avg|each|sum|cagr)_(\d+)y")
NAMED_YEAR: Final = re.compile(r"y(\d{4})")
_EXACT: Final = 9  # decimals that survive the arithmetic of shares: 0.1 + 0.2 is 0.3


@dataclass(frozen=True, slots=True)
class Span:
    """A way of looking at several years, as `avg_2y`."""

    way: str
    years: int


def span_of(period: str) -> Span | None:
    """The years a period looks at together; None for a single year and for events."""
    found = _SPAN.fullmatch(period)
    return Span(found[1], int(found[2])) if found else None


def figures_of(firm: FirmProfile, condition: Condition) -> tuple[float | None, ...]:
    """The figures a condition is held against, None where unknown; each has to pass (one, but for `each_3y`)."""
    field, span = condition.field, span_of(condition.period)
    if span is None:
        return (figure_in(firm, field, _year(firm, condition.period)),)
    years = years_of(firm, span.years)
    figures = tuple(figure_in(firm, field, year) for year in years)
    if span.way == "each":
        return figures
    if span.way == "sum" and field == "rd_ratio":
        return (_ratio_of_sums(firm, years),)
    if any(one is None for one in figures):
        return (None,)
    return (_together(span.way, [one for one in figures if one is not None]),)


def years_of(firm: FirmProfile, count: int) -> tuple[int, ...]:
    """The last full years up to a count; as many as the firm has where it is younger, at least one."""
    age = number(firm.facts.get("age"))
    full = count if age is None else min(count, max(1, math.floor(age)))
    return tuple(range(firm.base_year - full + 1, firm.base_year + 1))


def _year(firm: FirmProfile, period: str) -> int:
    named = NAMED_YEAR.fullmatch(period)
    return int(named[1]) if named else firm.base_year


def figure_in(firm: FirmProfile, field: str, year: int) -> float | None:
    """A field's figure in a year, in the field's unit; None where it is neither given nor follows from others."""
    given = firm.facts.get(field)
    if isinstance(given, Mapping):
        told = number(given.get(str(year)))
    else:
        told = number(given) if year == firm.base_year else None
    return told if told is not None else _derived(firm, field, year)


def number(given: Any) -> float | None:
    """A number, None for anything else."""
    return float(given) if isinstance(given, int | float) and not isinstance(given, bool) else None


def _derived(firm: FirmProfile, field: str, year: int) -> float | None:
    if field == "rd_ratio":
        return _share(figure_in(firm, "rd_expense", year), figure_in(firm, "revenue", year))
    if field == "revenue_growth":
        now, before = figure_in(firm, "revenue", year), figure_in(firm, "revenue", year - 1)
        share = _share(now, before)
        return None if share is None else round(share - 100, _EXACT)
    if field == "rd_staff_ratio" and year == firm.base_year:
        return _share(figure_in(firm, "rd_staff", year), figure_in(firm, "employees", year))
    return None


def _share(part: float | None, whole: float | None) -> float | None:
    """Percent; None where one is unknown or there is no whole."""
    return None if part is None or not whole else round(100 * part / whole, _EXACT)


def _ratio_of_sums(firm: FirmProfile, years: tuple[int, ...]) -> float | None:
    spent = [figure_in(firm, "rd_expense", year) for year in years]
    earned = [figure_in(firm, "revenue", year) for year in years]
    if None in spent or None in earned:
        return None
    return _share(sum(one for one in spent if one is not None), sum(one for one in earned if one is not None))


def _together(way: str, figures: list[float]) -> float | None:
    """Mean, sum, or geometric mean of growth rates in percent."""
    if way == "sum":
        return sum(figures)
    if way == "avg":
        return round(sum(figures) / len(figures), _EXACT)
    factor = math.prod(1 + one / 100 for one in figures)
    return None if factor < 0 else round(100 * (factor ** (1 / len(figures)) - 1), _EXACT)


def compares(op: Operator, figure: float, bound: float) -> bool:
    """Whether a figure passes a bound in the same unit."""
    close = math.isclose(figure, bound, rel_tol=1e-9, abs_tol=1e-9)
    if op in {Operator.AT_LEAST, Operator.AT_MOST} and close:
        return True
    return not close and (figure > bound if op in FROM_BELOW else figure < bound)
