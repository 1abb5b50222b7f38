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
from nlp.policies.sections import exception_of
from nlp.policies.states import end_of_state, states
from nlp.policies.tiers import Part, alternatives, begins_tier
from nlp.policies.titles import titles
from nlp.policies.trades import trades
from ontology.eligibility.conditions import Joint, Kind, Operator

_RELAXED: Final = re.compile("放宽|放低|可?降(?:低)?(?:到|至|为)|下调(?:到|至|为)|亦可|也可以?(?!申)")
_RELAXED_BESIDE: Final = re.compile(
    "（[^（）]*(?:放宽|放低|降(?:低)?(?:到|至|为)|的企业，|替代|代替|可用)[^（）]*）|（或[^（）]*）"
)
_FALLS_SHORT: Final = re.compile(
    "(?:达不到|未达到?|不满足|不符合|不具备|低于)[^，；。]{0,12}(?:上述|前述|以上|该|标准|要求|条件)"
)
_BRANCHES: Final = re.compile(
    r"(?P<trades>[^，；。]{2,40}?)等[^，；。]{0,10}?(?:行业|领域)[^；。]{0,24}?"
    r"(?:允许[^；。]{0,8}分支机构|分支机构[^；。]{0,10}?(?:可|允许))"
)
_REPLACES: Final = re.compile("可用?[^，；。]{0,20}(?:替代|代替)")
_EITHER: Final = re.compile("或者|或(?!有|许)|抑或")
_NEAR: Final = 18  # characters between two alternatives; what is longer names another one that was not understood
_LONGEST_NAME: Final = 24  # characters of the name of an alternative that a person has to judge


@dataclass(frozen=True, slots=True)
class Ground:
    """What the reader of a sentence knows of the policy."""

    title: str
    places: tuple[str, ...]


def read_sentence(
    sentence: Piece, ground: Ground, *, kinds: Sequence[Kind], heard: tuple[Piece, ...] = ()
) -> list[Item]:
    """Conditions of a sentence in the order of the text.

    Args:
        sentence: where they are looked for.
        ground: the policy's title and places.
        kinds: whether each of its segments requires, bars or prefers.
        heard: leads above it, nearest first.
    """
    said = set[str]()
    parts = []
    before: tuple[Piece, ...] = heard
    for segment, kind in zip(sentence.segments(), kinds, strict=True):
        parts.append(tuple(_read_segment(segment, ground, kind, _Said(before, said))))
        before = (segment, *before)
    segments = sentence.segments()
    told = _with_fallbacks(segments, _with_branches(segments, parts))
    return list(alternatives(told)) if len(told) > 1 else [item for part in told for item in part]


@dataclass(frozen=True, slots=True)
class _Said:
    heard: tuple[Piece, ...]
    fields: set[str]


def _read_segment(segment: Piece, ground: Ground, kind: Kind, said: _Said) -> Iterator[Item]:
    clauses = [one for clause in segment.clauses() for one in _without_relaxation(clause)]
    except_from = exception_of(str(segment)) or 0
    parts: list[list[Item]] = [[]]
    told = False
    for place, piece in enumerate(clauses):
        heard = (*reversed(clauses[:place]), *said.heard)
        own = Kind.REQUIRED if kind is Kind.EXCLUSION and piece.end <= segment.start + except_from else kind
        here = _read_clause(Clause(piece, heard, segment), ground, own, said.fields)
        if here and begins_tier(here[0]) and not _continues(str(piece)) and piece.text[piece.start - 1] != "（":
            parts.append([])
        silent = place and not told and re.match("或者?", str(piece))
        parts[-1] = (
            [*parts[-1], _any(unjudged(clauses[place - 1]), all_of(tuple(here)))]
            if silent and here
            else _joined(parts[-1], here, piece)
        )
        told = bool(here)
    yield from alternatives([tuple(_continued(item, segment) for item in part) for part in parts if part])


def _without_relaxation(clause: Piece) -> list[Piece]:
    """A clause, and behind it what its brackets relax: 不低于4%（营业收入50亿元以上的可降至3%）."""
    found = _RELAXED_BESIDE.search(clause.text, clause.start, clause.end)
    if not found:
        return [clause]
    return [Piece(clause.text, clause.start, found.start()), Piece(clause.text, found.start() + 1, found.end() - 1)]


def _continues(clause: str) -> bool:
    """Whether a clause goes on with the one before: 或…, 放宽至…, 且…."""
    return bool(re.match("或者?|且|并且?|同时|但|其[他余]", clause) or _RELAXED.search(clause))


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
            if len(between) <= _NEAR and _EITHER.search(between) and not re.search("[（(]", between):
                items[-1] = _any(last, item)
                continue
        items.append(item)
    return items


def _asks(item: Item) -> bool:
    return all(one.kind is Kind.REQUIRED for one in leaves(item))


def _any(left: Item, right: Item) -> Item:
    if (
        isinstance(left, Found)
        and isinstance(right, Found)
        and left.field == right.field == "titles"
        and left.op is right.op
    ):
        return _merged(left, right)
    items = (*left.items, right) if isinstance(left, Joined) and left.op is Joint.ANY else (left, right)
    return Joined(Joint.ANY, items)


