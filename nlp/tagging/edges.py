"""Where a name that the tagger found begins and ends: what such a name never has at its edges is taken off.

The tagger decides character by character, so that a name it never saw may carry a word of its surroundings along.
What is taken off is sure by the guide of annotation alone: a country before a firm is a name of its own, a word that
introduces a firm is none of it, two names in a row are two.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from types import MappingProxyType
from typing import Final

from nlp.lexicon import read_rows, words_of
from nlp.names.scene import Scene
from nlp.spans import Span
from ontology.schema import EntityClass as C

_SHORTEST: Final = 2  # characters of what is left of a name
_LONGEST_COUNTRY: Final = 8
_LEGAL: Final = re.compile(r"(?:公司|集团|合伙企业)(?:[（(][^）)]+[）)])?$")
_PLAIN_FIRM: Final = re.compile(r"(?:公司|集团|企业|厂商)$")
_OF_STATE: Final = re.compile(r"国家|国际|中央|联合|政府|公司|集团")  # after a country: one of its bodies
_KIND: Final = re.compile(
    r".*?(?:(?:巨头|龙头企业?|领军企业|隐形冠军|独角兽|制造商|经营商|厂商|药企|车企|子公司|母公司)(?=[一-龥A-Za-z]{2})"
    r"|(?:企业|运营商|供应商|服务商)(?=[一-龥A-Za-z]{2,8}$)(?!管理|服务|集团|发展|咨询)|(?<=[一-龥])(?:机构|平台|品牌|公司)(?=[A-Z][A-Za-z]+$))"
)
_BEFORE_FIRM: Final = re.compile(r"(?:位于|来自|包括|[了从由被将给对在让据于是有])(?=[一-龥A-Za-z]{2})")
_AFTER_FIRM: Final = re.compile(r"(?<=..)(?:合资成立|合资|达成协议|达成|签约|签署|拟|将|已|系|等)$")
_TWO_FIRMS: Final = re.compile(r"([一-龥]{2,6})[及与]([一-龥]{2,6})|([一-龥]{3,6})(?<![体关])系(?![统列])([一-龥]{4,})")
_GROUP_OF: Final = re.compile(r"([一-龥A-Za-z]{2,8})旗下的?(?=[一-龥A-Za-z]{2})")
_PLATFORM: Final = re.compile(r"(?:工业互联网|云)?平台$")
_AMOUNT: Final = re.compile(
    r"(?:年产)?(?:\d[\d.]*\s?(?:GWh|MWh|kWh|GW|MW|[万亿]?(?:吨|台套|台|套|辆|条|片|件|平方米))(?:/年)?|年产|多台套)"
    r"(?=[^\d].)"
)
_FIRST: Final = re.compile(r"(?:全国|国内|全球)?(?:首[部个批家]|新一批)(?=..)")
_LED_TO: Final = re.compile("[向指由对报请据从](?=(?:省|市|区|县|州|自治区|国家|全国|中央).)")
_OWNER: Final = frozenset({"省", "市", "省市", "全省", "全市"})  # a word before a name: ours, none of it
_TWO_QUOTED: Final = re.compile(r"“([^“”]{2,10})”(“[^“”]+”.*)")
_OF_GROUPS: Final = frozenset({C.ENTERPRISE, C.PLATFORM, C.PARK, C.ORGANIZATION})
_OPEN, _CLOSE = '“"‘', '”"’'
_BRACKET: Final = frozenset("（(")
_INSIDE_PRODUCT: Final = frozenset(" 用")  # between two words for one product: PCB 铜箔, 汽车用钢
_OTHER_HALF: Final = re.compile(r"[^（(）)]*[）)].*公司$")
Parts = Iterator[Span]


def with_clean_edges(scene: Scene, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans of a sentence, in order, each cut to the name it holds; a part cut off may be a name too."""
    parts = [part for span in spans for part in _parts(scene, span)]
    return _joined(scene.text, parts)


