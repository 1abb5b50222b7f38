"""Names by the word they end in: 公司, 研究院, 平台, 产业园, 行动 and their families."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, AhoCorasick

from nlp.lexicon import heads
from nlp.names.boundary import left_edge
from nlp.names.named import Candidate, confidence_of
from nlp.names.scene import Scene
from nlp.spans import Span
from ontology.schema import EntityClass

_WORD_GOES_ON: Final = re.compile(r"(?:化|性|型|师|机械|级|们|股|商|经济|办公室|中)")
_PLACE_IN_BRACKETS: Final = re.compile(
    r"[（(][^（）()]{1,8}(?:园|区|中心|基地|片区|[一二三]期|[一-龥]{2}(?=[）)]))[）)]"
)
_WITH_NUMBERS: Final = frozenset({EntityClass.INITIATIVE})
_YEAR_BEFORE: Final = re.compile(r"(?:20\d\d年?|第[一二三四五六七八九十\d]+届)$")


def find_by_head(scene: Scene) -> Iterator[Span]:
    """Spans whose last word is a head and whose words pass the head's test."""
    words, finder = _heads_finder()
    for index, start, end in finder.find_matches_as_indexes(scene.text):
        if end not in scene.edges or _goes_on(scene.text, words[index], end):
            continue
        for head in heads()[words[index]]:
            span = _name(scene, start, end, head.cls, head.test)
            if span is not None:
                yield span


@cache
def _heads_finder() -> tuple[list[str], AhoCorasick]:
    words = list(heads())
    return words, AhoCorasick(words, matchkind=MATCHKIND_LEFTMOST_LONGEST)


def _goes_on(text: str, word: str, end: int) -> bool:
    if text[end : end + 1] == "化" and text[end : end + 2] == "化工":
        return False
    return bool(_WORD_GOES_ON.match(text, end)) and word != "企业"


def _name(scene: Scene, head: int, end: int, cls: EntityClass, test: str) -> Span | None:
    start = left_edge(scene, head, numbers=cls in _WITH_NUMBERS)
    if start >= head:
        return None
    confidence = confidence_of(Candidate(scene, start, head, end), test)
    if not confidence:
        return None
    if test in {"event", "pilot"}:
        year = _YEAR_BEFORE.search(scene.text, max(0, start - 6), start)
        start = year.start() if year else start
    bracket = _PLACE_IN_BRACKETS.match(scene.text, end)
    if bracket and cls in {EntityClass.PARK, EntityClass.PLATFORM, EntityClass.ORGANIZATION}:
        end = bracket.end()
    return scene.span(start, end, cls, confidence=confidence, rule=f"head-{test}")
