"""Bounds in a clause: comparator, value and unit, as in 不低于3%, 满两年, 5,000万元以上、2亿元（含）以内, 前5位.

Comparators: 民法典 第1259条 (以上, 以下, 以内, 届满 include the number; 不满, 超过, 以外 do not).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from ontology.eligibility.conditions import Operator
from ontology.values.numerals import chinese_number, whole_number

_DIGITS: Final = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_HAN: Final = "[一二两三四五六七八九十百千]+"
_MONEY: Final = "亿元|千万元|百万元|万元|千元|元"
_UNITS: Final = (
    rf"{_MONEY}|个百分点|百分点|%|％|个月|个年头|个(?:完整)?(?:会计)?年度|整年|周年|年度|年|月|天|日|万人|人|名|万件|件|项|万个|个|款|种|类|万家|家|户"
    r"|万台（套）|万台套|万台|台（套）|台\(套\)|台/套|台套|台|套|位|级|分|亩|平方米|小时|次"
)
_BEFORE: Final = (
    (Operator.AT_MOST, "不得?超过|不能?超过|未超过|不高于|不大于|不多于|不得高于|不得多于|至多|最多|最高|控制在|≤|<="),
    (
        Operator.AT_LEAST,
        "不得?低于|不得?少于|不得?小于|不小于|不能?少于|不能?低于|至少|最低|最少|起码|≥|>=|应?达到?了?|突破|已?满|届满|须?超过(?=[^，；。]{0,14}[（(]含)",
    ),
    (Operator.MORE, "超过|超出|高于|大于|多于|逾|＞|>"),
    (Operator.LESS, "低于|小于|少于|不足|不满|未满|不到|未达到?|达不到|＜|<"),
)
_AFTER: Final = (
    (Operator.AT_LEAST, "以上|及以上|或以上|及其以上|之上|为下限|为底线|起"),
    (Operator.AT_MOST, "以下|以内|之内|及以下|或以下|之下|为限|为上限|封顶"),
)
_INCLUDED: Final = r"[（(]\s?含(?:\d|本数|等于)?[^（）()]{0,6}[）)]"
_EXCLUDED: Final = r"[（(]\s?不含(?!税|增值税)(?:本数)?[^（）()]{0,6}[）)]"


def _words(table: tuple[tuple[Operator, str], ...]) -> str:
    return "|".join(words for _, words in table)


_NUMBER: Final = re.compile(
    rf"(?P<before>{_words(_BEFORE)})?\s?(?:为|在|到|了|约)?(?:（含）)?\s?"
    rf"(?:百分之(?P<percent>{_DIGITS}|{_HAN})|(?P<digits>{_DIGITS})|(?P<half>[一过]半|半数)|(?P<han>{_HAN}))"
    rf"\s?(?P<more>余|多)?(?P<unit>{_UNITS}|成(?![立长果效]))?"
    rf"(?P<in1>{_INCLUDED})?(?P<out1>{_EXCLUDED})?\s?(?P<after>(?:{_words(_AFTER)}))?"
    rf"(?P<in2>{_INCLUDED})?(?P<out2>{_EXCLUDED})?"
)
_RANGE: Final = re.compile(r"\s?(?:[-—–~～－]+|至|到)\s?")
_BETWEEN: Final = re.compile(r"(?:和|与|及)")  # of two numbers with 之间 behind them
_NO_BOUND: Final = re.compile(  # what is a span of time, a rank, a number of a list or a name
    r"(?:近|最近|前|过去|连续|后|(?<!以)上|第|每|同|以来|未来|今后|该|这|上述|下列|以下|有效期)(?:的)?$"
)
_TIME_AFTER: Final = re.compile(r"\s?(?:度|内|以?来|前|后(?!补)|期间|年度)")
_EXPLAINS: Final = re.compile(
    "^[（(]含(?:成立|不足|未满|\\d+[项件个家人][^）)]{3})|按(?!揭|期|时)|下同|是指|指的|即|其中|算起|计算|口径|均可"
)
_HALF: Final = 50.0  # percent
_DATED: Final = re.compile("(?:登记|研制|首次销售|上市|定型)(?:时间|日期)[^，；。]{0,10}前$")
_DATED_WITHIN: Final = 20  # characters before a number in which it is said of what the time is
_LONGEST_AGE: Final = 2  # digits of the years a firm is old
_FULL_YEAR: Final = re.compile("个(?:完整)?(?:会计)?年度")
_RANK: Final = re.compile(rf"前(?P<n>\d+|{_HAN})\s?(?P<unit>名|位|强)?(?!年|个|款|期|述|往|款|沿|置|提|瞻|景)")


@dataclass(frozen=True, slots=True)
class Bound:
    """One bound on a figure. `start:end` holds comparators and unit."""

    op: Operator
    value: float
    unit: str
    start: int
    end: int
    written: bool  # whether the text has a comparator
    closed: bool = False  # whether the text says （含）


def bounds(text: str, start: int, end: int) -> Iterator[Bound]:
    """Bounds in `text[start:end]` in the order of the text, a range giving two; behind them its ranks."""
    told = list(_NUMBER.finditer(text, start, end))
    found = [
        one
        for place, one in enumerate(told)
        if _counts(text, one, start)
        or any(_opens_range(text, *pair) for pair in pairwise(told[place - 1 if place else 0 : place + 2]))
    ]
    skip = False
    for place, match in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        if skip:
            skip = False
            continue
        if following and _is_range(text, match, following):
            yield from _range(match, following)
            skip = True
        else:
            yield _bound(match)
    yield from _ranks(text, start, end)


def _opens_range(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    """Whether two numbers with one unit are the ends of a span of money or years: 成立5—9年, 2000-5000万元."""
    bare = left["digits"] and not (left["unit"] or left["before"] or left["after"])
    if not bare or not _RANGE.fullmatch(text, left.end(), right.start()) or _labels(text, right):
        return False
    if right["unit"] == "年":
        return len(left["digits"]) <= _LONGEST_AGE and text[: left.start()].endswith(("成立", "注册", "设立"))
    return (right["unit"] or "").endswith(("元", "%"))


def _is_range(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    """Whether two numbers are the ends of a span: 1000万元至1亿元, 1000万元和1亿元之间."""
    if left["after"]:
        return False
    if _RANGE.fullmatch(text, left.end(), right.start()):
        return True
    return bool(_BETWEEN.fullmatch(text, left.end(), right.start())) and text.startswith("之间", right.end())


def _counts(text: str, found: re.Match[str], start: int) -> bool:
    """Whether a number is a bound, and not a year, a date, a span of time or a part of a word."""
    number = found["percent"] or found["digits"] or found["han"]
    if _explains(text, found.start(), start):
        return False
    unit, first = found["unit"] or "", found.start()
    if found["percent"] or found["half"]:
        return True
    if not unit:
        return bool(found["digits"] and found["before"] and found["before"] not in {"在", "为"}) and not _labels(
            text, found
        )
    if found["han"] and (number in {"一", "十百", "百", "千"} and not (found["before"] or found["after"])):
        return False
    lead = text[max(start, first - 6) : first]
    if unit in {"年", "个年头", "整年", "年度", "个月", "月", "天", "日", "周年"} or _FULL_YEAR.fullmatch(unit):
        return _spans_time(text, found, lead)
    return not re.search(r"(?:第|前|[“\d+＋.])$", lead)


def _explains(text: str, at: int, start: int) -> bool:
    """Whether a place lies in brackets that explain a word or a way of counting: （不足三年的，按实际年限计）."""
    opened = max(text.rfind(sign, start, at) for sign in "（(")
    if opened < 0 or max(text.rfind(sign, opened, at) for sign in "）)") > opened:
        return False
    closed = text.find("）", at)
    return bool(_EXPLAINS.search(text[opened : closed if closed > 0 else at + 40]))


def _labels(text: str, found: re.Match[str]) -> bool:
    return bool(re.match(r"[\d.\-/A-Za-z]", text[found.end() : found.end() + 1]))


def _spans_time(text: str, found: re.Match[str], lead: str) -> bool:
    """Whether 年 or 月 counts how long something has lasted: 满两年 does, 近两年 and 2024年 do not."""
    digits = found["digits"] or ""
    if found["unit"] in {"年", "年度"} and len(digits.replace(",", "")) == 4:
        return False
    if found["unit"] in {"月", "日", "年度"}:
        return False
    before = text[max(0, found.start() - _DATED_WITHIN) : found.start()]
    if lead.endswith("介于") or text.startswith("之间", found.end()) or (found["after"] and _DATED.search(before)):
        return True
    if _NO_BOUND.search(lead) and not found["before"] and not (found["after"] and lead.endswith("连续")):
        return False
    if _TIME_AFTER.match(text, found.end()) and not (found["before"] or found["after"]):
        return False
    return bool(found["before"] or found["after"])


def _value(found: re.Match[str]) -> float:
    if found["half"]:
        return _HALF
    written = (found["percent"] or found["digits"] or found["han"]).replace(",", "").replace("，", "")
    number = float(written) if written[0].isdecimal() else float(chinese_number(written) or 0)
    return number * 10 if (found["unit"] or "") == "成" else number


def _unit(found: re.Match[str]) -> str:
    unit = found["unit"] or ""
    if _FULL_YEAR.fullmatch(unit):
        return "年"
    if found["half"] or found["percent"] or unit == "成":
        return "%"
    return {
        "％": "%",
        "万台套": "万台",
        "百分点": "%",
        "个百分点": "%",
        "周年": "年",
        "个年头": "年",
        "整年": "年",
    }.get(unit, unit)


def _bound(found: re.Match[str]) -> Bound:
    closed = bool(found["in1"] or found["in2"]) or (found["after"] or "").startswith(("及", "或"))
    op, written = _operator(found), bool(found["before"] or found["after"])
    if closed:
        op = {Operator.MORE: Operator.AT_LEAST, Operator.LESS: Operator.AT_MOST}.get(op, op)
    if found["out1"] or found["out2"]:
        op = {Operator.AT_LEAST: Operator.MORE, Operator.AT_MOST: Operator.LESS}.get(op, op)
    return Bound(op, _value(found), _unit(found), found.start(), found.end(), written, closed)


def _operator(found: re.Match[str]) -> Operator:
    before, after = found["before"] or "", found["after"] or ""
    told = _lookup(_BEFORE, before)
    if after:
        meant = _lookup(_AFTER, after) or Operator.AT_LEAST
        return told if told in {Operator.MORE, Operator.LESS} else meant
    return told or Operator.AT_LEAST


def _lookup(table: tuple[tuple[Operator, str], ...], word: str) -> Operator | None:
    if not word:
        return None
    return next((op for op, words in table if re.match(f"(?:{words})$", word)), Operator.AT_LEAST)


def _range(left: re.Match[str], right: re.Match[str]) -> Iterator[Bound]:
    """1000万元（含）至1亿元 is two bounds; the first takes the second's unit where it has none."""
    low, high = _bound(left), _bound(right)
    unit = low.unit or high.unit
    above = Operator.MORE if left["out1"] or left["out2"] else Operator.AT_LEAST
    below = Operator.LESS if right["out1"] or right["out2"] else Operator.AT_MOST
    yield replace(low, op=above, unit=unit, end=high.end, written=True)
    yield replace(high, op=below, start=low.start, written=True)


def _ranks(text: str, start: int, end: int) -> Iterator[Bound]:
    for found in _RANK.finditer(text, start, end):
        number = float(whole_number(found["n"]) or 0)
        if number:
            yield Bound(Operator.AT_MOST, number, "位", found.start(), found.end(), written=True)
