"""What leads a list beside the list: 得分60分以上，或者具备下列任意一条：… asks the one or the other."""

import re
from collections.abc import Sequence
from typing import Final

from nlp.policies.found import Item, Joined, all_of, leaves, start_of
from nlp.policies.logic.exemptions import options_of
from nlp.policies.text.clauses import Piece
from ontology.eligibility.conditions import Joint

_SHORT_BUT: Final = re.compile(
    "(?:不足|不到|低于|未达到?|达不到)[^，；。]{0,10}，但(?:符合|具备|满足|达到)[^。]{2,24}[：:]$"
)
_OR_ELSE: Final = re.compile(r"或(?:者)?[^，；。]{0,10}(?:下列|以下|如下)[^，；。]*[：:]?$")
_SPARED: Final = re.compile(
    "不(?:再|必)?(?:参加|参与|进行)?(?:综合)?(?:评分|打分)|(?:无需|免(?:于|予)?|不需)(?:综合)?(?:评分|打分|评价)"
)
_APPLIES_TOO: Final = re.compile("(?:同样|也|亦)可以?(?:申报|申请|享受|参评|参加)")
_NAMED_INSTEAD: Final = re.compile("或(?:者)?(?:符合|满足|具备)(?P<name>[^，；。]{2,8})$")


def with_list(items: list[Item], below: list[Item], own: Piece) -> list[Item]:
    """What a lead asks with what the list below it asks: beside it, or instead of it where the lead says so."""
    lead = str(own)
    if not (items and below):
        return [*items, *below]
    if _SHORT_BUT.search(lead):
        return _in_place_of_shortfall(items, below)
    spared = [one for one in items if any(leaf.field == "score" for leaf in leaves(one))]
    if spared and _SPARED.search(lead):
        return [*(one for one in items if one is not spared[-1]), or_list(spared[-1], below)]
    if applies_too(lead) and len(own.segments()) > 1:
        return _or_else_with(items, below, own.segments()[-1].start)
    return [*items[:-1], or_list(items[-1], below)] if _OR_ELSE.search(lead) else [*items, *below]


def _in_place_of_shortfall(items: list[Item], below: Sequence[Item]) -> list[Item]:
    """得分60分以上；不足60分，但符合下列任一项的：…: the bound said first, or the list; falling short is no bound."""
    bounds = [one for item in items for one in leaves(item)]
    short = bounds[-1]
    rule = next((one for one in bounds if one.field == short.field), short)
    kept = [item for item in items if not any(one.field == short.field for one in leaves(item))]
    return [*kept, or_list(rule, below)]


def name_of_alternative(sentence: str) -> str:
    """What a sentence calls an alternative that the next one tells: 评价得分60分以上或符合直通条件; empty for none."""
    found = _NAMED_INSTEAD.search(sentence)
    return found["name"] if found else ""


def applies_too(told: str) -> bool:
    """Whether words let others apply beside those that were named: …的，亦可申报."""
    return bool(_APPLIES_TOO.search(told))


def _or_else_with(items: Sequence[Item], below: Sequence[Item], since: int) -> list[Item]:
    """…四级以上；通过三级，同时满足下列两条的，亦可参加：…: what was asked last, or what stands from `since` on."""
    before = [one for one in items if start_of(one) < since]
    case = all_of((*(one for one in items if start_of(one) >= since), *below))
    return [*before[:-1], Joined(Joint.ANY, (before[-1], case))] if before else [case]


def or_list(item: Item, below: Sequence[Item]) -> Item:
    """得分在60分以上，或者具备下列任意一条: what the lead asks, or the list."""
    return Joined(Joint.ANY, (item, *options_of(all_of(tuple(below)))))
