"""What joins the conditions of neighbouring clauses: 或者, 放宽至, 其他企业, 可用…替代 make alternatives."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, TypeGuard

from nlp.policies.found import Found, Item, Joined, all_of, is_required, leaves, start_of
from nlp.policies.logic.exemptions import freed_before, instead_of
from nlp.policies.logic.whom import firms_before, firms_named, speaks_of_some, unjudged, whom
from nlp.policies.text.clauses import Piece
from ontology.eligibility.conditions import NUMERIC, Joint, Operator

RELAXED: Final = re.compile(
    "放宽|放低|可?降(?:低)?(?:到|至|为)|可以?(?:不低于|不少于)|下调(?:到|至|为)|亦可|也可以?(?!申)"
)
_BARS: Final = frozenset({Operator.NOT_IN, Operator.HAS_NOT})
_REPLACES: Final = re.compile("可用?[^，；。]{0,20}(?:替代|代替)")
_SEATED: Final = re.compile("注册|登记|纳税|税务|税收|设立|建设|实施|落户|所在地|经营|地点")
_EITHER: Final = re.compile("或者|或(?!有|许)|抑或")
_OR_UNHELD: Final = re.compile(
    "(?:，?或者?|、或者?)(?P<what>(?:居|位居|位列|排名)?(?:全省|省内|本省|全市|市内|区域|行业|细分)[^，；。或（）]{2,16}|(?:拥有|取得|获得|具有|通过|签订|入选)[^，；。或]{3,24})(?:（[^（）]*）)?"
)
_OR_ELSE_UNHELD: Final = {
    "project_done": re.compile("(?:投产|投用|使用|验收|并|、)*或者?(?P<what>[^，；。或]{4,24})"),
    "titles": re.compile(
        "(?:或者?|、(?=上市))(?P<what>[一-龥“”]{2,10}(?:企业|单位|机构|团队|公司))(?:的|可[^，；。]*)?"
    ),
}
_JOINS_FIRMS: Final = re.compile("(?:、|和|及|以及|与)(?:国家|省|市)?级?")
_OF_A_KIND: Final = re.compile("[一-龥]{2,8}?(?:产品|企业|项目)(?=[一-龥]{2})")
_MENDED: Final = re.compile("完成整改|整改(?:完成|到位)|已(?:修复|移出|解除)|修复")
_NEAR: Final = 18  # characters between two alternatives; what is longer names another one that was not understood


def join_clause(items: list[Item], here: list[Item], piece: Piece) -> list[Item]:
    """The items of a segment with those of its next clause: 或者… and 放宽至… make alternatives."""
    text = str(piece)
    if items and not here and is_bracketed(piece) and freed_before(text, items):
        here = [firms_named(piece) or unjudged(piece)]
    if not items or not (here or _opens_another(items[-1], piece)):
        return [*items, *here]
    kinds = _kinds_of_firm(items) if _kinds_of_firm(here) else []
    if re.match("或者?|抑或", text) and is_required(items[-1]):
        return _with_alternative(items, here, piece)
    if _REPLACES.search(text) or (kinds and re.match("以及|及(?!时)|和", text)):
        last = len(items) - (len(kinds) or 1)
        return [*items[:last], either_of(all_of(tuple(items[last:])), all_of(tuple(here)))]
    if re.match("其[他余]", text) and any(_same_field(one, list(leaves(here[0]))) for one in items):
        return [either_of(all_of(tuple(items)), all_of(tuple(here)))]
    if _eases(items, here, piece):
        return _relaxed(items, [*_for_whom(piece, here), *here], piece.text) or _going_on(items, here, text)
    return _going_on(items, here, text)


def _opens_another(last: Item, piece: Piece) -> bool:
    """Whether a clause begins with 或 and is no part of a row that was read to its end."""
    return bool(re.match("或者?|抑或", str(piece))) and max(one.end for one in leaves(last)) < piece.end


def _kinds_of_firm(items: list[Item]) -> list[Item]:
    """The items at the end that say what firms are meant: 规模以上工业企业，以及软件企业."""
    kinds: list[Item] = []
    for item in reversed(items):
        if not is_field(item, "above_scale", "industry", "size_class", "revenue"):
            break
        kinds.insert(0, item)
    return kinds if any(is_field(one, "industry", "size_class") for one in kinds) else []


def _going_on(items: list[Item], here: list[Item], text: str) -> list[Item]:
    last, freed = items[-1], freed_before(text, items)
    if freed:
        return instead_of(items, freed, here)
    if (
        text.endswith("除外")
        and all(map(is_required, here))
        and not any(one.op in _BARS for item in here for one in leaves(item))
    ):
        return [*items[:-1], either_of(last, all_of(tuple(here)))]
    if re.match("但(?!不|未)|且|并且", text) and isinstance(last, Joined) and last.op is Joint.ANY:
        return [*items[:-1], _with_last(last, here)]
    return [*items, *here]


def _with_alternative(items: list[Item], here: list[Item], piece: Piece) -> list[Item]:
    """…，或者…: what the clause asks, or the clause itself, instead of what was asked last."""
    if not here and re.search("(?:下列|以下|如下)", str(piece)):  # the list below says which
        return items
    if (
        not here
        and _MENDED.search(str(piece))
        and all(one.op in _BARS or one.value is False for one in leaves(items[-1]))
    ):
        return items  # a fault that is mended is none
    other = all_of(tuple(here)) if here and not _names_a_place_only(here, piece) else unjudged(piece)
    kept = 2 if [is_field(one, "titles", "rd_org_years") for one in items[-2:]] == [True, True] else 1
    again = {one.field for item in here for one in leaves(item)}
    while kept < min(len(items), len(here)) and is_field(items[-kept - 1], *again) and is_field(items[-1], *again):
        kept += 1  # 产值1亿元以下且增长15%，或产值1亿元以上且增长10%
    return [*items[:-kept], either_of(all_of(tuple(items[-kept:])), other)]


def _names_a_place_only(here: list[Item], piece: Piece) -> bool:
    """Whether a clause asks for something in a place that only a person can tell: 或者入驻区内孵化器的团队."""
    return len(here) == 1 and is_field(here[0], "region") and not _SEATED.search(str(piece))


def _eases(items: list[Item], here: list[Item], piece: Piece) -> bool:
    """Whether a clause sets another bound for some firms: 可放宽至, in brackets, or the same figure for others."""
    return bool(RELAXED.search(str(piece))) or is_bracketed(piece) or is_of_other_firms(items, here, str(piece))


def is_of_other_firms(items: list[Item], here: list[Item], text: str) -> bool:
    """营业收入达到5000万元，设计类企业达到2000万元: the same figure again, for firms that no field tells apart."""
    one = here[0] if len(here) == 1 else None
    if (
        not isinstance(one, Found)
        or (one.at < 0 and not speaks_of_some(text))
        or not re.search("企业|单位|类|项目|地区|产业链|提供商|服务商|^(?:其中)?属于", text)
    ):
        return False
    told = [leaf for item in items for leaf in (item.items if _is_choice(item) else (item,))]
    told = [leaf for item in told for leaf in (item.items if isinstance(item, Joined) else (item,))]
    return any(
        isinstance(item, Found) and item.field == one.field and item.op is one.op and item.value != one.value
        for item in told
    )


def _is_choice(item: Item) -> TypeGuard[Joined]:
    return isinstance(item, Joined) and item.op is Joint.ANY


def _with_last(group: Joined, here: list[Item]) -> Item:
    """…，或收入低于1000万元，但股权融资达到2000万元: what follows belongs to the last alternative."""
    return replace(group, items=(*group.items[:-1], Joined(Joint.ALL, (group.items[-1], *here))))


def _for_whom(piece: Piece, here: Sequence[Item]) -> list[Item]:
    """For whom a clause sets another bound: as it names them, or in brackets by what stands before the number."""
    named = whom(piece, here)
    one = here[0] if len(here) == 1 else None
    if named or not isinstance(one, Found) or not is_bracketed(piece):
        return named
    kind = _OF_A_KIND.match(str(piece))
    if kind:
        return [unjudged(Piece(piece.text, piece.start, piece.start + kind.end()))]
    before = Piece(piece.text, piece.start, max(one.at, piece.start))
    return [unjudged(before)] if re.fullmatch("[一-龥]{2,10}", str(before)) and not RELAXED.search(str(before)) else []


def is_bracketed(piece: Piece) -> bool:
    """Whether a piece fills brackets, or one of several segments that do."""
    begins, ends = piece.text[piece.start - 1 : piece.start], piece.text[piece.end : piece.end + 1]
    return begins in {"（", "；"} and ends in {"）", "；"} and (begins == "（" or ends == "）")


def _relaxed(items: list[Item], here: list[Item], text: str) -> list[Item]:
    """主营业务收入2亿元以上，高新技术企业可放宽到1亿元以上: either the rule, or the special case with its own bound.

    Empty where the clause bounds nothing that was bounded before.
    """
    bounds = [one for item in here for one in leaves(item) if one.op in NUMERIC]
    rule = tuple(item for item in items if _same_field(item, bounds))
    if not rule or not here:
        return []
    place = items.index(rule[0])
    rest = [item for item in items if item not in rule]
    case = all_of(tuple(_as_bounded(one, rule) for one in here))
    ruled = all_of((*firms_before(rule[0], text), *rule))
    return [*rest[:place], either_of(ruled, case), *rest[place:]]


def _as_bounded(item: Item, rule: Sequence[Item]) -> Item:
    """A relaxed bound that names no comparator bounds from the same side: 不高于75%，…可放宽到80%."""
    if not isinstance(item, Found) or item.op is not Operator.AT_LEAST:  # which a bare number is read as
        return item
    ops = {one.op for given in rule for one in leaves(given) if one.field == item.field}
    side = ops.pop() if len(ops) == 1 else item.op
    return replace(item, op=side) if {side, item.op} <= NUMERIC else item


def _same_field(item: Item, bounds: Sequence[Found]) -> bool:
    return any(one.field == other.field for one in leaves(item) for other in bounds)


def join_in_clause(found: list[Item], piece: Piece) -> list[Item]:
    """Conditions of a clause between which nothing but 或 stands are alternatives."""
    items: list[Item] = []
    for item in found:
        last = items[-1] if items else None
        if last is not None and is_required(item) and is_required(last):
            between = re.sub("（[^（）]{1,6}）", "", _between(last, item, piece))
            row = is_field(item, "industry") and is_field(last, "industry") and between in {"、", "和", "及", "与"}
            if (
                row
                or (is_field(item, "titles") and _kinds_of_firm(items) and _JOINS_FIRMS.fullmatch(between))
                or (len(between) <= _NEAR and _EITHER.search(between) and not re.search("[（(]", between))
            ):
                kept = len(items) - max(len(_kinds_of_firm(items)), 1)
                items[kept:] = [either_of(all_of(tuple(items[kept:])), item)]
                continue
        items.append(item)
    return _with_what_no_field_holds(items, piece)


def _with_what_no_field_holds(items: list[Item], piece: Piece) -> list[Item]:
    """居全国前5位或全省第1位: the last figure of a clause, or what stands behind 或 and no field holds."""
    last = items[-1] if items else None
    if not isinstance(last, Found) or not is_required(last):
        return items
    unheld = _OR_UNHELD if last.op in NUMERIC else _OR_ELSE_UNHELD.get(last.field)
    found = unheld.fullmatch(piece.text, max(last.end, last.at), piece.end) if unheld else None
    if not found:
        return items
    return [*items[:-1], either_of(last, unjudged(Piece(piece.text, *found.span("what"))))]


def _between(last: Item, item: Item, piece: Piece) -> str:
    """What stands between two items; behind the first where the second is said of the same thing: 500万元或占收入4%."""
    end = max(one.end for one in leaves(last))
    if start_of(item) >= end:
        return piece.text[end : start_of(item)]
    figures = all(one.op in NUMERIC for both in (last, item) for one in leaves(both))
    return piece.text[end : end + _NEAR // 3] if figures and end < max(one.end for one in leaves(item)) else ""


def either_of(left: Item, right: Item) -> Item:
    """Two alternatives as one item; titles are one requirement with several values."""
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


def is_field(item: Item, *fields: str) -> bool:
    """Whether an item is a single condition on one of the fields."""
    return isinstance(item, Found) and item.field in fields
