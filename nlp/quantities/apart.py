"""Names that another clause tells of, whose a number is not.

Reports string achievements together: `甲公司入选示范名单，高新技术企业达到900家` tells of a firm, then of the place of
the report. What a place counts is no firm's; a campaign has what it brought about alone (`覆盖`, `补助`, `签约`), and a
place that only names a station or a road has nothing of what follows.
"""

import re
from typing import Final, NamedTuple

from nlp.spans import Span
from ontology.schema import EntityClass as C

_MARK: Final = re.compile(r"[，；。！？：:\n]")
_COLONS: Final = frozenset("：:")
_LEAD: Final = (
    r"(?:其中|预计|全年|年内|力争|确保|累计|目前|实现|完成|新增|新培育|新认定|新签约|培育|创建|获批|形成了?|全[省市县区州]|年末|"
    r"\d{4}年底?|\s)*"
)
_OF_PLACE: Final = re.compile(
    rf"{_LEAD}(?:[^占比较于带拉对为向把将由与，、；]{{0,8}}?(?:产业(?!园)|规上|规模以上|全社会|工业(?!机理|软件|大?模型|APP|客户|产品)|经济|城乡|城镇|农村|"
    r"农民|居民|乡镇|空气质量|优良天数|旅游|游客|地区生产总值|固定资产|财政|就业|(?:市场|经营)主体|技术合同|外贸|进出口|招商|高速公路|铁路|"
    r"公路|国际航线|管网|电力装机|5G基站|造林|绿化|森林|耕地|粮食|医保|养老|学校|学位|贫困|道路|停车|小区|污水|垃圾)|全[省市县区州](?!的))"
)
_COUNTED_BY_PLACE: Final = re.compile(
    r"(?<!入驻)(?<!在孵)(?<!孵化)(?<!外资)(?<!客户)(?<!毕业)(?:企业|项目|工厂|车间|集群|示范区|园区|合作社|农场|实验室|乡镇|街道|社区|主体)$"
)
_OPENS: Final = re.compile(_LEAD)
_OF_WHOLE: Final = re.compile(r"(?:预计|年内|力争|到?\d{4}年底?)*全[省市县区州](?!的)")
_IS_PLACE: Final = re.compile(r"(?:街道|[镇乡村县市区园城港]|基地|中心)$")  # a place that was taken for a firm
_OF_CAMPAIGN: Final = re.compile(
    r"投资|规模|补[助贴]|奖|资金|金额|成交|签约|覆盖|带动|遴选|惠及|案例|参[加与会赛]|入选|入围|服务|培训|接入|辐射|首批|支持|撬动|吸引|"
    r"投入|受益|出资|额度|收到|征集"
)
_UNDER_WAY: Final = re.compile(
    r"[^，；。：]{0,14}(?:推进|推动|推广|实施|开展|见效|成效|显著|有力|进展|进步|深[化入]|扎实|取得|启动|完成|收官|加快|运行|全面|突破|迈|提升|"
    r"落[实地]|实现|成型|基本|形成|进入|荣登|获批|加强|提速|释放|成势|建设|人心|民心|改革|稳步|率先|开门红|示范|增强)"
)
_JOINED: Final = re.compile(r"(?:荣登|入选|入围|进入|跻身|列入|获评|荣获|登上|上榜)[“《]?$")
_BUILT: Final = re.compile(
    r"(?!的|实施|推进|深化|累计|依托|支持|打造|加快|新增|建成|拥有)[^，。；：、]{0,8}?(?:机场|地铁|高铁|铁路|高速|大桥|电站|电厂|机组|"
    r"博物馆|水库|大学|学院|医院|学校|景区|公园|管网|总领馆|特高压|供水|水系|轨道交通|抽水蓄能|隧道|码头|车站|中心|产业园|"
    r"基地|实验室|研究院|枢纽|高新区|经开区|开发区|新区|试验区|示范区|功能区|体育[馆场]|[中小]学)"
)
_AFTER: Final = 10  # characters after a number that tell of it too


class _Case(NamedTuple):
    """A name, the mark that ends its clause, and a number behind it."""

    text: str
    span: Span
    mark: str
    place: int  # where the number begins
    metric: str  # what it counts

    @property
    def clause(self) -> int:
        """Where the number's own clause begins."""
        return clause_at(self.text, self.place)


def is_apart(text: str, span: Span, place: int, metric: str) -> bool:
    """Whether the clause of `span` ends before the number at `place`, and the number is of a kind that is not its own.

    Args:
        text: the sentence.
        span: a name that ends before the number.
        place: where the number begins.
        metric: what it counts.
    """
    judge = _JUDGES.get(span.cls)
    mark = _MARK.search(text, span.end, place) if judge else None
    return bool(judge and mark and judge(_Case(text, span, mark.group(), place, metric)))


def _firm(case: _Case) -> bool:
    text, first = case.text, case.clause
    if _IS_PLACE.search(case.span.text):
        return False
    if _OF_PLACE.match(text, first, case.place):
        return True
    opening = _OPENS.match(text, first)
    told = opening.end() if opening else first
    opens = told == case.place or case.metric.startswith(text[told : told + 2])
    return opens and bool(_COUNTED_BY_PLACE.search(case.metric))


def _platform(case: _Case) -> bool:
    return bool(_OF_PLACE.match(case.text, case.clause, case.place))


def _campaign(case: _Case) -> bool:
    text, span = case.text, case.span
    if case.mark in _COLONS:
        return False
    if _JOINED.search(text[max(0, span.start - 4) : span.start]):
        return True
    if not _UNDER_WAY.match(text, span.end):
        return False
    return not _OF_CAMPAIGN.search(text[case.clause : case.place + _AFTER] + case.metric)


def _park(case: _Case) -> bool:
    return bool(_OF_WHOLE.match(case.text, case.clause, case.place))


def _place(case: _Case) -> bool:
    return bool(_BUILT.match(case.text, case.span.end, case.place))


def clause_at(text: str, place: int) -> int:
    """Where the clause begins that a number at `place` stands in."""
    return max([text.rfind(mark, 0, place) for mark in "，,；;。"]) + 1


_JUDGES: Final = {
    C.ENTERPRISE: _firm,
    C.ORGANIZATION: _firm,
    C.INITIATIVE: _campaign,
    C.REGION: _place,
    C.PARK: _park,
    C.PLATFORM: _platform,
}
