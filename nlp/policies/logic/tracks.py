"""Parts of a policy that are for different applicants or different awards: a firm needs one of them, not all.

申请研发投入补助的企业… and …的企业可以申请梯度培育奖励 are two tracks; 申报主体应当符合… and 申报项目应当符合… are not.
"""

import re
from collections.abc import Sequence
from typing import Final

_FOR_AWARD: Final = re.compile(
    r"(?:申请|申报)(?P<x>[^，；。：、的]{2,18}?)的(?P<noun>[^，；。：的]{0,12}?(?:企业|单位|项目|主体|中心|机构))(?=[，应须需：]|$)"
    r"|(?:可以?|均可)(?:申请|申报)(?P<y>[^，；。：]{2,18}?)(?:[，；。：]|$)"
)
_ASKED_WHAT: Final = re.compile(
    r"^(?:Q\d*[：:.]?|问[：:]?|\d[.、])?(?:申报|申请)(?P<x>[^，；。：？]{3,18}?)(?:需要|应当?|须)[^，；。：]{0,8}(?:什么|哪些)[^，；。：]{0,4}(?:条件|要求)"
)
_CONDITIONS_OF: Final = re.compile("(?:申请|申报)(?P<z>[^，；。：的]{3,14})的(?:基本)?(?:条件|要求)[：:]?")
_ASKED_FOR: Final = re.compile(
    r"^(?:申请|申报)(?P<z>[^，；。：的]{3,18}?)的?，?(?:除[^，；。]{2,16}外，)?(?:还|同时)?(?:(?:项目|企业|产品|单位)[^，；。]{0,8}?)?(?:应|须|需|必须|要)"
)
_OWN_AWARD: Final = re.compile(
    "(?:申请|申报)[^，；。：、的]{2,18}的[^，；。：的]{0,8}(?:企业|单位|项目|主体|机构|中心)，?(?:还|同时)?(?:应|须|需|必须|要)|^(?:申请|申报)[^，；。：的]{3,18}的，(?:除[^，；。]{2,16}外，)?(?:还|同时)?(?:(?:项目|企业|产品|单位)[^，；。]{0,8}?)?(?:应|须|需|必须|要)|^(?:申请|申报)认定的[^，；。：]{2,16}，"
)
_OF_APPLICANT: Final = re.compile(
    r"^(?:申请|申报)?(?P<who>[^，；。：]{2,24}?(?:企业|单位|机构|平台|项目|园区|中心|工厂|车间|生产线|产线|实验室|基地|类|型|级))(?:(?:提出|申请|申报)(?:认定)?(?:申请)?的?)?(?:除[^，；。：]{2,16}外，[^，；。：]{0,30}?|[，]?[^，；。：]{0,12}?)(?:基本条件|申报条件|认定条件|条件|要求)?(?:是|为|如下)?[：:]?$"
)
_AWARD: Final = re.compile(r"^[^，；。：]{2,24}?(?:奖励|补助|补贴|资助|贴息|奖补|扶持|方向|赛道|类)[。：:]?$")
_DIRECTION: Final = re.compile(
    r"(?:(?:方向|赛道|专题|类别)(?=[一二三四五六七八九十\d]))?(?P<name>[^，；。：]{2,12}?(?=方向|赛道|专题|类别)|[一二三四五六七八九十\d]{1,2}(?=[：:]))"
    "(?:方向|赛道|专题|类别)?[。：:]"
)
_MAY_APPLY: Final = re.compile("的，(?:均)?可以?(?:申请|申报)[^，；。：]{2,18}(?=$|。)")
_LABELLED: Final = re.compile(
    "^(?P<label>[^，；。：（]{1,14}(?:类|型|级|档)[^，；。：（]{0,8}?)(?:标准|条件|要求)?[：。]"
    r"|^(?P<kind>[^，；。：（\d]{2,12}(?:企业|平台|中心|机构|工厂|车间|基地)|[^，；。：（\d]{0,8}(?:服务商|供应商|服务团队))[。：]"
)
_ROW_OF_AWARD: Final = re.compile(r"[^：\n]{2,24}：[^\n]+：[^：\n]{0,16}\d[\d.]*(?:万元|元|%)[^：\n]{0,16}")
_ASKS_AND_GIVES: Final = re.compile(
    r"[^\n，。；：]{2,24}\n(?:申报|申请|支持|认定)?(?:条件|对象|要求)[：:](?:.|\n)*?"
    r"\n(?:\d[.、]|（.）)?(?:(?:支持|奖励|补助|资助|扶持|奖补)?标准|资助|奖励|补助|支持方式)[^\n：]{0,6}[：:][^\n]*(?:\d(?:万元|元|%)|最高)"
)
_OF_FIRMS: Final = re.compile("^(?:申请|申报|投保|参评)?(?:企业|单位|主体|人)(?:应|须|条件|要求|$)")
_OF_THINGS: Final = re.compile("(?:项目|产品|贷款|装备)(?:应|须|条件|要求|$|：)")
_GENERIC: Final = re.compile(
    r"^(?:申报|申请|推荐|参评|参与|项目|所有|各|该|本|上述|符合|满足|具备|达到)|^(?:企业|单位|主体|项目|产品|平台)$|应为|应当|须|注册|登记|以上|条件|要求|标准|对象|范围|程序|材料|基本|共性|能力|分为|包括|只能|同一|[两三四五]类$|指标|认定$|支持$|主体|情形|情况|行为|问题"
)


