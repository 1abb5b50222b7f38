"""Enumerations take the class of the noun that closes them: 钢铁、石化等行业; 海尔、徐工等企业."""

import re
from collections.abc import Iterator
from typing import Final

from nlp.lexicon import common_words
from nlp.names.boundary import left_edge, verb_role
from nlp.names.scene import Scene
from nlp.spans import Span
from nlp.words import is_word
from ontology.schema import EntityClass

_C: Final = EntityClass
_FILL: Final = (
    r"(?:\d+[个家项大]|[一二三四五六七八九十多两]+[个家项大类]|重点|优势|特色|传统|新兴|主导|支柱|前沿|未来|战略性|新一代|一批|行业|"
    r"龙头|知名|国内|国际|骨干|头部|关键|核心|先进|数字|新型|典型|主要|相关|高端|各|的|应用|业务)*"
)
_CLOSERS: Final = (
    (_C.INDUSTRY, re.compile(rf"等{_FILL}(?:行业|产业(?!创新|项目|园|平台|技术|基地|大脑|化)|领域|产业链|产业集群)")),
    (_C.ENTERPRISE, re.compile(rf"等{_FILL}(?:企业|公司|车企|厂商|巨头|服务商|供应商|客户|品牌(?!活动|赛|节|项目))")),
    (_C.ENTERPRISE, re.compile(r"[两三四五六七八九十]家(?:企业|公司|车企|厂商|整车厂|子公司|供应商)")),
    (_C.TECHNOLOGY, re.compile(rf"等{_FILL}(?:技术|软件|设备|产品|装备|零部件|材料|工具|系统|元器件)")),
    (_C.SCENARIO, re.compile(rf"等{_FILL}(?:场景|模式|新模式|新业态|解决方案|服务模式)")),
    (_C.PLATFORM, re.compile(rf"等{_FILL}(?:产业|创新|服务|公共|互联网|公共服务)*平台(?!企业|经济)")),
    (_C.PARK, re.compile(rf"等{_FILL}产?业?(?:园区|产业园|开发区)")),
    (_C.ORGANIZATION, re.compile(rf"等{_FILL}(?:高校|院校|科研院所|研究机构)")),
)
_CLOSES: Final = re.compile(r"[等两三四五六七八九十](?:(?<=等)|(?=家))")  # where each of them begins
_TOLD_APART: Final = frozenset({_C.PLATFORM, _C.PARK})  # lists of them hold generic items too (人文交流等平台)
_ITEM_MARK: Final = re.compile(r"、|以及|[和与及]")
_CLAUSE: Final = re.compile(r"[，。；：！？\n]")
_AGENT: Final = re.compile(r"(?<![自理缘])由")
_SECTOR_TAIL: Final = re.compile(r"(?:行业|产业|领域|企业)$")
_NO_ITEM: Final = re.compile(r"[的了在是有，：“”（）《》]|^(?:全|各|我|本)|(?:工作|问题|情况|能力|水平|方面|环节)$")


def find_listed_items(scene: Scene) -> Iterator[Span]:
    """Spans of list items that get their class from the noun after 等."""
    places = [match.start() for match in _CLOSES.finditer(scene.text)]
    if not places:
        return
    for cls, closer in _CLOSERS:
        for place in places:
            items = _items(scene, place) if closer.match(scene.text, place) else []
            if len(items) > 1 and not _contradicted(scene, items, cls):
                yield from _spans(scene, items, cls)


def _items(scene: Scene, end: int) -> list[tuple[int, int]]:
    """Ranges of the items of the list that ends at `end`, right to left."""
    breaks = [match.end() for match in _CLAUSE.finditer(scene.text, 0, end)]
    clause = breaks[-1] if breaks else 0
    marks = [match.span() for match in _ITEM_MARK.finditer(scene.text, clause, end) if scene.is_edge(match.start())]
    ranges: list[tuple[int, int]] = []
    for left, right in reversed(marks):
        ranges.append((right, end))
        end = left
    return [*ranges, (_after_verb(scene, left_edge(scene, end), end), end)] if ranges else []


def _after_verb(scene: Scene, start: int, end: int) -> int:
    """Leave out a verb that begins the first item (发展 个性定制), and an object before 由 (订单 由 甲公司)."""
    agent = _AGENT.search(scene.text, start, end - 1)
    if agent:
        return agent.end()
    index = scene.words.first_from(start)
    first = scene.words[index] if index < len(scene.words) else None
    return first.end if first is not None and verb_role(first) and first.end + 1 < end else start


def _contradicted(scene: Scene, items: list[tuple[int, int]], cls: EntityClass) -> bool:
    """Most known members are of another class (钢铁、汽车等企业 lists sectors, not firms)."""
    known = [scene.lexicon.classes(scene.text[start:end]) for start, end in items]
    others = sum(bool(classes) and cls not in classes for classes in known)
    return others * 2 >= len(items) or (cls is _C.ENTERPRISE and others > 0)


def _spans(scene: Scene, items: list[tuple[int, int]], cls: EntityClass) -> Iterator[Span]:
    for start, stop in items:
        end = stop
        if cls is _C.INDUSTRY:
            end = start + len(_SECTOR_TAIL.sub("", scene.text[start:stop]))
        text = scene.text[start:end]
        if scene.lexicon.classes(text):
            continue
        if cls in _TOLD_APART and not _is_told_apart(scene, start, end):
            continue
        if 2 <= len(text) <= 12 and not _NO_ITEM.search(text) and not _is_common(scene, start, end):
            yield scene.span(start, end, cls, confidence=0.66, rule="list")


def _is_told_apart(scene: Scene, start: int, end: int) -> bool:
    """Whether an item has something of its own: a place, a company, a Latin word or a coined one."""
    if scene.covers(start, end, _C.ENTERPRISE, _C.REGION, _C.PLATFORM, _C.PARK):
        return True
    inside = scene.words.within(start, end)
    return any(word.text.isascii() or (len(word.text) > 1 and not is_word(word.text)) for word in inside)


def _is_common(scene: Scene, start: int, end: int) -> bool:
    """Made of everyday words only (技术研发, 人才培养), or begun by a verb or a number."""
    inside = scene.words.within(start, end)
    if not inside or inside[0].tag[0] in "mdpr" or verb_role(inside[0]) == "stop":
        return True
    plain = common_words("generic", "owner")
    return all(word.text in plain or verb_role(word) for word in inside)