def _parts(scene: Scene, span: Span) -> Parts:
    bare = _without_lone_marks(_with_other_mark(scene.text, span))
    group = _GROUP_OF.match(bare.text) if bare.cls in _OF_GROUPS else None
    if group:
        yield _cut(bare, 0, group.end(1), C.ENTERPRISE)
        bare = _cut(bare, group.end())
    yield from _BY_CLASS.get(span.cls, _whole)(scene, bare)


def _whole(_: Scene, span: Span) -> Parts:
    yield span


def _cut(span: Span, first: int, last: int | None = None, cls: C | None = None) -> Span:
    """A part of a span by offsets in its text."""
    end = len(span.text) if last is None else last
    if (first, end) == (0, len(span.text)):
        return span
    part = span._replace(start=span.start + first, end=span.start + end, text=span.text[first:end], rule="edge")
    return part if cls is None else part._replace(cls=cls)


def _with_other_mark(text: str, span: Span) -> Span:
    """With the quotation mark right beside it whose other one stands inside: “样例”龙头工程, 样例“双百工程”."""
    opens, closes = span.text.count("“"), span.text.count("”")
    if opens == closes:
        return span
    first = span.start - (closes > opens and "”" in span.text[:-1] and text[span.start - 1 : span.start] == "“")
    last = span.end + (opens > closes and "“" in span.text[1:] and text[span.end : span.end + 1] == "”")
    return span._replace(start=first, end=last, text=text[first:last])


def _without_lone_marks(span: Span) -> Span:
    """Without a quotation mark at an edge whose other one is not inside."""
    text = span.text
    first = int(text[0] in _OPEN and not set(text[1:]) & set(_CLOSE))
    last = len(text) - int(text[-1] in _CLOSE and not set(text[:-1]) & set(_OPEN))
    return _cut(span, first, last) if last - first >= _SHORTEST else span


def _firm(scene: Scene, span: Span) -> Parts:
    """A country before the firm, then what introduces it, then what it does; or two firms joined by 及."""
    country = _country_before(scene, span.text)
    if country:
        yield _cut(span, 0, country, C.REGION)
        span = _cut(span, country)
    kind = _KIND.match(span.text)
    span = _cut(span, kind.end()) if kind else span
    before = _BEFORE_FIRM.match(span.text)
    if before and C.ENTERPRISE not in scene.lexicon.classes(span.text):
        span = _cut(span, before.end())
    after = None if _LEGAL.search(span.text) else _AFTER_FIRM.search(span.text)
    span = _cut(span, 0, after.start()) if after else span
    yield from _apart(scene, span)


def _apart(scene: Scene, span: Span) -> Parts:
    """One firm, or two that 及 or 系 joins, or a firm and the region it is at (样例汽车 | 上海)."""
    two = None if scene.lexicon.classes(span.text) else _TWO_FIRMS.fullmatch(span.text)
    place = next((hit.start - span.start for hit in scene.regions if hit.end == span.end), 0)
    if two and (two[3] or not _LEGAL.search(span.text)):
        yield _cut(span, 0, two.end(1) if two[1] else two.end(3))
        yield _cut(span, two.start(2) if two[1] else two.start(4))
    elif place > 0 and C.ENTERPRISE in scene.lexicon.classes(span.text[:place]):
        yield _cut(span, 0, place)
        yield _cut(span, place, cls=C.REGION)
    else:
        yield span


def _country_before(scene: Scene, text: str) -> int:
    """End of a country's name that stands before a firm's own name, 0 where none does."""
    end = next((at for at in range(_LONGEST_COUNTRY, 1, -1) if text[:at] in _countries()), 0)
    rest = text[end:]
    if not end or len(rest) < _SHORTEST or C.ENTERPRISE in scene.lexicon.classes(text) or _OF_STATE.match(rest):
        return 0
    own = _PLAIN_FIRM.sub("", rest)
    is_common = own in words_of("trades") or bool(scene.lexicon.classes(own) - {C.ENTERPRISE, C.REGION})
    return 0 if is_common else end


