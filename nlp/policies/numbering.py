"""Conditions and groups get their numbers, and each condition the words it is quoted by."""

import re
from collections.abc import Sequence
from typing import Final

from nlp.policies.found import Found, Item, Joined
from ontology.eligibility.conditions import Condition, Group, Joint, Kind

_LONGEST: Final = 80  # characters of a quote that is still a clause
_SHORTEST: Final = 14  # characters below which a clause does not say by itself what it asks


def numbered(items: Sequence[Item], text: str) -> tuple[tuple[Condition, ...], Group]:
    """Conditions c1 … in the order they are joined, and the tree of groups g0 … that holds all but preferred ones."""
    return _Numbering(text).number(items)


class _Numbering:
    def __init__(self, text: str) -> None:
        self.text = text
        self.conditions: list[Condition] = []
        self.groups = 0
        self.seen: set[tuple[object, ...]] = set()

    def number(self, items: Sequence[Item]) -> tuple[tuple[Condition, ...], Group]:
        root = self._group(Joint.ALL, items, None)
        return tuple(self.conditions), root

    def _group(self, op: Joint, items: Sequence[Item], n: int | None) -> Group:
        key = f"g{self.groups}"
        self.groups += 1
        named = [self._item(one, key) for one in _flat(op, items)]
        return Group(key, op, tuple(one for one in named if one is not None), n)

    def _item(self, item: Item, group: str) -> "str | Group | None":
        if isinstance(item, Joined):
            return self._group(item.op, item.items, item.n)
        told = (item.field, item.op, item.value, item.unit, item.period, group)
        if told in self.seen:  # said twice in one branch: kept once
            return None
        self.seen.add(told)
        return self._condition(item, group)

    def _condition(self, found: Found, group: str) -> str | None:
        key = f"c{len(self.conditions) + 1}"
        start, end = quoted(self.text, found.start, found.end)
        preferred = found.kind is Kind.PREFERRED
        self.conditions.append(
            Condition(
                id=key,
                quote=self.text[start:end],
                field=found.field,
                op=found.op,
                value=found.value,
                unit=found.unit,
                period=found.period,
                kind=found.kind,
                group="" if preferred else group,
                start=start,
            )
        )
        return None if preferred else key


def _flat(op: Joint, items: Sequence[Item]) -> list[Item]:
    """Items with groups of the same kind dissolved."""
    flat: list[Item] = []
    for item in items:
        same = isinstance(item, Joined) and item.op is op and op is not Joint.AT_LEAST
        flat += _flat(op, item.items) if isinstance(item, Joined) and same else [item]
    return flat


def quoted(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause around a place; the whole item or sentence where the clause is too short to speak for itself."""
    clause = _grown(text, start, end, "，；。！\n：")
    if clause[1] - clause[0] < _SHORTEST:
        whole = _grown(text, start, end, "；。！\n")
        if whole[1] - whole[0] <= _LONGEST:
            return whole
    return clause


def _grown(text: str, start: int, end: int, signs: str) -> tuple[int, int]:
    while start > 0 and not _stops(text, start - 1, signs):
        start -= 1
    while end < len(text) and not _stops(text, end, signs):
        end += 1
    body = text[start:end]
    mark = re.match(
        r"\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]|[一二三四五六七八九十]{1,3}、|[①-⑳]|第[一二三四五六七八九十百]+条)?\s*",
        body,
    )
    start += mark.end() if mark else 0
    return start, start + len(text[start:end].rstrip())


def _stops(text: str, at: int, signs: str) -> bool:
    return text[at] in signs and not (
        text[at] == "，" and text[at - 1 : at].isdecimal() and text[at + 1 : at + 2].isdecimal()
    )
