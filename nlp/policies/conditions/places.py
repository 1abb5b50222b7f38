"""Where the firm, its project or its tax has to be: 注册地在浙江省内, 本市, 济南高新区, 不含厦门市."""

import re
from collections.abc import Iterator
from typing import Final

from nlp.policies.found import Found
from nlp.policies.text.clauses import Clause, Piece
from ontology.eligibility.conditions import Operator
from ontology.values.regions import Region, ancestors, region_at_start

_ZONE: Final = re.compile(
    r"(?P<name>[一-龥]{2,8}?)(?P<kind>高新技术产业开发区|高新技术产业园区|高新区|经济技术开发区|经济开发区|经开区|工业园区|自贸区|自由贸易试验区|自由贸易港|综合实验区|新区|开发区|保税区|示范区)"
)
_ZONE_IN: Final = re.compile(r"(?P<name>[一-龥]{2,3})(?:高新区|经开区|新区)(?!域)")
_SHORT: Final = {
    "高新技术产业开发区": "高新区",
    "高新技术产业园区": "高新区",
    "经济技术开发区": "经开区",
    "经济开发区": "经开区",
}
_ZONE_AFTER: Final = re.compile(f"(?:{'|'.join(_SHORT)}|高新区|经开区|工业园区|新区|自由贸易港)")
_OWN: Final = re.compile(
    "(?P<nation>我国(?=境内|范围)|国内(?=(?:依法)?(?:注册|登记|设立)))|(?:本|我|全)(?P<kind>省|市|区|县|自治区)|自治区(?=境内|内|范围|行政)|省内(?!外)|市内(?!外)|区内|县内|辖区|市域|省域|(?:市区|城区)(?=范围|内)|(?P<zone>园区|高新区|经开区|开发区|新区)(?=内|范围|依法|注册|登记|设立|纳税)|(?<=在)[一-龥](?=(?:依法)?(?:注册|登记|设立|纳税|落户))"
)
_CUE: Final = re.compile(
    r"(?:省内|市内|区内|县内|(?:[省市县区州盟旗内])(?:的)?(?:具有|具备|规模以上|规上|独立|依法|大中型|中小|小微|制造|工业)[^，；。]{0,20}(?:企业|单位))|注册|登记|设立|工商|税务|纳税|注册地|建设地|实施地|所在地|项目地|落户|地点|坐落|境内|辖区|行政区域|范围内|域内|[省市县区州]内(?=从事|的|规上|规模|工业|制造)|居民企业|在[^，；。]{2,12}?(?:内|境)"
)
_OF_MONEY: Final = re.compile("迁入|发生在|费用|经费|市场|排名|专利")
_SEATED: Final = re.compile("(?:注册|登记|设立)(?!费)")
_NOT: Final = re.compile("(?:不含|不包括|不计|除)[^，；。）]{0,12}$")
_BEYOND: Final = frozenset({"香港特别行政区", "澳门特别行政区", "台湾省"})  # 境内 is without them anyway
_BESIDES: Final = re.compile("除[^；。]{2,40}外，?(?:还|应|须|需|$)")
_BESIDE: Final = re.compile("[（(][^（）()]{0,30}(?:包括|含|下同)[^（）()]{0,30}[）)]")


def places(clause: Clause, own: tuple[str, ...]) -> Iterator[Found]:
    """Region conditions of a clause.

    Args:
        clause: where they are looked for.
        own: places of the policy itself, smallest first: what 本市 and 我省 stand for.
    """
    piece = clause.piece
    text = str(piece)
    if not _CUE.search(text) or (_OF_MONEY.search(text) and not _SEATED.search(text)):
        return
    named = [one for one in _named(piece.text, piece.start, piece.end, own) if not _is_beside(piece, one)]
    asked = [
        one
        for one in named
        if _BESIDES.search(piece.text, piece.start, piece.end + 4)
        or not (_NOT.search(piece.text, piece.start, one[1]) or piece.text.startswith("除外", one[2]))
    ]
    if asked:
        values = tuple(dict.fromkeys(_innermost(asked)))
        yield Found("region", Operator.IN, values, min(one[1] for one in asked), max(one[2] for one in asked))
    kept_out = [one for one in named if one not in asked and one[0] not in _BEYOND]
    if kept_out:
        values = tuple(dict.fromkeys(one[0] for one in kept_out))
        yield Found("region", Operator.NOT_IN, values, kept_out[0][1], kept_out[-1][2])


