"""Superlatives of counts: the firm with the most suppliers, the province with the most makers."""

from collections.abc import Sequence
from dataclasses import replace

from graph.asking.conditions import conditions_in
from graph.asking.heads import Form, Head, is_noun, noun_head
from graph.asking.items import Item
from graph.asking.joining import turn_between
from graph.asking.meaning import Ask, EdgeTest, Lasting, Linked, MostLinked, PlacesOf, Things
from graph.asking.phrases import at_work, phrase
from graph.asking.reading.shares import how_many
from ontology.schema import EntityClass

_C = EntityClass


def read_most(items: Sequence[Item], form: Form) -> Ask | None:
    """哪个省的机器人企业最多, 供应商最多的企业是谁."""
    compared = any(one.members for one in items)  # 甲和乙谁的供应商更多
    tops, bottoms = (("top", "more"), ("bottom", "less")) if compared else (("top",), ("bottom",))
    top, bottom = any(one.has(*tops) for one in items), any(one.has(*bottoms) for one in items)
    if form is Form.YES_NO or not (top or bottom):
        return None
    level = next((one.token.of("level")[0] for one in items if one.has("level")), "")
    if level:
        rest = [one for one in items if not one.has("level")]
        inner = [at for at, one in enumerate(rest) if is_noun(one)]
        counted = noun_head(rest, inner[-1]) if inner else Head(len(rest), (_C.ENTERPRISE,))
        return PlacesOf(phrase(rest, counted), level, counted=True, most=how_many(items))
    superlative = next(at for at, one in enumerate(items) if one.has(*tops, *bottoms))
    before = [at for at, one in enumerate(items[:superlative]) if is_noun(one)]
    if not before or (before[-1] > 0 and items[before[-1] - 1].has("ask:which")):
        return None  # 哪个园区的小巨人最多 names what is asked for, and no kind of thing that is counted
    return most_linked(items, _head_beside(items, before[-1]), noun_head(items, before[-1]), descending=top)


def _head_beside(items: Sequence[Item], counted: int) -> Head:
    """What is asked for beside what is counted: another noun, else one of several that are named, else 谁."""
    others = [at for at, one in enumerate(items) if is_noun(one) and at != counted]
    if others:
        return noun_head(items, others[-1])
    group = next((at for at, one in enumerate(items) if one.members), -1)
    if group >= 0:
        return Head(group, (), is_group=True)
    return Head(next((at for at, one in enumerate(items) if one.has("ask:who")), -1), ())


def most_linked(items: Sequence[Item], head: Head, counted: Head, *, descending: bool) -> MostLinked | None:
    """Things by how many others of a counted kind they are joined to; None where nothing joins them."""
    rest = [one for at, one in enumerate(items) if at != counted.at]
    moved = replace(head, at=head.at - (1 if counted.at < head.at else 0))
    things = (
        phrase(rest, moved)
        if moved.is_group or not moved.is_open or moved.turns
        else Things((_C.ENTERPRISE,), tests=(Lasting(closed=False),))
    )
    classes = frozenset(things.classes)
    found = conditions_in(items)
    for turn in counted.turns:
        if turn.far & classes:
            other = at_work(Things(tuple(sorted(turn.own))))
            return MostLinked(
                things,
                Linked(turn.frame.relations, turn.turned.as_subject, other, EdgeTest(found.when)),
                descending,
                how_many(items),
            )
    if counted.classes:
        turn_ = turn_between(items, (head.at, classes), (counted.at, frozenset(counted.classes)))
        if turn_ is not None:
            other = at_work(Things(counted.classes))
            return MostLinked(
                things,
                Linked(turn_.frame.relations, turn_.as_subject, other, EdgeTest(found.when)),
                descending,
                how_many(items),
            )
    return None
