"""Which sentences of a policy carry conditions: purposes, goals, procedures, scores and what follows a title do not."""

import re
from enum import StrEnum
from typing import Final

from ontology.eligibility.conditions import Kind

_CALLS: Final = re.compile(
    r"对[^。；]{4,80}的(?:企业|项目|单位)?，[^。；]{0,40}(?:给予|奖励|奖补|补助|补贴)|"
    r"(?:申报|申请|认定|基本|遴选|评价|评定|备案|准入|入库|推荐|补助|奖励|支持|享受)(?:的)?(?:条件|标准|要求(?!各地))|(?:申报|申请|参评)(?:的)?(?:主体|企业|单位|对象|产品|项目)"
    r"|(?:符合|具备|满足|达到)(?:以下|下列)|(?:以下|下列)(?:基本)?条件|(?:奖励|支持|补助|资助|扶持|认定|享受[^，；。]{0,8}的)对象|(?:应当?|须|需)?同时(?:满足|符合|具备|达到)|不得申报|不予(?:支持|认定|奖励|补助)|申请[^，；。]{2,16}的(?:企业|单位)|适用[^。；]{0,40}企业"
)
_CALLING_TITLE: Final = re.compile(
    "申报|申请|认定|征集|遴选|评选|评定|评价|推荐|入库|培育|奖励|奖补|补助|贴息|补贴|指南|指引|须知|细则|办法|条件|标准|公告|说明|规程|规范|规则|要求|申领"
)
_PLANNING_TITLE: Final = re.compile("报告|规划|纲要|计划|讲话")
_PREFERS_APPLICANTS: Final = re.compile(
    "优先(?:予以|给予)?(?:支持|推荐|认定|考虑|安排|入选|受理|纳入|列入|申报)|同等条件|(?:予以|给予)优先|加分"
)
_GOAL: Final = re.compile(
    r"^到(?:20\d\d年|“?十[四五六])[^，；。]{0,4}，?(?:全[省市区县国]|力争|建成|布局|培育|形成|实现)|到(?:20\d\d年|“?十[四五六])[^，；。]{0,10}[，,]?[^；。]{0,30}(?:力争|达到|超过|建成|培育|实现|以上)|力争|奋斗目标|(?:发展|总体|主要|工作)目标"
)
_SCORING: Final = re.compile(r"计?\d+分|（\d+分）|得分[^，。]{0,6}权重|满分")
_COUNT: Final = r"(?:\d+|[一二三四五六七八九十]+)"
_ENOUGH: Final = rf"评分，{_COUNT}分(?:（含）)?及?以上的?(?:列入|进入|推荐|认定)"
_PASS: Final = re.compile(
    rf"{_ENOUGH}|(?:得分|评分|积分(?:评价)?|分值|总分|平均分|分数|成绩)[^，；。]{{0,10}}?(?:不低于|达到|不少于|须|应|满|大于|高于)?{_COUNT}分(?:（含）)?(?:以上|及以上)?"
)
_CUES: Final = re.compile(
    r"(?:申报|申请|参评|推荐)(?:的)?(?:企业|主体|单位|项目|产品|对象|者)?[^，；。]{0,12}(?:应|须|必须|需|应当|原则上)|凡[^。]{0,40}均可|是指[^。]{0,6}注册|所(?:称|指)[^。]{0,40}(?:注册|登记)[^。]{0,30}企业|适用[^。；]{0,80}(?:企业|主体|单位)|支持[^。；]{0,16}(?:注册|登记)[^。；]{0,20}企业|(?:企业|单位|主体|项目|产品)[^，；。]{0,4}，?(?:应当?|须|必须)|(?:应|须|必须|应当)(?:同时)?(?:具备|符合|满足|达到|为|在)|可?(?:适当)?(?:放宽|放低|降低)(?:至|到|为)"
    r"|可?不受[^，；。]{0,24}限制|可以?直接(?:认定|申报|申请|入选|入库|纳入|推荐)|(?:企业|单位|主体)[^。；]{0,40}不得(?:有|存在|发生|出现)|视同(?:符合|满足|达到)|(?:扶持|支持|奖励|奖补|补助|补贴|申报|资助|培育|遴选|适用)对象(?:为|是)|(?:申请|申报)(?:单位|企业|项目)[^，；。]{0,4}不得"
)
_DEFINES: Final = re.compile(
    r"所(?:称|指)的?[^，。；]{0,30}，?(?:是|指|为)|是指|指的是|分为|是这样|包括[^。]{2,40}(?:种类型|[两三四五]类)|[一两三]类是"
)
_OBJECT: Final = re.compile("(?:扶持|支持|奖励|奖补|补助|补贴|资助|申报|认定|培育)对象是?指")
_APPLICANTS: Final = re.compile(
    "(?:申报|申请|参评|遴选|入选|入库|参选|推荐)[^，；。]{0,10}(?:企业|主体|单位|产品)[^，；。]{0,6}，?(?:应|须|需|必须)"
    "|(?:注册|登记)地[^，；。]{0,12}(?:在|为|位于)[^，；。]{2,12}"
)
_FIRM: Final = "(?:[^，；。]{0,6}(?:企业|项目|单位|机构|平台|主体|产品))"
_GIVEN: Final = "给予|享受|奖励|奖补|补助|补贴|资助|贴息"
_REWARDED: Final = re.compile(
    rf"\d[^。；]{{0,40}}的{_FIRM}?，[^。；，]{{0,24}}(?:{_GIVEN})|(?:获评|获得|获批|认定|入选|列入|通过|新增?纳入|首次纳入)[^。；]{{2,40}}的{_FIRM}?，[^。；，]{{0,24}}(?:{_GIVEN})"
    rf"|对[^。；]{{4,80}}的{_FIRM}?，[^。；]{{0,40}}(?:{_GIVEN})|^(?:[^，；。]{{2,12}}[。：])?对[^。；]{{4,60}}，?(?:分别|每家|一次性)?(?:{_GIVEN})[^。；]{{0,20}}[元%]"
)
_THEN_GIVEN: Final = re.compile(
    rf"^[^，；。：\n]{{2,14}}[：。](?:(?!材料|程序|流程|方式|时间)[^\n]){{6,160}}。[^，；。]{{0,6}}(?:{_GIVEN}|按)[^。]{{0,30}}(?:\d|[一二三四五六七八九十百])+(?:万?元|%)"
)
_PURPOSE: Final = re.compile(
    r"^(?:为|为了|根据|依据|按照|依照)[^。]*(?:制定|现将|现就|组织|开展|决定|通知|订立|办法|如下)|^为(?!了?(?:中|小|规|独|高|本))[^，。]{2,40}，"
)
_OF_A_PLACE: Final = re.compile(r"(?:注册|登记|设立|纳税)[^，；。]{0,12}企业[^，；。]{0,6}(?:可|均)")
_LATER: Final = (  # once a firm has it
    "撤销|取消(?:认定|称号|(?:认定)?资格)|有效期内[^，；。]{0,4}(?:发现|发生|出现|存在|被)"
    "|收回|追回|追缴|退回|年度考核|复评|绩效评价(?!结果)|公示"
)
_AFTER_GIVEN: Final = re.compile(f"(?:予以|自动)(?:出库|摘牌|除名|清退)|{_LATER}")
_REVIEW: Final = re.compile(f"(?:评为|为)(?:优秀|良好|合格|不合格)|{_LATER}|整改|处罚|个工作日|之日起|专家组")
_COUNTED_SO: Final = re.compile(
    "所付费用|可?按[^，；。]{0,20}(?:数据|口径|年限|年度)[^，；。]{0,6}(?:计算|核算|统计|认定)"
)
_IS_PASSED: Final = re.compile(
    rf"{_ENOUGH}|(?:得分|评分|总分|平均分|分数)[^，；。]{{0,6}}?(?:(?:不低于|达到|不少于|须达|应达|满){_COUNT}分|{_COUNT}分(?:（含）)?(?:及?以上))"
)
_OF_TITLES: Final = re.compile(r"评为(?:优秀|良好|不合格)|\d+个工作日|有效期(?:均|都)?(?:为|是|[一二三\d])")
_FIGURES: Final = re.compile(
    r"^(?!.*(?:力争|每万人|人均|规上工业增加值|全市|全省|全区|全县|全国|新增|培育\d|资金总额|预算|财政|经费由|补助比例|名额))[^。]*"
    r"(?:成立(?:时间)?|股权融资|营业收入|销售收入|销售额|研发(?:费用|经费|投入|人员)|发明专利|知识产权|资产负债率|职工总数|占有率|纳税|入库税收|从业人员)"
    r"[^，；。]{0,30}(?:不低于|不少于|达到|超过|不高于|不超过|以上|以下|不足|≥|≤)"
)
_OF_OFFICES: Final = re.compile(
    r"(?:各[^，；。]{0,12}(?:局|厅|委|部门|单位|办|市|区|县)|(?:部门|局|厅|委|办公室|中心|专家)[^，；。]{0,8}(?:负责|组织|会同|应|要|将|按|根据|牵头))"
    r"|负责解释|(?:之日|印发|发布)起?(?:施行|实施)|废止|名额|推荐数量|咨询电话|联系人|预算|专项资金(?:总|规模|由|安排|来源)|每[个家县市区][^，；。]{0,10}(?:限|不超过)"
)
_OF_SUPPLIERS: Final = re.compile(
    "(?:云)?(?:服务商|供应商)|(?:第三方|检测|中介|评估|审计|服务|合作|承保|经办)机构|合作银行"
)
_AFTERWARDS: Final = re.compile("考核|摘牌|优秀|良好|撤销|退出|复核|验收|绩效|等级|\\d+分以下")
_HOW_MUCH: Final = re.compile(
    "[^，；。：]{0,10}(?:申领|申请|奖励|补助|补贴|资助|补偿|贴息|奖补|扶持|支持|兑付|抵扣)[^，；。：的]{0,4}(?:标准|比例|额度|金额|上限)"
    "(?:(?:按|依)[^，；。]{0,10}(?:确定|核定|计算)|为|是|按)|[^；。]{2,40}(?:额度|比例|标准|上限)可?(?:上浮|上调|提高)"
)
_PUNISHED: Final = re.compile(
    rf"{_REVIEW.pattern}|[一二三四五\d]+年内?(?:不得|不予|取消|不再)"
    "|(?:列入|纳入)(?:信用)?(?:黑名单|失信)[^，；。]{0,6}，"
)
_CHOSEN_FROM: Final = re.compile("从[^，；。]{2,20}中(?:择优)?(?:推荐|遴选|产生|选取)")
_MORE_GIVEN: Final = re.compile(
    "(?:奖励|补助|贴息|补贴|资助)[^，；。]{0,10}(?:上浮|提高到|提高至|上调|另加|再增加)|(?:额外|另行|另外|叠加)(?:给予|奖励|补助)|再(?:给予|奖励|奖补|增加)[^，；。]{0,10}元"
)


