"""Names by the word they end in: 公司, 研究院, 平台, 产业园, 行动 and their families."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, AhoCorasick

from nlp.lexicon import Head, heads, read_rows
from nlp.names.boundary import Kind, left_edge
from nlp.names.candidate import Candidate
from nlp.names.firm_edges import firm_start
from nlp.names.named import confidence_of, may_be_name
from nlp.names.scene import QUOTE_ENDS, QUOTES, Scene
from nlp.spans import Span
from ontology.schema import EntityClass
from ontology.values.regions import region_names

_C: Final = EntityClass
_WORD_GOES_ON: Final = re.compile(r"(?:化(?!工)|性|型|师|机械|级|们|股|商|经济|办公室|局)")
_PLACE_IN_BRACKETS: Final = re.compile(
    r"[（(][^（）()]{1,8}(?:园|区|中心|基地|片区|[一二三]期|征求意见稿|试行|年|[一-龥]{2}(?=[）)]))[）)]"
)
_BRACKETED: Final = re.compile(r"[（(]([一-龥]{2,8})[）)]")
_YEAR_BEFORE: Final = re.compile(r"(?:20\d\d年?|第[一二三四五六七八九十\d]+届)$")
_COUNTED: Final = re.compile(r"[一二三四五六七八九十两\d]+[大项个]\w{0,4}$")  # “六大行动” counts actions, names none
_LONGEST_QUOTE: Final = 26  # characters of a name that stands in quotation marks by itself
_WHOLE_QUOTES: Final = frozenset({_C.PLATFORM, _C.INITIATIVE, _C.ORGANIZATION})
_KINDS: Final[dict[EntityClass, Kind]] = {_C.INITIATIVE: "action", _C.POLICY: "action", _C.ENTERPRISE: "firm"}
_SEPARABLE: Final = frozenset({_C.PARK, _C.PLATFORM, _C.INITIATIVE, _C.ENTERPRISE, _C.POLICY})
_ABROAD_GROUPS: Final = frozenset({"国家", "外国城市", "外国城市与地区", "洲与国际区域"})  # groups of places.tsv
_CLOSING: Final = frozenset(QUOTE_ENDS)
_DASHES: Final = frozenset("—-－–")
_WIDE: Final = re.compile(r"世界|全国|中国|国际|全球")


def find_by_head(scene: Scene) -> Iterator[Span]:
    """Spans whose last word is a head and whose words pass the head's test."""
    kinds, finder = _heads_finder()
    for index, start, end in finder.find_matches_as_indexes(scene.text):
        if not scene.is_edge(end) or _WORD_GOES_ON.match(scene.text, end):
            continue
        for head in kinds[index]:
            span = _whole_quote(scene, start, end, head)
            if span is None and may_be_name(scene, start, head.test):
                span = _name(scene, start, end, head)
            if span is not None:
                yield span


@cache
def _heads_finder() -> tuple[list[tuple[Head, ...]], AhoCorasick]:
    return list(heads().values()), AhoCorasick(list(heads()), matchkind=MATCHKIND_LEFTMOST_LONGEST)


def _whole_quote(scene: Scene, head: int, end: int, rule: Head) -> Span | None:
    """A name that fills a quotation: “十万企业上云行动”, without the marks."""
    opening = scene.brackets.get(end) if scene.text[end : end + 1] in _CLOSING else None
    if (
        opening is None
        or opening >= head
        or scene.text[opening] not in QUOTES
        or rule.cls not in _WHOLE_QUOTES
        or rule.test == "brand"
    ):
        return None
    inside = scene.text[opening + 1 : end]
    if (
        _COUNTED.match(inside)
        or len(inside) > _LONGEST_QUOTE
        or re.search("[，。；]", inside)
        or len(inside) - (end - head) < 1
    ):
        return None
    return scene.span(opening + 1, end, rule.cls, confidence=0.8, rule="head-whole-quote")


