"""What stands instead of what: a list instead of a score, a title that frees from items 2 to 4 of a list."""

import re
from collections.abc import Sequence
from typing import Final

from nlp.policies.found import Item, Joined, all_of, leaves
from ontology.eligibility.conditions import Joint, Kind
from ontology.values.numerals import chinese_number

_FREED: Final = re.compile(
    r"不受[^，；。]{0,6}?第?[（(]?([一二三四五六七八九十\d]{1,2})[）)]?(?:项|条)?(?:至|到|-|—)第?[（(]?([一二三四五六七八九十\d]{1,2})[）)]?(?:项|条)"
)
_OF_EVERYONE: Final = frozenset(
    {"region", "legal_person", "blacklisted", "incidents", "violations", "prohibited_product"}
)


def _is_of_everyone(item: Item) -> bool:
    """Whether an item is asked of all who apply, whatever else they are freed from."""
    return all(one.field in _OF_EVERYONE for one in leaves(item))


def freed_items(lead: str, count: int) -> slice | None:
    """Which items of a list a lead does away with: 不受第（2）至（4）项限制; None where it names none."""
    found = _FREED.search(lead)
    first, last = (_number(found[1]), _number(found[2])) if found else (0, 0)
    return slice(first - 1, last) if 0 < first <= last <= count else None


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else chinese_number(word) or 0


def instead_of(items: list[Item], ruled: Sequence[Item], part: Sequence[Item]) -> list[Item]:
    """Some items of a list, or what frees from them."""
    gone = {id(one) for item in ruled for one in leaves(item)}
    kept = [item for item in items if not {id(one) for one in leaves(item)} & gone]
    return [*kept, Joined(Joint.ANY, (all_of(tuple(ruled)), all_of(tuple(part))))]


def instead_of_score(items: list[Item], part: Sequence[Item]) -> list[Item]:
    """What makes the score needless stands beside it as an alternative; without a score, beside all that is asked."""
    for place, item in enumerate(items):
        if any(one.field == "score" for one in leaves(item)):
            others = tuple(
                one
                for given in part
                for one in (given.items if isinstance(given, Joined) and given.op is Joint.ANY else (given,))
            )
            return [*items[:place], Joined(Joint.ANY, (item, *others)), *items[place + 1 :]]
    asked = tuple(one for one in items if is_required(one) and not _is_of_everyone(one))
    if not asked or not all(is_required(one) for one in part):
        return [*items, *part]
    return [*(one for one in items if one not in asked), Joined(Joint.ANY, (all_of(asked), all_of(tuple(part))))]


def is_required(item: Item) -> bool:
    """Whether an item is asked for, neither barring nor preferred."""
    return all(one.kind is Kind.REQUIRED for one in leaves(item))


def or_list(item: Item, below: Sequence[Item]) -> Item:
    """得分在60分以上，或者具备下列任意一条: what the lead asks, or the list."""
    listed = below[0] if len(below) == 1 else all_of(tuple(below))
    options = listed.items if isinstance(listed, Joined) and listed.op is Joint.ANY else (listed,)
    return Joined(Joint.ANY, (item, *options))
