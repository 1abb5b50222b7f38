"""Is a run of words that ends in a head a name, or a generic mention (省级平台, 各类行业协会)?

A name needs something that tells it from its kind: a region, a company or body, a Latin brand, a quotation, a
nation-wide 国家 or 中国, a coined word that no dictionary has; how much is asked depends on the head.
"""

import re
from collections.abc import Callable
from typing import Final

from nlp.names.candidate import ACTORS, TERMS, Candidate
from nlp.names.scene import QUOTE_ENDS, Scene
from ontology.schema import EntityClass

_OFFICE_START: Final = re.compile(r"^(?:省|市|县|区|州|国家|中央|自治区|国务院)")
_YEAR: Final = re.compile(r"(?:20\d\d年?|第[一二三四五六七八九十\d]+届)")
_ACTION_VERB: Final = re.compile(
    r"(?:提升|培育|建设|创新|发展|引育|强基|攻关|攻坚|赋能|改造|升级|倍增|焕新|引育|示范|应用|推广|增效|专项|领航)$"
)
_COUNTING: Final = re.compile(r"[百千万十].{1,3}[百千万十企园业]|[一二三四五六七八九十\d]+[“+×]")
_GENERIC_PARK: Final = re.compile(r"(?:生产|实训|示范|产业化|制造|人才)基地$|进园区$|智慧园区$")
_ISSUED: Final = re.compile(r"(?:印发|出台|发布|制定|制定实施|推出|编制)了?(?:新一轮)?$")
_LEVEL: Final = re.compile(r"(?:国家|省|市|县|区|企业|行业|区域)级|跨(?:区域|行业|领域)|(?:行业|区域|综合|专业|特色)型")
_NO_MODIFIER: Final = frozenset("，。；：、！？的了在是等和与及或为将各该本此其这那某“（《\n")
# 格局, 布局 and 大局 are no offices, and a 法治政府 is an aim
_NO_OFFICE: Final = re.compile(r"(?:[格布大结全僵变战]|法治|数字|服务型|[法治现代]化|阳光|透明|责任)$")
_GENERIC_BODY: Final = re.compile(
    r"^(?:[省市县区乡镇村]级|市属|省属|社区|乡镇|基层|农村|区域性|综合性|应用型|研究型|世界一流|国内一流|方舱|公立|民办|高水平)"
)
_OFFICE_OF_DATA: Final = re.compile(r".{2,7}(?:省|市|自治区|州)")
_GENERIC_PLANTS: Final = ("工", "分", "总", "新", "老", "代工", "超级工", "组装", "整车", "生产", "加工")
_SELECTED: Final = re.compile(
    r"(?:入选|获批|列入|纳入|上榜|跻身|获评|入围)(?:为|了)?(?:全国|国家|全省|省|市|首批|第[一二三四五六]批)*$"
)
_FUND_AIM: Final = re.compile(r"(?:产业|创新|科创|创业|发展|成长)$")
_TOO_WIDE: Final = frozenset({"", "国家", "中国", "全国", "世界", "国际", "全球"})
_POWER_CENTRES: Final = frozenset({"超算中心", "智算中心", "算力中心", "计算中心", "云计算中心"})
_PLURAL: Final = re.compile(r"(?:一批|各类|多个|若干|\d+[个家项]|[一二三四五六七八九十百几数]+[个家批项])$")
_BUILT: Final = re.compile(
    r"(?:建设|建成|搭建|上线|打造|推出|构建|开发|建立|启动|发布|运营|依托|基于)了?(?:[^，。；]*[、和与及])?$"
)


def may_be_name(scene: Scene, head: int, test: str) -> bool:
    """Whether what stands right before the head leaves the test a chance; spares the walk to the left edge."""
    if not head:
        return False
    before = scene.text[head - 1]
    if test == "quoted":
        return before in QUOTE_ENDS
    if test == "project":
        return bool(scene.brackets)
    if test == "registry":
        return before in "省市区州"
    return before not in _NO_MODIFIER


def confidence_of(candidate: Candidate, test: str) -> float:
    """How sure we are that this is a name, 0 for a generic mention."""
    if candidate.modifier in _TOO_WIDE or set(candidate.modifier) <= set("·-—“”"):
        return 0.0
    return _TESTS[test](candidate)


def _firm(one: Candidate) -> float:
    if one.modifier.startswith(("某", "该", "本", "我")) or one.modifier.endswith(("子", "分", "总")):
        return 0.0
    if one.has_brand() or one.has_coined_word():
        return 0.9
    if len(one.modifier) < 2:
        return 0.0
    return 0.8 if one.leads_specific() and one.scene.text[one.head : one.end] != "股份" else 0.0


