"""A name established once is a name wherever the text repeats it: declared aliases and names of clear form."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, AhoCorasick

from nlp.aliases import aliases_of
from nlp.spans import Span
from ontology.schema import EntityClass

_CLEAR: Final = 0.85  # confidence from which a name found by its form may teach its other places
_TAUGHT: Final = frozenset(
    {
        EntityClass.ENTERPRISE,
        EntityClass.ORGANIZATION,
        EntityClass.PLATFORM,
        EntityClass.PARK,
        EntityClass.INITIATIVE,
    }
)
_ABBREVIATION: Final = re.compile(r"[（(]([A-Z][A-Za-z0-9\-]{1,9})[）)]")
_ALNUM: Final = re.compile(r"[A-Za-z0-9]{2}$")
_SHORTEST: Final = 3  # characters; a shorter alias is too often part of another word


def find_repeats(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Spans of places where `text` repeats a name from `spans`, or an alias declared for one, outside all spans."""
    known = dict(_established(text, spans))
    if known:
        yield from _places(text, spans, known)


def _places(text: str, spans: Sequence[Span], known: dict[str, EntityClass]) -> Iterator[Span]:
    names = list(known)
    taken = _taken(spans)
    for index, start, end in AhoCorasick(names, matchkind=MATCHKIND_LEFTMOST_LONGEST).find_matches_as_indexes(text):
        if taken.isdisjoint(range(start, end)) and not _in_latin_word(text, start, end):
            yield Span(start, end, names[index], known[names[index]], 0.8, "repeat")


def _established(text: str, spans: Sequence[Span]) -> Iterator[tuple[str, EntityClass]]:
    for span in spans:
        if span.cls in _TAUGHT and span.rule.startswith("head-") and span.confidence >= _CLEAR:
            yield span.text, span.cls
    for index, alias in aliases_of(text, spans):
        if len(alias) >= _SHORTEST or alias.isascii():
            yield alias, spans[index].cls

    for span in spans:
        short = _ABBREVIATION.match(text, span.end) if span.cls is EntityClass.TECHNOLOGY else None
        if short:
            yield short[1], span.cls


def _in_latin_word(text: str, start: int, end: int) -> bool:
    return any(_ALNUM.match(pair) for pair in (text[max(0, start - 1) : start + 1], text[end - 1 : end + 1]))


def _taken(spans: Sequence[Span]) -> frozenset[int]:
    return frozenset(offset for span in spans for offset in range(span.start, span.end))
