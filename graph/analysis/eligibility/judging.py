"""Does one condition hold for a firm? Three answers: met, not met, unknown where the profile lacks the fact."""

import re
from collections.abc import Iterable
from typing import Any, Final

from graph.analysis.eligibility.figures import NAMED_YEAR, compares, figures_of
from graph.analysis.eligibility.results import Result
from ontology.eligibility.conditions import NUMERIC, Condition, Operator
from ontology.eligibility.fields import factor_of, field_of
from ontology.eligibility.firms import APPLIES_AFTER, FirmProfile
from ontology.eligibility.names import same_names
from ontology.values.regions import find_region, is_inside, region_at_start

_WITHIN: Final = re.compile(r"within_(\d+)y")
_POSITIVE: Final = frozenset({Operator.IN, Operator.HAS})


def judge(condition: Condition, firm: FirmProfile) -> Result:
    """Whether a firm meets a condition.

    Args:
        condition: what must hold.
        firm: its facts; `score` is the number for the policy at hand.
    """
    if condition.op is Operator.JUDGE:
        return Result.UNKNOWN
    if condition.op in NUMERIC:
        return _judge_figures(condition, firm)
    given = firm.facts.get(condition.field)
    if given is None:
        return Result.UNKNOWN
    if condition.op is Operator.IS:
        return _result(_truth(condition, firm, given) == condition.value)
    shared = _shares_a_name(condition, given)
    if not shared and condition.field in firm.partial and _may_hold(condition, given):
        return Result.UNKNOWN
    return _result(shared == (condition.op in _POSITIVE))


def _result(holds: bool) -> Result:
    return Result.MET if holds else Result.NOT_MET


def _judge_figures(condition: Condition, firm: FirmProfile) -> Result:
    factor = factor_of(field_of(condition.field), condition.unit)
    assert factor is not None  # units are checked where conditions are read
    assert isinstance(condition.value, float)
    bound, figures = condition.value * factor, figures_of(firm, condition)
    passed = [None if figure is None else compares(condition.op, figure, bound) for figure in figures]
    if False in passed:
        return Result.NOT_MET
    return Result.UNKNOWN if None in passed else Result.MET


def _truth(condition: Condition, firm: FirmProfile, given: Any) -> Any:
    """What a yes-or-no fact says; of events, whether one lies in the years that the condition looks at."""
    if field_of(condition.field).type != "events":
        return given
    return bool(events_in(condition, firm, given))


def events_in(condition: Condition, firm: FirmProfile, given: Iterable[int]) -> list[int]:
    """The years of a list that count: the last n full years and the year of the application, one year, or all."""
    years = sorted(int(year) for year in given)
    named = NAMED_YEAR.fullmatch(condition.period)
    if named:
        return [year for year in years if year == int(named[1])]
    span = years_looked_at(condition)
    if span is None:
        return years
    first = firm.base_year - span + 1
    return [year for year in years if first <= year <= firm.base_year + APPLIES_AFTER]


def years_looked_at(condition: Condition) -> int | None:
    """How many full years back a condition looks for events, None where it names no span."""
    within = _WITHIN.fullmatch(condition.period)
    if within:
        return int(within[1])
    return 1 if condition.period == "last_year" else None


def _shares_a_name(condition: Condition, given: Any) -> bool:
    held = given if isinstance(given, list | tuple) else [given]
    assert isinstance(condition.value, tuple)
    return bool(same_names(map(str, held)) & same_names(condition.value))


def _may_hold(condition: Condition, given: Any) -> bool:
    """Whether a list that may lack something could hold the value: of places, one that lies in the smallest known."""
    if condition.field != "region":
        return True
    assert isinstance(condition.value, tuple)
    known = [found for name in given if (found := find_region(str(name)))]
    home = known[-1].id if known else ""
    return not home or any(_may_lie_in(home, name) for name in condition.value)


def _may_lie_in(home: str, name: str) -> bool:
    """Whether a place could hold a firm of which only the wider home is known: 济南高新区 one of 济南, none of 苏州."""
    whole = find_region(name)
    around = whole or region_at_start(name)[0]
    if around is None:
        return True
    return is_inside(around.id, home) or (whole is None and is_inside(home, around.id))