@cache
def _countries() -> frozenset[str]:
    """Countries and what is written like one before a firm; 日本电产 and the like are listed whole as firms."""
    return frozenset(name for name, group in read_rows("places") if group == "国家") | {"台湾"}


def _amount(_: Scene, span: Span) -> Parts:
    """A product without how much of it: 6GWh | 高性能锂电池."""
    found = _AMOUNT.match(span.text)
    yield _cut(span, found.end()) if found else span


def _introduced(scene: Scene, span: Span) -> Parts:
    """A programme or document without 首批 and without whose it is (省 | 绿色发展行动方案)."""
    found = _FIRST.match(span.text)
    span = _cut(span, found.end()) if found else span
    first = scene.words.starting_at(span.start)
    if first is not None and first.text in _OWNER and len(span.text) - len(first.text) > _SHORTEST:
        span = _cut(span, len(first.text))
    yield span


def _platform(scene: Scene, span: Span) -> Parts:
    """As `_introduced`; a firm before a platform that is known by itself is a name of its own (海尔 | 卡奥斯平台)."""
    for part in _introduced(scene, span):
        firm = next((hit.end for hit in scene.hits if hit.start == part.start and C.ENTERPRISE in hit.classes), 0)
        own = part.text[firm - part.start :] if firm else ""
        names = {own, _PLATFORM.sub("", own)}
        if any(C.PLATFORM in scene.lexicon.classes(name) for name in names if len(name) >= _SHORTEST):
            yield _cut(part, 0, firm - part.start, C.ENTERPRISE)
            part = _cut(part, firm - part.start)  # noqa: PLW2901 — what is left of it
        yield part


def _body(scene: Scene, span: Span) -> Parts:
    """A body without the word that leads to it (向 | 省人大常委会); two known in a row are two (党中央 | 国务院)."""
    led = _LED_TO.match(span.text)
    span = _cut(span, 1) if led else span
    known = (at for at in range(_SHORTEST, len(span.text) - 1) if _are_bodies(scene, span.text[:at], span.text[at:]))
    two = 0 if scene.lexicon.classes(span.text) else next(known, 0)
    if two:
        yield _cut(span, 0, two)
    yield _cut(span, two)


def _are_bodies(scene: Scene, *texts: str) -> bool:
    return all(C.ORGANIZATION in scene.lexicon.classes(text) for text in texts)


def _programme(scene: Scene, span: Span) -> Parts:
    """As `_introduced`; two quoted ones in a row are two: “甲”“乙”行动."""
    for part in _introduced(scene, span):
        two = _TWO_QUOTED.fullmatch(part.text)
        if two:
            yield _cut(part, two.start(1), two.end(1))
        yield _cut(part, two.start(2)) if two else part


_BY_CLASS: Final = MappingProxyType[C, Callable[[Scene, Span], Parts]](
    {
        C.ENTERPRISE: _firm,
        C.TECHNOLOGY: _amount,
        C.INITIATIVE: _programme,
        C.POLICY: _introduced,
        C.PLATFORM: _platform,
        C.PARK: _introduced,
        C.ORGANIZATION: _body,
    }
)


def _joined(text: str, parts: Sequence[Span]) -> tuple[Span, ...]:
    """The parts, with what was cut in two made one again: 甲（乙 | 丙）有限公司, 汽车 | 用 | 钢."""
    result: list[Span] = []
    for part in parts:
        if result and (_is_other_half(text, result[-1], part) or _is_one_product(text, result[-1], part)):
            start = result.pop().start
            result.append(part._replace(start=start, text=text[start : part.end], rule="edge"))
        else:
            result.append(part)
    return tuple(result)


def _is_other_half(text: str, last: Span, part: Span) -> bool:
    return (
        last.cls is part.cls is C.ENTERPRISE
        and part.start - last.end == 1
        and text[last.end] in _BRACKET
        and _OTHER_HALF.match(part.text) is not None
    )


def _is_one_product(text: str, last: Span, part: Span) -> bool:
    is_near = part.start - last.end == 1 and text[last.end] in _INSIDE_PRODUCT
    return is_near and last.cls is part.cls is C.TECHNOLOGY
