"""The words by which names are read: legal forms and how they are miswritten, kinds of bodies, trades."""

from functools import cache
from importlib.resources import files
from typing import Final

FORMS: Final = "股份有限公司|有限责任公司|有限公司"
WHOLE_FORMS: Final = tuple(FORMS.split("|"))

# How lists, scanners and narrow columns write the legal form, with what is meant. One misread character in a form
# is still that form: no firm is called 有限么司. 股份 alone is no cut-off form but the end of a short name.
_SHARES: Final = ("服份", "股仔", "股分", "股彷", "胶份", "殷份", "股价")
_LIMITED: Final = (
    "有限么司", "有限公同", "有限公可", "有限公习", "有限公词", "有限公句", "有限公斯", "有限公里", "有限八司",
    "有限分司", "有限公刁", "有很公司", "有眼公司", "有恨公司", "有跟公司", "有银公司", "冇限公司", "宥限公司",
    "育限公司", "有限公司公司", "有限公司有限公司", "有限公司总公司", "有限公公司", "有限限公司", "有有限公司",
    "有限司", "有公司限",
)  # fmt: skip
_MENDED: Final = (
    {"股份公司": WHOLE_FORMS[0], "股份有限公": WHOLE_FORMS[0], "股份有限": WHOLE_FORMS[0], "股份有": WHOLE_FORMS[0]}
    | {"有限责任公": WHOLE_FORMS[1], "有限责任": WHOLE_FORMS[1], "有限责": WHOLE_FORMS[1]}
    | {"分公": "分公司"}
    | {"有限公": WHOLE_FORMS[2], "有限": WHOLE_FORMS[2]}
    | dict.fromkeys(_LIMITED, WHOLE_FORMS[2])
    | {f"{wrong}{WHOLE_FORMS[2]}": WHOLE_FORMS[0] for wrong in _SHARES}
    | {f"{wrong}公司": WHOLE_FORMS[0] for wrong in _SHARES}
    | {f"股份{wrong}": WHOLE_FORMS[0] for wrong in _LIMITED}
)

# What a name is called in a list, which is not part of it.
ROLE: Final = (
    "牵头|联合体|联合|成员|公章|盖章|签章|印章|签字|章|本级|总部|本部|排名不分先后|甲方|乙方|丙方|承办|主办|协办|主持|参与|参加"
    "|申报|申请|承担|依托|建设|推荐|共建|合作|供应商|采购人|中标|投标|招标|施工|监理|设计单位|起草|归口|以下|排名|第.候选"
)
_ROLE_NOUN: Final = "单位|方|人|企业|机构|商|候选人|名单"
# How a part of the body ends, which may begin like a role: 建设分公司.
_PARTS: Final = "司部处室厂校店站库区园行局会所院线心厅队组科团社馆场矿"
_COUNT: Final = "[0-9一二三四五六七八九十]+"
# So called without brackets, after the name.
ROLE_END: Final = (
    r"(公司|厂|院|所|大学|中心|集团)[^\p{Han}a-z0-9]*(联合体牵头人|联合体成员|牵头单位|牵头人|成员单位|盖章|公章|签章)$"
)
# Its standing in brackets behind the name.
_STANDING: Final = (
    "客户|原告|被告|第三人|控股股东|注[0-9]?|已?注销|已?吊销|存续|在业|在营|停产|规上|规模以上|上市|上市公司|新三板|链主|链主企业|龙头|龙头企业|小巨人|专精特新"
    "|高新技术企业|高企|国有|国企|央企|民营|民企|外资|小微|小微企业|[一二三]级[甲乙丙]等|[一二三][甲乙丙]"
)
# The code of its shares after a name is no part of it, either.
ROLE_NOTE: Final = (
    rf"\(({ROLE})[^(){_PARTS}]*\)?$|\(以下[^()]*\)$|\([^()]*:[^()]*\)$"
    rf"|\([^()]{{0,8}}(单位|业主|(?:保荐|评估|审计|代理|监理)机构|[^器]人|[^电]商|章|章处|资质|排名第.|第{_COUNT}名|总包|分包|[^东南西北]方)\)$"
    r"|\((sh|sz|bj|沪|深)?[:.]?[0-9]{6}(\.(sh|sz|ss|bj))?\)$"
    rf"|\(({_STANDING})\)$|\((原[^料油材种子木]|现?更名|曾用|前身|简称|又名|现名)[^()]*\)$"
    r"|\((已|未|拟|在[业营建产])[^()]{1,6}\)$|\([^()]{1,5}[^伙]企业\)$|\([0-9.,]+[%元分]\)$"
)
# Its English name in brackets.
ENGLISH_NOTE: Final = r"(公司)\([a-z][a-z0-9.,&' -]*(?:ltd|limited|inc|corp|gmbh|llc)\.?\)$"
ROLE_LABEL: Final = (
    rf"^[^:]{{0,14}}({_ROLE_NOUN}|名称|全称|公司名|[0-9]|{_COUNT}[名位号]|包|标段?|排名|序号|主体|附|其中)\)?:"
)
# Its number in a list. A bare number is one where it begins with 0; 360 and 58 may begin a 字号.
LIST_NUMBER: Final = (
    r"^(?:#[0-9]{1,3}|\(?[0-9]{1,3}[.、):]|\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+、|no\.?[0-9]+[.、:]?"
    r"|\(?[a-z][、)]|[ivx]{1,4}\.|0[0-9]{1,2})+|^[0-9]{1,3}-(\p{Han})"
)
# What a table of the web leaves around a name, and the legal form of an English name before or behind the Chinese one.
MARKUP: Final = r"&(?:nbsp|amp|quot|lt|gt|#[0-9]+);|</?[a-z0-9]+/?>"
ENGLISH_BEFORE: Final = r"^[a-z][a-z0-9.,&'-]*?(?:co\.?,?ltd|(?:limited|inc|corp|llc|gmbh)[.,/|;])[.,/|;]?(\p{Han})"
ENGLISH_BEHIND: Final = rf"({FORMS})[/|,;]?[a-z][a-z0-9.,&'()-]+$"
# A note's mark or a code after the legal form.
NUMBERED: Final = rf"({FORMS}|[司厂院所校会社店心学局行]\()\(?(?:注?[0-9]{{1,2}}|[0-9a-z]{{15,18}})\)?$"
# A label without colon before a name.
LABELLED: Final = "^(?:企业|单位|公司|机构|供应商|投标人|中标人|采购人|申请人)(?:名称|全称)"

