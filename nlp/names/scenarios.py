"""Scenarios named by what is done to what: 设备 + 预测性维护, 供应链 + 协同, 在线 + 质量 + 检测."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from nlp.lexicon import common_words, compound_words
from nlp.names.boundary import verb_role
from nlp.names.scene import Scene
from nlp.spans import Span
from ontology.schema import EntityClass

_SCENARIO: Final = frozenset({EntityClass.SCENARIO})
_MORE_ACTS: Final = frozenset({"管理", "定位", "运输", "维护"})  # acts only as the end of a listed scenario
_GOVERNING: Final = frozenset({"监管", "管控", "处置", "采购"})  # what a government does to its object is no scenario
_OBJECTS: Final = 2  # words of the object before a listed scenario
_SHORTEST, _LONGEST = 4, 14  # characters
_CONFIDENCE: Final = 0.72  # from which a scenario outweighs the product and the act it is made of
_GOES_ON: Final = re.compile(
    r"(?:平台|系统|软件|中心|技术|装备|设备|企业|水平|能力(?!共享)|率|标准|体系|规范|工具|机构|部门|制度|办法|人员|工程|产业|行业|者|员|商|器|仪|机(?!制)|车|船|网|云)"
)
_STOPS_BEFORE: Final = re.compile(
    r"(?:^|[，、。；：（“和与及等了的现展供动进加持快索造化广升推强施用行向到于为以对在中]|以及|通过|包括)$"
)


def find_scenarios(scene: Scene) -> Iterator[Span]:
    """Spans of compounds of objects or manners that end in an act."""
    words, acts = scene.words, compound_words("act")
    for index in words.among(compound_words("act", "closing")):
        end = words.ends[index]
        is_act = words.texts[index] in acts or words.texts[index - 1] in acts
        if is_act and not _GOES_ON.match(scene.text, end):
            start = _start(scene, index)
            if start is not None and _fits(scene, start, end):
                yield scene.span(start, end, EntityClass.SCENARIO, confidence=_CONFIDENCE, rule="scenario")
    yield from _grown(scene)


def _grown(scene: Scene) -> Iterator[Span]:
    """Spans of listed scenarios with the object before them: 起重机 + 全生命周期管理."""
    acts = _acts_of_names()
    for hit in scene.hits:
        names_act = hit.classes == _SCENARIO and hit.name[-2:] in acts
        if names_act and hit.start in scene.words.at_end and not _GOES_ON.match(scene.text, hit.end):
            start = _object_start(scene, hit.start)
            if start < hit.start and _fits(scene, start, hit.end):
                yield scene.span(start, hit.end, EntityClass.SCENARIO, confidence=_CONFIDENCE, rule="scenario-grown")


@cache
def _acts_of_names() -> frozenset[str]:
    return (compound_words("act") | _MORE_ACTS) - _GOVERNING


def _object_start(scene: Scene, end: int) -> int:
    """Start of the objects, products and plain nouns that end at `end`, two words at most."""
    words, objects, start = scene.words, compound_words("object"), end
    for _ in range(_OBJECTS):
        word = words[words.before(start)] if start in words.at_end else None
        if word is None or len(word.text) < 2 or verb_role(word) or word.text in _no_object():
            break
        classes = scene.lexicon.classes(word.text)
        if not (word.text in objects or EntityClass.TECHNOLOGY in classes or (word.tag == "n" and not classes)):
            break
        start = word.start
    return start


@cache
def _no_object() -> frozenset[str]:
    return common_words("introducing", "qualifying", "owner", "generic") - compound_words("object")


def _start(scene: Scene, act: int) -> int | None:
    """Leftmost word of the run of objects, products, manners and acts before an act; None when the run is empty."""
    words, objects, acts = scene.words, compound_words("object"), compound_words("act")
    first, has_object = act, False
    while first and words[first - 1].end - words[first - 1].start > 1:
        word = words[first - 1].text
        is_object = word in objects or EntityClass.TECHNOLOGY in scene.lexicon.classes(word)
        if not is_object and word not in acts:
            break
        first, has_object = first - 1, has_object or is_object
    return words[first].start if has_object and verb_role(words[first]) != "stop" else None


def _fits(scene: Scene, start: int, end: int) -> bool:
    return _SHORTEST <= end - start <= _LONGEST and bool(_STOPS_BEFORE.search(scene.text, max(0, start - 2), start))
