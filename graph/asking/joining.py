"""How two things of a question are joined: by which relation, and which of them is its subject."""

from collections.abc import Iterator, Sequence
from typing import Final

from graph.asking.frames import EITHER, FRAMES, OBJECT, SUBJECT, Classes, Turn, natural, turns
from graph.asking.items import Item
from ontology.schema import EntityClass

_WITH: Final = frozenset("和与跟同")
_TOWARDS: Final = ("给", "到", "往")
_C = EntityClass


def verbs_near(items: Sequence[Item], at: int) -> tuple[tuple[int, str], ...]:
    """Verbs with their places, the nearest to a place first; of equally near ones the one after it."""
    spoken_for = _of_thing_before(items, at)
    found = [
        (place, verb)
        for place, item in enumerate(items)
        if not item.is_things and place != spoken_for
        for verb in item.token.of("verb")
    ]
    return tuple(sorted(found, key=lambda one: (abs(one[0] - at), one[0] < at)))


def _of_thing_before(items: Sequence[Item], at: int) -> int:
    """The place of a verb that belongs to the thing before it: the first 需要 of 甲需要而乙不需要, for 乙; else -1."""
    if not 1 < at < len(items) or not items[at - 2].is_things or not items[at - 1].token.of("verb"):
        return -1
    after = items[at + 2 : at + 3] if at + 1 < len(items) and items[at + 1].has("not") else items[at + 1 : at + 2]
    same = any(one.token.text == items[at - 1].token.text for one in after if not one.is_things)
    return at - 1 if same else -1


def turn_between(items: Sequence[Item], focus: tuple[int, Classes], other: tuple[int, Classes]) -> Turn | None:
    """The turn by which the thing asked for is joined to another.

    Args:
        items: all items.
        focus: place and classes of what is asked for.
        other: place and classes of the other thing.
    """
    for place, verb in _makers_first(verbs_near(items, other[0]), other[1]):
        if _is_of_clause(items, place, other[0], focus[0]):
            continue
        name, _, way = verb.partition(":")
        found = turns([name], focus[1], other[1])
        if len(found) == 1:
            return found[0]
        if found:
            return Turn(FRAMES[name], _side(items, (place, way), focus[0], other[0]))
    if _goods_come_from(items, focus[0]) and FRAMES["supplies"].sides_for(focus[1], other[1]):
        return Turn(FRAMES["supplies"], SUBJECT)
    return next(iter(natural(focus[1], other[1])), None)


def _makers_first(verbs: Sequence[tuple[int, str]], other: Classes) -> Sequence[tuple[int, str]]:
    """想上叉车项目，谁造: goods are made before they are put to use."""
    if not (_C.TECHNOLOGY in other and any(verb == "produces" for _, verb in verbs)):
        return verbs
    return sorted(verbs, key=lambda one: one[1] in {"uses", "implements"})


def _is_of_clause(items: Sequence[Item], verb: int, other: int, focus: int) -> bool:
    """A verb of 没用上平台的 before 海上风机企业: it says nothing of what stands right before the noun."""
    return verb < other == focus - 1 and any(one.has("of") for one in items[verb:other])


def _goods_come_from(items: Sequence[Item], at: int) -> bool:
    """甲的铜杆是打哪儿来的: no verb, and who is asked for stands after 从."""
    return 0 < at < len(items) and items[at - 1].has("case:from") and not items[at].is_things


def _side(items: Sequence[Item], verb: tuple[int, str], focus: int, other: int) -> str:
    """Which side the thing asked for stands on, where both could be on either: by the case words and the order."""
    place, way = verb
    if way in {"take", "use", "from"}:  # who takes is the object: goods flow to them
        given = other > 0 and items[other - 1].has("case:from")
        return OBJECT if given or (focus < place and not other < place) else SUBJECT
    if way in _ORDERED:
        return _ORDERED[way] if other < place else _ORDERED_BACK[way]
    return _given(items, place, focus, other)


# The side of what is asked for where the other thing stands before the verb: 甲属于, 甲包括, 甲用于 what?
_ORDERED: Final = {"into": OBJECT, "of": OBJECT, "has": SUBJECT}
_ORDERED_BACK: Final = {"into": SUBJECT, "of": SUBJECT, "has": OBJECT}


def _given(items: Sequence[Item], place: int, focus: int, other: int) -> str:
    """Of a verb of giving: 给甲供货 asks for suppliers, 甲给 for customers."""
    if towards(items, other) or (items[place].token.text.endswith(_TOWARDS) and place < other):
        return SUBJECT
    if _has_case(items, place):
        return OBJECT
    if 0 < other < place and items[other - 1].token.text in _WITH and not items[other].members:
        return EITHER  # 和甲终止供货的企业
    if focus < place < other or place + 1 == other:  # 断供甲的企业
        return SUBJECT
    # 甲的主轴是谁供的, 甲的供应商背后是谁在供货: who is asked for stands right before what is done
    return SUBJECT if focus < place and not items[place].token.text.endswith(_TOWARDS) else OBJECT


def _has_case(items: Sequence[Item], verb: int) -> bool:
    return any(item.has("case:to") for item in items[:verb])


def towards(items: Sequence[Item], at: int) -> bool:
    """Whether a word of giving stands before a place."""
    return at > 0 and items[at - 1].has("case:to")


def supply_verb(items: Sequence[Item]) -> Iterator[tuple[int, str]]:
    """Verbs of supply and of purchase with their places."""
    for place, item in enumerate(items):
        if not item.is_things:
            for verb in item.token.of("verb"):
                if verb.startswith("supplies") and verb != "supplies:use":
                    yield place, verb.partition(":")[2]


_ALIKE: Final = frozenset({"supplies", "partners", "invests", "subsidiary"})


def joins_alike(items: Sequence[Item]) -> bool:
    """Whether a verb joins firms to firms; 用 does so where goods are named: 甲用谁的减速器."""
    goods = any(item.is_things and _C.TECHNOLOGY in item.classes for item in items)
    verbs = [verb for item in items if not item.is_things for verb in item.token.of("verb")]
    if goods and any(_goods_come_from(items, at) and one.has("ask:where", "ask:who") for at, one in enumerate(items)):
        return True
    return any(verb.partition(":")[0] in _ALIKE and (goods or verb != "supplies:use") for verb in verbs)
