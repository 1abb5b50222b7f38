"""What things say of themselves, and when a fact between two of them began: 成立时间, 文号, 哪年开始供货."""

from collections.abc import Sequence

from graph.asking.conditions import conditions_in
from graph.asking.frames import FRAMES
from graph.asking.heads import Form
from graph.asking.items import Item
from graph.asking.joining import turn_between
from graph.asking.meaning import Ask, EdgeTest, Linked, OnFact, PropertyOf
from ontology.schema import EntityClass

_C = EntityClass


def read_property(items: Sequence[Item], form: Form) -> Ask | None:
    """成立时间, 文号, 信用代码 of named things; 哪年开始供货 of a fact between two."""
    things = [at for at, one in enumerate(items) if one.is_things]
    keys = [key for one in items if not one.is_things for key in one.token.of("attribute")]
    if not things or any(_asks_kind(one) for one in items) or _is_code_of(items, keys):
        return None
    if form is Form.WHEN and (len(things) > 1 or len(items[things[0]].members) == 2):
        return _began(items, things) if len(things) > 1 else _began_between(items, items[things[0]], keys)
    if not keys or len(things) != 1 or conditions_in(items).years or form is Form.YES_NO:
        return None
    item = items[things[0]]
    return PropertyOf(item.as_class(item.classes), _fitting(keys, item), wants_year=form is Form.WHEN)


def _began_between(items: Sequence[Item], pair: Item, keys: Sequence[str]) -> Ask | None:
    """甲和乙哪年建立供货关系: when the fact that joins two firms began, whichever of them gives."""
    verbs = (name.partition(":")[0] for one in items if not one.is_things for name in one.token.of("verb"))
    verb = next((one for one in verbs if FRAMES[one].sides_for(pair.classes, pair.classes)), "")
    if not verb:
        return PropertyOf(pair.as_class(pair.classes), keys[0], wants_year=True) if keys else None
    first, second = (one.as_class(pair.classes) for one in pair.members)
    found = conditions_in(items)
    linked = Linked(FRAMES[verb].relations, None, second, EdgeTest(found.when))
    return OnFact(linked, first, "until" if found.ended else "since")


def _is_code_of(items: Sequence[Item], keys: Sequence[str]) -> bool:
    """信用代码…是哪家: the code is given, and whose it is asked."""
    return bool({"code", "stock_code"} & set(keys)) and any(one.has("ask:who", "ask:which") for one in items)


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
