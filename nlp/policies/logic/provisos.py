"""What is asked of some firms only: 年营业收入4亿元以下的企业，须为小巨人企业 leaves all others free."""

import re
from collections.abc import Sequence
from typing import Final

from nlp.policies.conditions.figures import turned_round
from nlp.policies.found import Found, Item, Joined, all_of, is_required, start_of
from nlp.policies.logic.exemptions import is_of_everyone
from ontology.eligibility.conditions import FROM_ABOVE, NUMERIC, Joint

_OF_SIZE: Final = frozenset({"revenue", "employees", "total_assets", "project_investment", "equipment_investment"})
_MUST: Final = re.compile("的(?:企业|单位|项目|主体|申报单位)?，(?:还|另|则|其)?(?:应当?|须|需|必须|要)")
_MUST_BESIDE: Final = re.compile("的(?:企业|单位|项目|产品)，(?:还|另)(?:应当?|须|需|必须|要)")
_LEADS: Final = re.compile("(?:条件|要求|标准)?[：:]")
_ENDS: Final = "。；\n"


def with_provisos(items: Sequence[Item], text: str) -> list[Item]:
    """Items that must all hold, each that says for which firms the next ones are made an alternative to them."""
    told: list[Item] = []
    left = list(items)
    while left:
        item = left.pop(0)
        asked = _asked_of(item, left, text)
        if asked:
            assert isinstance(item, Found)
            left = left[len(asked) :]
            told.append(Joined(Joint.ANY, (turned_round(item), all_of(tuple(asked)))))
        elif _asks_unheld(item, left, text):
            continue  # of those firms something is asked that no field holds: of others nothing
        else:
            told.append(item)
    return told


def _asked_of(item: Item, following: Sequence[Item], text: str) -> list[Item]:
    """What the sentence asks of firms that an item names by their size; nothing where it asks it of all."""
    if not _names_firms(item):
        return []
    assert isinstance(item, Found)
    must = _MUST.match(text, item.end)
    if not must:
        return []
    end = min((at for sign in _ENDS if (at := text.find(sign, must.end())) >= 0), default=len(text))
    if _LEADS.search(text, must.end(), end):
        return []
    asked: list[Item] = []
    for one in following:
        if start_of(one) >= end or is_of_everyone(one) or not is_required(one):
            break
        asked.append(one)
    return asked


def _asks_unheld(item: Item, following: Sequence[Item], text: str) -> bool:
    """投资1000万元以上的项目，还须取得节能审查意见: what is asked beside, and nothing was read of it."""
    if not (_names_firms(item) and isinstance(item, Found)):
        return False
    must = _MUST_BESIDE.match(text, item.end)
    if not must:
        return False
    end = min((at for sign in _ENDS if (at := text.find(sign, must.end())) >= 0), default=len(text))
    read = any(start_of(one) < end for one in following[:1])
    return not read and not _LEADS.search(text, must.end(), end)


def _names_firms(item: Item) -> bool:
    """Whether an item bounds the size of a firm, or its age from above."""
    if not isinstance(item, Found) or not is_required(item) or item.op not in NUMERIC:
        return False
    return item.field in _OF_SIZE or (item.field == "age" and item.op in FROM_ABOVE)
