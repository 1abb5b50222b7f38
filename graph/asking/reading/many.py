"""Bounds on counts: products that more than two firms make, firms with at least three suppliers."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from graph.asking.amounts import AmountKind
from graph.asking.conditions import compare_at
from graph.asking.heads import Form, Head, head_of, is_noun, noun_head
from graph.asking.items import Item
from graph.asking.meaning import AnyOf, Ask, Bound, CountOf, ListOf
from graph.asking.reading.most import most_linked
from ontology.schema import EntityClass

_C = EntityClass
_COUNTERS: Final = ("", "家", "个", "种", "项", "款", "名", "位", "户")


def read_many(items: Sequence[Item], form: Form) -> Ask | None:
    """供应商超过三家的企业, 两家以上企业做的产品; None where no count has a bound."""
    at = next((at for at in range(len(items)) if _is_bounded(items, at)), -1)
    if at < 0 or any(_C.INDICATOR in one.classes for one in items):
        return None
    bound = Bound(compare_at(items, at), items[at].token.amount.low or 0)  # type: ignore[union-attr]  # is bounded
    first, last = (at - 1, at) if items[at - 1].has("above", "below") else (at, at + 1)
    counted = _counted(items, first, last)
    if counted < 0:
        return None
    rest = [one for place, one in enumerate(items) if not first <= place <= last]
    counted -= last - first + 1 if counted > last else 0
    head = _head(rest, counted, form)
    found = most_linked(rest, head, noun_head(rest, counted), descending=True) if head is not None else None
    if found is None:
        return None
    things = found.things.tested(replace(found.linked, others=bound))
    return CountOf(things) if form is Form.COUNT else AnyOf(things) if form is Form.YES_NO else ListOf(things)


def _is_bounded(items: Sequence[Item], at: int) -> bool:
    """Whether a number of firms or of kinds stands beside 超过, 以上 or the like."""
    amount = items[at].token.amount
    if items[at].is_things or amount is None or amount.kind is not AmountKind.COUNT or amount.unit not in _COUNTERS:
        return False
    beside = (items[place] for place in (at - 1, at + 1) if 0 <= place < len(items))
    return any(one.has("above", "below") for one in beside)


def _counted(items: Sequence[Item], first: int, last: int) -> int:
    """The place of the noun that is counted: right after the bound, else right before it; -1 for none."""
    return next((at for at in (last + 1, first - 1) if 0 <= at < len(items) and is_noun(items[at])), -1)


def _head(items: Sequence[Item], counted: int, form: Form) -> Head | None:
    """What must be joined to so many: the noun asked for, or the one thing that is named."""
    rest = [one for at, one in enumerate(items) if at != counted]
    named = [at for at, one in enumerate(rest) if one.is_things]
    group = next((at for at in named if rest[at].members), -1)
    if form is Form.YES_NO:
        found = Head(named[0], (), is_group=True) if len(named) == 1 else Head(-1, ())
    else:
        found = Head(group, (), is_group=True) if group >= 0 else head_of(rest, form)
    if found.is_open and not found.turns:
        return None
    return replace(found, at=found.at + (found.at >= counted), mark=found.mark + (found.mark >= counted))