def _office(one: Candidate) -> float:
    if _NO_OFFICE.search(one.modifier):
        return 0.0
    if one.has_region() or one.is_nationwide():
        return 0.95
    if _OFFICE_START.match(one.modifier) and len(one.modifier) > 2:
        return 0.85
    is_appointed = one.scene.text[one.head : one.end] in {"办公室", "委员会", "领导小组"}
    return 0.7 if is_appointed and len(one.modifier) >= 5 and one.covers(*TERMS) else 0.0


def _body(one: Candidate) -> float:
    if _GENERIC_BODY.match(one.modifier):
        return 0.0
    if one.is_told_apart():
        return 0.92
    if len(one.modifier) < 2:
        return 0.0
    is_specific = one.leads_specific() or one.has_coined_word() or one.covers(*TERMS)
    return 0.75 if is_specific or len(one.modifier) >= 5 else 0.0


def _centre(one: Candidate) -> float:
    if _GENERIC_BODY.match(one.modifier):
        return 0.0
    is_plain_national = one.is_nationwide() and not (one.leads_specific() or one.covers(*TERMS) or one.has_region())
    is_lab = one.scene.text[one.head : one.end] == "实验室" and one.has_region()
    if is_lab or (one.is_told_apart() and len(one.modifier) > 2 and not is_plain_national):
        return 0.88
    return 0.6 if (one.leads_specific() and len(one.modifier) >= 4) or one.has_coined_word() else 0.0


def _platform(one: Candidate) -> float:
    if _LEVEL.match(one.modifier) and not (one.has_quote() or one.has_brand()):
        return 0.0
    if one.has_quote() or one.has_brand() or one.is_nationwide():
        return 0.88
    if _registry(one) and one.scene.text.startswith("大数据中心", one.head):
        return 0.0
    if one.has_region():
        is_power = one.scene.text[one.head : one.end] in _POWER_CENTRES
        return 0.85 if len(one.modifier) > 3 or is_power else 0.0
    if one.has_coined_word():
        return 0.8
    is_built = _BUILT.search(one.before) is not None and _PLURAL.search(one.before) is None
    return 0.6 if is_built and (len(one.modifier) >= 6 or (one.leads_specific() and len(one.modifier) >= 4)) else 0.0


def _system(one: Candidate) -> float:
    if one.has_quote():
        return 0.7
    is_built = _BUILT.search(one.before) is not None and _PLURAL.search(one.before) is None
    return 0.6 if is_built and len(one.modifier) >= 5 and (one.leads_specific() or one.is_told_apart()) else 0.0


def _brain(one: Candidate) -> float:
    return 0.85 if one.is_told_apart() or one.covers(*TERMS) or one.has_coined_word() else 0.0


def _brand(one: Candidate) -> float:
    if len(one.modifier) > 8 or one.scene.text[one.end : one.end + 2] in {"计算", "服务", "平台", "原生", "上"}:
        return 0.0
    if one.has_brand() or (one.has_coined_word() and len(one.modifier) <= 5):
        return 0.8
    is_cloud = one.scene.text[one.head : one.end] == "云" and len(one.modifier) > 1
    return 0.7 if is_cloud and (one.has_region() or one.covers(*TERMS)) else 0.0


def _park(one: Candidate) -> float:
    if one.is_place():
        return 0.9
    if _GENERIC_PARK.search(one.scene.text, one.start, one.end):
        return 0.0
    if one.has_region():
        return 0.9 if len(one.modifier) > 1 else 0.0
    if one.has_quote():
        return 0.7
    is_base = one.scene.text[one.head : one.end] == "基地"  # 奶源基地 is a kind, whatever the dictionary knows of it
    if one.covers(*ACTORS) or (one.has_coined_word() and not is_base):
        return 0.8
    return 0.75 if one.is_nationwide() and one.scene.text[one.end : one.end + 1] in {"（", "("} else 0.0


def _town(one: Candidate) -> float:
    return max(_park(one), 0.7 if one.leads_specific() else 0.0)


def _cluster(one: Candidate) -> float:
    if one.is_place():
        return 0.8
    return 0.7 if one.has_region() and len(one.modifier) > 3 and not _LEVEL.match(one.modifier) else 0.0


