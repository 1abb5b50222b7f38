"""Superlatives of dates: the oldest maker, the policy issued last."""

from collections.abc import Sequence

from graph.asking.conditions import DATES
from graph.asking.heads import Form, head_of, is_noun, noun_head
from graph.asking.items import Item
from graph.asking.meaning import Ask, MostDated
from graph.asking.phrases import phrase
from graph.asking.reading.shares import how_many


def read_dated(items: Sequence[Item], form: Form) -> Ask | None:
    """成立最早的企业, 最新出台的政策: the things whose date is first or last."""
    first, last = any(one.has("first") for one in items), any(one.has("last") for one in items)
    keys = [key for one in items if not one.is_things for key in one.token.of("attribute") if key in DATES]
    if not keys or first is last or form is not Form.LIST:
        return None
    rest = [one for one in items if one.is_things or not one.has("first", "last", "attribute")]
    head = head_of(rest, form)
    if head.is_open and not head.turns:
        nouns = [at for at, one in enumerate(rest) if is_noun(one)]
        if not nouns:
            return None
        head = noun_head(rest, nouns[-1])
    things = phrase(rest, head)
    key = next((one for one in keys if DATES[one] in things.classes), "")
    return MostDated(things, key, descending=last, most=how_many(items)) if key else None
