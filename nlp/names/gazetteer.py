"""Lexicon hits that stand as names or terms of their own, with the class their context gives them."""

import re
from collections.abc import Iterator
from typing import Final

from nlp.lexicon import Hit, weak_industries
from nlp.names.scene import Scene
from nlp.spans import Span
from nlp.words import is_word
from ontology.schema import EntityClass

_C: Final = EntityClass
_CONFIDENCE: Final = {
    _C.ENTERPRISE: 0.92,
    _C.ORGANIZATION: 0.95,
    _C.PLATFORM: 0.93,
    _C.PARK: 0.92,
    _C.INITIATIVE: 0.9,
    _C.POLICY: 0.9,
    _C.STANDARD: 0.93,
    _C.SCENARIO: 0.85,
    _C.TECHNOLOGY: 0.85,
    _C.INDUSTRY: 0.85,
}
_REGION: Final = frozenset({_C.REGION})
_TERMS: Final = frozenset({_C.TECHNOLOGY, _C.INDUSTRY})
_LIST: Final = r"(?:、[^，。；、]{1,12}|[和与及][^，。；、]{1,10}){0,12}等?"
_FILL: Final = (
    r"(?:\d+个|[一二三四五六七八九十两]+大|多个|重点|优势|特色|传统|新兴|主导|支柱|前沿|未来|战略性|"
    r"关键|核心|先进|共性|新一代|信息)*"
)
_SECTOR_LIST: Final = re.compile(
    rf"(?:{_LIST}{_FILL}|{_LIST}(?<=等)[^，。；、]{{0,6}})(?:全?产业(?!化)|行业|领域|集群|板块|赛道|(?<=等)企业)"
)
_PRODUCT_LIST: Final = re.compile(rf"{_LIST}{_FILL}(?:技术|装备|产品|设备|工具|软件|材料|零部件)")
_SECTOR_NEXT: Final = re.compile(
    r"(?:全?产业(?!化)|行业|领域|企业|集群|板块|赛道|园区|业(?!务)|龙头|厂商|制造|增加值|规模以上|单项|工业|公司|市场|业务|主机厂|"
    r"(?:零部件|配套|整车)企业)"
)
_PRODUCT_NEXT: Final = re.compile(
    r"(?:年?产量|产能|产销|出货|销量|保有量|整车|出口|产品|设备|关键设备|零部件|技术|研发)"
)
_WHOLE_INDUSTRY: Final = re.compile(r"(?:领域|行业|用电|与|和|、|转型|数字化|全|强|经济总量|化|高质量)")
_NAMES_A_THING: Final = re.compile(r"(?:车|机(?!制)|船|器|仪|软件|(?<=上云)企业)")  # after a scenario: 无人配送车
_FIRM_NEXT: Final = re.compile(
    r"(?:集团|公司|股份|表示|宣布|公告|披露|等(?:企业|公司|厂商|车企|品牌|巨头)|（?(?:证券代码|股票代码|SH|SZ|HK)|[（(]\d{5,6}|旗下|财报|年报|"
    r"董事长|总裁|总经理|CEO|创始人|副总裁|首席|相关负责人|有关负责人|股价|推出|发布(?!会)|收购|入股|签约|投产|供应商|供应链|工厂|产线|的(?:工厂|供应商|供应链|车型|产线|订单|客户|子公司)|[、和与][^，。；]{2,12}等[^，。；]{0,6}(?:企业|公司|厂商|车企|品牌|巨头))"
)
_FIRM_DOES: Final = re.compile(
    r"(?:将(?:在|于|向|与)|已(?:开始|经|接受|向|与)|自(?:行|主|研)|基于|提供|主导|拟|与[^，。；]{2,12}(?:签|合作|达成)|、[^，。；、]{2,6}等)"
)
_FIRM_BEFORE: Final = re.compile(
    r"(?:企业|公司|巨头|厂商|车企|品牌|供应商|服务商|运营商|记者从|链主|龙头|打入|供货|供应给|供给|携手|联手|牵手|收购)“?$"
)
_NAMES_A_ZONE: Final = re.compile(r"开发区")  # 高新技术产业开发区 is a kind of zone, no sector
_LATIN: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
_MARKS: Final = frozenset("、和与及")


def find_listed(scene: Scene) -> Iterator[Span]:
    """Spans of lexicon names other than regions."""
    yield from _weak_firms(scene)
    for hit in scene.hits:
        if hit.classes != _REGION and stands_alone(scene, hit):
            cls = class_here(scene, hit)
            if cls is not None:
                yield scene.span(hit.start, hit.end, cls, confidence=_CONFIDENCE[cls], rule="lexicon")