# Endings that tell what a thing is; the longest counts.
_KINDS: Final = {
    "company": f"{FORMS}|公司|总公司|有限总公司|株式会社",
    "partnership": "合伙企业有限合伙|有限合伙|合伙企业普通合伙|普通合伙|特殊普通合伙|合伙企业|合伙",
    "branch": (
        "分公司|分行|支行|分厂|分院|分店|分所|分部|分中心|营业部|营业厅|办事处|代表处|供电公司|事业部|项目部"
        "|经理部|车间|工区|分校|供电局|联络处"
    ),
    "factory": "厂|总厂|工厂|作坊|矿|林场|农场",
    "shop": "经营部|商行|商店|店|门市部|超市|销售部|批发部|商贸行|工作室|经销部|服务部|维修部|修理厂|加工部|超市店",
    "cooperative": "合作社|专业合作社|合作联社|联合社",
    "institute": "研究院|研究所|研究中心|设计院|研究总院|设计研究院|实验室|工程中心|技术中心|创新中心|研发中心|院|所",
    "school": "大学|学院|学校|中学|小学|幼儿园|职业培训学校|研究生院|党校",
    "hospital": "医院|卫生院|保健院|妇幼保健院|卫生服务中心|诊所|门诊部",
    "body": "委员会|局|厅|部|政府|人民政府|办公室|管理局|法院|检察院|税务局|工信厅|委|署|中心|出版社|报社|电视台",
    "association": "协会|学会|商会|联盟|联合会|促进会|基金会|工会委员会|工会|公会",
}
KIND_OF: Final = {word: kind for kind, words in _KINDS.items() for word in words.split("|")}

# A part that belongs to the body named before it: 中国铁路股份有限公司 + 第一分公司.
UNIT: Final = (
    "分公司|分行|支行|分厂|分院|分店|分所|分部|分中心|营业部|营业厅|办事处|代表处|供电公司|供电局|事业部|项目部|经理部|车间"
    "|研究院|研究所|研究中心|设计院|技术中心|研发中心|工程中心|培训中心|信息中心|工会委员会|工会|委员会|医院|学校|厂|部|处|室"
)

# What an office of the place spoken of begins with: 省工信厅.
LOCAL: Final = "^(省|市|县|区|自治区)"

# What stands before the legal form and tells a group or a holding: 三一 + 集团, 美的 + 控股.
GROUPS: Final = ("控股集团", "集团控股", "集团总公司", "集团", "控股", "投资控股")


@cache
def mended() -> dict[str, str]:
    """Ends of names as they are written, with what is meant; 有 after a trade is a cut-off 有限公司."""
    return _MENDED | {f"{word}有": f"{word}{WHOLE_FORMS[2]}" for word in (*trades(), *GROUPS)}


@cache
def trades() -> tuple[str, ...]:
    """Words for what a firm does, as they stand between 字号 and legal form."""
    text = files("graph.identity.grammar").joinpath("trades.txt").read_text(encoding="utf-8")
    return tuple(dict.fromkeys(word for line in text.splitlines() if not line.startswith("#") for word in line.split()))
