"""Nouns of a question that are not asked for: each with what belongs to it made one set of things, or left out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from graph.asking.heads import Head, is_noun, noun_head
from graph.asking.items import Item
from graph.asking.meaning import Things
from graph.asking.tokens import Token
from ontology.schema import EntityClass

_C = EntityClass
Making = Callable[[Sequence[Item], Head], Things]
# Kinds of things of which any will do: 用了平台的企业, 发布了需求的企业.
_ANY_OF: Final = frozenset({_C.SOLUTION, _C.DEMAND, _C.POLICY, _C.PLATFORM, _C.SCENARIO, _C.INITIATIVE, _C.STANDARD})

# What is made for the firms of a trade: 化工企业可以上哪些平台 asks for those that serve the trade.
_FOR_TRADES: Final = frozenset({_C.PLATFORM, _C.POLICY})


def reduced(items: list[Item], head: Head, make: Making) -> tuple[list[Item], Head]:
    """The items with every other noun and what belongs to it made one set of things."""
    at = 0
    while at < len(items):
        if at != head.at and _is_verb(items, at):
            senses = tuple(one for one in items[at].token.senses if not one.startswith("class:"))
            items = [*items[:at], Item(replace(items[at].token, senses=senses)), *items[at + 1 :]]
        if not is_noun(items[at]) or at == head.at:
            at += 1
            continue
        items, head, at = _without_noun(items, head, at, make)
    return items, head


def _without_noun(items: list[Item], head: Head, at: int, make: Making) -> tuple[list[Item], Head, int]:
    """The items with one noun less, the head where it then stands, and where to go on."""
    before = items[at - 1] if at else None
    if before is not None and before.is_things and not items[at].has("role"):
        named = _kinds(items[at])  # 装备制造 in 装备制造行业 is an industry
        if named == {_C.ENTERPRISE} and set(head.classes) & _FOR_TRADES and _C.INDUSTRY in before.every_class:
            named = frozenset({_C.INDUSTRY})
        if named & before.every_class:
            return [*items[: at - 1], before.only(named), *items[at + 1 :]], _moved(head, at, -1), at
    if _is_counted(items, at) and items[at - 1].has("not") and _C.ENTERPRISE in _kinds(items[at]):  # 没有企业: nobody
        nobody = Item(replace(items[at - 1].token, senses=("nobody",)))
        return [*items[: at - 1], nobody, *items[at + 1 :]], _moved(head, at, -1), at
    if _says_nothing(items, head, at):
        return _dropped(items, head, at)
    start = _after_except(items, 0 if at < head.at or head.at < 0 else head.at + 1, at)
    part = items[start : at + 1]
    if any(one.is_things for one in part) and not _is_counted(items, at):
        things = make([*part, *_said_after(items, at)], noun_head(part, len(part) - 1))
        made = Item(Token("".join(one.token.text for one in part), part[0].token.start), (things,))
        return [*items[:start], made, *items[at + 1 :]], _moved(head, at, -(len(part) - 1)), start + 1
    kinds = _kinds(items[at]) & _ANY_OF
    if _kinds(items[at]) == {_C.ORGANIZATION}:
        kinds = _kinds(items[at])  # 机构运营的平台
    if kinds and not kinds & set(head.classes) and any(one.has("verb") or one.token.of("verb") for one in items):
        made = Item(items[at].token, tuple(Things((cls,)) for cls in sorted(kinds)))
        return [*items[:at], made, *items[at + 1 :]], head, at + 1
    return _dropped(items, head, at)


def _said_after(items: Sequence[Item], at: int) -> Sequence[Item]:
    """现在不是了 after 曾经是甲的供应商: what ends the question is said of the role, where it names nothing."""
    rest = items[at + 1 :]
    ends = items[at].has("role") and any(one.has("ended", "not") for one in rest)
    alone = not any(one.is_things or is_noun(one) or one.token.of("verb") or one.has("ask") for one in rest)
    return rest if ends and alone and not any(one.has("ask:yesno") for one in rest) else ()


def _after_except(items: Sequence[Item], start: int, at: int) -> int:
    """Where the phrase of a noun begins: 除了 leaves out all of 甲的供应商, but of 除了江苏做甲的企业 only 江苏."""
    place = next((one for one in range(at - 1, start - 1, -1) if items[one].has("except", "outside")), None)
    if place is None or items[place].has("outside") or (items[place + 1].is_things and not items[place + 2].has("of")):
        return start
    return place + 1


def _dropped(items: list[Item], head: Head, at: int) -> tuple[list[Item], Head, int]:
    return [*items[:at], *items[at + 1 :]], _moved(head, at, -1), at


def _kinds(item: Item) -> frozenset[EntityClass]:
    return frozenset(EntityClass(name) for name in item.token.of("class"))


def _is_verb(items: Sequence[Item], at: int) -> bool:
    """认定 in 小巨人里新认定的: the thing of its kind is named already."""
    named = any(one.is_things and one.classes & _kinds(items[at]) for one in items[:at])
    return is_noun(items[at]) and bool(items[at].token.of("verb")) and bool(_kinds(items[at])) and named


def _says_nothing(items: Sequence[Item], head: Head, at: int) -> bool:
    """产品 in 甲是哪些产品的原料, 功能 in 质量检测功能, 注册地 in 注册地在哪个省."""
    before = items[at - 1] if at else None
    asked = -1 < head.mark < at < head.at and not any(one.is_things for one in items[head.mark : at])
    repeats = before is not None and before.is_things and _repeats(items[at], before)
    return asked or repeats or items[at].has("level")


def _repeats(noun: Item, before: Item) -> bool:
    """Whether a role word only says what the thing before it is, and is no role for it: 质量检测功能."""
    turns = noun_head((noun,), 0).turns
    fits = any(turn.far & before.classes for turn in turns)
    return bool(turns) and not fits and any(turn.own & before.classes for turn in turns)


def _is_counted(items: Sequence[Item], at: int) -> bool:
    """Whether a noun is only counted: 没有企业做, 只有一家公司做."""
    return at > 0 and items[at - 1].has("nobody", "only_one", "not")


def _moved(head: Head, removed: int, by: int) -> Head:
    shift = by if removed < head.at else 0
    return replace(head, at=head.at + shift, mark=head.mark + (by if removed < head.mark else 0))
