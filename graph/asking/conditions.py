"""What a phrase says beside its names: years, shares, whether a fact has ended or is planned, what is left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graph.asking.amounts import Amount, AmountKind
from graph.asking.frames import Classes
from graph.asking.items import Item
from graph.asking.meaning import Bound, Compare, When, Years
from ontology.schema import EntityClass

_C = EntityClass
# Dates of things, by the word of the question; and which of them a year is of where no word says so.
DATES: Final = {"founded": _C.ENTERPRISE, "listed": _C.ENTERPRISE, "launched": _C.PLATFORM, "issued_on": _C.POLICY}
_OWN_DATE: Final = {_C.ENTERPRISE: "founded", _C.PLATFORM: "launched", _C.POLICY: "issued_on"}


_NEAR: Final = {"apart:province": -6, "apart:city": -8, "near:province": 6, "near:city": 8}


@dataclass(frozen=True, slots=True)
class Conditions:
    """What was said beside the names."""

    when: When
    years: Years | None
    word: str  # key of the date that a word names, empty for none
    ended: bool
    shares: tuple[Bound, ...]
    negated: frozenset[int]  # places of items that are excluded
    every: bool  # all members of a group, not any
    nobody: bool
    only_one: bool
    closed: bool
    near: int  # characters of region ids that two firms share (省内), or must not (省外: negative); 0 where not said

    @property
    def since(self) -> Years | None:
        """Years in which a fact began."""
        return None if self.ended or self.word else self.years

    @property
    def until(self) -> Years | None:
        """Years in which a fact ended."""
        return self.years if self.ended else None

    def date_key(self, classes: Classes, *, linked: bool) -> str:
        """The property that the years are of, empty where they are of a fact."""
        if self.word:
            return self.word if DATES[self.word] in classes or not linked else ""
        return "" if linked else next((_OWN_DATE[one] for one in sorted(classes) if one in _OWN_DATE), "")


def conditions_in(items: Sequence[Item]) -> Conditions:
    """The conditions among the items."""
    years = next((_years(one.token.amount) for one in items if _is(one, AmountKind.YEARS)), None)
    ended = any(one.has("ended") for one in items)
    word = next((key for one in items for key in one.token.of("attribute") if key in DATES and not one.is_things), "")
    return Conditions(
        when=_when(items, ended=ended),
        years=years,
        word=word if years else "",
        ended=ended,
        shares=tuple(_shares(items)),
        negated=frozenset(_negated(items)),
        every=any(one.has("all") for one in items),
        nobody=any(one.has("nobody") for one in items) or _no_firm(items),
        only_one=any(one.has("only_one") for one in items),
        closed=any(one.has("closed") and not _is_denied(items[max(at - 1, 0) : at]) for at, one in enumerate(items)),
        near=next((size for one in items for kind, size in _NEAR.items() if one.has(kind)), 0),
    )


def _is(item: Item, kind: AmountKind) -> bool:
    return item.token.amount is not None and item.token.amount.kind is kind and not item.is_things


def _years(amount: Amount | None) -> Years | None:
    if amount is None:
        return None
    return Years(int(amount.low) if amount.low else None, int(amount.high) if amount.high else None)


def _when(items: Sequence[Item], *, ended: bool) -> When:
    if ended:
        return When.ENDED
    if any(one.has("planned") and not _is_denied(items[max(at - 1, 0) : at]) for at, one in enumerate(items)):
        return When.PLANNED
    if any(one.has("ever") for one in items):
        return When.ENDED if _no_longer(items) else When.EVER
    return When.NOW


def _no_longer(items: Sequence[Item]) -> bool:
    """曾经是甲的供应商但现在不是了: a 不 at the end, of nothing that is named after it."""
    last = max((at for at, one in enumerate(items) if one.has("not") and not one.has("ask:yesno")), default=-1)
    return last >= 0 and not any(one.is_things or is_asked(one) for one in items[last:])


def is_asked(item: Item) -> bool:
    """Whether a word says what is asked for."""
    return item.has("ask:which", "ask:who", "ask:what", "ask:howmany", "class", "role")


def _shares(items: Sequence[Item]) -> list[Bound]:
    found = []
    shares = (one.token.amount for one in items if _is(one, AmountKind.SHARE))
    told = [amount.low for amount in shares if amount and amount.low is not None]
    if len(told) == 2 and not any(one.has("above", "below") for one in items):  # 介于五成到七成
        return [Bound(Compare.AT_LEAST, min(told)), Bound(Compare.AT_MOST, max(told))]
    for at, item in enumerate(items):
        if _is(item, AmountKind.SHARE) and item.token.amount and item.token.amount.low is not None:
            found.append(Bound(compare_at(items, at), item.token.amount.low))
    return found


_REACHED_ABOVE: Final = frozenset(
    {"不低于", "不少于", "达到", "至少", "起码", "以上", "及以上", "不下", "不下于", "大于等于", "达", "不小于"}
)
_REACHED_BELOW: Final = frozenset(
    {
        "不超过",
        "未超过",
        "至多",
        "最多不过",
        "以下",
        "及以下",
        "没超过",
        "没有超过",
        "小于等于",
        "以内",
        "之内",
        "不高于",
        "不多于",
        "不大于",
    }
)


def compare_at(items: Sequence[Item], at: int) -> Compare:
    """How an amount is compared: 超过六成, 六成以上, 不到一成, 不低于50%."""
    near = [items[place].token for place in (at - 1, at + 1, at - 2) if 0 <= place < len(items)]
    for token in near:
        if token.has("above"):
            reached = token.text in _REACHED_ABOVE
            return Compare.AT_LEAST if reached else Compare.ABOVE
        if token.has("below"):
            reached = token.text in _REACHED_BELOW
            return Compare.AT_MOST if reached else Compare.BELOW
    return Compare.ABOVE


def _negated(items: Sequence[Item]) -> list[int]:
    """Things after 除了, before 以外, or after 不 and its verb."""
    found = []
    for at, item in enumerate(items):
        if not item.is_things:
            continue
        before = [items[place] for place in range(at - 1, max(at - 4, -1), -1)]
        after = items[at + 1] if at + 1 < len(items) else None
        if after is not None and after.has("of") and at + 2 < len(items) and items[at + 2].has("outside"):
            after = items[at + 2]
        if _is_added(items, at, before):
            continue
        if _is_denied(before) or _is_denied_after(items, at) or (after is not None and after.has("outside")):
            found.append(at)
    return found


def _is_denied_after(items: Sequence[Item], at: int) -> bool:
    """乙 in 甲需要而乙不需要的: the 不 and the verb stand after it, and another of its kind before it is not denied."""
    if at + 2 >= len(items) or not items[at + 1].has("not") or not items[at + 2].token.of("verb"):
        return False
    return any(one.classes & items[at].classes for one in items[:at])


def _is_added(items: Sequence[Item], at: int, before: Sequence[Item]) -> bool:
    """除了做甲还做乙 asks for both: after 除了 another thing of its kind follows; 除了江苏 leaves out."""
    kinds = items[at].classes - {_C.REGION}
    return any(one.has("except") for one in before) and any(one.classes & kinds for one in items[at + 1 :])


def is_left_out(items: Sequence[Item], at: int) -> bool:
    """Whether things stand right after 除了."""
    return at > 0 and items[at - 1].has("except")


def _is_denied(before: Sequence[Item]) -> bool:
    """Whether the words right before things deny them: a 不 with at most a verb and a case word after it."""
    for item in before:
        if item.is_things or item.has("class", "role", "of") or item.has("ask:which", "ask:who", "ask:howmany"):
            return False
        if item.has("except"):
            return True
        if item.has("not") and not item.has("ask:yesno"):
            return True
    return False


def _no_firm(items: Sequence[Item]) -> bool:
    """没有企业 before a verb: the not and the noun after it."""
    return any(
        item.has("not") and at + 1 < len(items) and items[at + 1].has("class:Enterprise")
        for at, item in enumerate(items)
    )
