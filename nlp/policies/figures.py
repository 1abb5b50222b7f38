"""Conditions on figures: each bound of a clause with the field that the text names for it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from nlp.policies.clauses import Piece
from nlp.policies.found import Found, Item, Joined
from nlp.policies.measures import Bound, bounds
from nlp.policies.periods import period_of_event, period_of_figure
from nlp.policies.subjects import NO_FIELD, Subject, subjects
from ontology.eligibility.conditions import Joint, Operator
from ontology.eligibility.fields import field_of

_NEAR: Final = 10  # characters after a number within which what it counts may follow: 50人以上的研发人员
_OWN_NAME: Final = 2  # characters beside fillers that name something else: 核查面应达到20%
_CENTRE: Final = re.compile("(?:技术|设计|研发|工程|研究)中心|研究院|实验室|研发机构")
_REGISTERED: Final = re.compile("登记(?:时间|日期)$")
_COPYRIGHT: Final = re.compile("著作权|产品")
_CENTRE_LED: Final = re.compile("(?:设计|技术|研发|研究|工程)中心，?(?:应|须|需)[^。]*[：:]?$")
_WORKS: Final = re.compile("车间|项目|生产线|产线|设备|系统(?!集成)|建成")
_GIVEN_BEFORE: Final = re.compile("(?:奖励|补助|资助|补贴|给予|贴息)[^，；。：]{0,8}$")
_APPLIED_FOR: Final = re.compile(
    "(?:申请|申报)(?:奖励|补助|资助|补贴|贴息)(?:支持)?的"
)  # 申请贴息的贷款额 is the firm's
_GIVEN_AFTER: Final = re.compile(
    "[^，；。]{0,4}?(?:给予|予以|进行)[^，；。]{0,10}?(?:奖励|补助|资助|补贴|贴息|支持)|(?:补助|奖励|奖补|补贴|资助)(?=$|[，。；])|的(?:补助|奖励|补贴|资助)"
)
_GIVES: Final = re.compile("(?:给予|予以|比例|%|元)[^。；]{0,12}(?:奖励|奖补|补助|资助|补贴|贴息)|奖励|奖补")
_CAP: Final = re.compile("最高|不超过|至多|最多")
_HANDED_ON: Final = re.compile("归入|计入|用于|给予|奖励|补助|列支|扣除")
_FILLERS: Final = re.compile(
    r"[（(][^）)]*[）)]|(?:近|最近|上|前|连续|过去)?[一二两三四五\d]?个?(?:会计)?年度?|平均|每|均|都|在|为|应当?|须|不|达到?|合计|累计|总额|总|且|并|其|中|比例|比重|占比|占|年均|复合|增长率|增长|增幅|同比|连续|保持|一般|原则上|职工|员工|人员|人数|数|改造后|改造前|指标|主营业务|营业|收入|销售|金额|部分|发生|中国|境内|所|放宽|降低|到|至|起|比|或者?|也|则|可|以|的|，|：|“|”|（|）"
)
_EASED_TO: Final = re.compile("(?:放宽|放低|降低?|下调|调整)(?:到|至|为)[\\d.,]+(?:%|％|[^\\d，；。]{1,4})$")
_FIRMS: Final = re.compile("(?:企业|单位|机构|平台|项目|产品|装备|设备|部件|类|型|级|者|地区|区域)$|适用")
_COUNTS_ITEMS: Final = re.compile(
    "(?:下列|以下|如下|上述|以上|其中)[^，；。]{0,16}?(?:条件|指标|要求|情形|项|条)?[^，；。]{0,6}$"
)
_OF_ITEMS: Final = re.compile("(?:及?以上)?(?:的|条件|指标|要求|即可|者|（含）)*[：:]?(?:$|[，。；])")
_GROWS: Final = re.compile("(?:增长|增加|增幅|增速|下降)(?:率|幅度)?[^，；。\\d]{0,4}$")
_GROWING: Final = re.compile(
    "(?P<income>收入|营收|销售额|产值)|(?P<profit>利润)|(?P<other>费用|投入|经费|支出|税收|纳税|人数|人员|资产|投资|用户|订单|产量|用工)"
)
_GROWTH_OF: Final = {"income": "revenue_growth", "profit": "profit_growth"}
_GROWTH: Final = frozenset({"revenue_growth", "profit_growth"})
_SHARE: Final = re.compile("占[^，；。]{0,8}(?:收入|销售额|营收)(?:总额)?的?(?:比例|比重|比|[^，；。]{0,2}$)?")
_SHARED: Final = re.compile(
    "(?P<research>(?:研发|研究开发|科技活动|R&D)[^，；。]{0,6}(?:费用|经费|投入|支出))|(?P<service>服务(?:性|业务)?收入)|(?P<main>(?:主导|单项|主营|核心|主要)产品的?[^，；。]{0,8}(?:收入|销售额))"
)
_SHARES: Final = {"research": "rd_ratio", "service": "service_share", "main": "main_share"}
_OF_A_START: Final = re.compile("(?:起始年|基期|基数年)[^，；。]{0,12}$")
_STEPS: Final = re.compile("[、和及或]")
_STEPWISE: Final = re.compile("[^。；]{0,30}分别[^。；]{0,12}(?:给予|奖励|奖补|补助|补贴|资助)")
_BOTH: Final = re.compile("分别|均(?!值)|都")
_TIMELESS: Final = frozenset({"standards"})
_OF_A_DAY: Final = frozenset({"rd_staff_ratio"})  # a share of people: years that were spoken of before are not its own


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with what was said before it, nearest first: earlier in the sentence, then the leads above."""

    piece: Piece
    heard: tuple[Piece, ...] = ()
    segment: Piece | None = None

    @property
    def reach(self) -> tuple[int, int]:
        """Where the segment begins and ends that the clause is part of."""
        whole = self.segment or self.piece
        return whole.start, whole.end

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(map(str, self.heard))


