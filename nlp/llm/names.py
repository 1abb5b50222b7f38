"""Whether words that a model calls a name are one, judged by the sentence alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nlp.spans import LLM, Span
from nlp.words import cut
from ontology.schema import EntityClass
from ontology.values.regions import find_region

CONFIDENCE: Final = 0.5  # of what only the model has seen; the rules' own is mostly above
_SHORTEST, _LONGEST = 2, 40  # characters
_WRITTEN: Final = re.compile(r"[\w\u4e00-\u9fff·•（）()+＋\-—–/&.“”\"、《》]+")
_GENERIC: Final = re.compile(
    r"(?:某|该|此|这|那|各|其|本|我|我们|他|它|有关|相关|部分|多|诸多|一|一批|一些|若干|几|数|每|所有|全部|重点|骨干|"
    r"龙头|头部|中小|大型|小微|国有|民营|外资|上市|上述|前述|以上|以下|等|和|与|及|的|了|在|将|被|把|对|向|由|为|是)"
    r".*|(?:大|中|小|省级|市级|国家级|区域|行业|特色|公共|服务|综合)*"
    r"(?:企业|公司|集团|工厂|厂|厂商|机构|单位|部门|平台|系统|项目|园区|基地|产业园|政策|文件|标准|行动|计划|工程|方案|"
    r"意见|通知|产品|技术|设备|装备|行业|产业|领域|场景|应用|地区|全国|全省|全市|我国|我省|我市|用户|客户|专家|公众|人们)"
)
# What a name that the rules do not know must look like; a word that is merely written there is none.
_ENDINGS: Final = {
    EntityClass.ENTERPRISE: "公司|集团|股份|控股|银行|工厂|厂|证券|保险|重工|机电|实业",
    EntityClass.ORGANIZATION: "部|委|局|厅|院|所|中心|大学|学院|学校|协会|学会|商会|联盟|实验室|政府|委员会|组织|办公室"
    "|基金会|医院",
    EntityClass.PLATFORM: "平台|系统|云|中心|节点|大脑|网|体系|底座|驾驶舱|中台|套件",
    EntityClass.SCENARIO: "管理|维护|检测|优化|协同|定制|运维|调度|监测|巡检|排产|追溯|制造|预警|设计|生产|上云"
    "|诊断|控制",
    EntityClass.POLICY: "办法|条例|规划|纲要|意见|方案|通知|计划|目录|指南|规定|措施|白皮书|指引|决定|政策|规则|制度"
    "|[）)]",
    EntityClass.INITIATIVE: '行动|工程|计划|专项|试点|项目|活动|大赛|基金|大会|[”"]',
    EntityClass.STANDARD: "标准|规范|模型|要求|导则|\\d",
    EntityClass.PARK: "园|园区|开发区|高新区|基地|小镇|新区|集群|示范区|先导区|保税区|产业城",
    EntityClass.INDUSTRY: "业|制造|产业链",
    EntityClass.TECHNOLOGY: "技术|软件|系统|设备|装备|芯片|机器人|传感器|材料|模型|算法|引擎|终端|模组|网络|电池|电机"
    "|机床|工具|器件|仪器|仪表|控制器|服务器|组件|合金|薄膜|涂层|机|器",
}
_LEAST: Final = {EntityClass.PLATFORM: 4, EntityClass.SCENARIO: 4, EntityClass.TECHNOLOGY: 3, EntityClass.PARK: 4}
_JOINING: Final = frozenset("vpdcru")
_EDGE: Final = re.compile(r"^[的了在将与和及等、，]|[的了在将与和及等、，]$")


class NotBorneOut(Exception):
    """A proposed fact that its sentence does not bear out; the message says why."""


@dataclass(frozen=True, slots=True)
class Known:
    """A sentence with the names that the rules found in it, and where its words end."""

    sentence: str
    spans: Sequence[Span]
    ends: frozenset[int]  # offsets at which a word begins or ends
    joining: frozenset[int]  # offsets at which a verb, preposition, adverb or the like begins: no name begins so


def known(sentence: str, spans: Sequence[Span]) -> Known:
    """The sentence as names in it are judged by."""
    words = cut(sentence).items
    joining = frozenset(word.start for word in words if word.tag[:1] in _JOINING)
    return Known(sentence, spans, frozenset({0, *(word.end for word in words)}), joining)


def judge(about: Known, name: str, cls: EntityClass, within: tuple[int, int]) -> Span:
    """The span of a name inside `within`.

    Args:
        about: the sentence.
        name: words that should be a name.
        cls: the class they are said to be of.
        within: where the quote stands in the sentence.

    Raises:
        NotBorneOut: they are no name of this class there.
    """
    start = about.sentence.find(name, *within) if name else -1
    if start < 0:
        raise NotBorneOut("名称不在引文里")
    end = start + len(name)
    for span in about.spans:
        if (span.start, span.end) == (start, end):
            if span.cls is not cls:
                raise NotBorneOut("类型与规则认出的不同")
            return span
        if span.start < end and start < span.end:
            raise NotBorneOut("名称切开了或盖过了已认出的名称")
    _check_new(about, name, cls, start)
    return Span(start, end, name, cls, CONFIDENCE, LLM)


def _check_new(about: Known, name: str, cls: EntityClass, start: int) -> None:
    """What a name that the rules did not find must be like."""
    if not (_SHORTEST <= len(name) <= _LONGEST and _WRITTEN.fullmatch(name)) or _EDGE.search(name):
        raise NotBorneOut("不像名称")
    if _GENERIC.fullmatch(name) or name.isdigit():
        raise NotBorneOut("泛称，不是名称")
    if not {start, start + len(name)} <= about.ends or start in about.joining:
        raise NotBorneOut("名称的边界切开了词")
    if not _looks_like(name, cls):
        raise NotBorneOut("看不出是这一类名称")


def _looks_like(name: str, cls: EntityClass) -> bool:
    if cls is EntityClass.REGION:
        return find_region(name) is not None
    return len(name) >= _LEAST.get(cls, _SHORTEST + 1) and bool(re.search(f"(?:{_ENDINGS[cls]})$", name))
