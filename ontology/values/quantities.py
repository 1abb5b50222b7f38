"""Quantities as Chinese documents write them: 1.36万亿元, 超337.7万个, 15—20家, 12.5%.

`parse_quantity` keeps the number and the unit as written beside the expanded value, so that evidence
stays readable and sums can be made.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from ontology.values.numerals import CHARACTERS, DIGITS, MYRIADS, chinese_number, magnitude

# The comparator each wording stands for; the words on the right are the ontology's own.
COMPARATORS: Final = {
    **dict.fromkeys(("超过", "超出", "突破", "大于", "多于", "高于", "逾", "超", ">"), "超"),
    **dict.fromkeys(("大约", "约为", "约", "≈"), "约"),
    **dict.fromkeys(("接近", "将近", "近"), "近"),
    **dict.fromkeys(("达到了", "达到", "多达", "高达", "达"), "达"),
    **dict.fromkeys(("不低于", "不少于", "不小于", "至少", "最低", "≥", ">="), "不低于"),
    **dict.fromkeys(("不超过", "不高于", "不多于", "最高", "至多", "≤", "<=", "<"), "最高"),
}
AFTER: Final = {"以上": "不低于", "及以上": "不低于", "左右": "约", "上下": "约", "以内": "最高", "以下": "最高"}
_SHARES: Final = {"%": 100, "‰": 1000, "个百分点": 100, "百分点": 100, "成": 10}  # how many make a whole

_LARGER: Final = "瓦克米升卡帕伏安焦乏牛"  # units with larger ones of their own: 千瓦, 千克, 千米
_ONES: Final = "".join(DIGITS)
_ABOVE: Final = "".join(MYRIADS)
# 五百万千瓦 is 五百万 of 千瓦 and 五百万千吨 of 千吨, but 两万五千米 are 25000: 百 and 千 stand behind a digit, and 千
# before such a unit belongs to it unless the digit follows 万 or 亿.
_NUMERAL: Final = (
    rf"[{CHARACTERS}](?:[十{_ONES}{_ABOVE}]|(?<=[{_ONES}])(?:百|千(?![{_LARGER}]))|(?<=[{_ABOVE}][{_ONES}])千)*"
)
_NUMBER: Final = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|{_NUMERAL})"
_YEAR: Final = re.compile(r"(19|20)\d\d年?")
_PLAIN: Final = r"^\s*[-+]?\d+(\.\d+)?([eE][-+]?\d+)?\s*$"


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with its unit, as written and expanded."""

    value: float  # in `unit`
    value_to: float | None  # end of a range, in `unit`
    unit: str  # as written, with its magnitude: 万亿元, 万个, %
    base: float  # in `base_unit`, 万 and 亿 multiplied out; shares as a ratio
    base_to: float | None
    base_unit: str  # 元, 个, empty for shares and bare numbers
    comparator: str = ""  # 超 约 近 达 不低于 最高, or empty


@dataclass(frozen=True, slots=True)
class _Amount:
    number: float
    factor: str
    unit: str
    more: bool  # 多 or 余 stood behind the number or its factor

    @property
    def scale(self) -> float:
        return magnitude(self.factor)

    @property
    def base(self) -> float:
        return self.number * self.scale / _SHARES.get(self.unit, 1)


def _amount_pattern(place: int) -> str:
    """Number, factor and unit of the first (1) or the only or last (2) amount."""
    number = f"(?P<sign{place}>负|-|−)?(?P<number{place}>{_NUMBER})"
    factor = f"(?P<factor{place}>[百千万亿]*[多余]?[百千万亿]*)"
    return number + factor + rf"(?P<unit{place}>(?:[^\W\d_]|[%‰°℃/·²³]){{0,12}}?)"


@cache
def _pattern() -> re.Pattern[str]:
    before = "|".join(sorted(map(re.escape, COMPARATORS), key=len, reverse=True))
    after = "|".join(sorted(AFTER, key=len, reverse=True))
    return re.compile(
        f"(?P<before>{before})?(?:{_amount_pattern(1)}(?:[-–—―~]+|至|到))?{_amount_pattern(2)}(?P<after>{after})?"
    )


def parse_quantity(text: str) -> Measure | None:
    """The quantity a text states, and nothing but one; None when it states none.

    Full-width digits, thousands marks, Chinese numerals, comparators before (超, 近, 不低于) and after
    (以上, 左右) and ranges (15—20, 3到6) are read; 人民币 before or after adds nothing to 元. A year by
    itself (2023年) is a date, not a quantity.
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    found = _pattern().fullmatch(plain.removeprefix("人民币").removesuffix("人民币"))
    if found is None or (_YEAR.fullmatch(plain) and plain.endswith("年")):
        return None
    last = _amount(found, "2")
    first = _amount(found, "1") if found["number1"] else None
    return _measure(first, last, _comparator(found, last)) if last and (first or not found["number1"]) else None


def _comparator(found: re.Match[str], last: _Amount | None) -> str:
    if found["before"]:
        return COMPARATORS[found["before"]]
    if found["after"]:
        return AFTER[found["after"]]
    return "超" if last and last.more else ""


def _amount(found: re.Match[str], place: str) -> _Amount | None:
    written, said = found[f"number{place}"].replace(",", ""), found[f"factor{place}"]
    factor = re.sub("[多余]", "", said)  # 300余万元, 3亿余元
    more = factor != said
    number: float | None
    if written[0].isdecimal():
        number = float(written)
    else:
        short = re.fullmatch(r"(.*?[^万亿])([万亿]+)", written)  # 一百二十万 is kept as 120 万
        written, tail = (short[1], short[2]) if short and not re.search("[万亿]", short[1]) else (written, "")
        number, factor = chinese_number(written), tail + factor
    if number is None:
        return None
    signed = -number if found[f"sign{place}"] else number
    return _Amount(float(signed), factor, found[f"unit{place}"], more)


def _measure(first: _Amount | None, last: _Amount, comparator: str) -> Measure:
    base_unit = "" if last.unit in _SHARES else last.unit
    unit = last.factor + last.unit
    if first is None:
        return Measure(last.number, None, unit, last.base, None, base_unit, comparator)
    # 15—20万家: the first number counts in the last one's unit unless it has its own (8000万—1.2亿元)
    own = first if first.factor or first.unit else replace(last, number=first.number)
    start = replace(own, unit=last.unit)
    return Measure(
        start.number * start.scale / last.scale, last.number, unit, start.base, last.base, base_unit, comparator
    )


def number_column(texts: pa.Array | pa.ChunkedArray) -> pa.Array:
    """Expanded value of every text, n floats; null where it states no quantity (for a range, its start).

    Plain numbers are cast as a column; other texts are parsed once a distinct text.
    """
    column = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    text = pc.replace_substring(pc.fill_null(column.cast(pa.string()), ""), ",", "")
    plain = pc.match_substring_regex(text, _PLAIN)
    numbers = pc.utf8_trim_whitespace(pc.if_else(plain, text, None)).cast(pa.float64())
    other = pc.if_else(plain, "", text).dictionary_encode()
    parsed = (parse_quantity(written) for written in other.dictionary.to_pylist())
    values = pa.array([measure.base if measure else None for measure in parsed], pa.float64())
    return pc.coalesce(numbers, values.take(other.indices))