def _is_beside(piece: Piece, one: "Named") -> bool:
    """Whether a place stands in brackets that only widen what was said: （深汕特别合作区包括在内）."""
    spans = (match.span() for match in _BESIDE.finditer(piece.text, piece.start, piece.end))
    return any(start <= one[1] < end and not re.search("不含|不包括", piece.text[start:end]) for start, end in spans)


_SHORTEST: Final = 2  # characters of a place with what it is: 张家港市
Named = tuple[str, int, int]


def _named(text: str, start: int, end: int, own: tuple[str, ...]) -> Iterator[Named]:
    at = start
    while at < end:
        one = _region_at(text, at, end) or _other_at(text, at, end, own)
        if one:
            yield one
        at = one[2] if one else at + 1


def _region_at(text: str, at: int, end: int) -> Named | None:
    """A region of the table at a place, with the zone in it that is meant: 济南高新区, 南京江北新区."""
    zone = _ZONE.match(text, at, end)
    region, length = region_at_start(text[at:end])
    if region is None:
        return None
    if zone and text.startswith(tuple(_SHORT), at + length):
        return f"{text[at : at + length]}{_SHORT.get(zone['kind'], zone['kind'])}", at, zone.end()
    if not _names(region, text[at : at + length]) or _is_word(text, at + length):
        return None
    inner, after = _ZONE_IN.match(text, at + length, end), _ZONE_AFTER.match(text, at + length, end)
    if inner and region_at_start(inner["name"])[0] is None:
        return text[at : inner.end()], at, inner.end()
    if after:
        return f"{region.short}{_SHORT.get(after.group(), after.group())}", at, after.end()
    return region.name, at, at + length


def _other_at(text: str, at: int, end: int, own: tuple[str, ...]) -> Named | None:
    """A place that the table does not tell: one of several of its name, a zone by itself, 本市."""
    zone, told = _ZONE.match(text, at, end), _OWN.match(text, at, end)
    region, length = region_at_start(text[at:end])
    if region is None and length and text[at + length - 1] in "区县市":
        return text[at : at + length], at, at + length
    if zone and _stands_alone(zone):
        return f"{zone['name']}{_SHORT.get(zone['kind'], zone['kind'])}", at, zone.end()
    bare = next((one for one in own if len(one) > _SHORTEST and text.startswith(one[:-1], at, end)), None)
    if bare and not _is_word(text, at + len(bare) - 1):
        return bare, at, at + len(bare) - 1  # 注册地在张家港, of 张家港市
    if told and (own or told["nation"]) and (not told["zone"] or own[0].endswith(told["zone"])):
        return _own(told, own), told.start(), told.end()
    return None


def _stands_alone(zone: re.Match[str]) -> bool:
    """Whether a zone is named without the place it lies in: 登记在东湖高新区."""
    text, at = zone.string, zone.start()
    return text[at - 1 : at] in {"在", "于", "到"} and not re.search("[在于区的本我各全国省市县]", zone["name"])


def _names(region: Region, written: str) -> bool:
    """Whether letters name a place by themselves: 浙江 and 宁波 do, 合作 is a word before it is a town."""
    return len(written) >= 2 and (region.level != "county" or written.endswith(region.name[-1]))


def _is_word(text: str, end: int) -> bool:
    """Whether letters that spell a place belong to the name of an office or a school."""
    return bool(re.match("大学|银行|日报|人民政府(?!所在)|工信|财政|科技局|经信|政务", text[end : end + 6]))


def _own(told: re.Match[str], own: tuple[str, ...]) -> str:
    if told["nation"]:
        return "中国"
    kind = (told["kind"] or "")[-1:]
    return next((one for one in own if kind and one.endswith(kind)), own[0])


def _innermost(named: list[Named]) -> list[str]:
    """浙江省、宁波市 written one behind the other is the smaller one alone; those with 或 between are both meant."""
    regions = [region_at_start(one[0])[0] for one in named]
    return [
        one[0]
        for place, one in enumerate(named)
        if not any(_holds(regions[place], other) for other in regions[place + 1 :])
    ]


def _holds(outer: Region | None, inner: Region | None) -> bool:
    return bool(outer and inner and outer.id != inner.id and outer.id in {one.id for one in ancestors(inner.id)})


def places_of_policy(title: str, issuer: str, text: str) -> tuple[str, ...]:
    """Places that a policy's title and issuer name, smallest first; what its first lines name where those name none."""
    for told in (title, issuer, text[:200]):
        named = list(_named(told, 0, len(told), ()))
        if named:
            return tuple(dict.fromkeys(one[0] for one in sorted(named, key=_size)))
    return ()


def _size(named: Named) -> int:
    region, length = region_at_start(named[0])
    return -len(ancestors(region.id)) - (length < len(named[0])) if region else -9
