"""Products named by a compound: a listed product with what qualifies it (高精度减速器)
and what it becomes (汽车轮毂).
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from nlp.lexicon import Hit, common_words, compound_words
from nlp.names.boundary import verb_role
from nlp.names.gazetteer import class_here, stands_alone
from nlp.names.scene import Scene
from nlp.spans import Span
from nlp.words import Word
from ontology.schema import EntityClass

_TERMS: Final = frozenset({EntityClass.TECHNOLOGY, EntityClass.INDUSTRY})
_CHAIN: Final = re.compile(r"全?产业链(?!条)")
_LONGEST: Final = 14  # characters of a compound
_PARTS: Final = 3  # words added on one side
_QUALITIES: Final = frozenset({"n", "nz", "b", "eng"})  # tags of words that tell a kind apart


def find_compounds(scene: Scene) -> Iterator[Span]:
    """Spans of listed products grown over the modifiers before and the tails after them."""
    terms = tuple(_longest_terms(scene))
    joints = {hit.start: hit.end for hit in terms}
    for hit in terms:
        yield from _chain(scene, hit)
        start, end = _grown_left(scene, hit), _grown_right(scene, hit, joints)
        if (start, end) == (hit.start, hit.end) or end - start > _LONGEST:
            continue
        cls = class_here(scene, Hit(start, end, scene.text[start:end], frozenset({_class_of(scene, hit, end)})))
        if cls is not None:
            yield scene.span(start, end, cls, confidence=0.7, rule="compound")


def _chain(scene: Scene, hit: Hit) -> Iterator[Span]:
    """A sector keeps 产业链 where the text names its chain."""
    chain = _CHAIN.match(scene.text, hit.end)
    if chain:
        yield scene.span(hit.start, chain.end(), EntityClass.INDUSTRY, confidence=0.8, rule="chain")


def _class_of(scene: Scene, hit: Hit, end: int) -> EntityClass:
    """With a tail it is a product; a qualified sector, or two in one, stay a sector."""
    last = scene.lexicon.classes(scene.text[hit.end : end])
    if last == {EntityClass.INDUSTRY} or (end == hit.end and EntityClass.TECHNOLOGY not in hit.classes):
        return EntityClass.INDUSTRY
    return EntityClass.TECHNOLOGY


def _longest_terms(scene: Scene) -> Iterator[Hit]:
    """Term hits that no longer term hit holds."""
    hits = [hit for hit in scene.hits if hit.classes <= _TERMS and len(hit.name) > 1 and stands_alone(scene, hit)]
    for hit in hits:
        inside = (other is not hit and other.start <= hit.start and hit.end <= other.end for other in hits)
        if hit.name != "工业" and not any(inside):
            yield hit


def _grown_left(scene: Scene, hit: Hit) -> int:
    words, start = scene.words, hit.start
    is_product = EntityClass.TECHNOLOGY in hit.classes
    modifiers = compound_words("modifier" if is_product else "sector")
    for _ in range(_PARTS):
        word = words[words.before(start)] if start in words.at_end else None
        if word is None or not (word.text in modifiers or (is_product and _qualifies(scene, word))):
            break
        start = word.start
    return start


def _qualifies(scene: Scene, word: Word) -> bool:
    """A noun, a quality or a Latin mark that may tell a kind of product apart (永磁 电机, RV 减速器)."""
    return (
        word.tag in _QUALITIES
        and (word.tag == "eng" or len(word.text) > 1)
        and word.text not in _no_quality()
        and not verb_role(word)
        and not scene.lexicon.classes(word.text)
    )


@cache
def _no_quality() -> frozenset[str]:
    return common_words("introducing", "qualifying", "owner", "generic") - compound_words("modifier")


def _grown_right(scene: Scene, hit: Hit, joints: Mapping[int, int]) -> int:
    """Over the term that follows directly (家电家居), else over one tail word."""
    end = hit.end
    if end in joints:
        return joints[end]
    if not scene.is_edge(end) or end == len(scene.text):
        return end
    following = scene.words[scene.words.before(end) + 1]
    return following.end if following.text in compound_words("tail") else end
