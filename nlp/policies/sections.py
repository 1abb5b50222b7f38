"""Which parts of a policy carry conditions, and how: required, barring, preferred; how many of a list must hold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ontology.eligibility.conditions import Joint, Kind
from ontology.values.numerals import chinese_number

_N: Final = r"(?<!第)([一二两三四五六七八九十]|\d)"
_BARS: Final = re.compile(
    r"不得(?:申报|申请|参评|参加|推荐|享受|纳入|列入|参与|认定|再次|重复|再行|作为)|不予(?!公|通过|采信)[一-龥]{2}|不再(?:予以|给予)?(?:重复|受理|支持|申报|推荐|纳入|资助|列入|参加|参与|安排|认定|奖励|补助)"
    r"|不(?:纳入|列入|作为)(?!限)[^，；。]{0,10}(?:范围|对象|名单)|(?:不|拒绝)(?:予)?受理[^，；。]{0,6}申请"
    r"|不(?:能|可)(?:申报|申请|参评|享受|推荐)|不(?:属于|在|纳入|列入)(?:本[^，；。]{0,8})?(?:支持|申报|奖励|补助|资助|认定|受理|推荐)?(?:的)?范围|不再享受(?:本|此|该)|不(?:需|必|用)重复|无需重复|(?<!扣)除外|不(?:再)?(?:参与|参加)(?:此次|本次|申报)|不受理|不支持|不接受|不适用|一律不|(?:不能|不可|不应|不宜)(?:再)?(?:申报|申请|参加|参与|参评)|取消(?:其)?申报资格|不具备申报资格|不享受"
    r"|不(?:得|应|可)?(?:存在|有)(?:以下|下列)(?:任一|任何|之一)?(?:情形|情况|行为)|不符合申报|限制申报"
)
_BARRING_LEAD: Final = re.compile(
    r"(?:以下|下列|如下)(?:任一|任何|之一|任意一种|其中之一)*(?:的)?(?:情形|情况|行为|问题|项目|企业|单位)[^。：]{0,16}(?:不得|不予|不能|不再|不在|不列入|不纳入|不受理|不可|不适用|取消(?!(?:其|该|已)?[^，；。]{0,10}(?<!申报)(?<!申请)(?:资格|称号)))|(?:不能|不可|不得|不予|不宜|不应)[^，。：]{0,6}(?:申报|受理|认定|支持|参评|推荐|作为[^，。：]{1,10})的?(?:情形|情况|条件)?[？?]?$|不得(?:存在|有|出现)(?:以下|下列|如下)|(?:负面|限制|禁止)(?:清单|条件|情形)|不予(?:支持|申报|受理)的?(?:情形|范围|项目|对象)|不得申报|排除(?:条件|情形)|否决(?:项|条件)|一票否决"
)
_REVOKES: Final = re.compile(
    "(?:取消|撤销|移出|收回|终止)[^，；。]{0,16}(?<!申报)(?<!申请)(?<!参评)(?:资格|称号|名单|命名|认定|牌匾)[^，；。]{0,8}[：:]?$"
)
_EXCEPT: Final = re.compile(r"(?:(?:但|其中|不过)[^；。，]{0,60}?|[^；。，]{2,60}?)(?<!扣)除外")
_BRACKETS: Final = re.compile("（[^（）]*）")
_ALL_BARRED: Final = re.compile("(?:上述|以上|均|一律)[^，；。]{0,10}(?:不得|不予|不再)")
_PREFERS: Final = re.compile("优先|同等条件下|优选|倾斜|加分|(?:仅)?供参考|作为参考|参考指标|酌情")
_CALLS: Final = re.compile(
    r"(?:申报|申请|认定|基本|遴选|评价|评定|备案|准入|入库|推荐|补助|奖励|支持|享受)(?:的)?(?:条件|标准|要求(?!各地))|(?:申报|申请|参评)(?:的)?(?:主体|企业|单位|对象|产品|项目)"
    r"|(?:符合|具备|满足|达到)(?:以下|下列)|(?:以下|下列)(?:基本)?条件|(?:奖励|支持|补助|资助|扶持|认定|享受[^，；。]{0,8}的)对象|(?:应当?|须|需)?同时(?:满足|符合|具备|达到)|不得申报|不予(?:支持|认定|奖励|补助)|申请[^，；。]{2,16}的(?:企业|单位)|适用[^。；]{0,40}企业"
)
_CALLING_TITLE: Final = re.compile(
    "申报|申请|认定|征集|遴选|评选|评定|评价|推荐|入库|培育|奖励|补助|贴息|补贴|指南|指引|细则|办法|条件|标准|公告"
)
_PLANNING_TITLE: Final = re.compile("报告|规划|纲要|计划|讲话")
_PREFERS_APPLICANTS: Final = re.compile(
    "优先(?:予以|给予)?(?:支持|推荐|认定|考虑|安排|入选|受理|纳入|列入|申报)|同等条件|(?:予以|给予)优先|加分"
)
_ASKS: Final = re.compile(
    "(?:应当?|须|需|必须)(?:还|同时|均|都)?(?:满足|符合|具备|达到)|(?<!工作)(?<!材料)(?<!有关)(?<!其他)(?<!相关)(?<!报送)(?<!管理)要求[：:]?$|条件|对象|主体|范围|资格|申报要求|基本要求|认定标准|准入|入库标准|立项标准|遴选标准|评定标准|申报标准|认定要求|门槛|指标要求|适用|符合下列|符合以下|具备下列|具备以下|满足下列|满足以下|达到下列|同时(?:达到|满足|符合|具备)|不予|不得|限制|负面|情形|必备|要求如下"
)
_OTHER_MATTER: Final = re.compile(
    "材料|程序|流程|步骤|方式|审核|评审|管理|监督|附则|工作要求|报送|组织|支持(?:标准|方式|政策|措施|内容|额度)|(?:奖励|补助|资助|扶持|奖补|补贴)(?:标准|方式|额度|比例|政策|措施|资金|内容)|资金(?:安排|拨付|来源)"
    "|名额|指标(?:解释|说明|体系)|评价指标|评分|目标|任务|保障|咨询|联系|时间|截止|罚则|责任|附件|名词解释|依据|待遇|优惠|享受|申请办法|办理|受理|服务内容|其他事项|有关事项|背景|意义|支持措施|扶持措施|职责|分工|撤销|复核|动态|名词|定义|解释"
)
_GOAL: Final = re.compile(
    r"^到(?:20\d\d年|“?十[四五六])[^，；。]{0,4}，?(?:全[省市区县国]|力争|建成|布局|培育|形成|实现)|到(?:20\d\d年|“?十[四五六])[^，；。]{0,10}[，,]?[^；。]{0,30}(?:力争|达到|超过|建成|培育|实现|以上)|力争|奋斗目标|(?:发展|总体|主要|工作)目标"
)
_SCORING: Final = re.compile(r"计?\d+分|（\d+分）|得分[^，。]{0,6}权重|满分")
_PASS: Final = re.compile(
    r"(?:得分|评分|分值|总分|分数|成绩)[^，；。]{0,10}?(?:不低于|达到|不少于|须|应|满|大于|高于)?\d+分(?:（含）)?(?:以上|及以上)?"
)
_CUES: Final = re.compile(
    r"(?:申报|申请|参评|推荐)(?:的)?(?:企业|主体|单位|项目|产品|对象|者)?[^，；。]{0,12}(?:应|须|必须|需|应当|原则上)|凡[^。]{0,40}均可|是指[^。]{0,6}注册|所(?:称|指)[^。]{0,40}(?:注册|登记)[^。]{0,30}企业|适用[^。；]{0,80}(?:企业|主体|单位)|支持[^。；]{0,16}(?:注册|登记)[^。；]{0,20}企业|(?:企业|单位|主体|项目|产品)[^，；。]{0,4}，?(?:应当?|须|必须)|(?:应|须|必须|应当)(?:同时)?(?:具备|符合|满足|达到|为|在)|可?(?:适当)?(?:放宽|放低|降低)(?:至|到|为)"
    r"|可?不受[^，；。]{0,24}限制|视同(?:符合|满足|达到)|(?:扶持|支持|奖励|补助|申报|资助)对象(?:为|是)|(?:申请|申报)(?:单位|企业|项目)[^，；。]{0,4}不得"
)
_DEFINES: Final = re.compile(
    r"所(?:称|指)的?[^，。；]{0,30}，?(?:是|指|为)|是指|指的是|分为|包括[^。]{2,40}(?:种类型|[两三四五]类)"
)
_APPLICANTS: Final = re.compile(
    "(?:申报|申请|参评)[^，；。]{0,10}(?:企业|主体|单位|产品)[^，；。]{0,6}，?(?:应|须|需|必须)"
    "|(?:注册|登记)地[^，；。]{0,12}(?:在|为|位于)[^，；。]{2,12}"
)
_REWARDED: Final = re.compile(
    r"\d[^。；]{0,40}的(?:企业|项目|单位)?，[^。；，]{0,24}(?:给予|奖励|补助|补贴)|(?:获评|获得|认定|入选)[^。；]{2,40}的(?:企业|单位)?，[^。；，]{0,24}(?:给予|奖励)"
)
_PURPOSE: Final = re.compile(
    r"^(?:为|为了|根据|依据|按照|依照)[^。]*(?:制定|现将|现就|组织|开展|决定|通知|订立|办法|如下)|^为(?!了?(?:中|小|规|独|高|本))[^，。]{2,40}，"
)
_OF_A_PLACE: Final = re.compile(r"(?:注册|登记|设立|纳税)[^，；。]{0,12}企业[^，；。]{0,6}(?:可|均)")
_REVIEW: Final = re.compile(
    r"(?:评为|为)(?:优秀|良好|合格|不合格)|撤销|取消(?:认定|称号|(?:认定)?资格)|有效期内[^，；。]{0,4}(?:发现|发生|出现|存在|被)|收回|追回|追缴|整改|退回|处罚|年度考核|复评|绩效评价|公示|个工作日|之日起|专家组"
)


_COUNTED_SO: Final = re.compile("可?按[^，；。]{0,20}(?:数据|口径|年限|年度)[^，；。]{0,6}(?:计算|核算|统计|认定)")
_IS_PASSED: Final = re.compile(
    r"(?:得分|评分|总分|分数)[^，；。]{0,6}?(?:(?:不低于|达到|不少于)\d+分|\d+分(?:（含）)?(?:及?以上))"
)
_AFTERWARDS: Final = re.compile("考核|摘牌|优秀|良好|撤销|退出|复核|验收|绩效|等级|\\d+分以下")
_MORE_GIVEN: Final = re.compile("(?:奖励|补助|贴息|补贴|资助)[^，；。]{0,10}(?:上浮|提高到|提高至|上调|另加|再增加)")


class Matter(StrEnum):
    """What a part of a policy is about."""

    ASKS = "asks"
    OTHER = "other"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a part of a policy until a part below it says otherwise."""

    matter: Matter = Matter.UNSAID
    kind: Kind = Kind.REQUIRED


