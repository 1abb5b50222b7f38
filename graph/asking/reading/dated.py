"""Superlatives of dates: the oldest maker, the policy issued last."""

from collections.abc import Sequence

from graph.asking.conditions import DATES
from graph.asking.heads import Form, Head, head_of, is_noun, noun_head
from graph.asking.items import Item
from graph.asking.meaning import Ask, Linked, MostDated
from graph.asking.phrases import phrase
from graph.asking.reading.shares import how_many


def read_dated(items: Sequence[Item], form: Form) -> Ask | None:
    """成立最早的企业, 最新出台的政策: the things whose date is first or last."""
    group = any(one.members for one in items)  # 甲和乙谁成立得早
    firsts, lasts = (("first", "more"), ("last", "less")) if group else (("first",), ("last",))
    first, last = (any(one.has(*kinds) for one in items) for kinds in (firsts, lasts))
    keys = [key for one in items if not one.is_things for key in one.token.of("attribute") if key in DATES]
    begun = any(one.has("since") or one.token.of("verb") for one in items if not one.is_things)
    if not (keys or begun) or first is last or form is not Form.LIST:
        return None
    rest = [one for one in items if one.is_things or one.token.of("verb") or not one.has(*firsts, *lasts, "attribute")]
    at = next((at for at, one in enumerate(rest) if one.members), -1)
    head = Head(at, (), is_group=True) if group else head_of(rest, form)
    if head.is_open and not head.turns:
        nouns = [at for at, one in enumerate(rest) if is_noun(one)]
        if not nouns:
            return None
        head = noun_head(rest, nouns[-1])
    things = phrase(rest, head)
    key = next((one for one in keys if DATES[one] in things.classes), "")
    if not key and not any(isinstance(one, Linked) and not one.negated for one in things.tests):
        return None
    return MostDated(things, key or "since", descending=last, most=how_many(items))