def _weak_firms(scene: Scene) -> Iterator[Span]:
    """Spans of company names that are everyday words too, where what stands beside them tells a firm."""
    for hit in scene.weak_firms:
        if _is_firm_here(scene, hit) and not cuts_word(scene, hit.start, hit.end):
            yield scene.span(hit.start, hit.end, _C.ENTERPRISE, confidence=0.9, rule="weak-firm")


def _is_firm_here(scene: Scene, hit: Hit) -> bool:
    text = scene.text
    if text[hit.end : hit.end + 1] in {"性", "型", "化"}:
        return False
    before = scene.words.tags[scene.words.before(hit.start)] if hit.start else None
    if before is not None and before[0] not in "xpcvudr" and before != "ns":
        return _FIRM_BEFORE.search(text, max(0, hit.start - 8), hit.start) is not None
    if _FIRM_NEXT.match(text, hit.end):
        return True
    opens = hit.start == 0 or text[hit.start - 1] in "，。；：、"
    if opens and _FIRM_DOES.match(text, hit.end):
        return True
    if _FIRM_BEFORE.search(text, max(0, hit.start - 8), hit.start):
        return scene.words.tags[scene.words.before(hit.end)][0] in "nxzj"  # 企业引领: what firms do, no firm
    return any(
        _C.ENTERPRISE in other.classes
        and (
            (other.end + 1 == hit.start and text[other.end] in _MARKS)
            or (hit.end + 1 == other.start and text[hit.end] in _MARKS)
        )
        for other in scene.hits
    )


def stands_alone(scene: Scene, hit: Hit) -> bool:
    """No Latin letter or digit goes on at either side, and no dictionary word is cut in two by a short name."""
    text, name = scene.text, hit.name
    if name[0] in _LATIN and text[hit.start - 1 : hit.start] in _LATIN:
        return False
    if name[-1] in _LATIN and text[hit.end : hit.end + 1] in _LATIN:
        return False
    if len(hit.name) == 1:
        return _in_list(text, hit)
    return len(hit.name) > 2 or not cuts_word(scene, hit.start, hit.end)


def _in_list(text: str, hit: Hit) -> bool:
    """One-character metals count only as items of a list: 镍、钴、锂等."""
    return text[hit.start - 1 : hit.start] == "、" or text[hit.end : hit.end + 1] == "、"


def cuts_word(scene: Scene, start: int, end: int) -> bool:
    """Whether a word of the dictionary reaches over one edge of the range."""
    for edge in (start, end):
        if not scene.is_edge(edge) and is_word(scene.words.texts[scene.words.before(edge)]):
            return True
    return False


def class_here(scene: Scene, hit: Hit) -> EntityClass | None:
    """The class a listed name has at this place, None where it is no name here."""
    classes = hit.classes - _REGION
    if classes <= _TERMS:
        return None if _NAMES_A_ZONE.match(scene.text, hit.end) else _term_class(scene, hit)
    cls = next(cls for cls in _CONFIDENCE if cls in classes)
    if cls is _C.SCENARIO and _NAMES_A_THING.match(scene.text, hit.end):
        return None
    return cls


def _term_class(scene: Scene, hit: Hit) -> EntityClass | None:
    """Sector or product: the next words decide, then its list, then what the lexicon lists it as."""
    listed_as_product = _C.TECHNOLOGY in hit.classes
    if hit.name == "工业":
        return _C.INDUSTRY if _WHOLE_INDUSTRY.match(scene.text, hit.end) else None
    if hit.name[-1] == "业" or hit.name.endswith("经济") or _closes_as_sector(scene.text, hit):
        return _C.INDUSTRY
    if _PRODUCT_LIST.match(scene.text, hit.end) or _PRODUCT_NEXT.match(scene.text, hit.end):
        return _C.TECHNOLOGY if listed_as_product or hit.name not in weak_industries() else None
    if _C.INDUSTRY in hit.classes and (_SECTOR_NEXT.match(scene.text, hit.end) or _beside_sector(scene, hit)):
        return _C.INDUSTRY
    if listed_as_product:
        return _C.TECHNOLOGY
    return None if hit.name in weak_industries() else _C.INDUSTRY


def _closes_as_sector(text: str, hit: Hit) -> bool:
    """Whether its list closes with 产业 or 领域, or with 企业 for what may be a sector at all."""
    closing = _SECTOR_LIST.match(text, hit.end)
    return closing is not None and (_C.INDUSTRY in hit.classes or not closing[0].endswith("企业"))


def _beside_sector(scene: Scene, hit: Hit) -> bool:
    """Listed next to a name that can only be a sector (钢铁、汽车)."""
    text = scene.text
    before, after = text[hit.start - 1 : hit.start] in _MARKS, text[hit.end : hit.end + 1] in _MARKS
    return (before or after) and any(
        other.classes == {_C.INDUSTRY}
        and ((before and other.end == hit.start - 1) or (after and other.start == hit.end + 1))
        and other.name not in weak_industries()
        for other in scene.hits
    )
