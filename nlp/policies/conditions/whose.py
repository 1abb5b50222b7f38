"""Which of the subjects a bound is of: what its clause names before or behind it, or what was said before."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from nlp.policies.conditions.bounds import Bound
from nlp.policies.conditions.subjects import NO_FIELD, Subject, subjects
from nlp.policies.text.clauses import Clause

_NEAR: Final = 10  # characters after a number within which what it counts may follow: 50人以上的研发人员
_OWN_NAME: Final = 2  # characters beside fillers that name something else: 核查面应达到20%
_CENTRE: Final = re.compile("(?:技术|设计|研发|工程|研究)中心|研究院|实验室|研发机构")
_REGISTERED: Final = re.compile("登记(?:时间|日期)$")
_COPYRIGHT: Final = re.compile("著作权|产品")
_CENTRE_LED: Final = re.compile("(?:设计|技术|研发|研究|工程)中心，?(?:应|须|需)[^。]*[：:]?$")
_WORKS: Final = re.compile("车间|项目|生产线|产线|设备|系统(?!集成)|建成")
_HANDED_ON: Final = re.compile("归入|计入|用于|给予|奖励|补助|列支|扣除")
_FILLERS: Final = re.compile(
    r"[（(][^）)]*[）)]|(?:近|最近|上|前|连续|过去)?[一二两三四五\d]?个?(?:会计)?年度?|平均|每|均|都|在|为|应当?|须|不|达到?|合计|累计|总额|总|且|并|其|中|比例|比重|占比|占|年均|复合|增长率|增长|增幅|同比|连续|保持|一般|原则上|职工|员工|人员|人数|数|改造后|改造前|指标|主营业务|营业|收入|销售|金额|部分|发生|中国|境内|所|放宽|降低|到|至|起|比|或者?|也|则|可|以|的|，|：|“|”|（|）"
)
_EASED_TO: Final = re.compile("(?:放宽|放低|降低?|下调|调整)(?:到|至|为)[\\d.,]+(?:%|％|[^\\d，；。]{1,4})$")
_FIRMS: Final = re.compile(
    "(?:企业|单位|机构|平台|项目|产品|装备|设备|部件|类|型|级|者|地区|区域|产业链|行业|领域|提供商|服务商|供应商)$|适用"
)
_GROWS: Final = re.compile("(?:增长|增加|增幅|增速|下降)(?:率|幅度)?[^，；。\\d]{0,4}$")
_GROWING: Final = re.compile(
    "(?P<income>收入|营收|销售额|产值)|(?P<profit>利润)|(?P<other>费用|投入|经费|支出|税收|纳税|人数|人员|资产|投资|用户|订单|产量|用工)"
)
_GROWTH_OF: Final = {"income": "revenue_growth", "profit": "profit_growth"}
GROWTH: Final = frozenset({"revenue_growth", "profit_growth"})
_SHARE: Final = re.compile("占[^，；。]{0,8}(?:收入|销售额|营收)(?:总额)?的?(?:比例|比重|比|[^，；。]{0,2}$)?")
_SHARED: Final = re.compile(
    "(?P<research>(?:研发|研究开发|科技活动|R&D)[^，；。]{0,6}(?:费用|经费|投入|支出))|(?P<service>服务(?:性|业务)?收入)|(?P<main>(?:主导|单项|主营|核心|主要)产品的?[^，；。]{0,8}(?:收入|销售额))"
)
_SHARES: Final = {"research": "rd_ratio", "service": "service_share", "main": "main_share"}
_BOTH: Final = re.compile("分别|均(?!值)|都")


def subjects_of(clause: Clause, bound: Bound, since: int, order: int) -> list[Subject]:
    """The fields that a bound is said of: before it, else behind it, else as said before the clause."""
    piece = clause.piece
    here = subjects(piece.text, piece.start, piece.end, bound.unit)
    before = _outside_brackets(piece.text, [one for one in here if since - 1 <= one.start < bound.start])
    lead = piece.text[before[-1].end : bound.start] if before and before[-1].end <= bound.start else ""
    if before and "分别" in piece.text[before[0].start : bound.start]:
        return before[-1:]
    if len(before) > 1 and _BOTH.search(lead):
        return _coordinated(piece.text, before)
    if before:
        return _summed(piece.text, before, bound) or _joined_by_or(piece.text, before)
    share = _share_of_income(clause, bound)
    if share:
        return [share]
    earlier = [one for one in here if one.start < bound.start]
    if earlier and "分别" in piece.text[earlier[0].start : bound.start]:
        return earlier[order : order + 1] or earlier[-1:]
    return subject_behind(piece.text, here, bound) or _inherited(clause, bound, since, earlier)


def _share_of_income(clause: Clause, bound: Bound) -> Subject | None:
    """Whose share of income a clause asks that says it not itself: 研发投入逐年增长，且每年占营业收入的比例不低于4%."""
    text = clause.piece.text
    share = _SHARE.search(text, clause.piece.start, bound.start) if bound.unit == "%" else None
    said = list(_SHARED.finditer(text, clause.reach[0], share.start())) if share else []
    return Subject(_SHARES[said[-1].lastgroup or ""], share.start(), share.end()) if share and said else None


def subject_behind(text: str, here: Sequence[Subject], bound: Bound) -> list[Subject]:
    """What a number counts where that stands right after it: 50人以上的研发人员."""
    near = [one for one in here if 0 <= one.start - bound.end <= _NEAR and "，" not in text[bound.end : one.start]]
    return [] if near and _HANDED_ON.search(text[bound.end : near[0].start]) else near[:1]


def _inherited(clause: Clause, bound: Bound, since: int, earlier: Sequence[Subject]) -> list[Subject]:
    """The subject of before, where the clause names nothing of its own, as 核查面应达到20% does."""
    own = _FILLERS.sub("", clause.piece.text[since : bound.start])
    if bound.unit in {"家", "户"} and own.endswith(("企业", "单位", "机构")):
        return []  # it counts what it names: 带动配套企业20家
    if bound.unit in {"项", "个"} and own.endswith(("项目", "奖项", "课题", "荣誉", "称号")):
        return []  # 承担科技项目1项
    bracketed = clause.piece.text[clause.piece.start - 1 : clause.piece.start] == "（"
    if len(own) > _OWN_NAME and not bracketed and not _FIRMS.search(own) and not is_eased(clause, bound):
        return []
    return [_numerator(clause.piece.text, earlier)] if earlier else _heard(clause, bound)


def _numerator(text: str, named: Sequence[Subject]) -> Subject:
    """The last thing named; of a share its part: 研发费用占营业收入的比例不低于3%且不少于150万元 are costs."""
    if len(named) > 1 and re.search("占[^，；。：]{0,8}$", text[named[-2].end : named[-1].start]):
        return named[-2]
    return named[-1]


def _outside_brackets(text: str, named: Sequence[Subject]) -> list[Subject]:
    """Without what only brackets name, where something else is named: 发明专利（集成电路布图设计计入）1项."""
    outside = [one for one in named if text.count("（", 0, one.start) == text.count("）", 0, one.start)]
    return outside or list(named)


def _coordinated(text: str, named: Sequence[Subject]) -> list[Subject]:
    chain = [named[-1]]
    for one in reversed(named[:-1]):
        if re.search("[，；。]", text[one.end : chain[0].start]) or chain[0].start - one.end > 12:
            break
        chain.insert(0, one)
    return chain


def _summed(text: str, named: Sequence[Subject], bound: Bound) -> list[Subject]:
    """发明专利、布图设计、软件著作权合计8件: rights of both classes together; none where it is one of them alone."""
    kinds = {one.field for one in named}
    first, last = named[0], named[-1]
    between = text[first.end : last.start]
    if not {"invention_patents", "other_ip"} <= kinds or re.search("[或，；]", between):
        return []
    return (
        [Subject("ip_total", first.start, last.end)]
        if re.search("合计|共计|总计|总数|之和|总和", text[last.end - 2 : bound.start + 4])
        else []
    )


def _joined_by_or(text: str, named: Sequence[Subject]) -> list[Subject]:
    """营业收入或利润增长率: both, where nothing but 或 stands between them."""
    if len(named) > 1 and re.fullmatch("[”」]?(?:或者|或)", text[named[-2].end : named[-1].start]):
        return list(named[-2:])
    return [named[-1]]


def _heard(clause: Clause, bound: Bound) -> list[Subject]:
    across = subjects(clause.piece.text, clause.reach[0], bound.start, bound.unit)
    if across:
        named = _joined_by_or(clause.piece.text, across)
        return named if len(named) > 1 else [_numerator(clause.piece.text, across)]
    for piece in clause.heard if bound.unit != "位" else ():  # a rank is of what its own sentence names
        told = subjects(piece.text, piece.start, piece.end, bound.unit)
        if told:
            return [told[-1]]
    return []


def grown(clause: Clause, bound: Bound, named: Sequence[Subject]) -> Sequence[Subject]:
    """Of a share that is a growth, the growth of what was named last: 营业收入1亿元以上，且同比增长10%以上.

    None where no field holds the growth, as of 研发费用…且较上年增长10%以上.
    """
    grows = _GROWS.search(clause.piece.text, clause.piece.start, bound.start)
    if bound.unit != "%" or not grows or any(one.field in GROWTH for one in named):
        return named
    said = list(_GROWING.finditer(clause.piece.text, clause.reach[0], grows.start()))
    field = _GROWTH_OF.get(said[-1].lastgroup or "") if said else None
    return [Subject(field, grows.start(), grows.end())] if field else []


def of_centre(clause: Clause, subject: Subject) -> Subject:
    """企业技术中心组织健全，成立并运行两年以上: it is the centre that is two years old, not the firm."""
    said = clause.piece.text[clause.reach[0] : subject.start]
    if subject.field == "employees" and _CENTRE.match(said):
        return replace(subject, field="rd_staff")  # who works in a centre of design or research
    if subject.field != "age" or re.search("企业(?!技术|工程|研)|公司|单位", said):
        return subject
    if _REGISTERED.search(clause.piece.text, clause.piece.start, subject.end) and _COPYRIGHT.search(said):
        return replace(subject, field="product_age")
    if _CENTRE.search(said) or any(_CENTRE_LED.search(word) for word in clause.words):
        return replace(subject, field="rd_org_years")
    if _WORKS.search(said):
        return replace(subject, field=NO_FIELD)
    return subject


def is_eased(clause: Clause, bound: Bound) -> bool:
    """Whether a bare number is the bound that another one is eased to: 可放宽至10亿元."""
    return bool(_EASED_TO.search(clause.piece.text, clause.piece.start, bound.end))
