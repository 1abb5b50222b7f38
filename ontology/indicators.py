"""What a metric phrase counts: the catalogue of indicators, and a phrase as written brought to one of them.

The catalogue is `ontology/codes/indicators.csv`. A phrase that names no indicator stays as it is written; one that
names an indicator of a part (新能源汽车产业营业收入) keeps the part as its `modifier`.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from ontology.values.names import fold

MEASURES: Final = ("level", "share", "growth")
_GROWTH: Final = re.compile(
    r"(?:同比|环比|年均|平均|复合|年|实际|名义)*(?:增长率|增长|增速|增幅|上涨|上升|提升|提高|增加|扩大|下降率|下降|下滑|降低|回落|减少|缩短|"
    r"降幅)$"
)
_SHARE: Final = re.compile(r"(?:占比|比重|比例)$|占.{2,}")
_SHARE_UNITS: Final = frozenset({"%", "％", "‰", "成"})
_CHANGE_UNITS: Final = frozenset({"个百分点", "百分点", "个点", "番"})
_LEAD: Final = re.compile(
    r"^(?:累计|共|已|全年|年均|全市|全省|全县|全区|全国|全口径|实现|完成|建成|新增|净增|拥有|全部|的)+"
)
_TAIL: Final = re.compile(r"(?:总数量|总数|数量|总量|累计|数|量)$")
_PLAIN: Final = str.maketrans("", "", "“”\"'‘’ 、的")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One entry of the catalogue."""

    id: str  # `idc:` and the code
    code: str
    name: str
    english: str
    unit: str  # the usual one, empty for an index
    measure: str  # level or share; its growth is no entry of its own
    aliases: tuple[str, ...]
    source: str  # who publishes it
    domain: str


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric phrase understood: `indicator` is None where the catalogue has none for it."""

    indicator: Indicator | None
    measure: str  # one of MEASURES
    modifier: str = ""  # the part of the whole the phrase speaks of, as written


@cache
def indicators() -> tuple[Indicator, ...]:
    """Every entry, in the order of the file."""
    with files("ontology").joinpath("codes", "indicators.csv").open(encoding="utf-8") as lines:
        return tuple(_entry(row) for row in csv.DictReader(lines))


def _entry(row: Mapping[str, str]) -> Indicator:
    return Indicator(
        id=f"idc:{row['code']}",
        code=row["code"],
        name=row["name"],
        english=row["english"],
        unit=row["unit"],
        measure=row["measure"],
        aliases=tuple(filter(None, row["aliases"].split("|"))),
        source=row["source"],
        domain=row["domain"],
    )


@cache
def _by_name() -> Mapping[str, Indicator]:
    found: dict[str, Indicator] = {}
    for entry in indicators():
        for name in (entry.name, *entry.aliases):
            found.setdefault(_plain(name), entry)
    return found


@cache
def _longest() -> int:
    return max(map(len, _by_name()))


@lru_cache(maxsize=65_536)
def read_indicator(phrase: str, unit: str = "") -> Metric:
    """The indicator a metric phrase counts, and whether it tells its level, a share or its growth.

    Args:
        phrase: the metric as written, such as 规上工业增加值增长率.
        unit: of its number; 个百分点 and 番 tell of a change, % of a share or of growth.

    The whole phrase is looked up first, then its end: 钢铁行业营业收入 is 营业收入 of 钢铁行业.
    """
    text = _plain(phrase)
    whole = _found(text)
    if whole is not None:
        return Metric(whole, _measure(whole.measure, text, unit))
    grown = _GROWTH.search(text)
    if grown and grown.start():
        told = _of_stem(text[: grown.start()])
        return Metric(told.indicator, "growth", told.modifier)
    told = _of_stem(text)
    return Metric(told.indicator, _measure(told.measure, text, unit), told.modifier)


def _measure(measure: str, text: str, unit: str) -> str:
    if unit in _CHANGE_UNITS:
        return "growth"
    return "share" if _SHARE.search(text) or (measure == "level" and unit in _SHARE_UNITS) else measure


def _of_stem(text: str) -> Metric:
    whole = _found(text)
    if whole is not None:
        return Metric(whole, whole.measure)
    for start in range(max(1, len(text) - _longest()), len(text) - 1):
        found = _by_name().get(text[start:])
        if found is not None:
            return Metric(found, found.measure, text[:start])
    return Metric(None, "level")


def _found(text: str) -> Indicator | None:
    names = _by_name()
    bare = _LEAD.sub("", text)
    return names.get(text) or names.get(bare) or names.get(_TAIL.sub("", bare))


def _plain(text: str) -> str:
    return fold(text).translate(_PLAIN)
