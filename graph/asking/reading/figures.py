"""Questions on indicators: a figure, its growth, the difference of two, who is highest, sums and means."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from graph.asking.amounts import Amount, AmountKind
from graph.asking.conditions import compare_at
from graph.asking.heads import Form, Head, is_noun
from graph.asking.items import Item
from graph.asking.meaning import Ask, Bound, FigureOf, Step, Things, Within, Years
from graph.asking.phrases import phrase
from graph.asking.places import ids_of_level, places_inside
from graph.asking.reading.shares import how_many
from graph.asking.refusal import Reason, Refused
from ontology.schema import EntityClass
from ontology.values.quantities import parse_quantity

_C = EntityClass
_INDICATOR: Final = frozenset({_C.INDICATOR})
_OF_MANY: Final = frozenset({Step.TOP, Step.ABOVE, Step.CHANGED, Step.SUM, Step.MEAN})
_OF_TWO_YEARS: Final = frozenset({Step.GROWTH, Step.CHANGED})
# Classes that no figure is of: they say which firms are meant.
_TRAITS: Final = frozenset({_C.INITIATIVE, _C.INDUSTRY, _C.TECHNOLOGY, _C.SCENARIO, _C.PLATFORM})


def read_figures(items: Sequence[Item], form: Form) -> Ask | None:
    """What an indicator says of named things, or which things it is highest for.

    Raises:
        Refused: it is not said of whom the figure is asked for.
    """
    indicators = tuple(id_ for one in items if one.classes & _INDICATOR for id_ in one.as_class(_INDICATOR).ids or ())
    if not indicators or _is_share_of_product(items):
        return None
    named = [one for one in items if one.is_things and not one.classes & _INDICATOR]
    years, bound = _years(items), _bound(items)
    step = _step(items, years, named)
    grown = step is Step.DIFFERENCE and _said(items, "growth", "decline")
    if (step in _OF_TWO_YEARS or grown) and years.high is not None and years.low == years.high:
        years = Years(years.high - 1, years.high)  # over the year before
    return FigureOf(
        step,
        indicators,
        _things(items, named, of_many=step in _OF_MANY or _said(items, "per", "top", "bottom")),
        years,
        descending=not _said(items, "bottom", "less", "decline"),
        most=how_many(items) if step in {Step.TOP, Step.GROWTH} else 1,
        bound=bound,
        yes_no=form is Form.YES_NO,
        points=any(one.has("ask:howmany") and "点" in one.token.text for one in items),
    )


def _said(items: Sequence[Item], *kinds: str) -> bool:
    return any(one.has(*kinds) for one in items)


def _is_share_of_product(items: Sequence[Item]) -> bool:
    """营收七成以上来自永磁体 asks for a share, not for the revenue."""
    shares = _said(items, "share") or any(_amount(one, AmountKind.SHARE) for one in items)
    return shares and any(one.is_things and _C.TECHNOLOGY in one.classes for one in items)


def _amount(item: Item, kind: AmountKind) -> Amount | None:
    amount = item.token.amount
    return amount if amount is not None and amount.kind is kind and not item.is_things else None


def _years(items: Sequence[Item]) -> Years:
    """The span from the first to the last year that is named."""
    spans = [amount for one in items if (amount := _amount(one, AmountKind.YEARS))]
    lows, highs = [int(one.low) for one in spans if one.low], [int(one.high) for one in spans if one.high]
    is_open = any(one.high is None for one in spans)
    return Years(min(lows) if lows else None, max(highs) if highs and not is_open else None)


def _step(items: Sequence[Item], years: Years, named: Sequence[Item]) -> Step:
    paired = years.low is not None and years.high is not None and years.low != years.high
    picks = _said(items, "ask:which", "ask:who") or any(
        is_noun(one) and not one.has("class:Indicator") for one in items
    )
    many = len(named) != 1 or bool(named[0].members)
    compared = _said(items, "more", "less") and not _by_how_much(items)
    if _said(items, "top", "bottom", "rank") or (not paired and many and compared):
        return Step.GROWTH if _said(items, "growth", "decline") else Step.TOP
    if picks and many and _said(items, "growth", "decline", "more", "less") and (paired or not _said(items, "mean")):
        return Step.CHANGED
    if _by_how_much(items) or (_said(items, "growth", "decline") and _in_units(items)):
        return Step.DIFFERENCE
    for kinds, step in _WORDS:
        if _said(items, *kinds):
            return step
    if paired and _said(items, "more", "less"):
        return Step.GROWTH
    return Step.ABOVE if picks and many and _bound(items) is not None else Step.VALUE


def _by_how_much(items: Sequence[Item]) -> bool:
    """江苏比福建多多少万千瓦: a difference, not which of the two is more."""
    return any(one.has("more", "less") and then.has("unit") for one, then in pairwise(items))


def _in_units(items: Sequence[Item]) -> bool:
    """增加了多少台 asks for a number of them, 增长多少 for a rate."""
    return _said(items, "unit")


_WORDS: Final = (
    (("mean",), Step.MEAN),
    (("difference",), Step.DIFFERENCE),
    (("growth", "decline"), Step.GROWTH),
    (("sum",), Step.SUM),
    (("series",), Step.SERIES),
)


def _bound(items: Sequence[Item]) -> Bound | None:
    """超过10亿元, 低于3%: a figure and its side; in the base unit where the question names one."""
    for at, item in enumerate(items):
        amount = _amount(item, AmountKind.COUNT) or _amount(item, AmountKind.SHARE)
        if amount is None or amount.low is None:
            continue
        near = [items[place].token for place in (at - 1, at + 1) if 0 <= place < len(items)]
        value, base = _measured(amount)
        if any(token.has("above", "below") for token in near):
            return Bound(compare_at(items, at), value, in_base_unit=base)
    return None


def _measured(amount: Amount) -> tuple[float, bool]:
    """A figure, and whether it is in the base unit: 500万千瓦 and 100亿 are, a bare 500 is in the unit of the table."""
    if amount.kind is AmountKind.SHARE:
        return (amount.low or 0) * 100, False
    measure = parse_quantity(amount.text) if amount.unit else None
    bare = amount.low or 0
    return (measure.base, True) if measure else (bare, bool(amount.unit) or amount.text[-1:] in ("万", "亿"))


def _things(items: Sequence[Item], named: Sequence[Item], *, of_many: bool) -> Things:
    """What the figures are of: the named things, or all of a kind, in a region where one is said."""
    kinds = [name for one in items if not one.is_things for name in one.token.of("class") if name != _C.INDICATOR]
    level = next((one.token.of("level")[0] for one in items if one.has("level")), "")
    regions = [one for one in named if one.classes <= {_C.REGION}]
    if of_many and any(one.classes <= _TRAITS for one in named):
        told = [one for one in items if not one.classes & _INDICATOR and not _amount(one, AmountKind.YEARS)]
        return phrase(told, Head(len(told), (_C.ENTERPRISE,)))
    grouped = any(one.members for one in named)  # 杭州和宁波谁的…多
    if of_many and not kinds and not level and not grouped and _said(items, "ask:who"):
        kinds = [_C.ENTERPRISE.value]
    if of_many and not grouped and len(named) == len(regions) <= 1 and (kinds or level):
        return _of_a_kind(kinds, level, regions)
    if not named:
        if of_many:
            return Things((_C.ENTERPRISE, _C.REGION, _C.PARK))
        raise Refused(
            Reason.AMBIGUOUS,
            "没有说是哪个地区、园区或企业的指标 · say which region, park or firm the figure is of",
        )
    chosen = [one for one in named if not one.classes <= {_C.REGION}] or list(named)
    classes = tuple(dict.fromkeys(cls for one in chosen for option in one.options[:1] for cls in option.classes))
    return Things(classes, tuple(id_ for one in chosen for id_ in one.as_class(classes).ids or ()))


def _of_a_kind(kinds: Sequence[str], level: str, regions: Sequence[Item]) -> Things:
    ids = ids_of_level(level) if level and level != "any" else None
    classes = (_C(kinds[0]),) if not level else (_C.REGION, _C.PARK) if level == "any" else (_C.REGION,)
    things = Things(classes, ids)
    return things.tested(*(Within(places_inside(one)) for one in regions))
