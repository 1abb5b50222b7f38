"""Questions on shares: how much of its revenue a firm makes with a product, who lives most by it."""

import re
from collections.abc import Sequence
from typing import Final

from graph.asking.amounts import AmountKind
from graph.asking.conditions import conditions_in
from graph.asking.frames import FRAMES
from graph.asking.heads import Form
from graph.asking.items import Item
from graph.asking.meaning import Ask, EdgeTest, Lasting, Linked, MostShare, OnFact, Things, Within
from graph.asking.places import places_inside
from ontology.schema import EntityClass
from ontology.values.numerals import whole_number

_C = EntityClass
_FIRM: Final = frozenset({_C.ENTERPRISE})
_MADE: Final = frozenset({_C.TECHNOLOGY})


def read_share(items: Sequence[Item], form: Form) -> Ask | None:
    """A share of a firm's revenue, or the firms with the largest; None where it is only a condition."""
    if not any(one.has("share") for one in items):
        return None
    firms = [one for one in items if one.is_things and one.classes & _FIRM and not one.classes & _MADE]
    products = [one for one in items if one.is_things and one.classes & _MADE and one not in firms]
    if firms and not products and form is not Form.YES_NO and any(one.has("top", "bottom", "rank") for one in items):
        return _goods_of(items, firms)
    if not products or any(one.token.amount and one.token.amount.kind is AmountKind.SHARE for one in items):
        return None
    linked = Linked(FRAMES["produces"].relations, True, products[0].as_class(_MADE), EdgeTest())
    highest, lowest = (any(one.has(*kinds) for one in items) for kinds in (("top", "more", "rank"), ("bottom", "less")))
    if firms and not (highest or lowest):
        told = form is Form.YES_NO or any(one.has("ask:who") for one in items)  # 甲买的主轴来自哪家
        return None if told else OnFact(linked, firms[0].as_class(_FIRM), "share")
    if not (highest or lowest):
        return None
    things = _among(items, firms)
    return MostShare(things, linked, descending=not lowest, most=how_many(items))


def _goods_of(items: Sequence[Item], firms: Sequence[Item]) -> Ask:
    """甲的产品中占营收最高的: its products by their shares."""
    made = Linked(FRAMES["produces"].relations, False, firms[0].as_class(_FIRM), EdgeTest())
    lowest = any(one.has("bottom") for one in items)
    return MostShare(Things((_C.TECHNOLOGY,)), made, descending=not lowest, most=how_many(items))


def _among(items: Sequence[Item], firms: Sequence[Item]) -> Things:
    if firms:
        ids = tuple(id_ for one in firms for id_ in one.as_class(_FIRM).ids or ())
        return Things((_C.ENTERPRISE,), ids)
    things = Things((_C.ENTERPRISE,), tests=(Lasting(closed=False),))
    excluded = conditions_in(items).negated
    for at, item in enumerate(items):
        if item.is_things and item.classes <= {_C.REGION}:
            things = things.tested(Within(places_inside(item), negated=at in excluded))
    return things


def how_many(items: Sequence[Item]) -> int:
    """How many are asked for: 前三名, 最高的三家, 哪三家; one where no number is said."""
    for one in items:
        if one.is_things:
            continue
        amount, asked = one.token.amount, _WHICH.match(one.token.text)
        if amount and amount.kind is AmountKind.COUNT and amount.low:
            return int(amount.low)
        if asked:
            return whole_number(asked[1]) or 1
    return 1


_WHICH: Final = re.compile("哪([两三四五六七八九十])")