def figures(clause: Clause) -> list[Item]:
    """Conditions of a clause's bounds, in the order of the text."""
    piece = clause.piece
    told = [
        one
        for one in bounds(piece.text, piece.start, piece.end)
        if not (
            _is_given(clause, one)
            or _counts_items(piece, one)
            or _OF_A_START.search(piece.text, piece.start, one.start)
        )
    ]
    told = [one for place, one in enumerate(told) if not _is_further_step(piece, told[:place], one)]
    items: list[Item] = []
    counted_first = False  # whether the clause says how many before it says of what: 1项发明专利或2项软件著作权
    for place, bound in enumerate(told):
        since = max((one.end for one in told[:place] if one.end <= bound.start), default=piece.start)
        behind = _behind(piece.text, subjects(piece.text, piece.start, piece.end, bound.unit), bound)
        named = (
            behind if counted_first and behind else _subjects_of(clause, bound, since, _place_among_equals(told, place))
        )
        counted_first = bool(behind) and named == behind
        items += _conditions(clause, bound, named)
    return items


def _is_further_step(piece: Piece, before: Sequence[Bound], bound: Bound) -> bool:
    """Whether a number is a further step that earns more: 首次突破1亿元、5亿元、10亿元的，分别奖励…."""
    if not before or not _STEPS.fullmatch(piece.text, before[-1].end, bound.start):
        return False
    return bool(_STEPWISE.match(piece.text, bound.end))


def _is_given(clause: Clause, bound: Bound) -> bool:
    """Whether a number is what the firm gets: 按研发费用的5%给予补助, 奖励10万元, 最高200万元 behind them."""
    piece, (start, _) = clause.piece, clause.reach
    before, after = piece.text[piece.start : bound.start], piece.text[bound.end : piece.end]
    before = _APPLIED_FOR.sub("", before)
    capped = _CAP.match(piece.text, bound.start, bound.end) and _GIVES.search(piece.text, start, bound.start)
    return bool(_GIVEN_BEFORE.search(before) or _GIVEN_AFTER.match(after) or capped)


