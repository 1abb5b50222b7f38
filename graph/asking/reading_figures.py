"""Questions on indicators: a figure, its growth, the difference of two, who is highest, sums and means."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from graph.asking.amounts import AmountKind
from graph.asking.heads import Form, is_noun
from graph.asking.items import Item
from graph.asking.meaning import Ask, Bound, Compare, FigureOf, Step, Things, Within, Years
from graph.asking.places import places_inside
from graph.asking.reading_shares import how_many
from graph.asking.refusal import Reason, Refused
from ontology.schema import EntityClass

_C = EntityClass
_INDICATOR: Final = frozenset({_C.INDICATOR})
_NUMBERED: Final = frozenset({AmountKind.COUNT, AmountKind.SHARE})


def read_figures(items: Sequence[Item], form: Form) -> Ask | None:
    """What an indicator says of named things, or which things it is highest for."""
    indicators = tuple(id_ for one in items if one.classes & _INDICATOR for id_ in one.as_class(_INDICATOR).ids or ())
    if not indicators:
        return None
    named = [one for one in items if one.is_things and not one.classes & _INDICATOR]
    years = _years(items)
    step = _step(items, years, named)
    things = _things(items, named, compared=step in {Step.TOP, Step.ABOVE, Step.CHANGED, Step.SUM, Step.MEAN})
    return FigureOf(
        step,
        indicators,
        things,
        years,
        descending=not any(one.has("bottom", "less", "decline") for one in items),
        most=how_many(items) if step is Step.TOP else 1,
        bound=_bound(items),
        yes_no=form is Form.YES_NO,
    )


def _years(items: Sequence[Item]) -> Years:
    spans = [
        one.token.amount
        for one in items
        if not one.is_things and one.token.amount and one.token.amount.kind is AmountKind.YEARS
    ]
    lows = [int(one.low) for one in spans if one.low]
    highs = [int(one.high) for one in spans if one.high]
    if not spans:
        return Years()
    return Years(
        min(lows) if lows else None, max(highs) if highs and not any(one.high is None for one in spans) else None
    )


def _step(items: Sequence[Item], years: Years, named: Sequence[Item]) -> Step:
    def said(*kinds: str) -> bool:
        return any(one.has(*kinds) for one in items)

    paired = years.low is not None and years.high is not None and years.low != years.high
    picks = said("ask:which", "ask:who") or any(is_noun(one) and not one.has("class:Indicator") for one in items)
    if said("top", "bottom", "rank") or (picks and said("more", "less") and (len(named) != 1 or named[0].members)):
        return Step.GROWTH if paired and said("growth", "decline") else Step.TOP
    if picks and paired and said("growth", "decline", "rose", "more", "less"):
        return Step.CHANGED
    for kinds, step in _SAID:
        if said(*kinds):
            return step
    return Step.ABOVE if picks and _bound(items) is not None else Step.VALUE


_SAID: Final = (
    (("mean",), Step.MEAN),
    (("difference",), Step.DIFFERENCE),
    (("growth", "decline"), Step.GROWTH),
    (("sum",), Step.SUM),
)


def _bound(items: Sequence[Item]) -> Bound | None:
    for at, item in enumerate(items):
        amount = item.token.amount
        if item.is_things or amount is None or amount.kind not in _NUMBERED or amount.low is None:
            continue
        near = [items[place].token for place in (at - 1, at + 1) if 0 <= place < len(items)]
        value = amount.low * 100 if amount.kind is AmountKind.SHARE else amount.low
        if any(token.has("above") for token in near):
            return Bound(Compare.ABOVE, value)
        if any(token.has("below") for token in near):
            return Bound(Compare.BELOW, value)
    return None


def _things(items: Sequence[Item], named: Sequence[Item], *, compared: bool) -> Things:
    """What the figures are of: the named things, or all of a kind, in a region where one is said."""
    kinds = [name for one in items if not one.is_things for name in one.token.of("class") if name != _C.INDICATOR]
    level = next((one.token.of("level")[0] for one in items if one.has("level")), "")
    regions = [one for one in named if one.classes <= {_C.REGION}]
    if compared and len(named) == len(regions) <= 1 and (kinds or level):
        cls = _C.REGION if level else _C(kinds[0])
        things = Things((cls,), ids=level_ids(level) if level and level != "any" else None)
        return (
            things.tested(*(Within(places_inside(one)) for one in regions))
            if cls is not _C.REGION or regions
            else things
        )
    if not named:
        if compared:
            return Things((_C.ENTERPRISE, _C.REGION, _C.PARK))
        raise Refused(
            Reason.AMBIGUOUS, "没有说是哪个地区、园区或企业的指标 · say which region, park or firm the figure is of"
        )
    chosen = [one for one in named if not one.classes <= {_C.REGION}] or list(named)
    classes = tuple(dict.fromkeys(cls for one in chosen for option in one.options[:1] for cls in option.classes))
    ids = tuple(id_ for one in chosen for id_ in one.as_class(classes).ids or ())
    return Things(classes, ids)


def level_ids(level: str) -> tuple[str, ...]:
    """Ids of every region of a level."""
    from ontology.values.regions import regions

    central = {"reg:110000", "reg:120000", "reg:310000", "reg:500000"}
    return tuple(one.id for one in regions() if one.level == level or (level == "city" and one.id in central))


__all__ = ["read_figures", "replace"]
