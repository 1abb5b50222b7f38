"""What one policy says of another: 《甲办法》取代《乙办法》 replaces it, 依据《乙条例》制定《甲细则》 rests on it.

What a document's own policy says of others is told by `nlp.own_policy`.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from nlp.relations.reader import Found
from nlp.spans import Span
from ontology.schema import EntityClass, Relation

_SURE: Final = 0.8
_STEP: Final = r"[^。；《》]"  # what may stand between two titles
_REPLACES: Final = re.compile(rf"》?{_STEP}{{0,12}}(?:取代|替代|代替|替换|废止|接替)了?{_STEP}{{0,6}}《?")
_REPLACED: Final = re.compile(rf"》?{_STEP}{{0,12}}(?:被|由){_STEP}{{0,4}}《?")
_PASSIVE: Final = re.compile(r"》?[^。；，《》]{0,4}(?:取代|替代|代替|替换)")
_IN_FORCE: Final = re.compile(rf"》?{_STEP}{{0,20}}(?:施行|实施|生效|印发){_STEP}{{0,12}}《?")
_REPEALED: Final = re.compile(r"》?(?:（[^）]{0,30}）)?[^。；《》]{0,12}(?:同时|即行|相应|随之)(?:予以)?(?:废止|失效)")
_BASIS: Final = re.compile(r"(?:根据|依据|依照|按照|贯彻|落实)(?:国家|省|市)?《?$")
_MADE: Final = re.compile(rf"》?{_STEP}{{0,30}}(?:制定|制订|编制|出台|起草|印发|发布|修订)了?{_STEP}{{0,8}}《?")
_RESTS: Final = re.compile(rf"》?{_STEP}{{0,8}}(?:依据|根据|依照|按照|基于|以){_STEP}{{0,4}}《?")
_LEAD: Final = 8  # characters before a title that may hold 根据


def policy_relations(text: str, spans: Sequence[Span]) -> Iterator[Found]:
    """Which policy of a sentence replaces another, and which rests on another.

    Args:
        text: a sentence.
        spans: its names in the order of the text.
    """
    titles = [place for place, span in enumerate(spans) if span.cls is EntityClass.POLICY]
    for left, right in pairwise(titles):
        said = _said(text, spans[left], spans[right])
        if said and spans[left].text != spans[right].text:
            relation, forward = said
            ends = (left, right) if forward else (right, left)
            yield Found(ends[0], relation, ends[1], spans[left].end, _SURE)


def _said(text: str, left: Span, right: Span) -> tuple[Relation, bool] | None:
    """The relation between two titles that follow each other, and whether it runs from the first to the second."""
    between, after = text[left.end : right.start], text[right.end :]
    if _REPLACES.fullmatch(between):
        return Relation.REPLACES, True
    if _REPLACED.fullmatch(between) and _PASSIVE.match(after):
        return Relation.REPLACES, False
    if _IN_FORCE.fullmatch(between) and _REPEALED.match(after):
        return Relation.REPLACES, True
    if _BASIS.search(text[max(0, left.start - _LEAD) : left.start]) and _MADE.fullmatch(between):
        return Relation.BASED_ON, False
    return (Relation.BASED_ON, True) if _RESTS.fullmatch(between) and _made_after(after) else None


def _made_after(text: str) -> bool:
    return bool(re.match(r"》?[^。；，《》]{0,6}(?:制定|制订|编制|起草|修订)", text))
