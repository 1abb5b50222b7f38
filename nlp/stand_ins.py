"""Words that stand for a name said before: 该平台, 这家企业, and 公司 or 平台 as the running subject.

`with_stand_ins` puts them among a text's names as spans that bear the name they mean, so that relations and numbers
are read of them as of any name; `meant` leads from each back to the name. What is found keeps the place of the
stand-in, so that its evidence is the sentence that speaks.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from nlp.spans import Span
from ontology.schema import EntityClass as C

STAND_IN: Final = "stand-in"  # the rule of such spans
_NOUNS: Final = MappingProxyType(
    {
        C.ENTERPRISE: "公司 企业 集团 厂商 工厂 厂家 供应商 药企 车企 制造商",
        C.PLATFORM: "平台 系统 大脑 节点 大模型 数据中心 智算中心 超算中心 软件平台",
        C.PARK: "园区 产业园 工业园 开发区 经开区 高新区 新区 片区 集群 小镇",
        C.INITIATIVE: "行动 工程 计划 试点 大赛 活动 项目",
        C.POLICY: "政策 办法 条例 方案 规划 意见 文件 规定 通知 措施 目录",
        C.STANDARD: "标准 规范 指南",
        C.ORGANIZATION: "机构 研究院 研究所 大学 学院 协会 联盟 学会 商会 实验室 中心 委员会 高校 院所",
        C.REGION: "省 市 县 区 国",
        C.TECHNOLOGY: "产品 技术 设备 装备 材料 软件 装置 机型 芯片",
    }
)
_CLASS_OF: Final = MappingProxyType({noun: cls for cls, nouns in _NOUNS.items() for noun in nouns.split()})
_STRICT: Final = frozenset({"项目", "中心", "计划", "方案", "规划", "系统", "指南", "规范", "活动", "试点", "软件"})
_LONGEST_FIRST: Final = "|".join(sorted(_CLASS_OF, key=len, reverse=True))
_STARTS: Final = r"(?<![^，。；：！？“”（）()】\n])"
_NOT_ALONE: Final = (  # 公司章程, 平台经济: the noun is part of another word
    "化|经济|企业|公司|建设|体系|数量|型|服务商|类|间|方面|名称|治理|章程|上市|总部|董事|股东|控股|控制权|"
    "实际控制|及|、|和|培育|搭建|对接|层|侧|："
)
_WORDS: Final = re.compile(
    rf"(?:该|这家|这一|这个|此|上述|前述)(?P<noun>{_LONGEST_FIRST})(?![们内外级际])"
    rf"|{_STARTS}本?(?P<bare>公司|集团|平台)(?!$|{_NOT_ALONE}|\s)"
)
_FAR: Final = 300  # characters back to what 该… means
_FAR_SPEAKER: Final = 800  # characters back to the firm that 公司 means
_FAR_PLATFORM: Final = 120  # characters back to what 平台 alone means
_LEAD: Final = 14  # characters before the name that opens a sentence: 【, a date, 记者从…
_SAYS: Final = re.compile(
    r"[”》]?\s?(?:[（(][^）)]{1,20}[）)])?[^，。；]{0,14}(?:公告|表示|披露|称|透露|发布|回复|显示|介绍|获悉)|[：:]"
)
_SOURCE: Final = re.compile(r"(?:APP|App|官网)?(?:股权穿透|数据|工商信息|信息)?(?:图)?(?:显示|查询)")  # who only tells
_STOPS: Final = re.compile(r"[。！？；\n】]")


@dataclass(frozen=True, slots=True)
class Told:
    """A text's names and stand-ins in the order of their places.

    `meant[i]` is the position, in the list of names alone, of the name that `spans[i]` is or stands for.
    """

    spans: tuple[Span, ...]
    meant: tuple[int, ...]


def with_stand_ins(text: str, names: Sequence[Span], breaks: Sequence[int] = ()) -> Told:
    """The names of `text` and the words that stand for them.

    Args:
        text: a sentence or a whole document.
        names: spans in it, in order of appearance.
        breaks: offsets, ascending, that no stand-in reaches back over, such as where headings begin.

    Returns:
        A stand-in's span has the place of its words and the text and class of the name it means.
    """
    found = tuple(_stand_ins(text, names, breaks))
    if not found:
        return Told(tuple(names), tuple(range(len(names))))
    both = sorted([(span, at) for at, span in enumerate(names)] + list(found), key=lambda pair: pair[0].start)
    return Told(tuple(span for span, _ in both), tuple(at for _, at in both))


def _stand_ins(text: str, names: Sequence[Span], breaks: Sequence[int]) -> Iterator[tuple[Span, int]]:
    starts = [span.start for span in names]
    for match in _WORDS.finditer(text) if names else ():
        before = bisect_right(starts, match.start())
        if _is_inside(names, before, match.start(), match.end()):
            continue
        floor = breaks[bisect_right(breaks, match.start()) - 1] if breaks and breaks[0] <= match.start() else 0
        if match["noun"]:
            index = _last(text, names, before, match["noun"], max(floor, match.start() - _FAR))
        elif match["bare"] == "平台":
            index = _platform(names, before, max(floor, match.start() - _FAR_PLATFORM))
        else:
            index = _speaker(text, names, before, max(floor, match.start() - _FAR_SPEAKER))
        if index is not None:
            name = names[index]
            yield Span(match.start(), match.end(), name.text, name.cls, name.confidence, STAND_IN), index


def _is_inside(names: Sequence[Span], before: int, start: int, end: int) -> bool:
    """Whether a name covers the words, or goes on right into the noun."""
    covered = before > 0 and names[before - 1].end > start
    return covered or (before < len(names) and names[before].start < end)


def _last(text: str, names: Sequence[Span], before: int, noun: str, floor: int) -> int | None:
    """The last name that ends in the noun, else, unless the noun says little, the last of its class."""
    same = None
    for index in range(before - 1, -1, -1):
        name = names[index]
        if name.start < floor:
            break
        if len(noun) > 1 and name.text.endswith(noun):
            return index
        if same is None and name.cls is _CLASS_OF[noun] and not _SOURCE.match(text, name.end):
            same = index
    return None if noun in _STRICT else same


def _platform(names: Sequence[Span], before: int, floor: int) -> int | None:
    """The platform last named."""
    near = (index for index in range(before - 1, -1, -1) if names[index].cls is C.PLATFORM)
    return next((index for index in near if names[index].start >= floor), None)


def _speaker(text: str, names: Sequence[Span], before: int, floor: int) -> int | None:
    """The firm that speaks: 甲公告，公司拟…"""
    for index in range(before - 1, -1, -1):
        name = names[index]
        if name.start < floor:
            break
        if name.cls is C.ENTERPRISE and _opens(text, name):
            return index
    return None


def _opens(text: str, name: Span) -> bool:
    """Whether the name opens its sentence, or says what follows."""
    lead = text[max(0, name.start - _LEAD) : name.start]
    cut = max((match.end() for match in _STOPS.finditer(lead)), default=0)
    at_start = (cut > 0 or name.start <= _LEAD) and "，" not in lead[cut:].rstrip("，") and len(lead) - cut <= _LEAD
    return at_start or bool(_SAYS.match(text, name.end))
