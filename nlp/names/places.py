"""Regions: divisions of China, economic regions, countries; short county names only where they are meant."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from nlp.lexicon import Hit
from nlp.names.gazetteer import cuts_word
from nlp.names.scene import Scene, is_short_county
from nlp.spans import Span
from ontology.schema import EntityClass
from ontology.values.regions import Region, is_inside, province_of, region_names

# short names of cities that are everyday words; they count only with 市 or beside another region
_EVERYDAY: Final = frozenset(
    {"白银", "大同", "东方", "安康", "三明", "铁门", "双城", "新城", "宝山区", "城区", "郊区", "矿区"}
)
_WORD_AFTER: Final = re.compile(r"(?:银山|路|街|道|站|牌|大学|银行|号|话|菜|湾区)")
_DIVISION: Final = re.compile(
    r"(?<=[省市区县州盟])([一-龥]{2,4}(?:街道|镇|乡|新区|[县旗]))(?![一-龥]{0,2}(?:长|委))|([一-龥]{2,3}(?:街道))"
)
_SMALL: Final = re.compile(r"镇|乡|道|县|旗|新区")  # ends of a division below the county
_LARGE: Final = frozenset({"province", "city"})
_NEIGHBOUR: Final = re.compile(r"[、和与及]")


def find_regions(scene: Scene) -> Iterator[Span]:
    """Spans of regions."""
    hits = [hit for hit in scene.hits if EntityClass.REGION in hit.classes]
    for hit in hits:
        if _is_meant(scene, hit, hits):
            end = hit.end + len("地区") if scene.text.startswith("地区", hit.end) else hit.end
            yield scene.span(hit.start, end, EntityClass.REGION, confidence=0.95, rule="region")
    yield from _below_county(scene)


def regions_in(scene: Scene) -> frozenset[str]:
    """Ids of provinces and cities a text names outright: they make their counties' short names count."""
    names = {hit.name for hit in scene.all_hits if EntityClass.REGION in hit.classes}
    return frozenset(region.id for name in names for region in _divisions(name) if region.level in _LARGE)


@cache
def _divisions(name: str) -> tuple[Region, ...]:
    return region_names().get(name, ())


def _is_meant(scene: Scene, hit: Hit, hits: list[Hit]) -> bool:
    text = scene.text
    if cuts_word(scene, hit.start, hit.end) or _WORD_AFTER.match(text, hit.end):
        return False
    if hit.name in _EVERYDAY:
        return _beside_region(scene, hit, hits)
    if not is_short_county(hit.name):
        return True
    if scene.words.tags[scene.words.before(hit.end)] not in {"ns", "nz", "nr", "nrt", "x"}:
        return False
    return _is_active(hit.name, scene.around.regions) or _beside_region(scene, hit, hits)


@lru_cache(maxsize=1 << 12)
def _is_active(name: str, subjects: frozenset[str]) -> bool:
    """Whether its city, or its province, is among the subjects of the document."""
    return any(_lies_in(region.id, outer) for region in _divisions(name) for outer in subjects)


@cache
def _lies_in(region: str, outer: str) -> bool:
    return is_inside(region, outer) or province_of(region) == outer


def _beside_region(scene: Scene, hit: Hit, hits: list[Hit]) -> bool:
    """Listed with, or right after, a region that is beyond doubt."""
    for other in hits:
        if other.name in _EVERYDAY or is_short_county(other.name):
            continue
        if other.end == hit.start or (other.end + 1 == hit.start and _NEIGHBOUR.match(scene.text, other.end)):
            return True
        if hit.end + 1 == other.start and _NEIGHBOUR.match(scene.text, hit.end):
            return True
    return False


def _below_county(scene: Scene) -> Iterator[Span]:
    """Towns, townships and streets after a larger region: 江山市贺村镇."""
    if not _SMALL.search(scene.text):
        return
    for match in _DIVISION.finditer(scene.text):
        group = 1 if match.group(1) else 2
        start, end = match.span(group)
        if not cuts_word(scene, start, start):
            yield scene.span(start, end, EntityClass.REGION, confidence=0.8, rule="division")
