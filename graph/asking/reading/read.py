"""From the items of a question to what it asks: the special questions first, then things and their conditions."""

from collections.abc import Sequence
from typing import Final

from graph.asking.amounts import AmountKind
from graph.asking.conditions import conditions_in
from graph.asking.frames import FRAMES, OBJECT, SUBJECT
from graph.asking.heads import ACTORS, OF_FIRMS, Form, Head, head_of, is_noun
from graph.asking.items import Item
from graph.asking.joining import verbs_near
from graph.asking.meaning import (
    AnyOf,
    Ask,
    Linked,
    ListOf,
    PlacesOf,
    Things,
)
from graph.asking.phrases import phrase
from graph.asking.reading.alternatives import read_alternatives
from graph.asking.reading.dated import read_dated
from graph.asking.reading.figures import read_figures
from graph.asking.reading.goods import is_of_use, is_supplied, read_goods
from graph.asking.reading.many import read_many
from graph.asking.reading.most import read_most
from graph.asking.reading.paths import read_evidence, read_path, read_steps
from graph.asking.reading.places import formed, read_places
from graph.asking.reading.properties import read_property
from graph.asking.reading.shares import read_share
from graph.asking.reading.told import told
from graph.asking.refusal import Reason, Refused
from ontology.schema import EntityClass

_C = EntityClass
_UNCLEAR: Final = "没有读出问的是什么 · it is not clear what is asked"
_SPECIAL: Final = (
    read_alternatives,
    read_evidence,
    read_figures,
    read_share,
    read_steps,
    read_path,
    read_dated,
    read_many,
    read_most,
)


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
    return read_property(items, form) or _read_things(items, form)


def form_of(items: Sequence[Item]) -> Form:
    """What kind of answer is wanted."""
    asks_which = any(one.has("ask:which", "ask:who") for one in items)
    if any(one.has("ask:when") and not (asks_which and one.token.text in _DATES) for one in items):
        return Form.WHEN
    if any(one.has("ask:howmany") for one in items) and not _named_after(items):
        return Form.COUNT
    asks = any(
        one.has("ask:which", "ask:who", "ask:what", "ask:where", "ask:list") and not one.has("ask:yesno")
        for one in items
    )
    return Form.YES_NO if not asks and any(one.has("ask:yesno") for one in items) else Form.LIST


_DATES: Final = ("时间", "年份")  # 投产时间最早的是哪家 asks which, not when


def _named_after(items: Sequence[Item]) -> bool:
    """用了几个平台，分别叫什么: after the number the names are asked for, too."""
    counted = next(at for at, one in enumerate(items) if one.has("ask:howmany"))
    return items[-1].has("ask:which", "ask:who", "ask:what", "ask:list") and counted < len(items) - 1


def _read_things(items: Sequence[Item], form: Form) -> Ask:
    head = head_of(items, form)
    if form is Form.YES_NO:
        return AnyOf(told(items))
    if head.is_open and not head.turns:
        return _open(items, form)
    for special in (_read_use, _read_region, _read_supplied):
        found = special(items, head, form)
        if found is not None:
            return found
    _check_said(items, head)
    if any(one.has("top", "bottom") for one in items):  # what is most is not read: a list of all would be wrong
        raise Refused(Reason.AMBIGUOUS, "没有读出按什么比较 · it is not clear what is compared")
    if _is_named(items, head):
        return formed(next(one for one in items if one.is_things).as_class(head.classes), form)
    return _counted_or_listed(items, phrase(items, head), form)


def _read_use(items: Sequence[Item], head: Head, form: Form) -> Ask | None:
    """用在哪里 of a product."""
    if head.level != "any" or not is_of_use(items):
        return None
    goods = next(one for one in items if one.is_things).as_class({_C.TECHNOLOGY, _C.CHAIN_NODE})
    return formed(Things(goods.classes, tests=(Linked(FRAMES["upstream"].relations, False, goods),)), form)


def _read_region(items: Sequence[Item], head: Head, form: Form) -> Ask | None:
    return read_places(items, head, form) if head.classes == (_C.REGION,) else None


def _read_supplied(items: Sequence[Item], head: Head, _: Form) -> Ask | None:
    return read_goods(items) if head.classes == (_C.TECHNOLOGY,) and is_supplied(items) else None


