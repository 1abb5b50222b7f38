"""What a part of a policy is about, and how its conditions are meant: required, barring, preferred."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nlp.policies.logic.choices import choice_of
from nlp.policies.relevance import Matter, calls_applicants
from ontology.eligibility.conditions import Joint, Kind

_BARS: Final = re.compile(
    r"不得[^，；。]{0,10}(?:再次|重复)(?:申报|申请)|不得(?:申报|申请|参评|参加|参选|评选|推荐|享受|纳入|列入|参与|认定|评定|授予|立项|入库|入选|申领|领取|兑现|登记为|再次|重复|再行|作为)|不予(?!公|通过|采信)[一-龥]{2}|不再(?:予以|给予)?(?:重复|受理|支持|申报|推荐|纳入|资助|列入|参加(?!评分|评审)|参与(?!评分|评审)|参评|参选|评选|安排|认定|奖励|奖补|补助|补贴|贴息|兑现|给予)"
    r"|暂不|暂缓(?:受理|申报|入库|认定)|不(?:纳入|列入|作为)(?!限)[^，；。]{0,10}(?:范围|对象|名单)|(?:不|拒绝)(?:予)?受理[^，；。]{0,6}申请"
    r"|不(?:能|可)(?:申报|申请|参评|享受|推荐)|不(?:属于|在|纳入|列入)(?:本[^，；。]{0,8})?(?:支持|申报|奖励|奖补|补助|补贴|资助|扶持|认定|遴选|评选|入选|受理|推荐)?(?:的)?(?:范围|之列|对象)|不再享受(?:本|此|该)|不(?:予)?重复(?:支持|享受|奖励|奖补|补助|补贴|资助|安排|认定|申报|扶持)|不(?:需|必|用)重复|无需重复|(?<!扣)除外|不(?:再)?(?:参与|参加)(?:此次|本次|申报|评定|评选|遴选|认定)|不受理|不支持|不接受|不适用|一律不|(?:不能|不可|不应|不宜)(?:再)?(?:申报|申请|参加|参与|参评)|取消(?:其)?[^，；。]{0,4}(?:申报|申请|参评|奖补|奖励|补助|补贴|享受|入库)资格|不具备申报资格|不享受"
    r"|不(?:得|应|可)?(?:存在|有)(?:以下|下列)(?:任一|任何|之一)?(?:情形|情况|行为)|不符合申报|限制申报|一票否决"
)
_BARRING_LEAD: Final = re.compile(
    r"^不(?:予|再|得|能)[一-龥]{2,6}(?:的?(?:情形|情况|项目|企业|范围|事项))?$|^不(?:支持|奖励|补助|资助)的?(?:情形|情况|项目|企业|范围|事项)[：:]?$|(?:不能|不可|不)(?:报|补|奖|予补贴)[：:]|(?:以下|下列|如下)(?:任一|任何|之一|任意一种|其中之一)*(?:的)?(?:情形|情况|行为|问题|项目|企业|单位)[^。：]{0,16}(?:不得|不予|不能|不再|不在|不列入|不纳入|不参与(?!评分)|不参加(?!评分)|不享受|不奖励|不补助|不资助|不给予|不受理|不可|不适用|取消(?!(?:其|该|已)?[^，；。]{0,10}(?<!申报)(?<!申请)(?:资格|称号)))|(?:不能|不可|不得|不予|不宜|不应)[^，。：]{0,6}(?:申报|受理|认定|支持|参评|推荐|申请|申领|享受|补助|补贴|入库|入选|作为[^，。：]{1,10})的?(?:情形|情况|条件)?[？?]?$|(?:不得|没有|未曾?|无|不应)(?:存在|有|出现|发生|涉及)?过?(?:以下|下列|如下)|(?:负面|限制|禁止)(?:清单|条件|情形)|不予(?:支持|申报|受理)的?(?:情形|范围|项目|对象)|不得申报|排除(?:条件|情形)|否决(?:项|条件|事项|情形|指标)|一票否决"
)
_FREED: Final = re.compile("可?不受[^，；。]{0,24}(?:限制|约束)|不受此限")
_REVOKES: Final = re.compile(
    "(?:取消|撤销|移出|收回|终止)[^，；。]{0,16}(?<!申报)(?<!申请)(?<!参评)(?:资格|称号|名单|命名|认定|牌匾)[^，；。]{0,8}[：:]?$"
)
_PUT_OUT: Final = re.compile("(?:予以|应当?|一律|直接|自动)(?:出库|摘牌|除名|清退|退库)")
_EXCEPT: Final = re.compile(r"(?:(?:但|其中|不过)[^；。，]{0,60}?|[^；。，]{2,60}?)(?<!扣)除外")
_LIST_GOES_ON: Final = re.compile("或者?|以及|和|及")
_BRACKETS: Final = re.compile("（[^（）]*）")
_ALL_BARRED: Final = re.compile("(?:上述|以上|均|一律)[^，；。]{0,10}(?:不得|不予|不再)")
_SHORT: Final = 10  # characters of a label: 不支持：…
_PREFERS: Final = re.compile("优先|同等条件下|优选|倾斜|加分|(?:仅)?供参考|作为参考|参考指标|酌情")
_ASKS: Final = re.compile(
    "申领|(?:应当?|须)[是为][：:]$|(?:应当?|须|需|必须)(?:还|同时|均|都)?(?:满足|符合|具备|达到)|(?<!工作)(?<!材料)(?<!有关)(?<!其他)(?<!相关)(?<!报送)(?<!管理)(?<!总体)要求[：:？?]?$|条件|对象|主体|范围|资格|申报要求|基本要求|认定标准|准入|入库标准|立项标准|遴选标准|评定标准|申报标准|认定要求|门槛|指标要求|适用|符合下列|符合以下|具备下列|具备以下|满足下列|满足以下|达到下列|同时(?:达到|满足|符合|具备)|不予|不得|限制|负面|情形|必备|要求如下|(?:谁|哪些(?:企业|单位|主体|项目))(?:可以?|能够?)(?:申报|申请)|(?:类|级|型|档|企业|库|遴选|选拔|准入)标准|^申[报请][^，；。：]{2,16}的(?:企业|单位|项目)[：:]?$"
)
_OTHER_MATTER: Final = re.compile(
    "^(?:标准|目的|依据)$|多少|计算|测算|材料|程序|流程|步骤|方式|审核|评审|管理|监督|附则|工作要求|报送|组织|支持(?:标准|方式|政策|措施|内容|额度)|(?:奖励|补助|资助|扶持|奖补|补贴)(?:标准|方式|额度|比例|政策|措施|资金|内容)|资金(?:安排|拨付|来源)"
    "|名额|指标(?:解释|说明|体系)|评价指标|评分|目标|任务|保障|咨询|联系|时间|截止|罚则|责任|附件|名词解释|依据|待遇|优惠|享受|申请办法|办理|受理|服务内容|其他事项|有关事项|背景|意义|支持措施|扶持措施|职责|分工|撤销|复核|动态|名词|定义|解释"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a part of a policy until a part below it says otherwise."""

    matter: Matter = Matter.UNSAID
    kind: Kind = Kind.REQUIRED


