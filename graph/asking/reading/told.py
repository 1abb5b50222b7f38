"""What a yes or no hangs on: the things that would have to be there."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from graph.asking.frames import FRAMES
from graph.asking.heads import ACTORS, Head, is_noun, noun_head
from graph.asking.items import Item
from graph.asking.joining import verbs_near
from graph.asking.meaning import Lasting, Linked, Things
from graph.asking.phrases import phrase
from graph.asking.refusal import Reason, Refused
from ontology.schema import EntityClass

_UNCLEAR: Final = "没有读出问的是什么 · it is not clear what is asked"


def told(items: Sequence[Item]) -> Things:
    """What a yes or no hangs on: the things that would have to be there."""
    whole = _without_appositions(items)
    nouns = [at for at, one in enumerate(whole) if is_noun(one)]
    if nouns:
        return _told_of(whole, noun_head(whole, nouns[-1]))
    named = [at for at, one in enumerate(whole) if one.is_things]
    if not named:
        raise Refused(Reason.AMBIGUOUS, _UNCLEAR)
    actors = [at for at in named if whole[at].classes & frozenset(ACTORS)]
    if not actors and any("produces" in one.token.of("verb") or one.has("planned") for one in whole):
        return phrase(whole, Head(len(whole), (EntityClass.ENTERPRISE,)))  # 编码器芯片有人量产了吗
    first = next(iter(actors), named[0])
    if len(named) == 1 and _asks_state(whole):
        return whole[first].as_class(whole[first].classes).tested(Lasting(closed=False))
    if whole[first].members and len(named) == 1:
        return _between(whole, whole[first])
    things = phrase(whole, Head(first, (), is_group=True))
    if not things.tests:  # that it is there is no answer to what was asked of it
        raise Refused(Reason.AMBIGUOUS, _UNCLEAR)
    return things


def _asks_state(items: Sequence[Item]) -> bool:
    """还在经营吗: nothing but that a firm is at work."""
    rest = [one for one in items if not one.is_things and not one.has("ask:yesno", "of", "not")]
    return bool(rest) and all(one.has("active") or "operates" in one.token.of("verb") for one in rest)


def _told_of(items: Sequence[Item], head: Head) -> Things:
    """Named things that are said to be what a noun names, or any such thing: 甲是江苏的企业吗, 广东有政策吗."""
    subject = _subject(items, head)
    if subject is None:
        return phrase(items, head)
    rest = [one for at, one in enumerate(items) if at != subject]
    inner = phrase(rest, replace(head, at=head.at - (1 if subject < head.at else 0)))
    own = items[subject].as_class(inner.classes)
    return Things(own.classes, own.ids, inner.tests)


def _between(items: Sequence[Item], group: Item) -> Things:
    """甲和乙有供货关系吗: of the two, one that is joined to another."""
    verb = next(
        (
            name.partition(":")[0]
            for _, name in verbs_near(items, 0)
            if FRAMES[name.partition(":")[0]].sides_for(group.classes, group.classes)
        ),
        "",
    )
    if not verb:
        raise Refused(Reason.AMBIGUOUS, "没有读出问的是哪种关系 · it is not clear which relation is asked for")
    things = group.as_class(group.classes)
    return things.tested(Linked(FRAMES[verb].relations, True, things))


def _without_appositions(items: Sequence[Item]) -> list[Item]:
    """The items without nouns that only repeat what kind of thing stands before them: 远程运维场景."""
    kept: list[Item] = []
    for item in items:
        named = frozenset(EntityClass(name) for name in item.token.of("class")) if not item.is_things else frozenset()
        if named and kept and kept[-1].is_things and named & kept[-1].classes:
            kept[-1] = kept[-1].only(named)
            continue
        kept.append(item)
    return kept


def _asks_among(item: Item) -> bool:
    """甲的供应商里有没有乙, 甲的种类包括乙吗."""
    return item.has("ask:yesno", "verb:kind:has") or item.token.text in {"有没有", "有无"}


def _subject(items: Sequence[Item], head: Head) -> int | None:
    """The place of named things that are said to be what the head names: 甲 in 甲是不是江苏的企业."""
    classes = frozenset(cls for turn in head.turns for cls in turn.own) or frozenset(head.classes)
    last = len(items) - 1
    if head.at < last and items[last].is_things and items[last].classes & classes and _asks_among(items[last - 1]):
        return last
    named = [at for at, one in enumerate(items) if one.is_things and at < head.at and one.classes & classes]
    if not named or named[0] + 1 >= head.at or items[named[0] + 1].has("of"):
        return None
    rest = [one for at, one in enumerate(items) if one.is_things and at != named[0]]
    anchored = any(turn.far & one.classes for turn in head.turns for one in rest)
    return named[0] if anchored or not head.turns else None
