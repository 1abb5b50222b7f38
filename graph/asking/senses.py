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
_MADE: Final = frozenset({_C.TECHNOLOGY})
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
    items = [part for one in items for part in _counted(one)]
    left = [one for at, one in enumerate(items) if not (_whose_share(items, at) or _of_supply(items, at))]
    verbs = [_as_verb(left, at) for at in range(len(left))]
    return tuple(_without_appositions(_of_trades(_whose(_without_goods(_uncounted(verbs))))))


def kinds(item: Item) -> frozenset[EntityClass]:
    """Classes of the things that a noun names."""
    if item.is_things:
        return frozenset()
    regions = {_C.REGION} if item.has("level") else set()
    return frozenset({*(EntityClass(name) for name in item.token.of("class")), *regions})


def _uncounted(items: Sequence[Item]) -> list[Item]:
    """The items without a number that only counts what was just named: 杭州、宁波、苏州三个城市."""
    return [one for at, one in enumerate(items) if not (at and _counts(one) == len(items[at - 1].members) > 1)]


def _counts(item: Item) -> float | None:
    amount = item.token.amount
    return amount.low if amount and amount.kind is AmountKind.COUNT and not item.is_things else None


def _without_goods(items: Sequence[Item]) -> list[Item]:
    """甲的产品卖到哪些企业 asks whom 甲 supplies: its goods are what it supplies, and no other thing."""
    supplied = any(verb in {"supplies", "supplies:take"} for one in items for verb in one.token.of("verb"))
    asks_firms = any(one.has("ask:who") or kinds(one) & _ACTORS for one in items)
    goods = {
        at
        for at, one in enumerate(items)
        if at > 1 and kinds(one) >= _MADE and items[at - 1].has("of")
        if (supplied and asks_firms and items[at - 2].classes & _ACTORS) or _among_goods(items, at)
    }
    return [one for at, one in enumerate(items) if at not in goods and at + 1 not in goods]


def _among_goods(items: Sequence[Item], at: int) -> bool:
    """产品 in 哪些公司的产品里有工业相机: what is among them is named."""
    after = items[at + 1 : at + 3]
    return bool(kinds(items[at - 2]) & _ACTORS and len(after) > 1 and after[0].has("choices")) and bool(
        after[1].classes & _MADE
    )


def _counted(item: Item) -> tuple[Item, ...]:
    """企业数 is a kind of things and how many they are."""
    if not (kinds(item) and item.has("ask:howmany")):
        return (item,)
    apart = [tuple(one for one in item.token.senses if one.startswith("ask:") is asks) for asks in (False, True)]
    return tuple(Item(replace(item.token, senses=senses)) for senses in apart)


def _of_supply(items: Sequence[Item], at: int) -> bool:
    """零部件 in 甲的零部件供应商, where 甲 is a firm: what is supplied goes without saying."""
    after = items[at + 1 : at + 2]
    owner = next((one for one in reversed(items[:at]) if one.is_things), None)
    parts = any(one.startswith("upstream:subject") for one in items[at].token.of("role"))
    supplied = bool(after) and any(one.startswith("supplies:subject") for one in after[0].token.of("role"))
    return parts and supplied and owner is not None and bool(owner.classes & _ACTORS)


def _as_verb(items: Sequence[Item], at: int) -> Item:
    """主营 in 主营伺服电机: a noun that is a verb, too, before a thing of its kind."""
    item, after = items[at], items[at + 1 : at + 2]
    if not (kinds(item) and item.token.of("verb") and after and after[0].classes & kinds(item)):
        return item
    return Item(replace(item.token, senses=tuple(one for one in item.token.senses if not one.startswith("class:"))))


def _whose_share(items: Sequence[Item], at: int) -> bool:
    """公司 in 占到公司收入九成: whose revenue it is of goes without saying."""
    between = 0 < at < len(items) - 1 and items[at - 1].has("share") and kinds(items[at]) == {_C.ENTERPRISE}
    return between and (_C.INDICATOR in items[at + 1].classes or items[at + 1].token.amount is not None)


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
        elif not (held and _only_places(item) and held[-1].classes & (_MADE | _TRADE)):
            held.append(item)
    return iter(held)


def _only_places(item: Item) -> bool:
    """赛道 and 上 of 功率模块赛道上: it is about the goods."""
    return kinds(item) == _TRADE or (not item.is_things and item.token.text == "上")


def _without_appositions(items: Iterable[Item]) -> Iterator[Item]:
    """甲、乙两种产品，哪些企业都做: a noun after several things of its kind, where another is asked for."""
    items = tuple(items)
    for at, item in enumerate(items):
        before = items[at - 1] if at else None
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
