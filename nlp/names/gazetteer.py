"""Lexicon hits that stand as names or terms of their own, with the class their context gives them."""

import re
from collections.abc import Iterator
from typing import Final

from nlp.lexicon import Hit, weak_industries
from nlp.names.scene import Scene
from nlp.spans import Span
from nlp.words import is_word
from ontology.schema import EntityClass

_CONFIDENCE: Final = {
    EntityClass.ENTERPRISE: 0.92,
    EntityClass.ORGANIZATION: 0.95,
    EntityClass.PLATFORM: 0.93,
    EntityClass.INITIATIVE: 0.9,
    EntityClass.POLICY: 0.9,
    EntityClass.STANDARD: 0.93,
    EntityClass.SCENARIO: 0.85,
    EntityClass.TECHNOLOGY: 0.85,
    EntityClass.INDUSTRY: 0.85,
}
_ORDER: Final = tuple(_CONFIDENCE)
_SECTOR_AFTER: Final = re.compile(
    r"(?:、[^，。；、]{1,10}|[和与及][^，。；、]{1,8}){0,9}等?"
    r"(?:\d+个|[一二三四五六七八九十两]+大|多个|重点|优势|特色|传统|新兴|主导|支柱|前沿|未来|战略性)*"
    r"(?:全)?(?:产业|行业|领域|产业链|产业集群|集群|板块|赛道)"
)
_SECTOR_NEXT: Final = re.compile(
    r"(?:全?产业|行业|领域|企业|集群|板块|赛道|园区|业(?!务)|龙头|厂商|制造企业|增加值|规模|单项|三大|核心|等|[、和与及])"
)
_PRODUCT_NEXT: Final = re.compile(r"(?:技术|平台|产品|产量|产能|设备|装备|系统|应用|出口|发展水平|安全|生产线)")
_ONLY_SECTOR: Final = re.compile(r"(?:产业|行业|产业链|产业园|产业集群|集群)")
_WHOLE_INDUSTRY: Final = re.compile(r"(?:领域|行业|增加值|总产值|投资|用电|与|和|、|转型|数字化|全|强|、|经济总量|化)")
_ALNUM: Final = re.compile(r"[A-Za-z0-9]")


def find_listed(scene: Scene) -> Iterator[Span]:
    """Spans of lexicon names other than regions."""
    for hit in scene.hits:
        if hit.classes == _REGION or not _stands_alone(scene, hit):
            continue
        cls = _class_here(scene, hit)
        if cls is not None:
            yield scene.span(hit.start, hit.end, cls, confidence=_CONFIDENCE[cls], rule="lexicon")


_REGION: Final = frozenset({EntityClass.REGION})


def _stands_alone(scene: Scene, hit: Hit) -> bool:
    """No Latin letter or digit goes on at either side, and no dictionary word is cut in two by a short name."""
    text = scene.text
    if _ALNUM.match(hit.name[0]) and hit.start and _ALNUM.match(text[hit.start - 1]):
        return False
    if _ALNUM.match(hit.name[-1]) and hit.end < len(text) and _ALNUM.match(text[hit.end]):
        return False
    if len(hit.name) == 1:
        return _in_list(text, hit)
    return len(hit.name) > 3 or not cuts_word(scene, hit.start, hit.end)


def _in_list(text: str, hit: Hit) -> bool:
    """One-character metals count only as items of a list: 镍、钴、锂等."""
    return text[hit.start - 1 : hit.start] == "、" or text[hit.end : hit.end + 1] == "、"


def cuts_word(scene: Scene, start: int, end: int) -> bool:
    """Whether a word of the dictionary reaches over one edge of the range."""
    for edge in (start, end):
        if edge in scene.edges:
            continue
        word = scene.words.items[scene.words.before(edge)]
        if is_word(word.text):
            return True
    return False


def _class_here(scene: Scene, hit: Hit) -> EntityClass | None:
    classes = hit.classes - _REGION
    if classes <= {EntityClass.TECHNOLOGY, EntityClass.INDUSTRY}:
        return _term_class(scene, hit)
    return next(cls for cls in _ORDER if cls in classes)


def _term_class(scene: Scene, hit: Hit) -> EntityClass | None:
    """Sector or product: what follows the term decides, then what the lexicon lists it as."""
    text, end = scene.text, hit.end
    if hit.name == "工业":
        return EntityClass.INDUSTRY if _WHOLE_INDUSTRY.match(text, end) else None
    listed_as_product = EntityClass.TECHNOLOGY in hit.classes
    if _ONLY_SECTOR.match(text, end) or (len(hit.classes) == 2 and _SECTOR_AFTER.match(text, end)):
        return EntityClass.INDUSTRY
    if listed_as_product:
        return EntityClass.TECHNOLOGY
    if hit.name in weak_industries() and not _in_sector_context(scene, hit):
        return None
    return EntityClass.INDUSTRY


def _in_sector_context(scene: Scene, hit: Hit) -> bool:
    before = scene.text[hit.start - 1 : hit.start]
    if _SECTOR_NEXT.match(scene.text, hit.end):
        return True
    return before in {"、", "和", "与", "及"} and bool(_SECTOR_AFTER.match(scene.text, hit.end))