def _counts_items(piece: Piece, bound: Bound) -> bool:
    """Whether a number counts the items of a list: 满足以下5项指标中的至少3项."""
    if bound.unit not in {"项", "个", "款", "种", "类"}:
        return False
    lead, rest = piece.text[piece.start : bound.start], piece.text[bound.end : piece.end]
    if rest.startswith("中") or re.search("项中[^，；。]{0,4}$", lead):
        return True
    return bool(_COUNTS_ITEMS.search(lead) and _OF_ITEMS.match(rest))


def _place_among_equals(told: Sequence[Bound], place: int) -> int:
    return sum(one.unit == told[place].unit for one in told[:place])


def _conditions(clause: Clause, bound: Bound, named: Sequence[Subject]) -> Iterator[Item]:
    named = _grown(clause, bound, named)
    known = [one for one in (_of_centre(clause, one) for one in named) if one.field != NO_FIELD]
    found = [
        _condition(clause, bound, one)
        for one in known
        if bound.written or _counts_plainly(one, bound) or _is_eased(clause, bound)
    ]
    text = clause.piece.text
    either = len(named) > 1 and bool(re.search("或", text[named[0].end : named[-1].start + 1]))
    if either and len(found) > 1:
        yield Joined(Joint.ANY, tuple(found))
    else:
        yield from found


def _grown(clause: Clause, bound: Bound, named: Sequence[Subject]) -> Sequence[Subject]:
    """Of a share that is a growth, the growth of what was named last: 营业收入1亿元以上，且同比增长10%以上.

    None where no field holds the growth, as of 研发费用…且较上年增长10%以上.
    """
    grows = _GROWS.search(clause.piece.text, clause.piece.start, bound.start)
    if bound.unit != "%" or not grows or any(one.field in _GROWTH for one in named):
        return named
    said = list(_GROWING.finditer(clause.piece.text, clause.reach[0], grows.start()))
    field = _GROWTH_OF.get(said[-1].lastgroup or "") if said else None
    return [Subject(field, grows.start(), grows.end())] if field else []


def _of_centre(clause: Clause, subject: Subject) -> Subject:
    """企业技术中心组织健全，成立并运行两年以上: it is the centre that is two years old, not the firm."""
    said = clause.piece.text[clause.reach[0] : subject.start]
    if subject.field != "age" or re.search("企业(?!技术|工程|研)|公司|单位", said):
        return subject
    if _REGISTERED.search(clause.piece.text, clause.piece.start, subject.end) and _COPYRIGHT.search(said):
        return replace(subject, field="product_age")
    if _CENTRE.search(said) or any(_CENTRE_LED.search(word) for word in clause.words):
        return replace(subject, field="rd_org_years")
    if _WORKS.search(said):
        return replace(subject, field=NO_FIELD)
    return subject


def _counts_plainly(subject: Subject, bound: Bound) -> bool:
    """Whether a bare number is meant as a lower bound: 拥有发明专利5项 is, 服务型制造项目2个 is not."""
    return (
        field_of(subject.field).type == "number"
        and bound.unit in {"项", "件", "%", "人", "名", "台", "家"}
        and bound.value > 0
    )


def _is_eased(clause: Clause, bound: Bound) -> bool:
    """Whether a bare number is the bound that another one is eased to: 可放宽至10亿元."""
    return bool(_EASED_TO.search(clause.piece.text, clause.piece.start, bound.end))


