"""Until when one may apply: the last day of 申报时间, or the only day given for handing in."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from nlp.policies.text.clauses import Piece
from ontology.eligibility.conditions import Deadline

_DAY: Final = re.compile(
    r"(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|(?P<end>底|末))(?:\d{1,2}[:：]\d{2}|\d{1,2}[时点])?"
)
_ENDS: Final = re.compile(r"[（(]?(?:以|之)?前|[（(]?(?:含当日|截止|止)|为止|截止|止")
_RANGE_BEFORE: Final = re.compile(r"(?:至|到|-|—|–|~|～)\s?$")
_UNTIL_BEFORE: Final = re.compile(
    r"(?:截止(?:时间|日期)?(?:为|是|至|到|：)?|截至|截止到?|不迟于|不晚于|最迟)[^，；。\d]{0,4}$"
)
_HANDS_IN: Final = re.compile("申报|申请|报送|提交|推荐|受理|截止|填报|上报|报名|递交|报至")
_HEADING: Final = 16  # characters of a line that may head the one below it: 三、申报时间
_OF_FIRMS: Final = re.compile("企业|申报(?:主体|单位|时间|截止|系统|人)|网上|截止|填报|受理")
_OTHER: Final = re.compile("注册|成立|发布|施行|实施|生效|公示|发生|算起|出具|竣工|签订|购置|有效期|之后|以后|自")


def deadline_of(text: str) -> Deadline | None:
    """The last day on which a firm may apply, None where the text says none.

    Where both firms and offices have their days, the firms' counts.
    """
    found = list(_days(text))
    firms = [one for one, told in found if _OF_FIRMS.search(told)]
    chosen = firms or [one for one, _ in found]
    return chosen[0] if chosen else None


def _days(text: str) -> Iterator[tuple[Deadline, str]]:
    above = ""
    for sentence in Piece(text, 0, len(text)).sentences():
        heading, above = above, str(sentence)
        context = f"{heading}：{sentence}" if len(heading) <= _HEADING else str(sentence)
        if not _HANDS_IN.search(context):
            continue
        year = ""
        for match in _DAY.finditer(text, sentence.start, sentence.end):
            year = match["year"] or year
            clause = _clause(sentence, match.start())
            before, after = text[clause.start : match.start()], text[match.end() : match.end() + 8]
            until = _ENDS.match(after) or _UNTIL_BEFORE.search(before) or _RANGE_BEFORE.search(before)
            if until and not _OTHER.search(_near(before)):
                day = _iso(match, year or _year_above(text, sentence.start), every=_every_year(before))
                if day:
                    yield Deadline(day, str(clause)), context


def _near(before: str) -> str:
    """What stands right before a day that ends a span: the day it begins on takes its 自 with it."""
    return "" if _RANGE_BEFORE.search(before) else before[-10:]


def _clause(sentence: Piece, at: int) -> Piece:
    return next((one for part in sentence.segments() for one in part.clauses() if one.start <= at < one.end), sentence)


def _every_year(before: str) -> bool:
    return bool(re.search("每年|当年|次年", before))


def _year_above(text: str, end: int) -> str:
    """The year of a day written without one: the policy's own, which its title carries."""
    found = re.findall(r"(20\d\d)年", text[:end])
    return found[0] if found else ""


def _iso(match: re.Match[str], year: str, *, every: bool) -> str:
    month = int(match["month"])
    if not 1 <= month <= 12:
        return ""
    day = int(match["day"]) if match["day"] else _last_day(month)
    try:
        date(int(year or 2000), month, day)
    except ValueError:
        return ""
    return f"{month:02}-{day:02}" if every or not year else f"{year}-{month:02}-{day:02}"


def _last_day(month: int) -> int:
    return 28 if month == 2 else 30 if month in {4, 6, 9, 11} else 31
