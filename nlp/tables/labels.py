"""What a header or a row label of a table says: metric, unit, period, region, or a mere order."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ontology.values.regions import find_region

_UNIT: Final = re.compile(
    r"[（(]\s*(?:单位[：:]\s*)?([^（）()\d年]{1,10})\s*[）)]|单位[：:]\s*([^\s，。；（）()]{1,10})"
)
_PERIOD: Final = re.compile(
    r"(?:(?:19|20)\d{2}\s*年?(?:度|全年|上半年|下半年|[一二三四1-4]季度|第[一二三四]季度|1?\d[-—–]1?\d月|\d{1,2}月)?"
    r"(?:\s?[-—–~～至]\s?(?:19|20)?\d{2}年?)?|“?十[一二三四五]五”?(?:末|期间)?|本年|上年|本期|上期|上年同期|去年同期)(?:底|末)?"
)
_ORDER: Final = re.compile(r"^(?:序号|排名|名次|编号|位次|排序|位次变化|No\.?|#)$")
_TOTAL: Final = re.compile(r"^(?:合计|总计|小计|全国|全国合计|共计|总数|平均|全省|全市|全省合计|全市合计)$")
_GROWTH: Final = re.compile(
    r"^(?:同比|比上年|较上年)?(?:增长率|增长|增速|增幅|增减|\+?[-－]?)(?:率|幅|速)?$|^同比$|^同比增长.*$|^比上年.*$"
)
_VALUE: Final = re.compile(
    r"^(?:数值|数量|指标值|数据|完成值|目标值|完成情况|累计|实绩|绝对值|绝对量|总量|本月|当月|值)$"
)
_KINDS: Final = re.compile(r"^(?:主要|统计|核心)?(?:指标|指标名称|项目|类别|名称)$")
_UNITS: Final = re.compile(r"^(?:计量)?单位$")
_BRACKETS: Final = re.compile(r"[（(][^（）()]*[）)]|/")
_TRIM: Final = " \t\n/：:、，"


@dataclass(frozen=True, slots=True)
class Label:
    """One header or row label, taken apart."""

    text: str  # as written
    metric: str  # what is left without unit, period and region; empty where nothing is
    unit: str = ""
    period: str = ""
    region: str = ""  # as written
    is_order: bool = False
    is_growth: bool = False  # 增长, 同比: of what the other label counts
    is_value: bool = False  # 数值: the other label tells what is counted
    is_kind: bool = False  # 指标: the labels under it are metrics
    is_unit: bool = False  # 单位: the cells under it are units

    @property
    def is_total(self) -> bool:
        """Whether the row sums up the others: its numbers are the whole table's."""
        return bool(_TOTAL.match(self.text.strip(_TRIM)))


def read_label(text: str) -> Label:
    """Take a label apart; levels of a header path are joined by `/`, and a merged cell repeats the level above it."""
    unit, period, region = unit_of(text), period_of(text), ""
    levels: list[str] = []
    for level in _levels(text):
        bare = _PERIOD.sub("", _UNIT.sub("", level)).strip(_TRIM)
        if bare and find_region(bare) and not region:
            region = bare
        elif bare and bare not in levels:
            levels.append(bare)
    last = levels[-1] if levels else ""
    return Label(
        text=text.strip(),
        metric="".join(level for level in levels if not _VALUE.match(level)),
        unit=unit,
        period=period,
        region=region,
        is_order=bool(_ORDER.match(last)),
        is_growth=bool(_GROWTH.match(last)) and bool(last),
        is_value=bool(_VALUE.match(last)) or not last,
        is_kind=bool(_KINDS.match(last)),
        is_unit=bool(_UNITS.match(last)),
    )


def unit_of(text: str) -> str:
    """The unit a label or caption tells in brackets or after 单位："""
    found = _UNIT.search(text)
    return (found[1] or found[2]).strip() if found else ""


def period_of(text: str) -> str:
    """The first period of a label or caption."""
    found = _PERIOD.search(text)
    return found.group().strip() if found else ""


def bare_caption(text: str) -> str:
    """A caption without unit, period and number."""
    return _PERIOD.sub("", _UNIT.sub("", text)).strip(" ：:表图0123456789-.续（）()")


def _levels(text: str) -> list[str]:
    """The levels of a header path; a stroke inside brackets (元/吨) divides none."""
    cuts = [match.start() for match in _BRACKETS.finditer(text) if match.group() == "/"]
    edges = [-1, *cuts, len(text)]
    return [text[left + 1 : right] for left, right in pairwise(edges)]
