"""Conditions and groups get their numbers, in the order in which they are joined."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from nlp.policies.found import Found, Item, Joined, leaves
from nlp.policies.text.quotes import Quotes
from ontology.eligibility.conditions import Condition, Group, Joint, Kind

_REGISTERED: Final = re.compile("注册|登记|纳税")


def numbered(items: Sequence[Item], text: str) -> tuple[tuple[Condition, ...], Group]:
    """Conditions c1 … and the tree of groups g0 … that holds all but the preferred ones."""
    numbering = _Numbering(Quotes(text, [one for item in items for one in leaves(item)]))
    root = numbering.group(Joint.ALL, items, None)
    homes = dict(_homes(root))
    return tuple(replace(one, group=homes.get(one.id, "")) for one in numbering.conditions), root


def _homes(group: Group) -> Iterator[tuple[str, str]]:
    """Each condition with the innermost group that holds it."""
    for item in group.items:
        if isinstance(item, str):
            yield item, group.id
        else:
            yield from _homes(item)


class _Numbering:
    def __init__(self, quotes: Quotes) -> None:
        self.quotes = quotes
        self.conditions: list[Condition] = []
        self.groups = 0
        self.seen: dict[tuple[object, ...], int] = {}  # where in `conditions` each stands

    def group(self, op: Joint, items: Sequence[Item], n: int | None) -> Group:
        key = f"g{self.groups}"
        self.groups += 1
        named = [self._item(one, key) for one in _flat(op, items)]
        return Group(key, op, tuple(one for one in named if one is not None), n)

    def _item(self, item: Item, group: str) -> "str | Group | None":
        if isinstance(item, Joined):
            return _dissolved(self.group(item.op, item.items, item.n))
        told = (item.field, item.op, item.value, item.unit, item.period, group)
        if told in self.seen:  # said twice in one branch: kept once, where it is said most plainly
            self._requote(self.seen[told], item)
            return None
        self.seen[told] = len(self.conditions)
        return self._condition(item)

    def _requote(self, at: int, again: Found) -> None:
        one = self.conditions[at]
        start, end = self.quotes.span(again)
        quote = self.quotes.text[start:end]
        if (
            one.field in {"region", "industry", "legal_person"}
            and _REGISTERED.search(quote)
            and not _REGISTERED.search(one.quote)
        ):
            self.conditions[at] = replace(one, quote=quote, start=start)

    def _condition(self, found: Found) -> str | None:
        key = f"c{len(self.conditions) + 1}"
        start, end = self.quotes.span(found)
        one = Condition(
            id=key,
            quote=self.quotes.text[start:end],
            field=found.field,
            op=found.op,
            value=found.value,
            unit=found.unit,
            period=found.period,
            kind=found.kind,
            start=start,
        )
        self.conditions.append(one)
        return None if found.kind is Kind.PREFERRED else key


def _dissolved(group: Group) -> "str | Group | None":
    """What a group stands for: nothing where it is empty, its item where it has one."""
    if group.op is Joint.AT_LEAST or len(group.items) > 1:
        return group if group.items else None
    return group.items[0] if group.items else None


def _flat(op: Joint, items: Sequence[Item]) -> list[Item]:
    """Items with groups of the same kind dissolved."""
    flat: list[Item] = []
    for item in items:
        same = isinstance(item, Joined) and item.op is op and op is not Joint.AT_LEAST
        flat += _flat(op, item.items) if isinstance(item, Joined) and same else [item]
    return flat