def setting_of_title(title: str) -> Setting:
    """A policy whose title promises conditions is about them from its first line."""
    asks = bool(re.search("条件|标准|(?:申报|认定|评价|遴选|基本|推荐)要求", title))
    return Setting(Matter.ASKS if asks else Matter.UNSAID)


def setting_below(lead: str, above: Setting) -> Setting:
    """The setting below a heading or lead."""
    matter, kind = above.matter, above.kind
    if _REVOKES.search(lead) and not _BARS.search(lead):
        return Setting(Matter.OTHER, kind)
    asks, other = bool(_ASKS.search(lead)), bool(_OTHER_MATTER.search(lead))
    if asks and not other:
        matter = Matter.ASKS
    elif other and not asks:
        matter = Matter.OTHER
    elif asks and other:
        matter = Matter.ASKS if _last(_ASKS, lead) > _last(_OTHER_MATTER, lead) or "：" in lead else Matter.UNSAID
    if choice_of(lead).op is not Joint.ALL:
        matter = Matter.ASKS
    if _BARRING_LEAD.search(lead) or (lead.endswith(("：", ":")) and _BARS.search(lead)):
        kind, matter = Kind.EXCLUSION, Matter.ASKS
    elif _PREFERS.search(lead) and not re.search("。", lead):
        kind = Kind.PREFERRED
        matter = Matter.ASKS if matter is Matter.UNSAID or asks else matter
    return Setting(matter, kind)


