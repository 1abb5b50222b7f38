"""The pieces of a question that carry its meaning: names as things, words with their senses, filling left out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from graph.asking.meaning import Things
from graph.asking.names import Named
from graph.asking.refusal import Reason, Refused
from graph.asking.tokens import Token
from ontology.schema import EntityClass
from ontology.values.names import fold

_C = EntityClass
# Names shared by several of these are a question of which one is meant; of the others, all of them are.
_ONE_OF: Final = frozenset({_C.ENTERPRISE, _C.ORGANIZATION, _C.PLATFORM, _C.PARK, _C.POLICY})


@dataclass(frozen=True, slots=True)
class Item:
    """A name, a group of names, a set of things already understood, or a word."""

    token: Token
    options: tuple[Things, ...] = ()  # what it may stand for, one for each class, the likeliest first
    members: tuple["Item", ...] = ()  # of a group: 甲、乙和丙
    either: bool = False  # the group is joined by 或
    doubtful: tuple[EntityClass, ...] = field(default=())  # classes in which several things share the name
    spare: tuple[Things, ...] = ()  # what a chain definition alone calls so, where something else is called so, too

    @property
    def is_things(self) -> bool:
        """Whether it stands for things."""
        return bool(self.options)

    @property
    def classes(self) -> frozenset[EntityClass]:
        """Every class it may be of."""
        return frozenset(cls for one in self.options for cls in one.classes)

    @property
    def every_class(self) -> frozenset[EntityClass]:
        """Every class it may be of, those that only a definition says, too."""
        return self.classes | {cls for one in self.spare for cls in one.classes}

    def has(self, *kinds: str) -> bool:
        """Whether its word has a sense of one of these kinds; things have none."""
        return not self.options and self.token.has(*kinds)

    def as_class(self, classes: Iterable[EntityClass]) -> Things:
        """What it stands for among these classes.

        Raises:
            Refused: several things share the name.
        """
        wanted = frozenset(classes)
        fitting = [one for one in self.options if wanted & set(one.classes)]
        chosen = fitting[0] if fitting else self.options[0]
        for one in self.members or (self,):
            _check_one(one, chosen)
        return chosen

    def only(self, classes: Iterable[EntityClass]) -> "Item":
        """The same, known to be of these classes."""
        wanted = frozenset(classes)
        kept = tuple(one for one in (*self.options, *self.spare) if wanted & set(one.classes))
        return replace(self, options=kept or self.options, members=tuple(one.only(wanted) for one in self.members))


def _check_one(item: Item, chosen: Things) -> None:
    if chosen.classes and chosen.classes[0] in item.doubtful:
        raise Refused(
            Reason.AMBIGUOUS,
            f"“{item.token.text}”可能指好几个，请写全称 · {item.token.text} may be any of several; write the full name",
            words=(item.token.text,),
            choices=tuple(sorted({one.name for one in item.token.names if one.cls is chosen.classes[0]}))[:12],
        )


def items_of(tokens: Sequence[Token]) -> tuple[Item, ...]:
    """The items of a question, groups put together; where a classification is named, things are industries."""
    tokens = _ending_in_not(tokens)
    items = [_item(token) for token in tokens if not token.is_fill and not token.is_unknown and not token.has("trade")]
    if any(token.has("trade") for token in tokens):
        items = [item.only({_C.INDUSTRY}) if _C.INDUSTRY in item.classes else item for item in items]
    return tuple(_grouped(items))


def _ending_in_not(tokens: Sequence[Token]) -> Sequence[Token]:
    """现在还合作不, 江苏有做的没: a 不 at the very end asks for yes or no."""
    last = next((at for at in range(len(tokens) - 1, -1, -1) if not tokens[at].is_fill), -1)
    if last < 1 or not tokens[last].has("not") or tokens[last].has("verb"):
        return tokens
    return [*tokens[:last], replace(tokens[last], senses=("ask:yesno",)), *tokens[last + 1 :]]


def _item(token: Token) -> Item:
    if token.senses and not _name_first(token):
        return Item(token)
    by_class: dict[EntityClass, list[Named]] = {}
    for one in sorted(token.names, key=lambda named: not named.live):
        by_class.setdefault(one.cls, []).append(one)
    if _C.REGION in by_class:  # 山西 is a place, whatever else somebody called so
        by_class = {_C.REGION: by_class[_C.REGION]}
    told = {cls: _own_first(token, found) for cls, found in by_class.items()}
    ranked = [(any(one.live for one in found), cls, found) for cls, found in told.items()]
    some = any(live for live, _, _ in ranked)
    ranked.sort(key=lambda one: one[1] is _C.INDUSTRY)  # 啤酒 is what is made before it is a trade
    ranked.sort(key=lambda one: not some and one[1] is not _C.CHAIN_NODE)  # what nobody makes is asked for by its node
    options, spare = (
        tuple(
            Things((cls,), tuple(one.id for one in found), said=found[0].name)
            for live, cls, found in ranked
            if (live or not some) is kept
        )
        for kept in (True, False)
    )
    doubtful = tuple(cls for cls, found in told.items() if cls in _ONE_OF and len({one.name for one in found}) > 1)
    return Item(token, options, doubtful=doubtful, spare=spare)


def _name_first(token: Token) -> bool:
    """Whether a word that is a name, too, is meant as the name: a long one that is no word of every day."""
    return bool(token.names) and not token.senses


def _own_first(token: Token, found: list[Named]) -> list[Named]:
    """Those that bear the name themselves, where there are any; else those that are called so for short."""
    own = [one for one in found if fold(one.name) == token.text]
    return own or found


def _grouped(items: list[Item]) -> Iterator[Item]:
    at = 0
    while at < len(items):
        group, either, end = [items[at]], False, at + 1
        while end + 1 < len(items) and items[end].has("and", "or") and _alike(group[0], items[end + 1]):
            either = either or items[end].has("or")
            group.append(items[end + 1])
            end += 2
        yield grouped(group, either=either) if len(group) > 1 else items[at]
        at = end


def _alike(first: Item, second: Item) -> bool:
    return bool(first.classes & second.classes)


def grouped(members: list[Item], *, either: bool = False) -> Item:
    """Several things of a kind as one item: 甲、乙和丙."""
    shared = [
        cls for one in members[0].options for cls in one.classes if all(cls in other.classes for other in members)
    ]
    options = []
    for cls in shared:
        parts = [next(one for one in member.options if cls in one.classes) for member in members]
        ids = tuple(dict.fromkeys(id_ for part in parts for id_ in part.ids or ()))
        options.append(Things((cls,), ids, said="、".join(part.said for part in parts)))
    token = replace(members[0].token, text="、".join(one.token.text for one in members))
    doubtful = tuple(cls for member in members for cls in member.doubtful)
    return Item(token, tuple(options), tuple(one.only(shared) for one in members), either=either, doubtful=doubtful)