def setting_of_title(title: str) -> Setting:
    """A policy whose title promises conditions is about them from its first line."""
    asks = bool(re.search("条件|标准|(?:申报|认定|评价|遴选|基本|推荐)要求", title))
    return Setting(Matter.ASKS if asks else Matter.UNSAID if calls_applicants(title) else Matter.PLAN)


def setting_below(lead: str, above: Setting) -> Setting:
    """The setting below a heading or lead."""
    matter, kind = above.matter, above.kind
    if (_REVOKES.search(lead) and not _BARS.search(lead)) or _PUT_OUT.search(lead):
        return Setting(Matter.OTHER, kind)
    asks, other = bool(_ASKS.search(lead)), bool(_OTHER_MATTER.search(lead))
    if asks and not other:
        matter = Matter.ASKS
    elif other and not asks:
        matter = Matter.OTHER
    elif asks and other:
        matter = Matter.ASKS if _last(_ASKS, lead) > _last(_OTHER_MATTER, lead) or "：" in lead else _unsaid(above)
    if choice_of(lead).op is not Joint.ALL:
        matter = Matter.ASKS
    if _BARRING_LEAD.search(lead) or (lead.endswith(("：", ":")) and _BARS.search(_BRACKETS.sub("", lead))):
        kind, matter = Kind.EXCLUSION, Matter.ASKS
    elif _PREFERS.search(lead) and not re.search("。", lead):
        kind = Kind.PREFERRED
        matter = Matter.ASKS if matter is Matter.UNSAID or asks else matter
    return Setting(matter, kind)


def _unsaid(above: Setting) -> Matter:
    return Matter.PLAN if above.matter is Matter.PLAN else Matter.UNSAID


def _last(words: re.Pattern[str], text: str) -> int:
    return max((found.end() for found in words.finditer(text)), default=-1)


def kinds_of_segments(segments: Sequence[str], above: Setting) -> list[Kind]:
    """Whether each segment of a sentence bars, prefers or requires."""
    if above.kind is not Kind.REQUIRED:
        return [above.kind for _ in segments]
    lead, colon, _ = segments[0].partition("：") if segments else ("", "", "")
    if colon and (_BARRING_LEAD.search(segments[0]) or (len(lead) <= _SHORT and _BARS.search(lead))):
        return [Kind.EXCLUSION for _ in segments]
    told = [_kind(segment) for segment in segments]
    if told and told[-1] is Kind.EXCLUSION and _ALL_BARRED.search(segments[-1]):
        return [Kind.EXCLUSION for _ in segments]
    return told


def _kind(segment: str) -> Kind:
    segment = _BRACKETS.sub("", segment)
    if _FREED.search(segment):
        return Kind.REQUIRED
    if _BARS.search(segment):
        return Kind.EXCLUSION
    return Kind.PREFERRED if _PREFERS.search(segment) else Kind.REQUIRED


def exception_of(segment: str) -> int | None:
    """Where a segment begins to say what is left out, as in …企业，但已获资助的除外; None where it does not."""
    plain = _BRACKETS.sub(lambda match: "（" + "　" * (len(match.group()) - 2) + "）", segment)
    found = _EXCEPT.search(plain)
    if found and _LIST_GOES_ON.match(plain, found.start()):
        return max(plain.rfind("但", 0, found.start()), 0)
    return found.start() if found else None
