"""What a policy says of itself: title, 文号, who issued it, from when until when it holds, what it replaces."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from ontology.values.dates import parse_date
from ontology.values.numerals import whole_number

_KINDS: Final = (
    "通知|办法|细则|指南|条件|标准|意见|方案|公告|措施|政策|规定|规程|要求|通告|条例|决定|计划|规划|行动|若干|纲要|目录"
)
_TITLE: Final = re.compile(rf"(?:{_KINDS})(?:[（(][^）)]{{1,24}}[）)])?$")
_APPLIES: Final = re.compile(
    "申报|认定|条件|奖励|补助|扶持|支持|评价|遴选|资助|管理办法|实施细则|若干|措施|加计扣除|培育"
)
_NO_TITLE: Final = re.compile(r"[。；，：]|^(?:第|附件|[一二三四五六七八九十]+、|（|\d{1,2}[.、．])")
_LONGEST: Final = 70  # characters of a title
_HEAD: Final = 14  # lines in which a title stands
_NUMBER: Final = re.compile(
    r"(?m)^\s*(?P<number>[一-龥]{2,14}〔20\d\d〕\s?\d{1,4}号|(?:[一-龥 ]{2,24}公告\s?)?20\d\d年第\d{1,4}号)\s*$"
)
_OFFICE: Final = re.compile(r"^[一-龥、 ]{2,40}(?:厅|局|委|委员会|办公室|人民政府|部|管委会|管理委员会|中心|领导小组)$")
_ISSUER_IN_TITLE: Final = re.compile(
    r"^(?P<office>[一-龥、 ]{3,40}?(?:厅|局|委|委员会|办公室|人民政府|部|管委会))(?:关于|印发)"
)
_DAY: Final = r"(?P<day>20\d\d年\d{1,2}月\d{1,2}日)"
_FROM: Final = re.compile(
    rf"(?:自|从){_DAY}(?:起|开始)(?:施行|实施|执行|生效)|(?:施行|实施|生效)日期为{_DAY.replace('day', 'other')}"
)
_AT_ONCE: Final = re.compile("(?:自|从)(?:印发|发布|公布|本通知印发)之日起")
_UNTIL: Final = re.compile(
    rf"(?:有效期(?:为|限)?(?:至|到)|(?:施行|实施|执行)至|截至){_DAY}|至{_DAY.replace('day', 'other')}(?:止|废止|失效)"
)
_YEARS: Final = re.compile(r"(?:本[^，。；]{1,8}|，|。)有效期(?:为|限为)?(?P<n>[一二三四五六七八九十]|\d{1,2})年")
_REPLACED: Final = re.compile(
    r"《(?P<title>[^《》]{4,60})》(?:（[^）]{2,40}）)?[^。；《]{0,12}?(?:同时|从该日起|自该日起|即行|相应|不再|予以)?(?:废止|不再执行|停止执行|失效)"
)
_BASIS: Final = re.compile(r"(?:根据|依据|依照|按照|贯彻落实|落实)[^。；]{0,12}?《(?P<title>[^《》]{4,60})》")


@dataclass(frozen=True, slots=True)
class Standing:
    """A policy among others, and in time. Days are ISO, empty where the text says none."""

    title: str
    number: str = ""  # 文号
    issuer: str = ""
    since: str = ""
    until: str = ""
    replaces: tuple[str, ...] = ()  # titles
    based_on: tuple[str, ...] = ()


def standing_of(text: str, title: str = "", published: date | None = None) -> Standing:
    """What a text says of its own standing.

    Args:
        text: the policy.
        title: its title where it is known.
        published: the day on which it was published: a policy that holds for five years holds them from then.
    """
    name = title if is_title(title) else title_of(text) or title
    since = _since(text, published)
    return Standing(
        title=name,
        number=_number(text),
        issuer=_issuer(name, text),
        since=since.isoformat() if since else "",
        until=_until(text, since or published),
        replaces=tuple(dict.fromkeys(one["title"] for one in _REPLACED.finditer(text) if one["title"] != name)),
        based_on=tuple(dict.fromkeys(found["title"] for found in _BASIS.finditer(text[:1500]))),
    )


def is_title(line: str) -> bool:
    """Whether a line is the title of a policy."""
    return 6 <= len(line) <= _LONGEST and bool(_TITLE.search(line.strip("《》"))) and not _NO_TITLE.search(line)


def concerns_applicants(title: str) -> bool:
    """Whether a policy with this title may ask something of those who apply for it."""
    return bool(_APPLIES.search(title))


def title_of(text: str) -> str:
    """The title at the head of a text, also where it runs over two lines; empty where there is none."""
    head = [line.strip() for line in text.split("\n") if line.strip()][:_HEAD]
    pairs = (f"{one}{other}" for one, other in pairwise(head))
    return next((line for line in (*head, *pairs) if is_title(line)), "")


def _number(text: str) -> str:
    found = _NUMBER.search(text)
    return found["number"] if found else ""


def _issuer(title: str, text: str) -> str:
    """The office that signs at the foot, else the one whose name opens the title."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    signed = [line for line in lines[-6:] if _OFFICE.match(line)]
    named = _ISSUER_IN_TITLE.match(title)
    return "、".join(signed) if signed else named["office"] if named else ""


def _since(text: str, published: date | None) -> date | None:
    found = _FROM.search(text)
    if found:
        return parse_date(found["day"] or found["other"])
    return published if _AT_ONCE.search(text) else None


def _until(text: str, start: date | None) -> str:
    days = [parse_date(found["day"] or found["other"]) for found in _UNTIL.finditer(text)]
    told = [day.isoformat() for day in days if day]
    if told:
        return max(told)
    years = _YEARS.search(text)
    count = (whole_number(years["n"]) or 0) if years else 0
    return _years_later(start, count).isoformat() if start and count else ""


def _years_later(start: date, years: int) -> date:
    year = start.year + years
    return date(year, start.month, min(start.day, monthrange(year, start.month)[1]))


def titles_alike(text: str) -> Iterator[str]:
    """Spellings of a title under which others may speak of it: without its issuer, without its brackets."""
    plain = text.strip("《》")
    yield plain
    yield re.sub(r"[（(][^）)]{1,24}[）)]$", "", plain)
    named = _ISSUER_IN_TITLE.match(plain)
    if named:
        yield plain[named.end("office") :]
