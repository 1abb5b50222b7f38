"""The head of a question: what is asked for. 供应商 in 江维的供应商有哪些, 平台 in 哪些平台支持远程运维."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from graph.asking.frames import FRAMES, Turn
from graph.asking.items import Item
from ontology.schema import EntityClass

_C = EntityClass
ACTORS: Final = (_C.ENTERPRISE, _C.ORGANIZATION)
_LINKING: Final = frozenset("的有是都在会能指叫到为")
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
    last = next((at for at in range(len(items) - 1, -1, -1) if is_noun(items[at])), None)
    return noun_head(items, last) if last is not None else Head(-1, ())


def _beside(items: Sequence[Item], mark: int) -> Head | None:
    """The noun a question word belongs to: right of it, else left of it; else what it stands for by itself."""
    item, right = items[mark], mark + 1
    while right < len(items) and items[right].has("per") and not is_noun(items[right]):
        right += 1
    if item.has("ask:where"):
        return Head(mark, (_C.REGION,), level="any", mark=mark)
    if right < len(items) and is_noun(items[right]) and not item.has("ask:who"):
        while right + 2 < len(items) and items[right + 1].has("of") and is_noun(items[right + 2]):
            right += 2
        while right + 1 < len(items) and is_noun(items[right + 1]) and not items[right].has("level"):
            right += 1
        return noun_head(items, right, mark)
    left = mark - 1
    while left >= 0 and _links(items[left]):
        left -= 1
    if left >= 0 and is_noun(items[left]):
        return noun_head(items, left, mark)
    chosen = _chosen_from(items, mark)
    if chosen is not None:
        return Head(chosen, (), is_group=True, mark=mark)
    return _alone(items, mark)


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
    picks = any(one.has("choices", "more", "less", "top", "bottom") for one in items[group:])
    return group if picks or (items[mark].has("ask:which") and group < mark) else None


def _alone(items: Sequence[Item], mark: int) -> Head | None:
    """A question word that stands for a kind of thing by itself: 谁, and 几家, which counts firms."""
    counts_firms = items[mark].has("ask:howmany") and items[mark].token.text.endswith(("家", "户"))
    return Head(mark, ACTORS, mark=mark) if items[mark].has("ask:who") or counts_firms else None


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