def _condition(clause: Clause, bound: Bound, subject: Subject) -> Found:
    piece, field = clause.piece, field_of(subject.field)
    before, after = piece.text[piece.start : bound.start], piece.text[bound.start : piece.end]
    inside = piece.start <= subject.start < piece.end
    period = ""
    if field.yearly or field.id == "granted_ip":
        period = period_of_figure(before, after, clause.words if inside else (*_home(clause, subject), *clause.words))
        if field.id == "granted_ip" and period.startswith("each"):
            period = period.replace("each", "sum")  # patents of some years are counted together
        if field.id in _OF_A_DAY and not period_of_figure(before, after):
            period = ""
    elif field.id in _TIMELESS:
        period = period_of_event(before, clause.words)
    low, high = min(subject.start, bound.start), max(subject.end, bound.end)
    start, end = (low, high) if inside or _close(clause, low, high) else (piece.start, piece.end)
    return Found(
        field=field.id,
        op=bound.op,
        value=bound.value,
        start=start,
        end=end,
        unit=_unit(bound, field.unit),
        period=period,
        closed=bound.closed,
        at=bound.start if not inside or re.search("[：—]", piece.text[subject.end : bound.start]) else -1,
    )


def _home(clause: Clause, subject: Subject) -> Iterator[str]:
    """What was said where a figure of before is named: its years are meant, whatever stands between."""
    return (str(one) for one in clause.heard if one.start <= subject.start < one.end)


def _close(clause: Clause, low: int, high: int) -> bool:
    return high - low <= 80 and "\n" not in clause.piece.text[low:high]


def _unit(bound: Bound, own: str) -> str:
    return own if own in {"位", "级", "分"} else bound.unit


def _subjects_of(clause: Clause, bound: Bound, since: int, order: int) -> list[Subject]:
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
        return _joined_by_or(piece.text, before)
    share = _share_of_income(clause, bound)
    if share:
        return [share]
    earlier = [one for one in here if one.start < bound.start]
    if earlier and "分别" in piece.text[earlier[0].start : bound.start]:
        return earlier[order : order + 1] or earlier[-1:]
    return _behind(piece.text, here, bound) or _inherited(clause, bound, since, earlier)


def _share_of_income(clause: Clause, bound: Bound) -> Subject | None:
    """Whose share of income a clause asks that says it not itself: 研发投入逐年增长，且每年占营业收入的比例不低于4%."""
    text = clause.piece.text
    share = _SHARE.search(text, clause.piece.start, bound.start) if bound.unit == "%" else None
    said = list(_SHARED.finditer(text, clause.reach[0], share.start())) if share else []
    return Subject(_SHARES[said[-1].lastgroup or ""], share.start(), share.end()) if share and said else None


def _behind(text: str, here: Sequence[Subject], bound: Bound) -> list[Subject]:
    """What a number counts where that stands right after it: 50人以上的研发人员."""
    near = [one for one in here if 0 <= one.start - bound.end <= _NEAR]
    return [] if near and _HANDED_ON.search(text[bound.end : near[0].start]) else near[:1]


def _inherited(clause: Clause, bound: Bound, since: int, earlier: Sequence[Subject]) -> list[Subject]:
    """The subject of before, where the clause names nothing of its own, as 核查面应达到20% does."""
    own = _FILLERS.sub("", clause.piece.text[since : bound.start])
    if len(own) > _OWN_NAME and not _FIRMS.search(own) and not _is_eased(clause, bound):
        return []
    return [_numerator(clause.piece.text, earlier)] if earlier else _heard(clause, bound)


def _numerator(text: str, named: Sequence[Subject]) -> Subject:
    """The last thing named; of a share its part: 研发费用占营业收入的比例不低于3%且不少于150万元 are costs."""
    if len(named) > 1 and re.search("占[^，；。]{0,8}$", text[named[-2].end : named[-1].start]):
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


def turned_round(found: Found) -> Found:
    """The same bound turned round: who has it may not apply."""
    turned = {
        Operator.AT_LEAST: Operator.LESS,
        Operator.LESS: Operator.AT_LEAST,
        Operator.MORE: Operator.AT_MOST,
        Operator.AT_MOST: Operator.MORE,
        Operator.HAS: Operator.HAS_NOT,
        Operator.IN: Operator.NOT_IN,
    }
    return replace(found, op=turned.get(found.op, found.op))
