"""The conditions of one sentence, with what joins them: 或, 放宽至, tiers by revenue."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from nlp.policies.choices import Choice, choice_of, choice_of_these
from nlp.policies.clauses import Piece
from nlp.policies.exemptions import applies_too, freed_before, instead_of, is_of_everyone
from nlp.policies.figures import Clause, figures, turned_round
from nlp.policies.found import Found, Item, Joined, all_of, leaves, start_of
from nlp.policies.implied import implied
from nlp.policies.joining import (
    RELAXED,
    either_of,
    is_asked,
    is_field,
    is_of_other_firms,
    join_clause,
    join_in_clause,
    unjudged,
    whom,
)
from nlp.policies.places import places
from nlp.policies.relevance import gives_more, is_rewarded
from nlp.policies.sections import exception_of
from nlp.policies.states import end_of_state, states
from nlp.policies.tiers import Part, alternatives, begins_tier, with_case
from nlp.policies.titles import titles
from nlp.policies.trades import barred_trades, other_sizes, trades
from ontology.eligibility.conditions import Joint, Kind, Operator

_RELAXED_BESIDE: Final = re.compile(
    r"（[^（），]{4,30}(?:的|者)，(?![^（）]*(?:按|计算|视为))[^（）]*\d[^（）]*）|（(?=[^（）]*[的企业项目])[^（），]{4,30}除外）|（[^（），\d]{2,16}(?:企业|单位|项目|产品|类)(?:≥|>=|不低于|不少于|达到|为|(?=\d))[^（）]*[\d一二三四五六七八九十][^（）]*）|（(?!均指|均为|截至|含|不含|其中|即|按|约|折合|近|以|如|自)[^（），。\d]{2,10}[\d一二三四五六七八九十]+(?:年|%|万元|亿元|人|件|项|家|分)[^（），]{0,6}）|（[^（）]*(?:放宽|放低|降(?:低)?(?:到|至|为)|的企业，|替代|代替|可用)[^（）]*）|（或[^（）]{7,}）"
)
_FALLS_SHORT: Final = re.compile(
    "^(?:没有|无|不具备|未(?:取得|获得|拥有))[^，；。]{2,14}的，|(?:达不到|未达到?|不满足|不符合|不具备|低于)[^，；。]{0,12}(?:上述|前述|以上|该|标准|要求|条件)"
)
_APPLIED_FOR: Final = re.compile("(?:申请|申报)(?P<award>[^，；。（的]{2,16})(?:（[^（）]*）)?的?，")
_SHORT_OF: Final = re.compile("(?:达不到|未达到?|不足|不满足|低于)(?:上述|该|此|这一)?(?:标准|条件|要求|规模|金额)?的")
_BARRED_BUT: Final = re.compile("(?:不得|不予|不再|不能)[^，；。]{2,8}，(?:但)?[^，；。]{2,24}除外")
_BRANCHES: Final = re.compile(
    r"(?P<trades>[^，；。（(]{2,40}?)等[^，；。]{0,10}?(?:行业|领域)[^；。]{0,24}?"
    r"(?:允许[^；。]{0,8}分支机构|分支机构[^；。]{0,10}?(?:可|允许))"
)


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
        parts.append(
            () if gives_more(str(segment)) else tuple(_read_segment(segment, ground, kind, _Said(before, said)))
        )
        before = (segment, *before)
    segments = sentence.segments()
    chosen = _chosen(segments, parts, kinds) or _earned(segments, parts) or _applied_for(segments, parts)
    if chosen:
        return chosen
    told = _with_fallbacks(segments, _with_branches(segments, parts))
    return list(alternatives(told)) if len(told) > 1 else [item for part in told for item in part]


def _chosen(segments: Sequence[Piece], parts: Sequence[Part], kinds: Sequence[Kind]) -> list[Item]:
    """符合下列条件之一：…；…；…: the segments are alternatives; nothing where the sentence says no such thing."""
    place, lead, choice = _choice_within(segments)
    if choice.op is Joint.ALL or any(kind is not Kind.REQUIRED for kind in kinds):
        return []
    begins = segments[place].start + len(lead)
    own = tuple(one for one in parts[place] if start_of(one) < begins)
    before = [one for part in parts[:place] for one in part]
    options = [tuple(one for one in part if one not in own) for part in parts[place:]]
    listed = tuple(
        all_of(option) if option else unjudged(segment)
        for option, segment in zip(options, segments[place:], strict=True)
    )
    return [*before, *own, Joined(choice.op, listed, choice.n)]


def _choice_within(segments: Sequence[Piece]) -> tuple[int, str, Choice]:
    """Which segment lets choose among what it and the next ones say, by its words before a colon."""
    for place, segment in enumerate(segments[:-1]):
        lead, colon, _ = str(segment).partition("：")
        choice = choice_of(lead) if colon else Choice(Joint.ALL)
        if choice.op is not Joint.ALL:
            return place, lead, choice
    return 0, "", Choice(Joint.ALL)


def _earned(segments: Sequence[Piece], parts: Sequence[Part]) -> list[Item]:
    """对国家企业技术中心，奖励100万元；对省级企业技术中心，奖励50万元: a firm needs to earn one of them."""
    pieces = [one for segment in segments for one in _parts_that_give(segment)]
    items = [item for part in parts for item in part]
    told = [(str(one), tuple(item for item in items if one.start <= start_of(item) < one.end)) for one in pieces]
    earned = [(words, part) for words, part in told if part]
    if len(earned) < 2 or not all(is_rewarded(words) and all(map(is_asked, part)) for words, part in earned):
        return []
    return [Joined(Joint.ANY, tuple(all_of(part) for _, part in earned))]


def _parts_that_give(segment: Piece) -> list[Piece]:
    """A segment, cut where it turns to other firms: 对小巨人企业奖励100万元，对单项冠军企业奖励200万元."""
    cuts = [segment.start, *(segment.start + one.start() + 1 for one in re.finditer("，(?=对)", str(segment)))]
    return [Piece(segment.text, start, end) for start, end in zip(cuts, [*cuts[1:], segment.end], strict=True)]


def _applied_for(segments: Sequence[Piece], parts: Sequence[Part]) -> list[Item]:
    """申请A级补助，应…；申请B级补助，应…: what one award asks, or what another does."""
    told = [
        (found["award"], part)
        for one, part in zip(segments, parts, strict=True)
        if (found := _APPLIED_FOR.match(str(one))) and part and all(map(is_asked, part))
    ]
    if len(told) < 2 or len({award for award, _ in told}) < len(told) or len(told) < sum(map(bool, parts)):
        return []
    return [Joined(Joint.ANY, tuple(all_of(part) for _, part in told))]


def _with_choice_behind(items: list[Item], segment: Piece) -> list[Item]:
    """…、…，以上资质至少具备一项: what stands before is a choice."""
    choice, at = choice_of_these(str(segment))
    if choice is None:
        return items
    since = segment.start + max(str(segment).rfind("：", 0, at), 0)
    chosen = tuple(one for one in items if since <= start_of(one) < segment.start + at and is_asked(one))
    rest = [one for one in items if one not in chosen]
    return [*rest, Joined(choice.op, chosen, choice.n)] if len(chosen) > 1 else items


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
        spared = bool(place) and _BARRED_BUT.search(segment.text, segment.start, piece.end) is not None
        excepted = piece.end <= segment.start + except_from and not _BARRED_BUT.search(str(segment))
        own = Kind.REQUIRED if kind is Kind.EXCLUSION and (excepted or spared) else kind
        here = _read_clause(Clause(piece, heard, segment), ground, own, said.fields)
        if spared:
            parts[-1] = _with_exception(parts[-1], here)
            continue
        if here and _begins_tier(parts[-1], here, piece):
            parts.append([])
        if here and place and not told and _SHORT_OF.fullmatch(str(clauses[place - 1])) and parts[-1]:
            parts[-1] = [*parts[-1][:-1], either_of(parts[-1][-1], all_of(tuple(here)))]
            told = True
            continue
        silent = place and not told and re.match("或者?", str(piece))
        parts[-1] = (
            [*parts[-1], either_of(unjudged(clauses[place - 1]), all_of(tuple(here)))]
            if silent and here
            else join_clause(parts[-1], here, piece)
        )
        told = bool(here)
    joined = list(alternatives([tuple(_continued(item, segment) for item in part) for part in parts if part]))
    yield from _with_choice_behind(joined, segment)


def _begins_tier(before: list[Item], here: list[Item], piece: Piece) -> bool:
    """Whether a clause says for which firms the bounds after it are, and does not go on with the one before."""
    bracketed = piece.text[piece.start - 1 : piece.start] == "（"
    return begins_tier(here[0]) and not (
        _continues(str(piece)) or bracketed or is_of_other_firms(before, here, str(piece))
    )


def _with_exception(items: list[Item], here: Sequence[Item]) -> list[Item]:
    """…的企业不得申报，小巨人企业除外: what bars, or the firms it spares."""
    return [*items[:-1], either_of(items[-1], all_of(tuple(here)))] if items and here else items


def _without_relaxation(clause: Piece) -> list[Piece]:
    """A clause, and behind it what its brackets relax: 不低于4%（营业收入50亿元以上的可降至3%）."""
    found = _RELAXED_BESIDE.search(clause.text, clause.start, clause.end)
    if not found:
        return [clause]
    before = Piece(clause.text, clause.start, found.start())
    after = Piece(clause.text, found.end(), clause.end)
    beside = Piece(clause.text, found.start() + 1, found.end() - 1)
    return [before, beside, *([after] if str(after) else [])]


def _continues(clause: str) -> bool:
    """Whether a clause goes on with the one before: 或…, 放宽至…, 且…."""
    return bool(re.match("或者?|以及|且|并且?|同时|但|其[他余]", clause) or RELAXED.search(clause))


def _read_clause(clause: Clause, ground: Ground, kind: Kind, said: set[str]) -> list[Item]:
    barred = kind is Kind.EXCLUSION
    named = list(titles(clause, ground.title, barred=barred))
    free = [one for one in states(clause, barred=barred, said=said) if not _covered(one, named)]
    others = [one for one in (*places(clause, ground.places), *trades(clause)) if not _covered(one, named)]
    if barred and not (named or free or others) and (trade := barred_trades(clause.piece)):
        others = [trade]
    counted = [one for one in figures(clause) if not _inside(one, named)]
    told: list[Item] = [*named, *free, *others, *counted]
    told += implied(clause, [one for item in counted for one in leaves(item)])
    found = sorted((_turned(one, kind) for one in told), key=start_of)
    return join_in_clause(found, clause.piece)


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
    if turned.field == "size_class" and turned.op is Operator.NOT_IN:
        turned = replace(turned, op=Operator.IN, value=other_sizes(turned.value))
    return replace(turned, kind=kind)


def _with_branches(segments: Sequence[Piece], parts: Sequence[Part]) -> list[Part]:
    """石油石化等行业的分支机构也可以申报: there a branch may apply, so that no legal person is asked for."""
    told = list(parts)
    for place, segment in enumerate(segments):
        found = _BRANCHES.search(str(segment))
        if not found:
            continue
        values = tuple(re.split("、|和|及|或", found["trades"]))
        free = Found("sector", Operator.IN, values, segment.start + found.start(), segment.start + found.end())
        told = [tuple(either_of(one, free) if is_field(one, "legal_person") else one for one in part) for part in told]
        told[place] = tuple(one for one in told[place] if not is_field(one, "legal_person", "sector"))
    return told


def _is_instead(segment: Piece, before: Part, part: Part) -> bool:
    """Whether a segment stands instead of the one before: 收入达不到上述标准的, …；或获得国家级奖励."""
    if _FALLS_SHORT.search(str(segment)) or applies_too(str(segment)):
        return True
    return bool(re.match("或者?", str(segment))) and all(map(is_asked, (*before, *part)))


def _with_fallbacks(segments: Sequence[Piece], parts: Sequence[Part]) -> list[Part]:
    """Parts that hold something; one that stands instead of what was said before joins it."""
    told: list[Part] = []
    for segment, part in zip(segments, parts, strict=True):
        if part:
            told = _with_segment(told, part, segment)
    return told


def _with_segment(told: list[Part], part: Part, segment: Piece) -> list[Part]:
    """The parts of a sentence with the next: it frees from some, eases them, or stands instead of the last."""
    text, before = str(segment), [item for one in told for item in one]
    freed = freed_before(text, before)
    if freed:
        return [tuple(instead_of(before, freed, part))]
    if told and (
        text.startswith("其中") or RELAXED.search(text) or is_of_other_firms(list(told[-1]), list(part), text)
    ):
        part = (*whom(_after_lead(segment), part), *part)
        if len(part) > 1 and _names_firms(told[-1]):
            return [*told, part]
        eased = with_case(told[-1], part)
        return [*told[:-1], tuple(eased)] if len(eased) <= len(told[-1]) else [*told, part]
    if not told or not _is_instead(segment, told[-1], part):
        return [*told, part]
    if re.match("或者?", text):
        return [*told[:-1], _or_else(told[-1], part)]
    return [*told[:-1], (*told[-1][:-1], either_of(told[-1][-1], all_of(part)))]


def _names_firms(part: Part) -> bool:
    """Whether a part says first for which firms it is."""
    return is_field(part[0], "industry", "sector", "size_class", "titles", "above_scale", "other")


def _after_lead(segment: Piece) -> Piece:
    """A segment without its 其中，."""
    lead = re.match("其中，?", str(segment))
    return Piece(segment.text, segment.start + (lead.end() if lead else 0), segment.end)


def _or_else(before: Part, part: Part) -> Part:
    """A；或者B: all that the segment before asks, but for what is asked of everyone, or what this one does."""
    again = {one.field for item in part for one in leaves(item)}
    asked = tuple(one for one in before if not is_of_everyone(one) or any(leaf.field in again for leaf in leaves(one)))
    asked = asked or before[-1:]
    return (*(one for one in before if one not in asked), either_of(all_of(asked), all_of(part)))
