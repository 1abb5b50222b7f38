"""Regions of China by code, name, short name or the way an address begins.

Divisions: `ontology/codes/regions.csv` (administrative division codes as published); economic regions such as
长三角: `ontology/codes/zones.csv`, each with the plan that defines it. Words that need a context to mean a
region (全省, 本市, 省内) are not regions here.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from ontology.errors import UnknownRegion

COUNTRY: Final = "reg:100000"
LEVELS: Final = ("country", "zone", "province", "city", "county")
# 北京 天津 上海 重庆: their districts are as well known by short name as other provinces' cities
MUNICIPALITIES: Final = frozenset({"reg:110000", "reg:120000", "reg:310000", "reg:500000"})
_REMEMBERED: Final = 1 << 12  # texts, 200 bytes each: a document names its regions again and again
# Short names of regions that are common words or brands at the head of a firm's name: 东方电气 is not of 东方市.
_BRANDS: Final = frozenset({"东方", "安康", "平安", "大同", "长安", "泰安", "吉安", "和平", "永安", "新兴", "建华"})
_GAP: Final = r"[\s（）()]*"  # 中国（上海）自由贸易试验区 lies in 上海
# a county, town or zone that is not in the table, such as one since abolished
_SMALLER: Final = re.compile("[^省市县区旗]{1,8}(?:区|县|市|旗|镇|乡|街道)")
_BLANKS: Final = r"[\s/,，、\->]+"


@dataclass(frozen=True, slots=True)
class Region:
    """A country, economic region, province, city or county."""

    id: str  # `reg:330000`; economic regions `reg:yangtze-delta`
    code: str  # six digits, empty for economic regions
    name: str  # 浙江省
    short: str  # 浙江
    level: str  # one of LEVELS
    parent: str  # `reg:` id, empty for the country


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    """All regions with the indexes that lookups need."""

    by_id: Mapping[str, Region]
    by_name: Mapping[str, tuple[Region, ...]]
    members: Mapping[str, tuple[str, ...]]
    longest: int  # characters of the longest name


def _rows(name: str) -> list[dict[str, str]]:
    with files("ontology").joinpath("codes", name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def _division(row: Mapping[str, str]) -> Region:
    parent = f"reg:{row['parent']}" if row["parent"] else ""
    return Region(f"reg:{row['code']}", row["code"], row["name"], row["short"], row["level"], parent)


def _zone(row: Mapping[str, str]) -> Region:
    return Region(row["id"], "", row["name"], row["short"], "zone", COUNTRY)


def _other_names(region: Region) -> tuple[str, ...]:
    """Ways of writing a division that are in use beside its full and its short name."""
    name, short = region.name, region.short
    if region.level == "country":
        return ("中华人民共和国", "中国大陆")
    if region.code in {"710000", "810000", "820000"}:
        return (f"中国{short}", f"{short}特区", f"{short}地区")
    if region.level == "province" and name.endswith("自治区"):
        return (f"{short}自治区", "内蒙") if short == "内蒙古" else (f"{short}自治区",)
    if name.endswith("自治州"):
        return (f"{short.removesuffix('州')}州",)
    if name.endswith(("自治县", "族区")):
        return (f"{short.removesuffix(name[-1])}{name[-1]}",)
    return ()


@cache
def _gazetteer() -> _Gazetteer:
    zone_rows = _rows("zones.csv")
    everything = [*map(_division, _rows("regions.csv")), *map(_zone, zone_rows)]
    aliases = {row["id"]: row["aliases"].split("|") for row in zone_rows}
    names: dict[str, list[Region]] = {}
    for region in everything:
        spellings = {region.name, region.short, *_other_names(region), *aliases.get(region.id, ())} - {""}
        for spelling in spellings:
            names.setdefault(spelling, []).append(region)
    return _Gazetteer(
        by_id={region.id: region for region in everything},
        by_name={name: tuple(found) for name, found in names.items()},
        members={row["id"]: tuple(f"reg:{code}" for code in row["members"].split()) for row in zone_rows},
        longest=max(map(len, names)),
    )


def regions() -> tuple[Region, ...]:
    """Every region, divisions by code first, economic regions last."""
    return tuple(_gazetteer().by_id.values())


def region_names() -> Mapping[str, tuple[Region, ...]]:
    """Every way of writing a region, with all regions so written: the lexicon of places."""
    return _gazetteer().by_name


def region_of(id: str) -> Region:  # noqa: A002 — the word the contract uses
    """The region with this `reg:` id.

    Raises:
        UnknownRegion: there is none.
    """
    found = _gazetteer().by_id.get(id)
    if found is None:
        raise UnknownRegion(id)
    return found


@cache
def ancestors(id: str) -> tuple[Region, ...]:  # noqa: A002 — as above
    """The region itself, then what holds it, up to the country."""
    region = region_of(id)
    return (region, *ancestors(region.parent)) if region.parent else (region,)


def members_of(id: str) -> tuple[str, ...]:  # noqa: A002 — as above
    """Ids of the provinces and cities that make up an economic region; empty for an administrative division."""
    return _gazetteer().members.get(id, ())


def is_inside(child_id: str, parent_id: str) -> bool:
    """Whether `child_id` lies in `parent_id`; a region lies in itself.

    An economic region lies in another when all its members do.
    """
    line = {region.id for region in ancestors(child_id)}
    if parent_id in line or not line.isdisjoint(members_of(parent_id)):
        return True
    parts = members_of(child_id)
    return bool(parts) and all(is_inside(part, parent_id) for part in parts)


def province_of(id: str) -> str:  # noqa: A002 — as above
    """The `reg:` id of the province that holds a region; empty for the country and economic regions."""
    return next((region.id for region in ancestors(id) if region.level == "province"), "")


def enclosing_region(code: str) -> Region | None:
    """The smallest existing division that holds a six-digit code, as for a county that was since abolished."""
    by_id = _gazetteer().by_id
    tries = (code, code[:4] + "00", code[:2] + "0000")
    return next((by_id[f"reg:{one}"] for one in tries if f"reg:{one}" in by_id), None)


@lru_cache(maxsize=_REMEMBERED)
def region_at_start(text: str) -> tuple[Region | None, int]:
    """The region with which a text begins, such as an address, and how many characters name it.

    `region_at_start("浙江省杭州市余杭区文一西路")` is (余杭区, 9). The region is None, with the
    length, where the name is shared and nothing before it tells which one is meant.
    """
    found, end = _walk(text)
    return _choose(found), end


def region_of_firm(name: str) -> Region | None:
    """The province or city with which a firm's name begins, a county only by its full name; None where it tells none.

    `region_of_firm("云南罗平样例锌电公司")` is 云南省: a county's short name may begin a 字号 (东阳光). In a
    register of 10,000 firms, name and address agreed on the province in 7,045 of 7,089 rows that have both.
    """
    region, end = region_at_start(name)
    if region is None or region.level == "country" or name[:end] in _BRANDS:
        return None
    if region.level in ("province", "city") or name[:end].endswith(region.name):
        return region
    around = (one for one in ancestors(region.id)[1:] if one.level != "country" and name.startswith(one.short))
    return next(around, None)


def _walk(text: str) -> tuple[tuple[Region, ...], int]:
    """Follow names from large to small as long as each lies in the one before."""
    held: tuple[Region, ...] = ()
    end = 0
    while True:
        gap = re.compile(_GAP).match(text, end)
        step = _next_name(text, gap.end() if gap else end, held)
        if step is None:
            return held, end
        held, end = step


def _next_name(text: str, start: int, held: tuple[Region, ...]) -> tuple[tuple[Region, ...], int] | None:
    gazetteer = _gazetteer()
    for length in range(min(gazetteer.longest, len(text) - start), 1, -1):
        named = gazetteer.by_name.get(text[start : start + length], ())
        inside = tuple(one for one in named if not held or _follows(one, held))
        if inside:
            return inside, start + length
    return None


def _follows(region: Region, held: Iterable[Region]) -> bool:
    return any(region.id != outer.id and is_inside(region.id, outer.id) for outer in held)


def _choose(found: tuple[Region, ...]) -> Region | None:
    """The one meant by a shared name, or None when only a context could tell.

    A province wins over everything (吉林), a city over counties (西安), but not over a district of a
    municipality (朝阳), which is no less known by that name.
    """
    if not found:
        return None
    top = min(LEVELS.index(region.level) for region in found)
    highest = [region for region in found if LEVELS.index(region.level) == top]
    lower = [region for region in found if region not in highest]
    contested = highest[0].level == "city" and any(region.parent in MUNICIPALITIES for region in lower)
    return highest[0] if len(highest) == 1 and not contested else None


@lru_cache(maxsize=_REMEMBERED)
def find_region(text: str) -> Region | None:
    """The region a text names, and nothing but names: id, code of 2, 4 or 6 digits, name, short name, or a path.

    `浙江`, `浙江省`, `330000`, `33`, `reg:330000`, `浙江省杭州市`, `南京鼓楼` are found; `鼓楼区` alone is
    not, because four cities have one; neither is `全省`, which needs a context. A county under its former
    kind (`海门市`, now a district) is found; a place that is not in the table (`杭州市下城区`, abolished)
    gives the region whose full name stands before it.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if re.fullmatch(r"(reg:)?\d+", plain):
        return _gazetteer().by_id.get(f"reg:{plain.removeprefix('reg:')[:6]:0<6}")
    if plain.startswith("reg:"):
        return _gazetteer().by_id.get(plain)
    joined = re.sub(_BLANKS, "", plain).removesuffix("市辖区")
    found, end = _walk(joined)
    region = _choose(found)
    return region if end == len(joined) or (region and _holds_the_rest(region, joined, end)) else None


def _holds_the_rest(region: Region, text: str, end: int) -> bool:
    """Whether what follows the names is the former kind of a county, or a smaller place of a fully named region."""
    named, rest = text[:end], text[end:]
    if region.level == "county" and rest in ("县", "市", "区"):
        return named.endswith(region.short)
    return region.level not in ("country", "zone") and named.endswith(region.name) and bool(_SMALLER.fullmatch(rest))


def region_column(names: pa.Array | pa.ChunkedArray) -> pa.Array:
    """`reg:` id of every text, or the empty string; each distinct text is looked up once."""
    column = names.combine_chunks() if isinstance(names, pa.ChunkedArray) else names
    coded = pc.fill_null(column.cast(pa.string()), "").dictionary_encode()
    looked_up = (find_region(text) for text in coded.dictionary.to_pylist())
    ids = pa.array([region.id if region else "" for region in looked_up], pa.string())
    return ids.take(coded.indices)