def _name(scene: Scene, head: int, end: int, rule: Head) -> Span | None:
    start = left_edge(scene, head, kind=_KINDS.get(rule.cls, ""))
    if start >= head:
        return None
    if rule.cls is _C.ENTERPRISE:
        start = firm_start(scene, start, head)
        if start >= head:
            return None
    if rule.cls in _SEPARABLE:
        start = _without_place(scene, start, head, rule.cls)
    confidence = confidence_of(Candidate(scene, start, head, end), rule.test)
    if not confidence:
        return None
    if rule.cls is _C.INITIATIVE and scene.text[start] == "年" and scene.text[max(0, start - 4) : start].isdigit():
        start -= 4
    if rule.test == "quoted" and rule.cls is _C.INITIATIVE:
        start = max(start, scene.brackets.get(head - 1, start))  # 2030年 | “415X”集群
    if rule.test in {"event", "pilot"}:
        start = _with_year(scene, start, head)
    if rule.cls in {_C.PARK, _C.PLATFORM, _C.ORGANIZATION, _C.POLICY}:
        end = _after_bracket(scene, end)
    return scene.span(start, end, rule.cls, confidence=confidence, rule=f"head-{rule.test}")


def _after_bracket(scene: Scene, end: int) -> int:
    """End with a place or a part of the name in brackets: 国家样例材料创新中心（苏州）."""
    if scene.text[end : end + 1] not in {"（", "("}:
        return end
    place = _BRACKETED.match(scene.text, end)
    if place and place[1] in region_names():
        return place.end()
    part = _PLACE_IN_BRACKETS.match(scene.text, end)
    return part.end() if part else end


def _with_year(scene: Scene, start: int, head: int) -> int:
    """Take the year or the count of a meeting in; leave a host that stands before 世界 or 全国 out."""
    wide = _WIDE.search(scene.text, start, head)
    if wide:
        start = wide.start()
    year = _YEAR_BEFORE.search(scene.text, max(0, start - 6), start)
    return year.start() if year else start


def _without_place(scene: Scene, start: int, head: int, cls: EntityClass) -> int:
    """Drop a leading region when what is left tells the name apart by itself (长丰县 | 下塘工业园区)."""
    if cls in {_C.INITIATIVE, _C.POLICY}:
        start = max(
            (hit.end for hit in scene.hits if hit.start == start and hit.end < head and _C.ORGANIZATION in hit.classes),
            default=start,
        )
        start += 1 if scene.text[start] in "省市" else 0
    if cls is _C.ENTERPRISE:
        inside = [hit for hit in scene.regions if start <= hit.start and hit.end < head]
        home = [hit for hit in inside if not is_abroad(hit.name)]
        abroad = (
            hit.end
            for hit in inside
            if is_abroad(hit.name) and not any(one.start <= hit.start and hit.end <= one.end for one in home)
        )
        return max(abroad, default=start)
    if cls is _C.PLATFORM:
        start = _after_operator(scene, start, head)
    while True:
        end = max((hit.end for hit in scene.hits if hit.start == start and _C.REGION in hit.classes), default=0)
        if not end or end >= head:
            return start
        if not _is_separate(scene, start, end, Candidate(scene, end, head, head), cls):
            return start
        start = end


def _after_operator(scene: Scene, start: int, head: int) -> int:
    """Leave out a company before a platform that tells itself apart (科大讯飞 | 羚羊工业互联网平台)."""
    end = max((hit.end for hit in scene.hits if hit.start == start and _C.ENTERPRISE in hit.classes), default=0)
    if not end or end >= head:
        return start
    end += 1 if scene.text[end] in _DASHES else 0
    rest = Candidate(scene, end, head, head)
    is_listed = any(hit.start == end and _C.PLATFORM in hit.classes for hit in scene.hits)
    return end if is_listed or rest.has_quote() or rest.has_brand() else start


def is_abroad(place: str) -> bool:
    """A country or city outside the mainland, which stands before a firm's name without being part of it."""
    return place in _abroad() or place == "台湾"


@cache
def _abroad() -> frozenset[str]:
    return frozenset(name for name, group in read_rows("places") if group in _ABROAD_GROUPS) - region_names().keys()


def _is_separate(scene: Scene, start: int, end: int, rest: Candidate, cls: EntityClass) -> bool:
    """A province or 市 before a name that tells itself apart, any region before a quotation."""
    place = scene.text[start:end]
    if scene.text[end] in QUOTES:
        return cls is not _C.POLICY
    if cls is _C.PARK and rest.has_region() and any(one.level == "province" for one in region_names().get(place, ())):
        return True
    if cls is _C.POLICY:
        return False
    is_full = place[-1] in "省市县州区" and len(place) > 2
    return is_full and (rest.has_region() or rest.has_coined_word())
