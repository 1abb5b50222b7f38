"""The conditions of one sentence, with what joins them: 或, 放宽至, tiers by revenue."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from nlp.policies.conditions.figures import figures, turned_round
from nlp.policies.conditions.implied import implied
from nlp.policies.conditions.industries import barred_industries, industries_of
from nlp.policies.conditions.places import places
from nlp.policies.conditions.sectors import sectors
from nlp.policies.conditions.sizes import other_sizes, sizes
from nlp.policies.conditions.states import end_of_state, states
from nlp.policies.conditions.titles import titles
from nlp.policies.found import Found, Item, Joined, all_of, leaves, start_of
from nlp.policies.logic.exemptions import freed_before
from nlp.policies.logic.joining import (
    RELAXED,
    either_of,
    is_bracketed,
    is_of_other_firms,
    join_clause,
    join_in_clause,
)
from nlp.policies.logic.segments import applied_for, chosen, earned, with_branches, with_choice_behind, with_fallbacks
from nlp.policies.logic.tiers import alternatives, begins_tier, is_kind
from nlp.policies.logic.whom import unjudged, unless
from nlp.policies.relevance import gives_more
from nlp.policies.sections import exception_of
from nlp.policies.text.clauses import Clause, Piece, overlaps
from ontology.eligibility.conditions import NUMERIC, Joint, Kind, Operator

_RELAXED_BESIDE: Final = re.compile(
    r"（[^（），]{4,30}(?:的|者)(?:，|(?=不低于|不少于|不高于|不超过|可|达到))(?![^（）]*(?:按|计算|视为))[^（）]*\d[^（）]*）|（(?=[^（）]*[的企业项目])[^（），]{4,30}除外）|（[^（），\d]{2,16}(?:企业|单位|项目|产品|类)(?:可|暂)?不(?:作|做|受)[^（），]{0,8}(?:要求|限制|限)）|（[^（），\d]{2,16}(?:企业|单位|项目|产品|类)(?:≥|>=|不低于|不少于|达到|为|(?=\d))[^（）]*[\d一二三四五六七八九十][^（）]*）|（(?!均指|均为|截至|含|不含|其中|即|按|约|折合|近|以|如|自)[^（），。\d]{2,10}[\d一二三四五六七八九十]+(?:年|%|万元|亿元|人|件|项|家|分)[^（），]{0,6}）|（[^（），\d]{2,10}(?:企业|产品|项目)[^（），\d]{2,24}不(?:低|少)于[\d.]+%）|（[^（）]*(?:放宽|放低|降(?:低)?(?:到|至|为)|的企业，|替代|代替|可用)[^（）]*）|（或[^（）]{7,}）"
)
_LACKED: Final = re.compile(
    "(?:或者?|企业|注册地|所属行业|项目)?(?:不符合|不属于|不在|不是|未在|非|不具备|不满足)[^，；。]{0,8}"
)
_OF_SOME_USE: Final = re.compile(
    r"(?:其中)?(?:用于|涉及|采用|租用|租赁|联合|委托|需要|实行)[^，；。\d]{2,16}的(?:项目|企业|产品|贷款)?"
)
_SOME_PRODUCTS: Final = re.compile(
    "(?P<who>(?!申报|申请|参评|推荐|该|本|所|此|上述|以上|主导|主要|核心|企业|生产|相关)[一-龥]{2,6}产品)(?:还|另)?(?:应|须|需)"
)
_OF_ALL_OTHERS: Final = re.compile("其[他余它]")
_MUST: Final = re.compile("(?:其|该|项目|企业|产品|还|另|则)*(?:应|须|需|必须|要)(?!求)")
_SHORT_OF: Final = re.compile("(?:达不到|未达到?|不足|不满足|低于)(?:上述|该|此|这一)?(?:标准|条件|要求|规模|金额)?的")
_UNHELD_EXCEPTION: Final = re.compile("但?[^，；。]{4,24}除外")
_DEFINED: Final = re.compile("即(?!可|将|满足|符合|具备|应|须|使|日|时|年|上|近)")
_BARRED_BUT: Final = re.compile("(?:不得|不予|不再|不能)[^，；。]{2,8}，(?:但)?[^，；。]{2,24}除外")


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
            ()
            if gives_more(str(segment))
            else tuple(_read_segment(segment, ground, kind, _Said(before, set() if kind is Kind.EXCLUSION else said)))
        )
        before = (segment, *before)
    parts = _counted_once(parts)
    segments = sentence.segments()
    found = chosen(segments, parts, kinds) or earned(segments, parts) or applied_for(segments, parts)
    if found:
        return found
    told = with_fallbacks(segments, with_branches(segments, parts))
    return list(alternatives(told)) if len(told) > 1 else [item for part in told for item in part]


def _counted_once(parts: list[tuple[Item, ...]]) -> list[tuple[Item, ...]]:
    """Parts of a sentence without 拥有自主知识产权 where they go on to say how many: it is one at least anyway."""
    said = [one for part in parts for item in part for one in leaves(item) if one.field == "ip_total"]
    counted = any(isinstance(one.value, float) and one.value > 1 and one.kind is Kind.REQUIRED for one in said)
    return [
        tuple(
            one
            for one in part
            if not (counted and isinstance(one, Found) and one.field == "ip_total" and one.value == 1.0)
        )
        for part in parts
    ]


@dataclass(frozen=True, slots=True)
class _Said:
    heard: tuple[Piece, ...]
    fields: set[str]


def _read_segment(segment: Piece, ground: Ground, kind: Kind, said: _Said) -> Iterator[Item]:
    told = [one for one in segment.clauses() if not _DEFINED.match(str(one))]
    clauses = [one for clause in told for one in _without_relaxation(clause)]
    except_from = exception_of(str(segment)) or 0
    parts: list[list[Item]] = [[]]
    silent: Piece | None = None  # the clause before, where it asks for nothing
    for place, piece in enumerate(clauses):
        heard = (*reversed(clauses[:place]), *said.heard)
        spared = bool(place) and _BARRED_BUT.search(segment.text, segment.start, piece.end) is not None
        excepted = piece.end <= segment.start + except_from and not _BARRED_BUT.search(str(segment))
        own = Kind.REQUIRED if kind is Kind.EXCLUSION and (excepted or spared) else kind
        own = Kind.EXCLUSION if _leaves_out(piece, parts[-1]) else own
        here = _read_clause(Clause(piece, heard, segment), ground, own, said.fields)
        if silent and str(silent).startswith("其中") and is_bracketed(piece):
            continue  # it relaxes what no field holds
        if not here and kind is Kind.EXCLUSION and parts[-1] and _UNHELD_EXCEPTION.fullmatch(str(piece)):
            parts[-1] = _freed_of_figure(parts[-1], piece)
            continue
        if spared:
            parts[-1] = _with_exception(parts[-1], here)
            continue
        if here and _OF_ALL_OTHERS.match(str(piece)) and _are_of_kinds(parts):
            parts = [[Joined(Joint.ANY, tuple(all_of(tuple(part)) for part in (*parts, here) if part))]]
            continue
        if here and _begins_tier(parts[-1], here, piece):
            parts.append([])
        parts[-1] = _with_clause(parts[-1], here, piece, silent)
        silent = None if here else piece
    joined = list(alternatives([tuple(_continued(item, segment) for item in part) for part in parts if part]))
    yield from with_choice_behind(joined, segment)


def _with_clause(items: list[Item], here: list[Item], piece: Piece, silent: Piece | None) -> list[Item]:
    """Items with those of the next clause, which a clause that asks for nothing may make an alternative.

    收入2亿元以上，达不到上述标准的，须为高新技术企业; 属于地方领军企业，或者收入2亿元以上.
    """
    if here and items and silent and _SHORT_OF.fullmatch(str(silent)):
        return [*items[:-1], either_of(items[-1], all_of(tuple(here)))]
    kind = _SOME_PRODUCTS.match(str(piece))
    if here and kind and not any(start_of(one) < piece.start + kind.end("who") for one in here):
        who = Piece(piece.text, piece.start, piece.start + kind.end("who"))
        return [*items, either_of(unless(who), all_of(tuple(here)))]
    if here and silent and _OF_SOME_USE.fullmatch(str(silent)) and _MUST.match(str(piece)):
        return [*items, either_of(unless(silent), all_of(tuple(here)))]
    if here and silent and re.match("或者?", str(piece)):
        return [*items, either_of(unjudged(silent), all_of(tuple(here)))]
    return join_clause(items, here, piece)


def _begins_tier(before: list[Item], here: list[Item], piece: Piece) -> bool:
    """Whether a clause says for which firms the bounds after it are, and does not go on with the one before."""
    bracketed = piece.text[piece.start - 1 : piece.start] == "（"
    return begins_tier(here[0]) and not (
        freed_before(str(piece), before)
        or (_continues(str(piece)) and "：" not in str(piece))
        or bracketed
        or is_of_other_firms(before, here, str(piece))
    )


def _with_exception(items: list[Item], here: Sequence[Item]) -> list[Item]:
    """…的企业不得申报，小巨人企业除外: what bars, or the firms it spares."""
    return [*items[:-1], either_of(items[-1], all_of(tuple(here)))] if items and here else items


def _leaves_out(piece: Piece, before: Sequence[Item]) -> bool:
    """Whether brackets leave out some of the firms just named: 工业企业（烟草企业除外）; of a figure they ease it."""
    last = before[-1] if before else None
    named = isinstance(last, Found) and last.op is Operator.IN and last.kind is Kind.REQUIRED
    return named and is_bracketed(piece) and str(piece).endswith("除外")


def _are_of_kinds(parts: Sequence[Sequence[Item]]) -> bool:
    """Whether several parts each say first for which kind of firm they are, so that 其他企业 are all but those."""
    told = [part for part in parts if part]
    return len(told) > 1 and all(is_kind(part[0]) for part in told)


def _freed_of_figure(items: list[Item], piece: Piece) -> list[Item]:
    """纳税不低于10万元，但享受税收减免的除外: the figure, or what a person has to judge."""
    last = items[-1]
    if not isinstance(last, Found) or last.op not in NUMERIC or last.kind is not Kind.REQUIRED:
        return items
    return [
        *items[:-1],
        either_of(last, unjudged(Piece(piece.text, piece.start + str(piece).startswith("但"), piece.end))),
    ]


def _without_relaxation(clause: Piece) -> list[Piece]:
    """A clause, and behind it what its brackets relax: 不低于4%（营业收入50亿元以上的可降至3%）."""
    found = _RELAXED_BESIDE.search(clause.text, clause.start, clause.end)
    if not found:
        return [clause]
    before = Piece(clause.text, clause.start, found.start())
    after = Piece(clause.text, found.end(), clause.end)
    beside = Piece(clause.text, found.start() + 1, found.end() - 1)
    return [before, *beside.segments(), *([after] if str(after) else [])]


def _continues(clause: str) -> bool:
    """Whether a clause goes on with the one before: 或…, 放宽至…, 且…."""
    return bool(re.match("或者?|以及|且|并且?|同时|但|其[他余]", clause) or RELAXED.search(clause))


def _read_clause(clause: Clause, ground: Ground, kind: Kind, said: set[str]) -> list[Item]:
    barred = kind is Kind.EXCLUSION
    named = list(titles(clause, ground.title, barred=barred))
    free = [one for one in states(clause, barred=barred, said=said) if not _covered(one, named)]
    kinds_of_firm = (*sizes(clause), *industries_of(clause), *sectors(clause))
    others = [one for one in (*places(clause, ground.places), *kinds_of_firm) if not _covered(one, named)]
    if barred and not (named or free or others) and (trade := barred_industries(clause.piece)):
        others = [trade]
    counted = [one for one in figures(clause) if not _inside(one, named)]
    told: list[Item] = [*named, *free, *others, *counted]
    told += implied(clause, [one for item in counted for one in leaves(item)])
    dated = any(one.field == "rd_org_years" for one in counted for one in leaves(one))
    told = [one for one in told if not (dated and isinstance(one, Found) and one.field == "rd_org")]
    found = sorted((_turned(one, kind, lacks=_lacks(one, clause.piece)) for one in told), key=start_of)
    return join_in_clause(found, clause.piece)


def _continued(item: Item, segment: Piece) -> Item:
    """What is denied of a firm goes on where the next clause denies more of the same: 没有事故，也没有环境违法."""
    if isinstance(item, Joined):
        return item
    return replace(item, end=end_of_state(item.field, segment, item.end))


def _covered(one: Found, named: Sequence[Found]) -> bool:
    return overlaps((one.start, one.end), named)


def _inside(item: Item, named: Sequence[Found]) -> bool:
    return (
        isinstance(item, Found)
        and item.unit == "位"
        and _covered(item, [one for one in named if one.field == "awards"])
    )


def _lacks(item: Item, piece: Piece) -> bool:
    """Whether a clause names what a firm has not: 未在本市注册的, 不属于中小企业的."""
    named = isinstance(item, Found) and item.field in {"region", "size_class", "industry", "sector"}
    return named and bool(_LACKED.match(piece.text, piece.start, start_of(item)))


def _turned(item: Item, kind: Kind, *, lacks: bool = False) -> Item:
    """The condition as it must hold for the firm to pass."""
    if lacks and isinstance(item, Found) and kind is Kind.EXCLUSION:
        return replace(item, kind=kind, op=Operator.IN if item.op is Operator.NOT_IN else item.op)
    if isinstance(item, Joined):
        op = {Joint.ANY: Joint.ALL}.get(item.op, item.op) if kind is Kind.EXCLUSION else item.op
        return Joined(op, tuple(_turned(one, kind) for one in item.items), item.n)
    turned = turned_round(item) if kind is Kind.EXCLUSION and item.op is not Operator.IS else item
    if turned.field == "size_class" and turned.op is Operator.NOT_IN:
        turned = replace(turned, op=Operator.IN, value=other_sizes(turned.value))
    return replace(turned, kind=kind)
