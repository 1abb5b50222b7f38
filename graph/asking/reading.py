"""From the items of a question to what it asks: the special questions first, then things and their conditions."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from graph.asking.amounts import AmountKind
from graph.asking.conditions import conditions_in
from graph.asking.frames import FRAMES, OBJECT, SUBJECT
from graph.asking.heads import ACTORS, Form, Head, head_of, is_noun, noun_head
from graph.asking.items import Item
from graph.asking.joining import supply_verb, turn_between, verbs_near
from graph.asking.meaning import (
    AnyOf,
    Ask,
    CountOf,
    EdgeTest,
    Linked,
    ListOf,
    OnFact,
    PlacesOf,
    PropertyOf,
    Things,
)
from graph.asking.nouns import reduced
from graph.asking.phrases import phrase
from graph.asking.reading_figures import read_figures
from graph.asking.reading_most import read_most
from graph.asking.reading_paths import read_evidence, read_path, read_steps
from graph.asking.reading_shares import read_share
from graph.asking.refusal import Reason, Refused
from ontology.schema import EntityClass

_C = EntityClass
_UNCLEAR: Final = "没有读出问的是什么 · it is not clear what is asked"
_PLACED: Final = frozenset({_C.ENTERPRISE, _C.ORGANIZATION, _C.PARK})
_SPECIAL: Final = (read_evidence, read_figures, read_share, read_steps, read_path, read_most)


def read(items: Sequence[Item]) -> Ask:
    """What a question asks.

    Raises:
        Refused: it says too little, or what it says has several readings.
    """
    if len(items) == 1 and items[0].is_things:
        raise Refused(Reason.AMBIGUOUS, "想知道它的什么？ · what about it?", words=(items[0].token.text,))
    form = form_of(items)
    for special in _SPECIAL:
        found = special(items, form)
        if found is not None:
            return found
    return _read_property(items, form) or _read_things(items, form)


def form_of(items: Sequence[Item]) -> Form:
    """What kind of answer is wanted."""
    if any(one.has("ask:when") for one in items):
        return Form.WHEN
    if any(one.has("ask:howmany") for one in items):
        return Form.COUNT
    asks = any(
        one.has("ask:which", "ask:who", "ask:what", "ask:where", "ask:list") and not one.has("ask:yesno")
        for one in items
    )
    return Form.YES_NO if not asks and any(one.has("ask:yesno") for one in items) else Form.LIST


def _read_property(items: Sequence[Item], form: Form) -> Ask | None:
    """成立时间, 文号, 信用代码 of named things; 哪年开始供货 of a fact between two."""
    things = [at for at, one in enumerate(items) if one.is_things]
    keys = [key for one in items if not one.is_things for key in one.token.of("attribute")]
    if not things or any(_asks_kind(one) for one in items):
        return None
    if form is Form.WHEN and len(things) > 1:
        return _began(items, things)
    if not keys or len(things) != 1 or conditions_in(items).years or form is Form.YES_NO:
        return None
    item = items[things[0]]
    return PropertyOf(item.as_class(item.classes), _fitting(keys, item), wants_year=form is Form.WHEN)


def _asks_kind(item: Item) -> bool:
    return item.has("class", "role", "level") and not item.has("attribute")


def _fitting(keys: Sequence[str], item: Item) -> str:
    """The key that things of this class have: 发布 is of policies, 上线 of platforms."""
    of_class = {_C.POLICY: "issued_on", _C.PLATFORM: "launched"}
    wanted = next((of_class[one] for one in item.classes if one in of_class), "")
    return wanted if wanted in keys else keys[0]


def _began(items: Sequence[Item], things: Sequence[int]) -> Ask | None:
    """When a fact between two things began, or ended."""
    first, second = items[things[0]], items[things[1]]
    turn = turn_between(items, (things[0], first.classes), (things[1], second.classes))
    if turn is None:
        return None
    found = conditions_in(items)
    subject = first.as_class(turn.own)
    other = second.as_class(turn.far)
    linked = Linked(turn.frame.relations, turn.as_subject, other, EdgeTest(found.when))
    return OnFact(linked, subject, "until" if found.ended else "since")


def _read_things(items: Sequence[Item], form: Form) -> Ask:
    head = head_of(items, form)
    if form is Form.YES_NO:
        return AnyOf(_told(items))
    if head.is_open and not head.turns:
        return _open(items, form)
    if head.level == "any" and _is_of_use(items):
        goods = next(one for one in items if one.is_things).as_class({_C.TECHNOLOGY, _C.CHAIN_NODE})
        return _formed(Things(goods.classes, tests=(Linked(FRAMES["upstream"].relations, False, goods),)), form)
    if head.classes == (_C.REGION,):
        return _places(items, head, form)
    if head.classes == (_C.TECHNOLOGY,) and _is_supplied(items):
        return _supplied_products(items)
    _check_said(items, head)
    return _counted_or_listed(items, phrase(items, head), form)


def _is_of_use(items: Sequence[Item]) -> bool:
    """用在哪里 of a product asks for other products, not for a place."""
    used = any(verb.startswith("upstream") for one in items if not one.is_things for verb in one.token.of("verb"))
    goods = [one for one in items if one.is_things]
    return used and bool(goods) and all(_C.TECHNOLOGY in one.classes for one in goods) and not any(map(is_noun, items))


def _counted_or_listed(items: Sequence[Item], things: Things, form: Form) -> Ask:
    if form is not Form.COUNT:
        return ListOf(things)
    level = next((one.token.of("level")[0] for one in items if one.has("level")), "")
    if level and any(one.has("per") for one in items):
        return PlacesOf(things, level, counted=True)
    return CountOf(things)


def _check_said(items: Sequence[Item], head: Head) -> None:
    """A role without what it is the role for, a share of nothing, or a kind of thing and nothing else is too little."""
    if conditions_in(items).shares and not any(_C.TECHNOLOGY in one.classes for one in items):
        raise Refused(Reason.AMBIGUOUS, "没有说是哪种产品的占比 · say of which product the share is")
    counted = {AmountKind.YEARS, AmountKind.SHARE}
    if len({kind for one in items if not one.is_things for kind in one.token.of("class")}) > 1:
        return  # 谁发布了需求
    if any(one.is_things or (one.token.amount and one.token.amount.kind in counted) for one in items):
        return
    wide = head.turns or not any(one.has(*_MARKS) for one in items) or head.classes in _TOO_WIDE
    if wide and not any(one.has("nobody", "only_one", "closed", "planned") for one in items):
        pronouns = tuple(one.token.text for one in items if one.has("pronoun"))
        raise Refused(Reason.AMBIGUOUS, _TOO_LITTLE, words=pronouns)


_MARKS: Final = ("ask:which", "ask:who", "ask:what", "ask:howmany", "ask:where", "ask:list")
_TOO_WIDE: Final = ((_C.TECHNOLOGY,), (_C.INDUSTRY,), (_C.REGION,), ACTORS)
_TOO_LITTLE: Final = "问得太宽，请写明是哪家企业、哪种产品或哪个地区 · say of which firm, product or region"


def _told(items: Sequence[Item]) -> Things:
    """What a yes or no hangs on: the things that would have to be there."""
    whole = without_appositions(items)
    nouns = [at for at, one in enumerate(whole) if is_noun(one)]
    if nouns:
        return _told_of(whole, noun_head(whole, nouns[-1]))
    named = [at for at, one in enumerate(whole) if one.is_things]
    if not named:
        raise Refused(Reason.AMBIGUOUS, _UNCLEAR)
    first = next((at for at in named if whole[at].classes & frozenset(ACTORS)), named[0])
    if whole[first].members and len(named) == 1:
        return _between(whole, whole[first])
    return phrase(whole, Head(first, (), is_group=True))


def _told_of(items: Sequence[Item], head: Head) -> Things:
    """Named things that are said to be what a noun names, or any such thing: 甲是江苏的企业吗, 广东有政策吗."""
    subject = _subject(items, head)
    if subject is None:
        return phrase(items, head)
    rest = [one for at, one in enumerate(items) if at != subject]
    inner = phrase(rest, replace(head, at=head.at - 1))
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


def without_appositions(items: Sequence[Item]) -> list[Item]:
    """The items without nouns that only repeat what kind of thing stands before them: 远程运维场景."""
    kept: list[Item] = []
    for item in items:
        named = frozenset(EntityClass(name) for name in item.token.of("class")) if not item.is_things else frozenset()
        if named and kept and kept[-1].is_things and named & kept[-1].classes:
            kept[-1] = kept[-1].only(named)
            continue
        kept.append(item)
    return kept


def _subject(items: Sequence[Item], head: Head) -> int | None:
    """The place of named things that are said to be what the head names: 甲 in 甲是不是江苏的企业."""
    classes = frozenset(cls for turn in head.turns for cls in turn.own) or frozenset(head.classes)
    named = [at for at, one in enumerate(items) if one.is_things and at < head.at and one.classes & classes]
    if not named or named[0] + 1 >= head.at or items[named[0] + 1].has("of"):
        return None
    rest = [one for at, one in enumerate(items) if one.is_things and at != named[0]]
    anchored = any(turn.far & one.classes for turn in head.turns for one in rest)
    return named[0] if anchored or not head.turns else None


def _open(items: Sequence[Item], form: Form) -> Ask:
    """No noun says what is asked for: 甲做什么, 甲是干嘛的; 安徽做变位机的."""
    named = [at for at, one in enumerate(items) if one.is_things]
    if not named:
        raise Refused(Reason.AMBIGUOUS, _UNCLEAR)
    first = items[named[0]]
    if not any(one.has("ask:what", "ask:which") for one in items) and not first.classes & frozenset(ACTORS):
        return _formed(phrase(items, Head(len(items), (_C.ENTERPRISE,))), form)
    if _is_supplied(items) and _C.ENTERPRISE in first.classes and any(one.has("ask:what") for one in items):
        return _supplied_products(items)
    return _formed(phrase(items, Head(len(items), _other_end(items, named[0]))), form)


def _other_end(items: Sequence[Item], named: int) -> tuple[EntityClass, ...]:
    """What may stand at the other end of the nearest verb, as products of 做 where a firm is named."""
    classes = items[named].classes
    if _C.TECHNOLOGY in classes and not classes & frozenset(ACTORS):
        return (_C.TECHNOLOGY,)  # 碳酸锂能做什么
    for _, name in verbs_near(items, named):
        frame = FRAMES[name.partition(":")[0]]
        for side in (OBJECT, SUBJECT):
            if frame.opposite(side) & classes:
                return tuple(sorted(frame.ends[side]))
    if _C.ENTERPRISE in classes:
        return (_C.TECHNOLOGY,)
    raise Refused(Reason.AMBIGUOUS, _UNCLEAR, words=(items[named].token.text,))


def _formed(things: Things, form: Form) -> Ask:
    return CountOf(things) if form is Form.COUNT else ListOf(things)


def _places(items: Sequence[Item], head: Head, form: Form) -> Ask:
    """Where things are, by regions of a level; or regions joined to things in another way."""
    inner, moved = reduced(list(items), head, phrase)
    counted = any(one.has("per") for one in items) or form is Form.COUNT
    named = [at for at, one in enumerate(inner) if one.is_things]
    if counted or not named:
        return PlacesOf(_housed(items, head), head.level, counted=counted)
    placed = next((at for at in named if inner[at].classes & _PLACED), None)
    if placed is None:
        return _formed(phrase(inner, moved), form) if not _makers(inner) else PlacesOf(_housed(items, head), head.level)
    return PlacesOf(inner[placed].as_class(_PLACED), head.level)


def _makers(items: Sequence[Item]) -> bool:
    return any(one.is_things and _C.TECHNOLOGY in one.classes for one in items)


def _housed(items: Sequence[Item], head: Head) -> Things:
    """The things that are counted by region: 工业机器人企业按省份."""
    rest = [one for at, one in enumerate(items) if at != head.at and not one.has("level")]
    nouns = [at for at, one in enumerate(rest) if is_noun(one)]
    if nouns:
        return phrase(rest, noun_head(rest, nouns[-1]))
    return phrase(rest, Head(len(rest), (_C.ENTERPRISE,)))


def _is_supplied(items: Sequence[Item]) -> bool:
    """Whether what is asked for is goods between firms, not what a firm makes."""
    firms = [at for at, one in enumerate(items) if one.is_things and _C.ENTERPRISE in one.classes]
    ways = [way for _, way in supply_verb(items)]
    return bool(firms) and (
        "take" in ways or (bool(ways) and (len(firms) > 1 or any(one.has("case:to") for one in items)))
    )


def _supplied_products(items: Sequence[Item]) -> Ask:
    firms = [at for at, one in enumerate(items) if one.is_things and _C.ENTERPRISE in one.classes]
    focus, other = firms[0], firms[1] if len(firms) > 1 else None
    found = conditions_in(items)
    whole = Things((_C.ENTERPRISE,))
    if other is not None:
        turn = turn_between(items, (focus, frozenset({_C.ENTERPRISE})), (other, frozenset({_C.ENTERPRISE})))
        far = items[other].as_class({_C.ENTERPRISE})
    else:
        turn = turn_between(items, (len(items), frozenset({_C.ENTERPRISE})), (focus, frozenset({_C.ENTERPRISE})))
        far = items[focus].as_class({_C.ENTERPRISE})
    assert turn is not None  # two firms may always be joined
    near = items[focus].as_class({_C.ENTERPRISE}) if other is not None else whole
    return OnFact(Linked(FRAMES["supplies"].relations, turn.as_subject, far, EdgeTest(found.when)), near, "product")
