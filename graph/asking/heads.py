"""The head of a question: what is asked for. 供应商 in 甲的供应商有哪些, 平台 in 哪些平台支持远程运维."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from graph.asking.frames import FRAMES, Turn
from graph.asking.items import Item
from ontology.schema import EntityClass

_C = EntityClass
ACTORS: Final = (_C.ENTERPRISE, _C.ORGANIZATION)
_CASES: Final = ("case:to", "case:from")
_LINKING: Final = frozenset("的有是都在会能指叫到为")
OF_FIRMS: Final = frozenset({_C.INITIATIVE, _C.INDUSTRY})  # classes that stand for the firms in them
_MARKS: Final = ("ask:which", "ask:who", "ask:what", "ask:howmany", "ask:where")


class Form(StrEnum):
    """What kind of answer is wanted."""

    LIST = "list"
    COUNT = "count"
    YES_NO = "yes_no"
    WHEN = "when"


@dataclass(frozen=True, slots=True)
class Head:
    """What is asked for: its place among the items, its classes, the turns of a role word, the level of a region."""

    at: int  # place of the noun, or of the group or question word that stands for it; -1 for none
    classes: tuple[EntityClass, ...]
    turns: tuple[Turn, ...] = ()
    level: str = ""
    is_group: bool = False  # the things themselves are what is chosen from
    mark: int = -1  # place of the question word

    @property
    def is_open(self) -> bool:
        """Whether no noun says what kind of thing is asked for."""
        return not self.classes and not self.is_group


def is_noun(item: Item) -> bool:
    """Whether a word names a kind of thing or a role."""
    return item.has("class", "role", "level")


def head_of(items: Sequence[Item], form: Form) -> Head:
    """The head of a question; one with no classes where nothing says what is asked for."""
    for at, item in enumerate(items):
        if item.has(*_MARKS):
            found = _beside(items, at)
            if found is not None:
                return found
    if form is Form.YES_NO:
        return Head(-1, ())
    group = next((at for at, one in enumerate(items) if one.members), -1)
    if group >= 0 and is_picked(items, group):
        return Head(group, (), is_group=True)
    last = next((at for at in range(len(items) - 1, -1, -1) if is_noun(items[at]) and not _is_counted(items, at)), None)
    return noun_head(items, last) if last is not None else Head(-1, ())


def _is_counted(items: Sequence[Item], at: int) -> bool:
    """企业 in 只有一家企业做的."""
    return at > 0 and items[at - 1].has("only_one", "nobody")


def _beside(items: Sequence[Item], mark: int) -> Head | None:
    """The noun a question word belongs to: right of it, else left of it; else what it stands for by itself."""
    if items[mark].has("ask:where") and not _is_bought(items, mark):
        return Head(mark, (_C.REGION,), level="any", mark=mark)
    right = _noun_after(items, mark)
    turned = _role_of_asked(items, mark, right)
    if turned is not None:
        return turned
    chosen = _chosen_from(items, mark)
    if right is not None and chosen is not None and _is_of_kind(items[chosen], items[right]):
        return Head(chosen, (), is_group=True, mark=mark)
    left = _noun_before(items, mark)
    if right is not None and not items[mark].token.text.startswith("谁"):
        last = _last_of_chain(items, right)
        return noun_head(items, left if _says_again(items, left, last) else last, mark)
    if left >= 0 and is_noun(items[left]) and not _asks_actors(items, left, mark):
        return noun_head(items, left, mark)
    return Head(chosen, (), is_group=True, mark=mark) if chosen is not None else _alone(items, mark)


def _noun_before(items: Sequence[Item], mark: int) -> int:
    """The place of what stands before a question word and the words that link to it; -1 for nothing."""
    left = mark - 1
    while left >= 0 and _links(items[left]):
        left -= 1
    return left


def _says_again(items: Sequence[Item], left: int, right: int) -> bool:
    """甲的上游有哪些材料: the noun after the question word says again what the one before it says."""
    return left >= 0 and bool(set(items[left].token.of("role")) & set(items[right].token.of("role")))


def _is_bought(items: Sequence[Item], mark: int) -> bool:
    """从哪买的, 甲的主轴是打哪儿来的: where goods come from is of whom."""
    if mark + 1 < len(items) and "supplies:take" in items[mark + 1].token.of("verb"):
        return True
    named = [one for one in items[:mark] if one.is_things]
    owned = [one.classes for one in named if _C.ENTERPRISE in one.classes or _C.TECHNOLOGY in one.classes]
    return mark > 0 and items[mark - 1].has("case:from") and len(owned) > 1


def _asks_actors(items: Sequence[Item], noun: int, mark: int) -> bool:
    """塔筒的上游产品，谁在做; 某平台是谁运营的: the noun before is what they make or run, and none of them."""
    acts = mark + 1 < len(items) and bool(items[mark + 1].token.of("verb"))
    if not items[mark].has("ask:who") or not (acts or items[noun].token.of("verb")):
        return False
    if items[noun].token.of("role"):
        return noun > 1 and any(one.classes & {_C.TECHNOLOGY} for one in items[max(noun - 2, 0) : noun])
    return not {EntityClass(name) for name in items[noun].token.of("class")} & set(ACTORS)


def _is_of_kind(group: Item, noun: Item) -> bool:
    """Whether a noun says what the members of a group are: 柔轮、焊枪，哪种产品."""
    return bool(group.classes & {EntityClass(name) for name in noun.token.of("class")})


def _noun_after(items: Sequence[Item], mark: int) -> int | None:
    """The place of the noun right after a question word: 哪些企业, 哪些相同的企业."""
    at = mark + 1
    while at < len(items) and items[at].has("per", "all", "of") and not is_noun(items[at]):
        at += 1
    direct = at == mark + 1 or not items[mark + 1].has("of")
    return at if at < len(items) and is_noun(items[at]) and direct else None


def _last_of_chain(items: Sequence[Item], at: int) -> int:
    """The last of nouns that belong to each other: 哪些企业的客户, 哪些数字化平台."""
    while at + 2 < len(items) and items[at + 1].has("of") and is_noun(items[at + 2]):
        if items[at].has("level") and items[at + 2].has("class:Enterprise"):
            return at  # 由哪些省的企业生产
        at += 2
    while at + 1 < len(items) and is_noun(items[at + 1]) and not items[at].has("level"):
        at += 1
    return at


def _role_of_asked(items: Sequence[Item], mark: int, noun: int | None) -> Head | None:
    """甲是谁的供应商, 编码器是哪些产品的零部件: what is named plays the role for what is asked for."""
    of = (mark if noun is None else noun) + 1
    role = of + 1
    if role >= len(items) or not items[of].has("of") or not items[role].has("role"):
        return None
    if not any(one.is_things for one in items[:mark]):
        return None
    head = noun_head(items, role, mark)
    return Head(role, (), turns=tuple(turn.turned for turn in head.turns), mark=mark)


def _links(item: Item) -> bool:
    return (
        not item.is_things
        and not is_noun(item)
        and (
            item.token.text in _LINKING
            or item.has("choices", "all", "ask:list", "per", "ask:what", "ask:howmany")
            or item.has("ask:yesno")
        )
    )


def _chosen_from(items: Sequence[Item], mark: int) -> int | None:
    """The place of the group that is chosen from: 甲、乙、丙里哪个, 甲和乙谁更高."""
    group = next((at for at, one in enumerate(items) if one.members), None)
    if group is None or not items[mark].has("ask:which", "ask:who"):
        return None
    counted = any(one.has("nobody", "only_one", "not") for one in items)
    compared = any(one.has("more", "less", "top", "bottom") for one in items[group:])
    named_before = any(one.has("choices") for one in items[:mark]) and group > mark
    if is_picked(items, group) or compared or named_before or (counted and items[mark].has("ask:who") and group < mark):
        return group
    between = items[group + 1 : mark]
    joined = any(one.has(*_CASES) or (one.token.of("verb") and not counted) for one in between if not one.is_things)
    return group if items[mark].has("ask:which") and group < mark and not joined else None


def is_picked(items: Sequence[Item], group: int) -> bool:
    """Whether a group is what is chosen from: 甲、乙、丙里, 这几样里."""
    return group + 1 < len(items) and items[group + 1].has("choices")


def _alone(items: Sequence[Item], mark: int) -> Head | None:
    """A question word that stands for a kind of thing by itself: 谁, and 几家, which counts firms."""
    beside = [one for one in items[max(mark - 1, 0) : mark + 2] if one.is_things]
    if items[mark].has("ask:which") and any(one.classes & OF_FIRMS for one in beside):
        return Head(mark, (_C.ENTERPRISE,), mark=mark)  # 浙江的小巨人有哪些, 哪些小巨人在苏州
    counts_firms = items[mark].has("ask:howmany") and items[mark].token.text.endswith(("家", "户"))
    bought = items[mark].has("ask:where")
    return Head(mark, ACTORS, mark=mark) if items[mark].has("ask:who") or counts_firms or bought else None


def noun_head(items: Sequence[Item], at: int, mark: int = -1) -> Head:
    """The head that a noun makes."""
    token = items[at].token
    levels = token.of("level")
    if levels:
        return Head(at, (_C.REGION,), level=levels[0], mark=mark)
    turns = tuple(
        Turn(FRAMES[name], side)
        for role in token.of("role")
        for name, side in (one.split(":") for one in role.split("|"))
    )
    classes = tuple(EntityClass(name) for name in token.of("class"))
    if turns:
        return Head(at, (), turns=turns, mark=mark)
    return Head(at, classes, mark=mark)
