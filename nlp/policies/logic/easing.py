"""Bounds that one article sets and another eases for some firms: 第七条第（二）项的标准可降低至300万元."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from nlp.policies.conditions.bounds import Bound, bounds
from nlp.policies.found import Found, Item, Joined, all_of, leaves
from nlp.policies.logic.whom import firms_of_case
from nlp.policies.text.clauses import Piece
from ontology.eligibility.conditions import NUMERIC, Joint
from ontology.eligibility.fields import factor_of, field_of
from ontology.values.numerals import whole_number

_NUMBER: Final = r"[（(]?([一二三四五六七八九十]{1,2}|\d{1,2})[）)]?"
_EASES: Final = re.compile(
    rf"第([一二三四五六七八九十]{{1,3}})条第?{_NUMBER}(?:项|款|点)?[^，；。]{{0,16}}?(?:放宽|放低|降低?|下调|调整|提高)(?:到|至|为)"
)

Listed = Mapping[int, Mapping[int, Sequence[Item]]]


def with_eased(items: list[Item], told: Piece, part: Sequence[Item], listed: Listed) -> list[Item] | None:
    """Items with what a part eases among those of an article; None where it eases none.

    Args:
        items: of the list so far.
        told: the words of the part.
        part: what else was read in it: for whom.
        listed: the items of each article, by their numbers.
    """
    found = _EASES.search(told.text, told.start, told.end)
    if not found:
        return None
    rules = listed.get(_number(found[1]), {}).get(_number(found[2]), ())
    bound = next(bounds(told.text, found.end(), told.end), None)
    rule = next((one for item in rules for one in leaves(item) if bound and _is_like(one, bound)), None)
    if bound is None or rule is None:
        return None
    who = tuple(part) or (firms_of_case(_before(told, found.start())),)
    op = rule.op if rule.op in NUMERIC else bound.op
    eased = replace(rule, op=op, value=bound.value, unit=bound.unit, start=found.start(), end=bound.end, at=-1)
    return [_replaced(one, rule, Joined(Joint.ANY, (rule, all_of((*who, eased))))) for one in items]


def eases(told: str) -> bool:
    """Whether words set another bound in place of one that an article sets."""
    return bool(_EASES.search(told))


def _number(word: str) -> int:
    return whole_number(word) or 0


def _is_like(rule: Found, bound: Bound) -> bool:
    """Whether a bound may be another one on the figure of a rule."""
    return rule.op in NUMERIC and bool(rule.unit) and factor_of(field_of(rule.field), bound.unit) is not None


def _before(told: Piece, end: int) -> Piece:
    """What stands before a place, without the comma."""
    return Piece(told.text, told.start, told.start + len(told.text[told.start : end].rstrip("，")))


def _replaced(item: Item, rule: Found, by: Item) -> Item:
    if item is rule:
        return by
    if isinstance(item, Found):
        return item
    return replace(item, items=tuple(_replaced(one, rule, by) for one in item.items))