def _last(words: re.Pattern[str], text: str) -> int:
    return max((found.end() for found in words.finditer(text)), default=-1)


def kinds_of_segments(segments: Sequence[str], above: Setting) -> list[Kind]:
    """Whether each segment of a sentence bars, prefers or requires."""
    if above.kind is not Kind.REQUIRED:
        return [above.kind for _ in segments]
    if segments and _BARRING_LEAD.search(segments[0]) and "：" in segments[0]:
        return [Kind.EXCLUSION for _ in segments]
    told = [_kind(segment) for segment in segments]
    if told and told[-1] is Kind.EXCLUSION and _ALL_BARRED.search(segments[-1]):
        return [Kind.EXCLUSION for _ in segments]
    return told


def _kind(segment: str) -> Kind:
    segment = _BRACKETS.sub("", segment)
    if _BARS.search(segment):
        return Kind.EXCLUSION
    return Kind.PREFERRED if _PREFERS.search(segment) else Kind.REQUIRED


def exception_of(segment: str) -> int | None:
    """Where a segment begins to say what is left out, as in …企业，但已获资助的除外; None where it does not."""
    found = _EXCEPT.search(_BRACKETS.sub(lambda match: "（" + "　" * (len(match.group()) - 2) + "）", segment))
    return found.start() if found else None


