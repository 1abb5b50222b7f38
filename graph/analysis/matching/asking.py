"""Which of the things a need names does it ask for, and which only say who asks, for what, and in place of what?

`电池厂想找一家石墨负极供货商` names two products and asks for one. Method: docs/methods.md, equation M1.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from graph.analysis.matching.spans import Span

# Weights of a name; proposals.
ASKED: Final = 1.0  # words of seeking stand before it in its clause
NAMED: Final = 0.7  # in a clause that seeks nothing
BESIDE: Final = 0.45  # the same, where another clause names what is sought
CONTEXT: Final = 0.25  # what the asker makes, the kind of works that asks, what is to be replaced
_MODIFIER: Final = 0.4  # share of its weight that a name keeps before the head of the same phrase
_BY_LENGTH: Final = {2: 0.6, 3: 0.8}  # short names of the graph are often common words; longer ones count in full

_CLAUSE: Final = re.compile("[^,，。;；!！?？:：]*$")
SEEKING: Final = re.compile(
    "想(?!法|象|到|不|必)|找|求购|急求|求(?!职)|采购|外购|购买|购置|想买|买|订购|预订|订|缺(?!件|陷|点)|急需|需要|需|想要|想用|"
    "要(?!求|是|有|么|不)|招标|采(?!样|集|暖|光)|替换|更换|换(?!热|向|算|气|水)|添置|添|选购|"
    "想配|配(?!送|套|合|方|件|电|料)|备份|备货|进(?!口|度|行|出|料)|寻|定做|定制|订做|引进|代理|推荐|置办|租|"
    "想上|上一|上马|加装|改装|想装|要装|装(?!载|配|修|饰|置|卸|机|运)|试试|外协|外包|供(?!应商|货商|水|电|暖|热|气)|开发|建设|搭建"
)
_MAKING: Final = re.compile(
    r"(?:我们?|我厂|厂里|本厂|公司|单位|我司|咱们?|小厂|工厂)?(?:是|在)?"
    r"(?:做|织|染|产|生产|加工|卖|搞|种|养|铣|车|切|印|经营|开|从事|主营)[^,，。;；找求购买缺需要]*$"
)
_PLAN: Final = re.compile(
    "(?:想|要|准备|打算|计划|拟)(?:自己|新)?(?:做|生产|办|建|造|搞|投产|种|养)(?:个|一个|一家|一条)?$"
)
_MAKERS: Final = re.compile("的?(?:厂家?|厂商|企业|公司|单位|工厂)?[。.!！?？]?$")
_RENEWED: Final = re.compile("(?:都|全)?(?:想|要|需要?|得|准备|打算)(?:全部|都)?(?:更换|换|升级)")
_CLAUSE_ENDS: Final = re.compile("[,，。;；!！?？:：]")
_WORKS: Final = re.compile(
    "(?:加工|制造|生产|养殖|种植|批发|贸易)?(?:厂|店|企业|公司|站|场|园|室|院|社|馆|户|农|商(?!用|标)|基地|行业)(?!家|商)"
)
_USED_IN: Final = re.compile(
    "(?:厂|店|线|设备|车间)?(?:上(?!下)|里|中(?!间)|内(?!胎)|用的|的那|那|专用的|配套的|之间|背面|表面|时(?!间)|前(?!道))"
)
_INSTEAD: Final = re.compile("(?:替掉|代替|取代|替代|淘汰|用在|用于|用来|适用于|按照|根据|对|给|为)[^,，。;；]{0,4}$")
# 做蛋糕用的奶油, 给鸡打的疫苗: what stands after 的 is the thing, what goes before says what for.
_HEADED: Final = re.compile("的(?:那|这)?(?:种|些|个)?$")
_OURSELVES: Final = re.compile("我们?|我厂|厂里|本厂|公司|单位|我司|咱|小厂")
# 吊钢筋的大家伙, 打氧气的机器: the name before 的 only says what for.
_OF_ANOTHER: Final = re.compile(
    "的(?!厂|供|公司|企|单位|商|采购|货|服务|那家|几|各|老板|地方|渠道|人|话|时候|价|产品|品牌|团队|机构)[^,，。;；的]{2,}"
)
_SUPPLIER: Final = re.compile("(?:的|类)?(?:供应商|供货商|生产厂|厂家|生产商|制造商|服务商|生产企业|企业名单|货源)")
# 电解液和隔膜都要找: what is sought goes before the verb.
_TOPIC: Final = re.compile(
    "(?:[、和与及][^,，。;；]{1,10})?(?:这|那)?(?:两样|两种|几样)?(?:都|各|全|也)(?:想|要|缺|需|得|没)"
)
_JOINED: Final = re.compile(r"[、和与及或/]|以及|还有|带|含|,|，|。|;|；")


def weighed(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """The names weighed by how surely they are asked for, 0..1.

    Args:
        text: the folded text.
        spans: names found in it, from left to right.
    """
    roles = _but_for_plans(text, spans, [_role(text, span) for span in spans])
    roles = [ASKED if _is_renewed(text, spans, at) else role for at, role in enumerate(roles)]
    sought = any(role == ASKED and (span.known or len(span.name) > 2) for span, role in zip(spans, roles, strict=True))
    weights = [BESIDE if sought and role == NAMED else role for role in roles]
    return tuple(
        replace(span, weight=weight * _surely(text, span) * _head(text, spans, at), sought=weight == ASKED)
        for at, (span, weight) in enumerate(zip(spans, weights, strict=True))
    )


def _but_for_plans(text: str, spans: Sequence[Span], roles: Sequence[float]) -> list[float]:
    """What the asker means to make says for what it asks, where a later clause asks: 想做客车,缺驱动桥."""
    last = max((span.start for span, role in zip(spans, roles, strict=True) if role == ASKED), default=0)
    return [
        CONTEXT if role == ASKED and _is_plan(text, span) and _CLAUSE_ENDS.search(text[span.end : last]) else role
        for span, role in zip(spans, roles, strict=True)
    ]


def _is_renewed(text: str, spans: Sequence[Span], at: int) -> bool:
    """Whether a name is of what is to be changed, and no name in the clause says for what else: 门锁想换成刷卡的."""
    after = _clause_after(text[spans[at].end :])
    following = at + 1 < len(spans) and spans[at + 1].start < spans[at].end + len(after)
    return bool(_RENEWED.match(after)) and not following


def _is_plan(text: str, span: Span) -> bool:
    return bool(_PLAN.search(clause_before(text[: span.start])))


def _surely(text: str, span: Span) -> float:
    """How surely the name is no chance hit."""
    if span.known or len(text) <= len(span.name) + 2:
        return 1.0
    return _BY_LENGTH.get(len(span.name), 1.0)


def _head(text: str, spans: Sequence[Span], at: int) -> float:
    """Less for a name that another follows in the same phrase: 乳白玻璃 before 酒瓶, 轴承 before 套圈."""
    if at + 1 == len(spans):
        return _MODIFIER if _OF_ANOTHER.match(text[spans[at].end :]) else 1.0
    between = text[spans[at].end : spans[at + 1].start]
    return _MODIFIER if len(between) <= 2 and not _JOINED.search(between) else 1.0


def _role(text: str, span: Span) -> float:
    if len(text) <= len(span.name) + 2:
        return ASKED  # the text is the name and little else
    before, after = text[: span.start], text[span.end :]
    clause = clause_before(before)
    sought = bool(SEEKING.search(clause))
    if _is_headed(clause, after):
        last = not _clause_after(after)  # in 小区门口的快递存放箱 more of the name of the thing follows
        return ASKED if sought or (last and not SEEKING.search(text)) else NAMED
    if _is_maker(text, clause, after):
        return ASKED
    if _is_aside(clause, after, sought=sought):
        return CONTEXT
    if sought or _SUPPLIER.match(after) or _TOPIC.match(after):
        return ASKED
    return CONTEXT if SEEKING.search(_clause_after(after)) else NAMED


def _is_headed(clause: str, after: str) -> bool:
    """Whether a clause describes the name that stands after it, and not those who ask."""
    return bool(_HEADED.search(clause)) and not _OURSELVES.search(clause) and not _USED_IN.match(after)


def _is_maker(text: str, clause: str, after: str) -> bool:
    """Whether a text that seeks nothing else names the makers it wants: 给冰箱做压缩机的厂家."""
    makes = _MAKING.search(clause) and not _OURSELVES.search(clause)
    return bool(makes and _MAKERS.match(after) and not SEEKING.search(text))


def _is_aside(clause: str, after: str, *, sought: bool) -> bool:
    """Whether a name only says what for, in place of what, or who asks."""
    told = _INSTEAD.search(clause) or _USED_IN.match(after)
    return bool(told or (not sought and (_WORKS.match(after) or _MAKING.search(clause))))


def clause_before(before: str) -> str:
    """What stands before a name in its clause; a list belongs to one clause."""
    found = _CLAUSE.search(before)
    return found[0] if found else ""


def _clause_after(after: str) -> str:
    return re.split("[,，。;；!！?？:：]", after, maxsplit=1)[0]
