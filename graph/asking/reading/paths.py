"""Questions on evidence, on ways through a chain or through supplies, and on steps up and down a chain."""

import re
from collections.abc import Sequence
from typing import Final

from graph.asking.conditions import conditions_in
from graph.asking.heads import Form
from graph.asking.items import Item
from graph.asking.joining import turn_between
from graph.asking.meaning import (
    AnyOf,
    Ask,
    CountOf,
    EdgeTest,
    EvidenceOf,
    Linked,
    ListOf,
    PathOf,
    Reached,
    Test,
    Things,
    When,
    Within,
)
from graph.asking.phrases import at_work
from graph.asking.places import places_inside
from graph.asking.refusal import Reason, Refused
from ontology.schema import EntityClass, Relation
from ontology.values.numerals import whole_number

_C = EntityClass
_CHAIN: Final = frozenset({_C.TECHNOLOGY, _C.CHAIN_NODE})
_FIRM: Final = frozenset({_C.ENTERPRISE})
_LEVELS: Final = re.compile(r"([一二三四两\d])(?:级|层|步)")
_TWICE: Final = re.compile(r"(上游|下游|供应商|供货商|客户|上家|下家)\w{0,2}的\1")
_TIER: Final = re.compile(r"[二三四\d]级的?(?:供|客)")
_MOST_STEPS: Final = 4
_UP: Final = re.compile("上游|往上|向上|原料|原材料|追溯|溯源|材料|供应")
_DOWN: Final = re.compile("下游|往下|向下|用途|应用")
_BUYERS: Final = re.compile("客户|买家")


def read_evidence(items: Sequence[Item], form: Form) -> Ask | None:
    """依据是什么, 出自哪一行: where a fact, or anything on a thing, is said."""
    if not any(one.has("evidence") for one in items):
        return None
    named = [at for at, one in enumerate(items) if one.is_things]
    if not named or form is Form.YES_NO:
        return None
    first = items[named[0]]
    if len(named) == 1:
        return EvidenceOf(first.as_class(first.classes), None)
    second = items[named[1]]
    turn = turn_between(items, (named[0], first.classes), (named[1], second.classes))
    if turn is None:
        return None
    products = tuple(
        one.as_class({_C.TECHNOLOGY}).said
        for at, one in enumerate(items)
        if at in named[2:] and _C.TECHNOLOGY in one.classes
    )
    other = second.as_class(turn.far)
    edge = EdgeTest(When.EVER, products=products if turn.frame.name == "supplies" else ())
    return EvidenceOf(first.as_class(turn.own), Linked(turn.frame.relations, turn.as_subject, other, edge))


def read_path(items: Sequence[Item], form: Form) -> Ask | None:
    """从甲到乙经过什么: the shortest way over facts of one kind."""
    ends = _two_ends(items)
    if not _is_path(items):
        return None
    named = [one for one in items if one.is_things]
    if named and all(one.classes <= {_C.REGION} for one in named) and len(named) > 1:
        raise Refused(Reason.OUT_OF_DOMAIN, "这不是产业链图谱能回答的问题 · no question for a graph of industry chains")
    if ends is None:
        return None
    first, second = ends
    for classes, relation in ((_FIRM, Relation.SUPPLIES), (_CHAIN, Relation.UPSTREAM_OF)):
        if first.classes & classes and second.classes & classes:
            start, end = first.as_class(classes), second.as_class(classes)
            return PathOf(relation, start, end, directed=True, wants_length=form is Form.COUNT)
    return None


def _is_path(items: Sequence[Item]) -> bool:
    return any(one.has("path") for one in items)


def _two_ends(items: Sequence[Item]) -> tuple[Item, Item] | None:
    named = [one for one in items if one.is_things]
    if len(named) == 1 and len(named[0].members) == 2:
        return named[0].members[0], named[0].members[1]
    for classes in (_FIRM | _CHAIN, _FIRM, _CHAIN):  # 从芯片厂甲到乙: between the firms
        alike = [one for one in named if one.classes & classes]
        if len(alike) == 2:
            return alike[0], alike[1]
    return None


def read_steps(items: Sequence[Item], form: Form) -> Ask | None:
    """上游两层, 下游的下游, 二级供应商: facts of one kind after each other."""
    named = [one for one in items if one.is_things and not one.classes <= {_C.REGION}]
    if len(named) != 1:
        return None
    text = "".join(one.token.text for one in items if not one.is_things)
    levels = _levels(text)
    if levels is None:
        return None
    firm = not named[0].classes & _CHAIN or "供应商" in text or "客户" in text
    classes = _FIRM if firm else _CHAIN
    down = _BUYERS.search(text) or (firm and _gives(items)) or (_DOWN.search(text) and not _UP.search(text))
    start = named[0].as_class(classes)
    if not set(start.classes) & classes:
        return None
    relation = Relation.SUPPLIES if firm else Relation.UPSTREAM_OF
    found = _stepped(start, relation, up=not down, levels=levels).tested(*_places(items))
    return CountOf(found) if form is Form.COUNT else AnyOf(found) if form is Form.YES_NO else ListOf(found)


def _gives(items: Sequence[Item]) -> bool:
    """甲间接供货给哪些企业: a word of giving after the firm, before who gets it."""
    named = next(at for at, one in enumerate(items) if one.is_things)
    return any(one.has("case:to") or one.token.text.endswith("给") for one in items[named + 1 :] if not one.is_things)


def _places(items: Sequence[Item]) -> list[Test]:
    """In which regions what is found must lie: 二级供应商中安徽的."""
    negated = conditions_in(items).negated
    return [
        Within(places_inside(one), negated=at in negated)
        for at, one in enumerate(items)
        if one.is_things and one.classes <= {_C.REGION}
    ]


def _levels(text: str) -> tuple[int, ...] | None:
    """Which steps are asked for: 两层 is both together, 二级供应商 and 上游的上游 the second alone."""
    if _TWICE.search(text) or "间接供" in text or "间接客" in text:
        return (2,)
    found = _LEVELS.search(text)
    if not found:
        return None
    number = whole_number(found[1]) or 0
    if f"第{found[0]}" in text or _TIER.search(text):
        return (number,)
    return tuple(range(1, number + 1)) if 0 < number <= _MOST_STEPS else None


def _stepped(start: Things, relation: Relation, *, up: bool, levels: tuple[int, ...]) -> Things:
    """Things that many steps away: each step is a fact to what is one step nearer."""
    classes = start.classes
    at: list[Things] = [start]
    for _ in range(max(levels)):
        at.append(at_work(Things(classes, tests=(Linked((relation,), up, at[-1]),))))
    if len(levels) == 1:
        return at[levels[0]]
    return at_work(Things(classes, tests=(Reached(tuple(at[level].tests[0] for level in levels)),)))
