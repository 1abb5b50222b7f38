"""Dates and periods as Chinese documents and workbooks write them.

A period is the span of days a wording stands for: 2023年 is a year, 2023年底 its last day, “十四五” five years.
Wordings that need to know the year they were written in (今年, 上半年) are read when `year` is given.
"""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from ontology.values.numerals import CHARACTERS, chinese_number

_EXCEL_START: Final = date(1899, 12, 30)  # day 0 of the 1900 system, with its leap-year error made good
_EXCEL_SERIALS: Final = range(14_611, 73_051)  # 1940-01-01 to 2099-12-31: other five-digit numbers are not dates
_DAY: Final = re.compile(
    r"(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})[日号]?(?:T?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_ISO: Final = r"^[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$"
_COMPACT: Final = re.compile(r"((?:19|20)\d{2})([01]\d)([0-3]\d)")
_RELATIVE: Final = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "当年": 0, "明年": 1}
_PLAN: Final = re.compile("([一二三四五六七八九十]{1,2})五(?:规划|计划)?(?:期间|时期|规划期)?(初|期?末|以来)?")
_PARTS: Final = re.compile(
    r"(?P<year>\d{4})?年?(?:度|间|全年|期间)?"
    r"(?:(?P<edge>年?(?:底|末|初))"
    r"|(?P<half>[上下])半年"
    r"|第?(?P<quarter>[1-4])季度?|Q(?P<q>[1-4])"
    r"|前(?P<quarters>[1-4])个?季度?|前(?P<months>\d{1,2})个月"
    r"|[-/.]?(?P<month>\d{1,2})(?:月份?)?(?P<when>底|末|初|上旬|中旬|下旬|(?P<day>\d{1,2})[日号])?)?"
)


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days, both ends included; an end that the wording leaves open is None."""

    start: date | None
    end: date | None
    text: str  # as written


Span = tuple[date, date]


def parse_date(text: str) -> date | None:
    """The single day a text states: 2024-05-01, 2024年5月1日, 20240501, 二〇二四年五月一日, Excel serial 45413.

    None for anything wider than a day (see `parse_period`), for impossible days and for other text.
    """
    plain = _plain(text)
    if re.fullmatch(r"\d{5}(\.\d+)?", plain):
        serial = int(float(plain))
        return _EXCEL_START + timedelta(days=serial) if serial in _EXCEL_SERIALS else None
    found = _DAY.fullmatch(plain) or _COMPACT.fullmatch(plain)
    return _day(*map(int, found.groups()[:3])) if found else None


def parse_period(text: str, *, year: int | None = None) -> Period | None:
    """The span of days a wording stands for, None when it stands for none.

    Args:
        text: 2023年底, 2021—2023年, “十四五”, 2023年6月, 2023年1—7月, 截至2023年6月, 2020年以来, 到2025年 …
        year: the year in which it was written, for 今年, 去年, 上半年, 1—7月; without it those give None.

    Returns:
        截至 and 到 give the last day of what follows; 以来 leaves the end open, 以前 the start.
    """
    plain = _plain(text)
    found = re.fullmatch(r"(截至|截止到?|到|至)?(.+?)(以来|至今|以前|之前|前|止)?", plain)
    span = _span(found[2], year) if found else None
    if not found or span is None:
        return None
    start, end = span
    if found[1] or found[3] == "止":
        return Period(end, end, text)
    if found[3]:
        return (
            Period(start, None, text) if found[3] in ("以来", "至今") else Period(None, _last_before(start, end), text)
        )
    return Period(start, end, text)


def _last_before(start: date, end: date) -> date:
    """2025年前 ends with 2024, but what is due 2025年底前 or 6月30日前 may come on that very day."""
    return end if start == end else start - timedelta(days=1)


def _plain(text: str) -> str:
    """One spelling: no blanks or quotes, one dash, Arabic digits where a date stands."""
    plain = re.sub(r"[\"'“”‘’「」()]", "", unicodedata.normalize("NFKC", text).strip())
    plain = re.sub(r"\s+(?=\d{1,2}:\d{2})", "T", plain)
    plain = re.sub(r"[–—―~～]+|--+", "-", re.sub(r"\s", "", plain))
    return re.sub(f"[{CHARACTERS}]+(?=年|月|日|号|季|个月|个季)", _digits, plain)


def _digits(found: re.Match[str]) -> str:
    number = chinese_number(found[0])
    return found[0] if number is None else str(number)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _months(year: int, first: int, last: int) -> Span | None:
    if not (1 <= first <= last <= 12 and 1 <= year <= 9999):
        return None
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _span(plain: str, year: int | None) -> Span | None:
    """Days of a wording without 截至 or 以来: one point in time, a plan, or a range of two points."""
    day = parse_date(plain)
    if day:
        return day, day
    return _plan(plain) or _point(_absolute(plain, year), year) or _range(_absolute(plain, year), year)


def _absolute(plain: str, year: int | None) -> str:
    """今年上半年 as 2024年上半年, when the year is known."""
    word = plain[:2]
    return f"{year + _RELATIVE[word]}年{plain[2:]}" if year and word in _RELATIVE else plain


def _plan(plain: str) -> Span | None:
    """A five-year plan: 十四五 is 2021 to 2025. The first ran from 1953, the sixth began in 1981."""
    found = _PLAN.fullmatch(plain)
    number = chinese_number(found[1]) if found else None
    if not found or not number or not (number == 1 or 6 <= number <= 30):
        return None
    first = 1953 if number == 1 else 1981 + 5 * (number - 6)
    start, end = date(first, 1, 1), date(first + 4, 12, 31)
    if found[2] in ("末", "期末"):
        return end, end
    return (start, start) if found[2] == "初" else (start, end)


def _point(plain: str, year: int | None) -> Span | None:
    """Days of a wording that names one year, part of a year, month or day."""
    found = _PARTS.fullmatch(plain)
    if not found or plain in ("", "年") or (plain.isdecimal() and len(plain) != 4):
        return None
    named = int(found["year"]) if found["year"] else year
    return _within(named, found) if named else None


def _within(year: int, found: re.Match[str]) -> Span | None:
    if found["month"]:
        return _in_month(year, int(found["month"]), found)
    if found["edge"]:
        day = date(year, 1, 1) if found["edge"].endswith("初") else date(year, 12, 31)
        return day, day
    if found["half"]:
        return _months(year, 1, 6) if found["half"] == "上" else _months(year, 7, 12)
    quarter = found["quarter"] or found["q"]
    if quarter:
        return _months(year, 3 * int(quarter) - 2, 3 * int(quarter))
    last = int(found["months"] or 3 * int(found["quarters"] or 4))
    return _months(year, 1, last)


def _in_month(year: int, month: int, found: re.Match[str]) -> Span | None:
    whole = _months(year, month, month)
    if whole is None or not found["when"]:
        return whole
    first, last = whole
    if found["day"]:
        day = _day(year, month, int(found["day"]))
        return (day, day) if day else None
    return {
        "底": (last, last),
        "末": (last, last),
        "初": (first, first),
        "上旬": (first, first.replace(day=10)),
        "中旬": (first.replace(day=11), first.replace(day=20)),
        "下旬": (first.replace(day=21), last),
    }[found["when"]]


def _range(plain: str, year: int | None) -> Span | None:
    """Days from the first to the last of two points; the second may leave the year to the first."""
    for cut in re.finditer("[-至到]", plain):
        left, right = plain[: cut.start()], plain[cut.end() :]
        start = _span_of_start(left, right, year)
        end = _span(right, start[0].year) if start and right else None
        if start and end and start[0] <= end[1]:
            return start[0], end[1]
    return None


def _span_of_start(left: str, right: str, year: int | None) -> Span | None:
    """2023年1—7月: the first point lends its unit from the second."""
    unit = re.search("[年月日号]|季度", right)
    lent = _span(left + unit[0], year) if unit and left[-1:].isdecimal() and not left.isdecimal() else None
    short = _span(left + unit[0], year) if unit and left.isdecimal() and len(left) < 4 else None
    return lent or short or (_span(left, year) if left else None)


def date_column(texts: pa.Array | pa.ChunkedArray) -> pa.Array:
    """`parse_date` of every text, n days; null where it states none.

    Days as ISO 8601 writes them are read as a column, other texts are parsed once a distinct text.
    """
    column = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    text = pc.fill_null(column.cast(pa.string()), "")
    iso = pc.match_substring_regex(text, _ISO)
    told = pc.if_else(iso, text, pa.scalar(None, pa.string()))
    read = pc.strptime(told, format="%Y-%m-%d", unit="s", error_is_null=True).cast(pa.date32())
    read = pc.if_else(pc.equal(read.cast(pa.string()), told), read, pa.scalar(None, pa.date32()))  # no 30 February
    other = pc.if_else(pc.is_null(read), text, "").dictionary_encode()
    days = pa.array([parse_date(word) if word else None for word in other.dictionary.to_pylist()], pa.date32())
    return pc.coalesce(read, days.take(other.indices))