def defines(sentence: str) -> bool:
    """Whether a sentence says what a word means or what for the policy is: of it the place alone is asked of a firm."""
    return bool(_DEFINES.search(sentence) or _PURPOSE.search(sentence))


def asks_of_applicants(text: str) -> bool:
    """Whether a text says in so many words what those who apply must be or have."""
    return bool(_APPLICANTS.search(text))


def speaks_to_applicants(title: str, text: str) -> bool:
    """Whether a text tells somebody what to be or have so as to apply: plans speak of firms, and not to them."""
    calls = bool(_CALLS.search(title) or _CALLS.search(text))
    return calls or bool(_CALLING_TITLE.search(title) and not _PLANNING_TITLE.search(title))


def is_rewarded(text: str) -> bool:
    """Whether a text says what a firm must reach to be given something: 产值首次突破1亿元的，奖励10万元."""
    return bool(_REWARDED.search(text))


def is_read(sentence: str, matter: Matter, kind: Kind) -> bool:
    """Whether a sentence may carry conditions where it stands."""
    if (
        _GOAL.search(sentence)
        or _MORE_GIVEN.search(sentence)
        or _COUNTED_SO.search(sentence)
        or (_PURPOSE.search(sentence) and not _OF_A_PLACE.search(sentence))
        or (_SCORING.search(sentence) and not _PASS.search(sentence))
    ):
        return False
    if matter is Matter.OTHER and _IS_PASSED.search(sentence) and not _AFTERWARDS.search(sentence):
        return True
    if matter is Matter.ASKS:
        return not re.search(r"评为(?:优秀|良好|不合格)|\d+个工作日|有效期(?:均|都)?(?:为|是|[一二三\d])", sentence)
    if kind is not Kind.REQUIRED:
        return not _REVIEW.search(sentence) and (kind is Kind.EXCLUSION or bool(_PREFERS_APPLICANTS.search(sentence)))
    if _OF_A_PLACE.search(sentence) or (matter is Matter.UNSAID and is_rewarded(sentence)):
        return True
    return matter is Matter.UNSAID and bool(_CUES.search(sentence)) and not _REVIEW.search(sentence)


@dataclass(frozen=True, slots=True)
class Choice:
    """How many of a list's items must hold."""

    op: Joint
    n: int | None = None