def _action(one: Candidate) -> float:
    if one.has_quote():
        return 0.93
    length = len(one.modifier)
    if length < 4 or one.modifier.endswith(("工作", "公司", "有关", "相关")):
        return 0.0
    if _COUNTING.search(one.modifier):
        return 0.85
    head = one.scene.text[one.head : one.end]
    if head in {"行动", "专项行动", "攻坚行动", "行动计划"}:
        return 0.75
    return 0.7 if _ACTION_VERB.search(one.modifier) else 0.0


def _pilot(one: Candidate) -> float:
    if one.has_quote():
        return 0.9
    if _SELECTED.search(one.before) and len(one.modifier) > 2:
        return 0.75
    long_enough = len(one.modifier) >= 6
    return (
        0.75 if long_enough and (one.is_nationwide() or one.modifier.startswith("国家级") or one.has_region()) else 0.0
    )


def _project(one: Candidate) -> float:
    return 0.7 if one.has_quote() and not one.covers(EntityClass.TECHNOLOGY) else 0.0


def _fund(one: Candidate) -> float:
    if one.has_quote() or one.has_brand() or one.has_region() or one.is_nationwide():
        return 0.8
    return 0.7 if len(one.modifier) >= 4 and (one.covers(*TERMS) or _FUND_AIM.search(one.modifier)) else 0.0


def _event(one: Candidate) -> float:
    if one.has_quote() or _YEAR.search(one.before[-6:] + one.modifier):
        return 0.85
    if (one.is_nationwide() or one.has_region()) and len(one.modifier) >= 3:
        return 0.85
    is_meeting = one.scene.text[one.head : one.end] in {"大会", "大赛", "竞赛", "峰会", "博览会", "推介会"}
    return 0.7 if is_meeting and (one.has_coined_word() or one.covers(*TERMS)) else 0.0


def _quoted(one: Candidate) -> float:
    return 0.75 if one.modifier.endswith(tuple(QUOTE_ENDS)) else 0.0


def _policy(one: Candidate) -> float:
    if len(one.modifier) < 5:
        return 0.0
    if _ISSUED.search(one.before):
        return 0.8
    is_draft = one.scene.text[one.end : one.end + 1] in {"（", "("} and one.covers(*TERMS)
    return 0.8 if is_draft or one.has_region() or "五”" in one.modifier else 0.0


def _division(one: Candidate) -> float:
    """A part of a body: 工业和信息化部 | 信息技术发展司, 中国人民银行 | 南京分行."""
    has_owner = one.covers(EntityClass.ORGANIZATION) or (one.is_nationwide() and len(one.modifier) > 2)
    return 0.9 if has_owner and one.scene.text[one.end : one.end + 1] not in set("法机令长") else 0.0


def _port(one: Candidate) -> float:
    return 0.8 if one.is_place() and one.scene.text[one.end : one.end + 1] not in set("口区澳湾股集务") else 0.0


def _purpose(one: Candidate) -> float:
    """A platform named by what it watches over; its field must be told: 样例湿地水质监测平台."""
    named = _platform(one)
    is_plain = _LEVEL.match(one.modifier) or _PLURAL.search(one.before)
    return named or (0.65 if len(one.modifier) >= 4 and one.covers(*TERMS) and not is_plain else 0.0)


def _registry(one: Candidate) -> float:
    """The data centre of a province or city is an office: 四川省大数据中心."""
    return 0.95 if _OFFICE_OF_DATA.fullmatch(one.modifier) and one.has_region() else 0.0


def _plant(one: Candidate) -> float:
    """A plant by the name of its place or by a coined word: 襄阳卷烟厂."""
    if one.scene.text[one.end : one.end + 1] in set("房区商家址长务网矿") or len(one.modifier) < 2:
        return 0.0
    is_placed = (
        one.has_region()
        and (len(one.modifier) > 3 or one.end - one.head > 1)
        and not one.modifier.endswith(_GENERIC_PLANTS)
    )
    return 0.8 if is_placed or (one.has_coined_word() and one.leads_specific()) else 0.0


_TESTS: Final[dict[str, Callable[[Candidate], float]]] = {
    "firm": _firm,
    "office": _office,
    "body": _body,
    "centre": _centre,
    "platform": _platform,
    "system": _system,
    "brain": _brain,
    "brand": _brand,
    "park": _park,
    "town": _town,
    "cluster": _cluster,
    "action": _action,
    "pilot": _pilot,
    "project": _project,
    "fund": _fund,
    "event": _event,
    "quoted": _quoted,
    "policy": _policy,
    "division": _division,
    "port": _port,
    "purpose": _purpose,
    "registry": _registry,
    "plant": _plant,
}