def track_of(lead: str) -> str:
    """What or whom a part is for, empty where it does not say."""
    labelled = _LABELLED.match(lead)
    name = (labelled["label"] or labelled["kind"]) if labelled else ""
    if name and not _GENERIC.search(name):
        return name
    lead = lead.strip("。 ")
    award = _FOR_AWARD.search(lead)
    if award:
        return _award((award["x"] or award["y"]).removesuffix("支持"), award["noun"] or "")
    what = _ASKED_WHAT.match(lead)
    if what and not _GENERIC.search(what["x"]):
        return what["x"]
    asked = _ASKED_FOR.match(lead) or _CONDITIONS_OF.fullmatch(lead)
    if asked and not _GENERIC.search(asked["z"]):
        return asked["z"]
    applicant = _OF_APPLICANT.match(lead)
    if applicant and not _GENERIC.search(applicant["who"]):
        return applicant["who"]
    return lead.strip("。：:") if _AWARD.match(lead) and not _GENERIC.search(lead) else ""


def _award(name: str, noun: str) -> str:
    """The award, and who asks for it where it is not just any firm: …认定的工业设计企业."""
    who = "" if _GENERIC.search(noun) else noun
    return f"{name}/{who}" if who else "" if _GENERIC.search(name) else name


def gives_by_itself(whole: str) -> bool:
    """Whether a part says both what is asked and what is given for it: a row of a table, or 条件：… 标准：…."""
    return bool(_ROW_OF_AWARD.fullmatch(whole) or _ASKS_AND_GIVES.match(whole))


def asks_for_award(lead: str) -> bool:
    """Whether a part says in one sentence what one award asks: 申请首次认定奖励的企业，应当…."""
    return bool(_OWN_AWARD.match(lead) or (_LABELLED.match(lead) and track_of(lead)) or _MAY_APPLY.search(lead))


def are_directions(leads: Sequence[str]) -> bool:
    """Whether each of several parts begins with the name of a direction to choose: 上云方向。面向中小企业…."""
    names = [found["name"] for lead in leads if (found := _DIRECTION.match(lead))]
    return len(leads) > 1 and len(set(names)) == len(leads)


def are_tracks(leads: Sequence[str]) -> bool:
    """Whether each of several parts is for something else than the others."""
    keys = [track_of(lead) for lead in leads]
    if any(map(_OF_FIRMS.search, leads)) and any(_OF_THINGS.search(one) and not _OF_FIRMS.search(one) for one in leads):
        return False  # what is asked of the firm and of its project both hold
    return len(keys) > 1 and all(keys) and len(set(keys)) == len(keys)
