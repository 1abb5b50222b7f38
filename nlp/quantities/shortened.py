"""Metrics that the text shortens because the number before told of what: `签约项目90个，到位资金80亿元`.

The ranker chooses a run of words; where that run is by itself no metric (`比上年增加`, `占全市`, `到位资金`), it is put
behind what the number before it counts.
"""

import re
from dataclasses import dataclass
from typing import Final

from nlp.quantities.numbers import Number

_LONGEST: Final = 24  # characters of a metric that is looked at
_GROWN: Final = re.compile(
    r"(?:同比|环比|相比|年均|平均|分别|净|实际|同口径|累计|[比较](?:前|上|去)?(?:一?年|个?月|届|季度|个?五年|期|末|年底|同期)*)+"
    r"(?P<verb>增长率|增长|上涨|提高|提升|下降|增加|增幅|增速|减少|增|降)"
)
_UP: Final = frozenset({"增", "增长", "增长率", "上涨"})
_SIDE: Final = re.compile(
    r"(?:分别|均|约|已)*(?P<said>(?:占|高于|低于|快于|高出|慢于|超过|完成年|完成全年|为全|比全[国省市]).*)"
)
_SHARE_OF: Final = frozenset({"占", "为"})
_STEM_OF_GROWTH: Final = re.compile(r"(?:年均|同比)?(?:增长率|增长|增速|增幅|提高|提升)$|均?(?:[比较]\d{4}年)?翻了?$")
_SUM: Final = re.compile(
    r"(?:预计|计划|协议|合同|实际|利用)*(?:总?投资额?|投资总额|总规模|总金额|合同金额|到位资金|总价|总额)"
)
_HAS_SUM: Final = re.compile(r"(?:项目|基金|合同|协议|订单|工程)$")
_TOTAL: Final = re.compile(r"(?P<said>总量|总数)(?:历史性|分别)?")
_NEW: Final = re.compile(r"^(?:新增加?|净增加?)|(?:新增|净增)$")
_LONGEST_GAP: Final = 14  # characters between the two numbers


@dataclass(frozen=True, slots=True)
class Before:
    """The number before, what it counted, what the last number that is no share did, and the text in between."""

    number: Number
    metric: str
    last: str
    gap: str


def spelled_out(metric: str, number: Number, before: Before) -> str:
    """The metric with what the number before it counts, where it says nothing without."""
    if not before.metric or len(metric) > _LONGEST or before.gap[:1] not in "，、,（(":
        return metric
    return _growth(metric, number, before) or _side(metric, before) or _sum(metric, number, before) or metric


def _growth(metric: str, number: Number, before: Before) -> str:
    """`比上年增加28天`, `同口径增长7%`."""
    found = _GROWN.fullmatch(metric)
    if found is None:
        return ""
    if number.unit == "个百分点":
        return before.metric + found["verb"]
    verb = "增长率" if number.kind == "share" and found["verb"] in _UP else found["verb"]
    return _STEM_OF_GROWTH.sub("", before.last or before.metric) + verb


def _side(metric: str, before: Before) -> str:
    """`占全市的40%`, `高于全省3个百分点`, `完成年度计划的110%`."""
    found = _SIDE.fullmatch(metric)
    if found is None or len(before.gap) > len(metric) + _LONGEST_GAP or metric[:2] not in before.gap[:8]:
        return ""
    of = before.metric
    return (_STEM_OF_GROWTH.sub("", of) if found["said"][0] in _SHARE_OF else of) + found["said"]


def _sum(metric: str, number: Number, before: Before) -> str:
    """`签约项目90个，到位资金80亿元`; `新增企业42家、总量突破2000家`."""
    if before.number.kind != "count" or len(before.gap) > _LONGEST_GAP:
        return ""
    if number.kind == "money" and _SUM.fullmatch(metric) and _HAS_SUM.search(before.metric):
        return before.metric + metric
    total = _TOTAL.match(metric)
    stem = _NEW.sub("", before.metric) if total else ""
    return stem + total["said"] if total and stem and stem != before.metric else ""