def _merged(left: Found, right: Found) -> Found:
    """高新技术企业证书，或者科技型中小企业入库登记编号 is one requirement with two values."""
    assert isinstance(left.value, tuple)
    assert isinstance(right.value, tuple)
    return replace(left, value=tuple(dict.fromkeys((*left.value, *right.value))), end=max(left.end, right.end))


def _joined(items: list[Item], here: list[Item], piece: Piece) -> list[Item]:
    """The items of a segment with those of its next clause: 或者… and 放宽至… make alternatives."""
    text = str(piece)
    if not items or not (here or re.match("或者?|抑或", text)):
        return [*items, *here]
    if re.match("或者?|抑或", text) and _asks(items[-1]):
        return _with_alternative(items, here, piece)
    if _REPLACES.search(text):
        return [*items[:-1], _any(items[-1], all_of(tuple(here)))]
    if re.match("其[他余]", text) and any(_same_field(one, list(leaves(here[0]))) for one in items):
        return [_any(all_of(tuple(items)), all_of(tuple(here)))]
    if _eases(items, here, piece):
        return _relaxed(items, here)
    return _going_on(items, here, text)


def _going_on(items: list[Item], here: list[Item], text: str) -> list[Item]:
    last = items[-1]
    if re.match("但(?!不|未)|且|并且", text) and isinstance(last, Joined) and last.op is Joint.ANY:
        return [*items[:-1], _with_last(last, here)]
    return [*items, *here]


def _with_alternative(items: list[Item], here: list[Item], piece: Piece) -> list[Item]:
    """…，或者…: what the clause asks, or the clause itself, instead of what was asked last."""
    if not here and re.search("(?:下列|以下|如下)", str(piece)):  # the list below says which
        return items
    other = all_of(tuple(here)) if here else unjudged(piece)
    kept = 2 if [is_field(one, "titles", "rd_org_years") for one in items[-2:]] == [True, True] else 1
    return [*items[:-kept], _any(all_of(tuple(items[-kept:])), other)]


def _eases(items: list[Item], here: list[Item], piece: Piece) -> bool:
    """Whether a clause sets another bound for some firms: 可放宽至, in brackets, or the same figure for others."""
    bracketed = piece.text[piece.start - 1 : piece.start] == "（" and piece.text[piece.end : piece.end + 1] == "）"
    return bool(_RELAXED.search(str(piece))) or bracketed or _is_other_firms(items, here, str(piece))


def _is_other_firms(items: list[Item], here: list[Item], text: str) -> bool:
    """营业收入达到5000万元，设计类企业达到2000万元: the same figure again, for firms that no field tells apart."""
    one = here[0] if len(here) == 1 else None
    if not isinstance(one, Found) or one.at < 0 or not re.search("企业|单位|类|项目", text[: one.at]):
        return False
    return any(
        isinstance(item, Found) and item.field == one.field and item.op is one.op and item.value != one.value
        for item in items
    )


def _with_last(group: Joined, here: list[Item]) -> Item:
    """…，或收入低于1000万元，但股权融资达到2000万元: what follows belongs to the last alternative."""
    return replace(group, items=(*group.items[:-1], Joined(Joint.ALL, (group.items[-1], *here))))


def _relaxed(items: list[Item], here: list[Item]) -> list[Item]:
    """主营业务收入2亿元以上，高新技术企业可放宽到1亿元以上: either the rule, or the special case with its own bound."""
    bounds = [
        one
        for item in here
        for one in leaves(item)
        if one.op in {Operator.AT_LEAST, Operator.MORE, Operator.AT_MOST, Operator.LESS}
    ]
    rule = tuple(item for item in items if _same_field(item, bounds))
    if not rule or not here:
        return [*items, *here]
    place = items.index(rule[0])
    rest = [item for item in items if item not in rule]
    return [*rest[:place], _any(all_of(rule), all_of(tuple(here))), *rest[place:]]


def _same_field(item: Item, bounds: Sequence[Found]) -> bool:
    return any(one.field == other.field for one in leaves(item) for other in bounds)


def _with_branches(segments: Sequence[Piece], parts: Sequence[Part]) -> list[Part]:
    """石油石化等行业的分支机构也可以申报: there a branch may apply, so that no legal person is asked for."""
    told = list(parts)
    for place, segment in enumerate(segments):
        found = _BRANCHES.search(str(segment))
        if not found:
            continue
        values = tuple(re.split("、|和|及|或", found["trades"]))
        free = Found("sector", Operator.IN, values, segment.start + found.start(), segment.start + found.end())
        told = [tuple(_any(one, free) if is_field(one, "legal_person") else one for one in part) for part in told]
        told[place] = tuple(one for one in told[place] if not is_field(one, "legal_person", "sector"))
    return told


def is_field(item: Item, *fields: str) -> bool:
    """Whether an item is a single condition on one of the fields."""
    return isinstance(item, Found) and item.field in fields


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
