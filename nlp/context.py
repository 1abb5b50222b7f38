"""What a block inherits from the blocks before it: region, headings, plan or fact.

全省 in a section headed 浙江 means Zhejiang; under 下一步 a sentence without 已 or 了 is a plan. A context is a
value: `of_block` makes the next one from the one before, and `passages_of` walks a document that way.

Who needs what: relations and numbers take `status_at(…, default=context.status)` of `nlp.status`; the subject that
该平台 or 公司 stands for is already among the spans they are given (`nlp.stand_ins.with_stand_ins`); a number without
a subject belongs to `region_meant`, where its sentence says 全省 or 我市, else to `Context.running_region`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from nlp.spans import Span
from ontology.facts import Block, BlockKind, Document
from ontology.schema import EntityClass, Status
from ontology.values.regions import COUNTRY, Region, ancestors, find_region, is_inside, province_of, region_of

_PLANS: Final = re.compile(
    r"下一步|建议|保障措施|(?:重点|主要|工作|目标)任务|(?:发展|工作|主要|奋斗)目标|总体(?:要求|思路)|重点工作|"
    r"未来(?!工厂|产业|城|社区|科技)|展望|工作(?:安排|部署|打算|思路)|"
    r"(?:实施|指导|若干)意见|(?:行动|实施|工作)方案|若干(?:措施|政策)|纲要|规划(?!引领)|计划(?!生育|单列)|对策"
)
_REVIEW: Final = re.compile(
    r"回顾|(?:现状|进展|成效|成就|成绩|做法|经验|总结|情况|概况|问题|基础|数据)(?:$|[，和与及、（]|报告)|过去[一五]年|[一五]年来"
)
_PLAN_TITLE: Final = re.compile(  # of a plan itself, not of news that one is out
    r"^(?!.*(?:解读|出台|发布|答记者问)).*(?:意见|规划|纲要|方案|计划|措施|政策|任务)(?:（[^）]*）|》|》?的通知)*$"
)
_REPORT: Final = re.compile(r"政府工作报告")
_ASSEMBLY: Final = re.compile(r"([\u4e00-\u9fff]{2,12}?)(?:第[一二三四五六七八九十]{1,4}届)?人民(?:代表大会|政府)")
_NATION: Final = re.compile(r"我国|全国(?!政协|人大)")
_SPEAKS_OF_NATION: Final = 3  # mentions; one or two may be asides of a local text
_OPENING: Final = 300  # characters at the beginning where an assembly is addressed
_WHOLE: Final = re.compile(r"全省|我省|省内|本省|全市|我市|市内|本市|全县|我县|全区(?!域)|我区|全自治区|全州|我州|全盟")
_NUMBERING: Final = "（）()一二三四五六七八九十0123456789、.． "
_BYLINE: Final = 40  # characters: a longer first block tells a story, it does not head one


@dataclass(frozen=True, slots=True)
class Context:
    """What holds at one block of a document."""

    headings: tuple[tuple[int, str], ...] = ()  # (level, text) from the outermost in, titles at level 0
    section: int = 0  # which of the outermost sections, from 1
    region: str = ""  # `reg:` id of the section, what 全省 and 全市 mean
    paragraph_region: str = ""  # of a region that opened this very block
    status: Status = Status.STATED  # what a sentence without a telling word is

    @property
    def running_region(self) -> str:
        """The region a sentence without one speaks of."""
        return self.paragraph_region or self.region


NO_CONTEXT: Final = Context()


class Passage(NamedTuple):
    """A block with the context that holds in it; the spans `first` to `last` (excluded) begin inside it."""

    block: Block
    context: Context
    first: int
    last: int


def passages_of(document: Document, spans: Sequence[Span]) -> Iterator[Passage]:
    """The blocks of a document in order, each with its context.

    Args:
        document: its blocks, title and text count.
        spans: found in its text, in order of their start.
    """
    starts, context = [span.start for span in spans], of_document(document)
    for block in document.blocks:
        first, last = (bisect_left(starts, edge) for edge in (block.start, block.end))
        context = of_block(block, spans[first:last], context)
        yield Passage(block, context, first, last)


def of_document(document: Document) -> Context:
    """The context before the first block: region of the title or of the assembly that hears it; else 我国's country.

    Args:
        document: its title and its text count.
    """
    region = find_region_in(document.title.strip("《》关于 ")) or _seat(document.text[:_OPENING])
    if not region and len(_NATION.findall(document.text)) >= _SPEAKS_OF_NATION:
        region = COUNTRY
    return Context(region=region)


def _seat(text: str) -> str:
    """The region of the assembly or government that opens a text: 在山东省第十三届人民代表大会…"""
    tails = (match[1][start:] for match in _ASSEMBLY.finditer(text) for start in range(len(match[1]) - 1))
    found = (find_region(tail) for tail in tails)
    return next((region.id for region in found if region and region.id != COUNTRY), "")


def breaks_of(document: Document) -> tuple[int, ...]:
    """Where its headings begin: 该平台 below one does not mean a platform above it."""
    return tuple(block.start for block in document.blocks if block.kind in {BlockKind.TITLE, BlockKind.HEADING})


def of_block(block: Block, entities: Sequence[Span], before: Context = NO_CONTEXT) -> Context:
    """The context that holds inside `block`.

    Args:
        block: the block.
        entities: spans inside it, by their offsets in the document.
        before: the context of the block before it.
    """
    if block.kind in {BlockKind.TITLE, BlockKind.HEADING}:
        return _under_heading(block, entities, before)
    first = _opening_region(block, entities)
    if first and len(block.text) <= _BYLINE and not re.search(r"[。，]", block.text):
        return replace(before, region=first, paragraph_region="")
    return replace(before, paragraph_region=first)


def _under_heading(block: Block, entities: Sequence[Span], before: Context) -> Context:
    level = block.level or (0 if block.kind is BlockKind.TITLE else 1)
    kept = tuple(item for item in before.headings if item[0] < level or item[0] == level == 0)
    region = _region_of(entities) or find_region_in(block.text.lstrip(_NUMBERING)) or before.region
    opens_section = level > 0 and not any(item[0] for item in kept)
    after = replace(
        before,
        headings=(*kept, (level, block.text)),
        section=before.section + opens_section,
        region=region,
        paragraph_region="",
    )
    return replace(after, status=_default_status(after))


def _default_status(context: Context) -> Status:
    """What the innermost heading that tells says; a report on work looks back first and ahead in all later sections."""
    for level, text in reversed(context.headings):
        if _REVIEW.search(text):
            return Status.STATED
        if (_PLANS if level else _PLAN_TITLE).search(text):
            return Status.PLANNED
    reports = any(_REPORT.search(text) for level, text in context.headings if level == 0)
    return Status.PLANNED if reports and context.section > 1 else Status.STATED


def _region_of(entities: Sequence[Span]) -> str:
    found = (find_region(span.text) for span in entities if span.cls is EntityClass.REGION)
    return next((region.id for region in found if region), "")


def region_meant(text: str, running: str, named: Iterable[str]) -> str | None:
    """The region that 全省, 我市, 省内 and the like mean; None where the text has no such word.

    Args:
        text: the sentence.
        running: `Context.running_region`.
        named: `reg:` ids named before in the document, the latest first.

    Returns:
        A `reg:` id of the level the word tells, empty where the document names none such: 全市 in a report on a
        province is the city last named in it, never the province; 全区 is the autonomous region or the district, by
        what the document speaks of.
    """
    word = _WHOLE.search(text)
    if word is None:
        return None
    known = [region for region in (running, *named) if region not in {"", COUNTRY}]
    if "省" in word[0] or "自治区" in word[0]:
        return next((province_of(region) or region for region in known), "")
    if "区" in word[0]:
        return next((_own_area(region) for region in known if _own_area(region)), "")
    inside = (region for region in known if not running or running == COUNTRY or is_inside(region, running))
    level = "county" if "县" in word[0] else "city"
    found = next((region for region in inside if _at_level(region, level)), "")
    return _at_level(found or running, level) if found or running else ""


def _own_area(region: str) -> str:
    """A district or county itself, else the autonomous region it lies in."""
    if region_of(region).level == "county":
        return region
    province = province_of(region) or region
    return province if region_of(province).name.endswith("自治区") else ""


def _at_level(region: str, level: str) -> str:
    """The region itself or the one around it, where it has the level; a municipality is a city."""
    return next((each.id for each in ancestors(region) if _is_level(each, level)), "")


def _is_level(region: Region, level: str) -> bool:
    return region.level == level or (level == "city" and region.level == "province" and region.name.endswith("市"))


def find_region_in(title: str) -> str:
    """The region a title starts with (浙江省促进…条例), as a `reg:` id, or nothing."""
    for length in range(min(8, len(title)), 1, -1):
        region = find_region(title[:length].strip())
        if region:
            return region.id
    return ""


def _opening_region(block: Block, entities: Sequence[Span]) -> str:
    """Region of a name that opens the block's first clause, such as 浙江累计… or 2023年，山东省…"""
    for span in entities:
        lead = block.text[: span.start - block.start]
        if len(lead) > 12 or "，" in lead[:-1] or "。" in lead:
            return ""
        if span.cls is EntityClass.REGION:
            region = find_region(span.text)
            return region.id if region else ""
    return ""