class Matter(StrEnum):
    """What a part of a policy is about."""

    ASKS = "asks"
    OTHER = "other"
    UNSAID = "unsaid"
    PLAN = "plan"  # what is to be done for an economy: of firms only what is asked of them in so many words


def defines(sentence: str) -> bool:
    """Whether a sentence says what a word means or what for the policy is: of it the place alone is asked of a firm."""
    defined = _DEFINES.search(sentence) and not _OBJECT.search(sentence)
    return bool(defined or _PURPOSE.search(sentence))


def asks_of_applicants(text: str) -> bool:
    """Whether a text says in so many words what those who apply must be or have."""
    return bool(_APPLICANTS.search(text))


def speaks_to_applicants(title: str, text: str) -> bool:
    """Whether a text tells somebody what to be or have so as to apply: plans speak of firms, and not to them."""
    if _PLANNING_TITLE.search(title) and not calls_applicants(title):
        return False
    return calls_applicants(title) or bool(_CALLS.search(title) or _CALLS.search(text))


def calls_applicants(title: str) -> bool:
    """Whether a title calls on firms to apply, and does not only promise measures for an economy."""
    return bool(_CALLING_TITLE.search(title))


def is_rewarded(text: str) -> bool:
    """Whether a text says what a firm must reach to be given something: 产值首次突破1亿元的，奖励10万元."""
    return bool(_REWARDED.search(text) or _THEN_GIVEN.search(text))


