"""Which years a clause speaks of: 上年度, 近两年平均, 近三年每年, 近三年内."""

import re
from collections.abc import Sequence
from typing import Final

from ontology.values.numerals import whole_number

_COUNT: Final = "([一二两三四五1-5])"
_YEARS: Final = re.compile(
    rf"(?:近|最近|前|过去|此前|之前|上)(?:的)?{_COUNT}(?:个)?(?:完整|会计|纳税|自然)?(?:的)?(?:年度|年)"
    rf"|连续{_COUNT}(?:个)?(?:完整|会计)?年|(?<![\d第满足]){_COUNT}年(?:(?:以|之)?内|里)|(?:前推|往前|倒推){_COUNT}年|(?:近|最近|前|过去)(?P<months>\d{{2}})个月"
)
_LAST: Final = re.compile(
    r"上(?:一)?(?:个)?(?:完整|会计|纳税|自然)?(?:年度|年)|(?:近|最近)(?:的)?一(?:个)?(?:会计|纳税)?年(?:度)?|上年末|去年|年末|汇算清缴|当年度?|本年度|全年"
    r"|(?<![\d近几每多])年(?:度)?(?:(?:主营业务|营业|销售|总)?(?:收入|销售额|产值|营收)|研发(?:经费|费用|投入)|纳税|税收)"
)
_NAMED: Final = re.compile(r"(20\d\d)年(?:度|末)?(?!\d|以来|以后|之后|起)")
_IN_YEAR: Final = re.compile(r"(20\d\d)年度?(?!度?[\d]|以来|至今|起|以前|之前|以后|之后|—|-|至)")
_MONTHS: Final = 12
_WAYS: Final = (
    ("cagr", re.compile("复合增长|复合年?均?增")),
    (
        "each",
        re.compile(
            "每年|(?:[一二两三四五1-5]个?(?:会计)?年度?|(?<!平)(?<!年))均(?=不|达|在|须|应|超|高|大|保|实现|为正)|逐年|都|连续"
        ),
    ),
    ("avg", re.compile("平均|均值|年均")),
    ("sum", re.compile("累计|合计|总和|总计|总额(?!占)")),
    ("each", re.compile("(?<!平)(?<!年)均(?!值|为)")),
)
_THIS_AND_LAST: Final = re.compile(
    "上(?:一)?年(?:度)?(?:和|及|以及|、|与|或)(?:者)?(?:当|本|今)年|(?:当|本)年(?:和|及|以及|、|与)上(?:一)?年"
)


def years_named(text: str) -> int | None:
    """How many years back a stretch of text speaks of; the last such wording counts."""
    found = list(_YEARS.finditer(text))
    if not found:
        return None
    word = next(one for one in found[-1].groups() if one)
    if found[-1].lastgroup == "months":
        return int(word) // _MONTHS or None
    return whole_number(word)


def period_of_figure(before: str, after: str, heard: Sequence[str] = ()) -> str:
    """Period of a figure.

    Args:
        before: its clause up to the number.
        after: its clause from there on.
        heard: what was said before in the sentence and in the leads above, nearest first.
    """
    told = next(
        (text for text in (before, *heard) if years_named(text) or _LAST.search(text) or _NAMED.search(text)), ""
    )
    years = years_named(told)
    named = None if told == before and (years or _LAST.search(told)) else _NAMED.search(before)
    named = named or (None if years or _LAST.search(told) else _NAMED.search(told))
    if named:
        return f"y{named[1]}"
    if years is None:
        return "last_year" if told else ""
    if years == 1 or (_LAST.search(before) and not _YEARS.search(before)):
        return "last_year"
    around = f"{told}{before}{after}"
    way = next((name for name, words in _WAYS if words.search(around)), "each")
    return f"{way}_{years}y"


def year_named(clause: str) -> str:
    """The one year that a clause names for an event, as y2024; empty where it names none."""
    named = _IN_YEAR.search(clause)
    return f"y{named[1]}" if named else ""


def period_of_event(clause: str, heard: Sequence[str] = ()) -> str:
    """Period of what happened or was obtained: 近三年内 is within_3y; empty where none is said."""
    for text in (clause, *heard):
        if _THIS_AND_LAST.search(text):
            return "within_1y"
        years = years_named(text)
        if years:
            return f"within_{years}y"
        if re.search("上(?:一)?年(?:度)?|近一年|当年|年内|汇算清缴", text):
            return "within_1y"
    return ""
