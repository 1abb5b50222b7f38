"""Parts that no firm can meet together are alternatives: tiers by revenue, rules by kind of firm."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from nlp.policies.found import Found, Item, Joined, all_of, leaves
from ontology.eligibility.conditions import Joint, Kind, Operator
from ontology.eligibility.fields import factor_of, field_of

_LOW: Final = frozenset({Operator.AT_LEAST, Operator.MORE})
_HIGH: Final = frozenset({Operator.AT_MOST, Operator.LESS})
_WHO: Final = frozenset({"size_class", "industry", "titles", "sector", "region"})
_TIERED: Final = frozenset(
    {"revenue", "employees", "total_assets", "project_investment", "equipment_investment", "rd_expense", "age"}
)

Part = tuple[Item, ...]


def alternatives(parts: Sequence[Part]) -> Iterator[Item]:
    """The items of neighbouring parts, those that exclude each other as one `any`."""
    run: list[Part] = []
    for part in parts:
        if run and not all(excludes(part, other) for other in run):
            yield from _closed(run)
            run = []
        run.append(part)
    yield from _closed(run)


def _closed(run: Sequence[Part]) -> Iterator[Item]:
    if len(run) == 1:
        yield from run[0]
    else:
        yield Joined(Joint.ANY, tuple(all_of(part) for part in settle([all_of(part) for part in run])))


def settle(items: Sequence[Item]) -> list[Part]:
    """Tiers with each boundary in one of them only: what one says it includes, the other does not."""
    closed = {(one.field, one.op in _HIGH, _amount(one)) for item in items for one in leaves(item) if one.closed}
    return [(_settled(item, closed),) for item in items]


def _settled(item: Item, closed: set[tuple[str, bool, float]]) -> Item:
    if isinstance(item, Joined):
        return replace(item, items=tuple(_settled(one, closed) for one in item.items))
    if item.closed or item.op not in _LOW | _HIGH:
        return item
    if (item.field, item.op in _LOW, _amount(item)) in closed:
        return replace(item, op=Operator.MORE if item.op in _LOW else Operator.LESS)
    return item


def excludes(left: Part, right: Part) -> bool:
    """Whether no firm meets both parts, or both set the same measure for different firms."""
    ones, others = (
        [one for item in part for one in leaves(item) if one.kind is Kind.REQUIRED] for part in (left, right)
    )
    if not ones or not others:
        return False
    return _apart(ones, others) or _by_kind_of_firm(ones, others)


def _apart(ones: Sequence[Found], others: Sequence[Found]) -> bool:
    """Whether the parts bound one figure to spans that do not meet, or at their ends only."""
    fields = {one.field for one in ones} & {one.field for one in others} & _TIERED
    return any(_gap(ones, others, field) for field in fields)


def _gap(ones: Sequence[Found], others: Sequence[Found], field: str) -> bool:
    low, high = _span(ones, field)
    other_low, other_high = _span(others, field)
    return high <= other_low or other_high <= low


def _span(found: Sequence[Found], field: str) -> tuple[float, float]:
    lows = [_amount(one) for one in found if one.field == field and one.op in _LOW]
    highs = [_amount(one) for one in found if one.field == field and one.op in _HIGH]
    return max(lows, default=float("-inf")), min(highs, default=float("inf"))


def _amount(found: Found) -> float:
    if not isinstance(found.value, float):
        return 0.0
    return found.value * (factor_of(field_of(found.field), found.unit) or 1.0)


def _by_kind_of_firm(ones: Sequence[Found], others: Sequence[Found]) -> bool:
    """Whether the parts begin with different kinds of firm and then ask for the same figure."""
    who, other_who = ones[0], others[0]
    if who.field not in _WHO or other_who.field != who.field or who.value == other_who.value:
        return False
    bounded = {one.field for one in ones if one.op in _LOW | _HIGH}
    return bool(bounded & {one.field for one in others if one.op in _LOW | _HIGH})


def exclude_each_other(parts: Sequence[Part]) -> bool:
    """Whether several parts all exclude each other."""
    return len(parts) > 1 and all(excludes(left, right) for left, right in combinations(parts, 2))
