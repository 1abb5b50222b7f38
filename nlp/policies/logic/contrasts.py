"""The same figure asked twice in one item: no text asks for 10 and for 3 years, so one of them is for some firms only.

从事相关领域10年以上；新产品领域的，从事年限达到3年: the rule, or the special case with its own bound.
"""

import re
from typing import Final

from nlp.policies.found import Found, Item, Joined, all_of, start_of
from nlp.policies.logic.whom import firms_of_case
from nlp.policies.text.clauses import Piece
from ontology.eligibility.conditions import FROM_ABOVE, FROM_BELOW, Joint, Kind

_SUPPOSED: Final = re.compile("，[如若](?:果|属|为|是|系)?于?(?P<who>[^，；。]{2,14})，(?:则|应|须)(?P<kind>企业)?")
_OF_SOME: Final = re.compile(
    "(?P<who>[^，；。]{2,20}?(?:的|者|企业|项目|单位))，|(?P<kind>[一-龥、]{2,16}?企业|[一-龥]{1,10}(?:州|县|区|市)项目)"
)
_NO_CASE: Final = re.compile("其他|其余|型|申报|申请|上述|以上|成立|注册|年|收入|上市|符合|西部|县|市|区")
_BREAKS: Final = "。；\n"


def apart(items: list[Item], own: Piece) -> list[Item]:
    """The items of a node, those that bound one figure twice from one side as alternatives.

    Args:
        items: what all must hold.
        own: the text they were read from.
    """
    for place, item in enumerate(items):
        for later in range(place + 1, len(items)):
            case = _case(item, items[later], own)
            if case is not None:
                told = tuple(one for one in items[place + 1 : later] if _stands_in(one, case))
                special = all_of((*told, items[later])) if told else all_of((firms_of_case(case), items[later]))
                rest = [one for one in items[place + 1 :] if one not in told and one is not items[later]]
                return [*items[:place], Joined(Joint.ANY, (item, special)), *rest]
    return items


def _case(rule: Item, bound: Item, own: Piece) -> Piece | None:
    """The words that say for whom a second bound on a figure is; None where it is another matter."""
    if not (isinstance(rule, Found) and isinstance(bound, Found)) or not _is_same_side(rule, bound):
        return None
    at = start_of(bound)
    begins = max(own.text.rfind(sign, rule.end, at) for sign in _BREAKS) + 1
    found = _OF_SOME.match(own.text, begins, at) if begins else _SUPPOSED.search(own.text, rule.end, at)
    if not found or (found["kind"] and _NO_CASE.search(found["kind"])):
        return None
    name = "kind" if found["kind"] else "who"
    return Piece(own.text, *found.span(name))


def _is_same_side(one: Found, other: Found) -> bool:
    same = one.field == other.field and one.unit == other.unit and one.value != other.value
    side = {one.op, other.op} <= FROM_BELOW or {one.op, other.op} <= FROM_ABOVE
    return same and side and one.kind is other.kind is Kind.REQUIRED


def _stands_in(item: Item, case: Piece) -> bool:
    return isinstance(item, Found) and case.start <= item.start < case.end