def _is_named(items: Sequence[Item], head: Head) -> bool:
    """苏发改〔2022〕18号是什么文件: the one thing that is named is what is asked for."""
    named = [one for one in items if one.is_things]
    alone = len(named) == 1 and not named[0].members and bool(named[0].classes & set(head.classes))
    others = any(
        one.has("verb", "of", "not", "choices", "role") or one.token.of("verb") for one in items if not one.is_things
    )
    return alone and not others and not head.turns and any(one.has("ask:what") for one in items)


def _counted_or_listed(items: Sequence[Item], things: Things, form: Form) -> Ask:
    grouped = any(one.has("per") and one.token.text.startswith(_GROUPING) for one in items)
    asks = any(one.has("ask:which", "ask:who", "ask:what") for one in items)
    if form is not Form.COUNT and (asks or not grouped):
        return ListOf(things)
    level = next((one.token.of("level")[0] for one in items if one.has("level")), "")
    if level and any(one.has("per") for one in items):
        return PlacesOf(things, level, counted=True)
    return formed(things, form)


_GROUPING: Final = ("按", "分", "依", "逐")  # 按地市统计 counts, 各省 may only say where


def _check_said(items: Sequence[Item], head: Head) -> None:
    """A role without what it is the role for, a share of nothing, or a kind of thing and nothing else is too little."""
    pronouns = tuple(one.token.text for one in items if one.has("pronoun"))
    if pronouns and not any(one.is_things for one in items):
        raise Refused(Reason.AMBIGUOUS, _TOO_LITTLE, words=pronouns)
    if conditions_in(items).shares and not any(_C.TECHNOLOGY in one.classes for one in items):
        raise Refused(Reason.AMBIGUOUS, "没有说是哪种产品的占比 · say of which product the share is")
    counted = {AmountKind.YEARS, AmountKind.SHARE}
    if len({kind for one in items if not one.is_things for kind in one.token.of("class")}) > 1:
        return  # 谁发布了需求
    if any(one.is_things or (one.token.amount and one.token.amount.kind in counted) for one in items):
        return
    alone = all(is_noun(one) or one.has("ask:who") for one in items)  # 哪家公司
    wide = (
        head.turns
        or any(one.has("role") for one in items)
        or not any(one.has(*_MARKS) for one in items)
        or head.classes in _TOO_WIDE
        or alone
    )
    if wide and not any(one.has("nobody", "only_one", "closed", "planned") for one in items):
        raise Refused(Reason.AMBIGUOUS, _TOO_LITTLE)


_MARKS: Final = ("ask:which", "ask:who", "ask:what", "ask:howmany", "ask:where", "ask:list")
_TOO_WIDE: Final = ((_C.TECHNOLOGY,), (_C.INDUSTRY,), (_C.REGION,), ACTORS)
_TOO_LITTLE: Final = "问得太宽，请写明是哪家企业、哪种产品或哪个地区 · say of which firm, product or region"


def _open(items: Sequence[Item], form: Form) -> Ask:
    """No noun says what is asked for: 甲做什么, 甲是干嘛的; 安徽做变位机的."""
    named = [at for at, one in enumerate(items) if one.is_things]
    if not named:
        raise Refused(Reason.AMBIGUOUS, _UNCLEAR)
    first = items[named[0]]
    if not any(items[at].classes & frozenset(ACTORS) for at in named) and _asks_makers(items, named):
        return formed(phrase(items, Head(len(items), (_C.ENTERPRISE,))), form)
    if is_supplied(items) and _C.ENTERPRISE in first.classes and any(one.has("ask:what") for one in items):
        return read_goods(items)
    return formed(phrase(items, Head(len(items), _other_end(items, named[0]))), form)


def _asks_makers(items: Sequence[Item], named: Sequence[int]) -> bool:
    """安徽做变位机的, 福建做风机的是哪个: firms, where goods and a place, or a verb of making before 的, are said."""
    if not any(one.has("ask:what", "ask:which") for one in items):
        return True
    made = any(_C.TECHNOLOGY in items[at].classes for at in named)
    placed = any(items[at].classes <= {_C.REGION} or items[at].classes & OF_FIRMS for at in named)
    return made and placed and any("produces" in one.token.of("verb") for one in items if not one.is_things)


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