_ONE_OF: Final = re.compile(
    r"之一|任(?:意)?(?:一|1)(?:项|款|条|个|类)|任意(?:符合|满足)?(?:其中)?(?:一|1)|(?:其中|以下|下列)(?:一|1)(?:项|条|类)|任选(?:其)?一|符合任一|满足任一|任一(?:项|款|条|条件|指标|情形|类)|择一|之任一"
)
_SOME_OF: Final = (  # the number that must hold; 5项中的3项 asks for three
    re.compile(
        rf"(?:项|条|个|款|条件|指标|要求|情形)(?:条件|指标|要求)?(?:中|之中|里)的?[^，；。：]{{0,8}}?{_N}(?:项|条|个|款)"
    ),
    re.compile(
        rf"(?:至少|不少于|任意|其中|满足|符合|具备|达到)[^，；。：]{{0,16}}?{_N}(?:项|条|个|款)(?:（含）)?(?:及?以上)?"
    ),
    re.compile(rf"{_N}(?:项|条|个)(?:及)?以上(?:的)?(?:条件|指标|要求|即可)?"),
)
_BEHIND: Final = re.compile(
    rf"(?<!不)(?:满足|符合|具备|达到)[^，；。]{{0,6}}?(?:以上|上述|前述)[^，；。下]{{0,10}}?(?:{_N}(?:项|条|个)(?:条件|指标|要求)?(?:（含）)?(?:及以上|以上|的|即可|者)"
    rf"|(?P<one>之一|任(?:意)?[一1](?:项|条|个|类|种|款)?)[^，；。]{{0,8}}?(?:的|即可|者|均可|可))"
)
_THESE: Final = re.compile(
    rf"(?:以上|上述|前述|[二两三四五六几]者|(?<=，))(?:[^，；。]{{0,8}}?)(?:(?:任|有|居|备|足|合|取)其一|(?:任一|之一)项?即可"
    rf"|(?:至少|任意?)?(?:满足|具备|符合|达到|具有)[^，；。]{{0,4}}?(?P<n>{_N})(?:项|条|个|种|者))"
)
_NEEDED: Final = re.compile(
    "第?(?P<which>[（()）一二三四五六七八九十\\d、和及第项条]{1,16}?)[项条]?(?:为|是|属)(?:必备|必须|必要|必选|必达)"
)
_SOME_WORDS: Final = re.compile("下列|以下|如下|其中|上述|条件|指标|要求|中的|各项|项中")


def choice_of(lead: str) -> Choice:
    """What a lead says of the list below it: 下列条件之一, 至少满足3项; all where it says nothing."""
    if _ONE_OF.search(lead):
        return Choice(Joint.ANY)
    if "同时" in lead and "至少" not in lead:
        return Choice(Joint.ALL)
    found = next(filter(None, (words.search(lead) for words in _SOME_OF)), None) if _SOME_WORDS.search(lead) else None
    n = _number(found[1]) if found else None
    return Choice(Joint.ALL) if n is None else Choice(Joint.ANY) if n == 1 else Choice(Joint.AT_LEAST, n)


def choice_of_these(segment: str) -> tuple[Choice | None, int]:
    """What is said of things just named, and where: 以上资质至少具备一项, 三者居其一即可."""
    found = _THESE.search(segment)
    if not found:
        return None, 0
    n = _number(found["n"]) if found["n"] else 1
    return (Choice(Joint.ANY) if n == 1 else Choice(Joint.AT_LEAST, n)), found.start()


def needed_of(lead: str) -> tuple[int, ...]:
    """Numbers of the items that must hold whatever else is chosen: 5项中的4项，其中第1项为必备项."""
    found = _NEEDED.search(lead)
    return tuple(filter(None, map(_number, re.findall(_N, found["which"])))) if found else ()


def choice_behind(sentence: str) -> Choice | None:
    """What is said of a list after it: 满足以上条件中4条及以上的, 可以入库; None where it is another matter."""
    found = _BEHIND.search(sentence)
    n = (1 if found["one"] else _number(found[1])) if found else None
    return None if n is None else Choice(Joint.ANY) if n == 1 else Choice(Joint.AT_LEAST, n)


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() else chinese_number(word)
