"""Words with several senses, of which what stands beside them leaves one: 主营 in 主营伺服电机, 谁家 in 谁家的平台."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from graph.asking.amounts import AmountKind
from graph.asking.items import Item
from graph.asking.tokens import Token
from ontology.schema import EntityClass

_C = EntityClass
_ACTORS: Final = frozenset({_C.ENTERPRISE, _C.ORGANIZATION})
_TRADE: Final = frozenset({_C.INDUSTRY})
_OF_FIGURES: Final = ("ask:howmany", "growth", "decline", "difference", "more", "less", "sum", "mean", "series")


def of_figures(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens, an indicator's name read as such where a year and a figure are said: 2023年入园企业比2022年多几家."""
    dated = any(token.amount and token.amount.kind is AmountKind.YEARS for token in tokens)
    asked = any(token.has(*_OF_FIGURES) for token in tokens)
    if not (dated and asked) or any(token.has("ask:which", "ask:who") for token in tokens):
        return tokens
    return [replace(token, senses=()) if _is_indicator(token) else token for token in tokens]


def _is_indicator(token: Token) -> bool:
    return bool(token.senses) and any(one.cls is _C.INDICATOR for one in token.names)


def settled(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items with the one sense that their neighbours leave them, without what only says again."""
    return tuple(_without_appositions(_of_trades(_whose([_as_verb(items, at) for at in range(len(items))]))))


def kinds(item: Item) -> frozenset[EntityClass]:
    """Classes of the things that a noun names."""
    return frozenset() if item.is_things else frozenset(EntityClass(name) for name in item.token.of("class"))


def _as_verb(items: Sequence[Item], at: int) -> Item:
    """主营 in 主营伺服电机: a noun that is a verb, too, before a thing of its kind."""
    item, after = items[at], items[at + 1 : at + 2]
    if not (kinds(item) and item.token.of("verb") and after and after[0].classes & kinds(item)):
        return item
    return Item(replace(item.token, senses=tuple(one for one in item.token.senses if not one.startswith("class:"))))


def _whose(items: Sequence[Item]) -> Iterator[Item]:
    """谁家的平台 asks which platform it is."""
    skipped = False
    for at, item in enumerate(items):
        after = items[at + 1 : at + 3]
        owned = len(after) > 1 and after[0].has("of") and bool(kinds(after[1])) and not kinds(after[1]) & _ACTORS
        if skipped:
            skipped = False
        elif item.has("ask:who") and item.token.text.endswith("家") and owned:
            skipped = True
            yield Item(replace(item.token, senses=("ask:which",)))
        else:
            yield item


def _of_trades(items: Iterable[Item]) -> Iterator[Item]:
    """风电整机板块 is an industry, whatever else is called so."""
    held: list[Item] = []
    for item in items:
        if held and kinds(item) == _TRADE and held[-1].every_class & _TRADE:
            held[-1] = held[-1].only(_TRADE)
        else:
            held.append(item)
    return iter(held)


def _without_appositions(items: Iterable[Item]) -> Iterator[Item]:
    """甲、乙两种产品，哪些企业都做: a noun after several things of its kind, where another is asked for."""
    items = tuple(items)
    for at, item in enumerate(items):
        before = items[at - 1] if at else None
        if before is not None and before.token.amount and not before.is_things and at > 1:
            before = items[at - 2]
        again = before is not None and bool(before.members) and bool(kinds(item) & before.classes)
        if not (again and _asks_another(items, at)):
            yield item


def _asks_another(items: Sequence[Item], noun: int) -> bool:
    """Whether the question word is of other things, or chooses from these."""
    rest = items[noun + 1 :]
    if rest and rest[0].has("choices"):
        return True
    return any(
        one.has("ask:who") or (one.has("ask:which", "ask:howmany") and bool(kinds(then)))
        for one, then in zip(items, (*items[1:], items[noun]), strict=True)
        if then is not items[noun]
    )
