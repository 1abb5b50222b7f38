"""Years, spans of years, shares and counts in a question: 2018年以来, 2021到2023年, 六成, 50%, 前三."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from graph.asking.words import units
from ontology.values.numerals import chinese_number, magnitude, whole_number

_NUMERAL: Final = "〇零一二两三四五六七八九十百千"
# 千 before 瓦, 克 or 米 is of the unit: 两千千瓦 is 2000 kW, 三千克 is 3 kg.
_DIGITS: Final = "(?:[〇零一二两三四五六七八九十百]|千(?![瓦克米伏焦赫帕]))+"
_WRITTEN: Final = f"{_DIGITS}(?:[万亿]{_DIGITS})*"
_YEAR: Final = r"(?:(?:19|20)\d\d|[一二][〇零九][〇零一二三四五六七八九]{2})"
_AFTER: Final = "(?:年?(?:以来|之后|以后|后|起|开始|以后开始|至今|到现在|到今天|及以后|及之后|来))"
_BEFORE: Final = "(?:年?(?:以前|之前|前|及以前|及之前))"
_SPAN: Final = "(?:到|至|-|~|—|–|和|与|跟)"


class AmountKind(StrEnum):
    """What a number in a question is."""

    YEARS = "years"
    SHARE = "share"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its place. Years: `low` to `high`, either may be open. Shares are fractions of one."""

    kind: AmountKind
    text: str
    start: int
    low: float | None
    high: float | None = None
    unit: str = ""


@cache
def _pattern() -> re.Pattern[str]:
    """The forms of amounts, with every unit that figures are told in."""
    return re.compile(
        rf"""
    (?P<span>(?:从|自)?(?P<y1>{_YEAR})年?{_SPAN}(?P<y2>{_YEAR})年?(?:底|末|间|之间|期间)?)
  | (?P<since>(?:从|自|自从)?(?P<y3>{_YEAR}){_AFTER})
  | (?P<until>(?P<y4>{_YEAR}){_BEFORE})
  | (?P<year>(?P<y5>{_YEAR})年?(?:度|底|末|全年)?)
  | (?P<percent>百分之(?P<p1>[{_NUMERAL}点\d.]+))
  | (?P<percent2>(?P<p2>\d+(?:\.\d+)?)\s*(?:%|%|个百分点|个点))
  | (?P<tenths>(?P<p3>[{_NUMERAL}\d]+)成(?P<half>半)?)
  | (?P<half_of>一半|半数|过半|半壁江山|对半)
  | (?P<number>(?P<n1>\d+(?:\.\d+)?|{_WRITTEN})(?P<unit>万亿|亿|万|千(?![瓦克米伏焦赫帕])|百)?
      (?P<what>{"|".join(sorted(map(re.escape, {*units(), *"名位种款强份"}), key=len, reverse=True))})?)
    """,
        re.VERBOSE,
    )


_RANKING: Final = ("前", "第", "后")  # 前三 needs no word for what it counts


def amounts_in(text: str) -> Iterator[Amount]:
    """The amounts of a folded text, left to right."""
    for found in _pattern().finditer(text):
        amount = _amount(found, ranked=text[max(found.start() - 1, 0) : found.start()] in _RANKING)
        if amount:
            yield amount


def _amount(found: re.Match[str], *, ranked: bool) -> Amount | None:
    years = _years(found)
    if years:
        return Amount(AmountKind.YEARS, found[0], found.start(), *years)
    share = _share(found)
    if share is not None:
        return Amount(AmountKind.SHARE, found[0], found.start(), share)
    number = _counted(found["n1"], found["unit"] or "")
    if number is None or (found["n1"] in _NUMERAL and not found["what"] and not ranked):
        return None
    return Amount(AmountKind.COUNT, found[0], found.start(), number, unit=found["what"] or "")


def _counted(number: str, unit: str) -> float | None:
    """What digits or characters say with the 万 or 亿 after them: 一亿五千 and 万 are one number."""
    written = chinese_number(number + unit)
    if written is not None:
        return float(written)
    value = _value(number)
    return None if value is None else value * magnitude(unit)


def _years(found: re.Match[str]) -> tuple[float | None, float | None] | None:
    if found["span"]:
        first, last = sorted((_year(found["y1"]), _year(found["y2"])))
        return first, last
    if found["since"]:
        return _year(found["y3"]), None
    if found["until"]:
        return None, _year(found["y4"]) - 1
    return (_year(found["y5"]), _year(found["y5"])) if found["year"] else None


def _year(text: str) -> int:
    return whole_number(text) or 0


def _share(found: re.Match[str]) -> float | None:
    if found["half_of"]:
        return 0.5
    if found["tenths"]:
        tenths = _value(found["p3"])
        return None if tenths is None else tenths / 10 + (0.05 if found["half"] else 0)
    text = found["p1"] or found["p2"]
    value = _value(text) if text else None
    return None if value is None else value / 100


def _value(text: str) -> float | None:
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return float(text)
    whole, point, part = text.partition("点")
    number = chinese_number(whole)
    if number is None:
        return None
    digits = "".join(str(chinese_number(char) or 0) for char in part)
    return float(f"{number}.{digits}") if point else float(number)