def is_read(sentence: str, matter: Matter, kind: Kind) -> bool:
    """Whether a sentence may carry conditions where it stands."""
    if _is_beside(sentence):
        return False
    if matter is not Matter.ASKS and _IS_PASSED.search(sentence) and not _AFTERWARDS.search(sentence):
        return True
    if kind is Kind.EXCLUSION:
        return not (_PUNISHED if matter is Matter.OTHER else _AFTER_GIVEN).search(sentence)
    if matter is Matter.ASKS:
        return not _OF_TITLES.search(sentence)
    if kind is Kind.PREFERRED:
        return not _REVIEW.search(sentence) and bool(_PREFERS_APPLICANTS.search(sentence))
    told = {Matter.PLAN: _asks, Matter.UNSAID: _may_ask}.get(matter)
    return bool(_OF_A_PLACE.search(sentence)) or (told is not None and told(sentence))


def gives_more(segment: str) -> bool:
    """Whether a segment gives more to those who have earned something already: 增速超过15%的，再奖励10万元."""
    return bool(_MORE_GIVEN.search(segment))


def _is_beside(sentence: str) -> bool:
    """Whether a sentence speaks of goals, purposes, ways of counting or points."""
    return bool(
        _GOAL.search(sentence)
        or (_HOW_MUCH.match(sentence) and not _REWARDED.search(sentence))
        or all(map(gives_more, re.split("[；;]", sentence)))
        or ("：" in sentence and gives_more(sentence.partition("：")[0]))
        or _COUNTED_SO.search(sentence)
        or _CHOSEN_FROM.search(sentence)
        or (_PURPOSE.search(sentence) and not _OF_A_PLACE.search(sentence))
        or (_SCORING.search(sentence) and not _PASS.search(sentence))
    )


def of_suppliers(told: str, title: str) -> bool:
    """Whether words are of those who serve the applicants, and the policy is not for them."""
    found = _OF_SUPPLIERS.match(told)
    return bool(found and found.group() not in title)


def asks_by_itself(sentence: str) -> bool:
    """Whether a sentence asks or rewards by its own words or its figures, under no heading that says so."""
    return bool(_CUES.search(sentence) or _FIGURES.search(sentence)) or is_rewarded(sentence)


def _asks(sentence: str) -> bool:
    """Whether a sentence asks or rewards in so many words."""
    return is_rewarded(sentence) or (bool(_CUES.search(sentence)) and not _REVIEW.search(sentence))


def _may_ask(sentence: str) -> bool:
    """Whether a sentence under no heading may ask: it speaks neither of reviews nor of what offices do."""
    if is_rewarded(sentence):
        return True
    return not _REVIEW.search(sentence) and (asks_by_itself(sentence) or not _OF_OFFICES.search(sentence))
