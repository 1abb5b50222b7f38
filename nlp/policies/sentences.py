"""The conditions of one sentence, with what joins them: 或, 放宽至, tiers by revenue."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from nlp.policies.clauses import Piece
from nlp.policies.figures import Clause, figures, turned_round
from nlp.policies.found import Found, Item, Joined, all_of, leaves, start_of
from nlp.policies.implied import implied
from nlp.policies.places import places
from nlp.policies.states import end_of_state, states
from nlp.policies.tiers import Part, alternatives
from nlp.policies.titles import titles
from nlp.policies.trades import trades
from ontology.eligibility.conditions import Joint, Kind, Operator

_RELAXED: Final = re.compile("放宽|放低|可?降(?:低)?(?:到|至|为)|下调(?:到|至|为)")
_FALLS_SHORT: Final = re.compile(
    "(?:达不到|未达到?|不满足|不符合|不具备|低于)[^，；。]{0,12}(?:上述|前述|以上|该|标准|要求|条件)"
)
_EITHER: Final = re.compile("或者|或(?!有|许)|抑或")
_LONGEST_NAME: Final = 24  # characters of the name of an alternative that a person has to judge


@dataclass(frozen=True, slots=True)
class Ground:
    """What the reader of a sentence knows of the policy."""

    title: str
    places: tuple[str, ...]


def read_sentence(sentence: Piece, ground: Ground, *, kind: Kind, heard: tuple[Piece, ...] = ()) -> list[Item]:
    """Conditions of a sentence in the order of the text.

    Args:
        sentence: where they are looked for.
        ground: the policy's title and places.
        kind: whether it requires, bars or prefers.
        heard: leads above it, nearest first.
    """
    said = set[str]()
    parts = []
    before: tuple[Piece, ...] = heard
    for segment in sentence.segments():
        parts.append(tuple(_read_segment(segment, ground, kind, _Said(before, said))))
        before = (segment, *before)
    told = _with_fallbacks(sentence.segments(), parts)
    return list(alternatives(told)) if len(told) > 1 else [item for part in told for item in part]


@dataclass(frozen=True, slots=True)
class _Said:
    heard: tuple[Piece, ...]
    fields: set[str]


def _read_segment(segment: Piece, ground: Ground, kind: Kind, said: _Said) -> Iterator[Item]:
    clauses = segment.clauses()
    items: list[Item] = []
    for place, piece in enumerate(clauses):
        heard = (*reversed(clauses[:place]), *said.heard)
        here = _read_clause(Clause(piece, heard, segment), ground, kind, said.fields)
        items = _joined(items, here, piece)
    yield from (_continued(item, segment) for item in items)


def _read_clause(clause: Clause, ground: Ground, kind: Kind, said: set[str]) -> list[Item]:
    barred = kind is Kind.EXCLUSION
    named = list(titles(clause, ground.title, barred=barred))
    free = [one for one in states(clause, barred=barred, said=said) if not _covered(one, named)]
    others = [one for one in (*places(clause, ground.places), *trades(clause)) if not _covered(one, named)]
    counted = [one for one in figures(clause) if not _inside(one, named)]
    told: list[Item] = [*named, *free, *others, *counted]
    told += implied(clause, [one for item in counted for one in leaves(item)])
    found = sorted((_turned(one, kind) for one in told), key=start_of)
    return _either(found, clause.piece)


def _continued(item: Item, segment: Piece) -> Item:
    """What is denied of a firm goes on where the next clause denies more of the same: 没有事故，也没有环境违法."""
    if isinstance(item, Joined):
        return item
    return replace(item, end=end_of_state(item.field, segment, item.end))


def _covered(one: Found, named: Sequence[Found]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in named)


def _inside(item: Item, named: Sequence[Found]) -> bool:
    return (
        isinstance(item, Found)
        and item.unit == "位"
        and _covered(item, [one for one in named if one.field == "awards"])
    )


def _turned(item: Item, kind: Kind) -> Item:
    """The condition as it must hold for the firm to pass."""
    if isinstance(item, Joined):
        op = {Joint.ANY: Joint.ALL}.get(item.op, item.op) if kind is Kind.EXCLUSION else item.op
        return Joined(op, tuple(_turned(one, kind) for one in item.items), item.n)
    turned = turned_round(item) if kind is Kind.EXCLUSION and item.op is not Operator.IS else item
    return replace(turned, kind=kind)


def _either(found: list[Item], piece: Piece) -> list[Item]:
    """Conditions of a clause between which nothing but 或 stands are alternatives."""
    items: list[Item] = []
    for item in found:
        last = items[-1] if items else None
        if last is not None and _asks(item) and _asks(last):
            between = piece.text[max(one.end for one in leaves(last)) : start_of(item)]
            if _EITHER.search(between) and not re.search("[（(]", between):
                items[-1] = _any(last, item)
                continue
        items.append(item)
    return items


def _asks(item: Item) -> bool:
    return all(one.kind is Kind.REQUIRED for one in leaves(item))


def _any(left: Item, right: Item) -> Item:
    items = (*left.items, right) if isinstance(left, Joined) and left.op is Joint.ANY else (left, right)
    return Joined(Joint.ANY, items)


def _joined(items: list[Item], here: list[Item], piece: Piece) -> list[Item]:
    """The items of a segment with those of its next clause: 或者… and 放宽至… make alternatives."""
    text = str(piece)
    if items and _RELAXED.search(text):
        return _relaxed(items, here)
    if items and re.match("或者?|抑或", text) and _asks(items[-1]):
        other = all_of(tuple(here)) if here else unjudged(piece)
        return [*items[:-1], _any(items[-1], other)]
    return [*items, *here]


def _relaxed(items: list[Item], here: list[Item]) -> list[Item]:
    """主营业务收入2亿元以上，高新技术企业可放宽到1亿元以上: either the rule, or the special case with its own bound."""
    bounds = [
        one
        for item in here
        for one in leaves(item)
        if one.op in {Operator.AT_LEAST, Operator.MORE, Operator.AT_MOST, Operator.LESS}
    ]
    place = next((at for at in reversed(range(len(items))) if _same_field(items[at], bounds)), None)
    if place is None or not here:
        return [*items, *here]
    special = all_of(tuple(here))
    return [*items[:place], _any(items[place], special), *items[place + 1 :]]


def _same_field(item: Item, bounds: Sequence[Found]) -> bool:
    return any(one.field == other.field for one in leaves(item) for other in bounds)


def _with_fallbacks(segments: Sequence[Piece], parts: Sequence[Part]) -> list[Part]:
    """Parts that hold something; one for firms that miss what was said before, as 收入达不到上述标准的, joins it."""
    told: list[Part] = []
    for segment, part in zip(segments, parts, strict=True):
        if part and told and _FALLS_SHORT.search(str(segment)) and told[-1]:
            told[-1] = (*told[-1][:-1], _any(told[-1][-1], all_of(part)))
        elif part:
            told.append(part)
    return told


def unjudged(piece: Piece) -> Found:
    """An alternative that no field holds: a person has to judge it."""
    name = re.sub("^(?:或者?|属于|为|具有|具备|拥有|已)+", "", str(piece))
    return Found("other", Operator.JUDGE, name[:_LONGEST_NAME], piece.start, piece.end)
