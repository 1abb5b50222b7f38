"""A name established once is one wherever the text repeats it: declared aliases, a firm's short forms, clear names."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, AhoCorasick, Implementation

from nlp.aliases import aliases_of, short_forms
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
_TERMS: Final = frozenset({EntityClass.TECHNOLOGY, EntityClass.INDUSTRY, EntityClass.SCENARIO, EntityClass.REGION})
_ABBREVIATION: Final = re.compile(r"[（(]([A-Z][A-Za-z0-9\-]{1,9})[）)]")
_ALNUM: Final = re.compile(r"[A-Za-z0-9]{2}$")
_QUICKLY_BUILT: Final = Implementation.ContiguousNFA  # for one text: the default takes five times as long
_SHORTEST: Final = 3  # characters; a shorter alias is too often part of another word


def with_repeats(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """`spans` and the places where `text` repeats one of their names, an alias, or a firm's short form.

    A repeat takes the place of terms and regions inside it (样例|机器人 of 样例机器人) and gives way to all else.

    Args:
        text: a sentence or a whole document.
        spans: names and terms in it, in order of appearance.
    """
    known = dict(_established(text, spans))
    found = tuple(_places(text, spans, known)) if known else ()
    if not found:
        return tuple(spans)
    taken = _covered(text, found)
    kept = (span for span in spans if taken.find(1, span.start, span.end) < 0)
    return tuple(sorted((*kept, *found), key=lambda span: span.start))


def _places(text: str, spans: Sequence[Span], known: dict[str, EntityClass]) -> Iterator[Span]:
    names = list(known)
    finder = AhoCorasick(names, matchkind=MATCHKIND_LEFTMOST_LONGEST, implementation=_QUICKLY_BUILT)
    firm, weak = _covered(text, [s for s in spans if s.cls not in _TERMS]), [s for s in spans if s.cls in _TERMS]
    starts = [span.start for span in weak]
    longest = max((span.end - span.start for span in weak), default=0)
    for index, start, end in finder.find_matches_as_indexes(text):
        if firm.find(1, start, end) < 0 and not _in_latin_word(text, start, end):
            near = weak[bisect_left(starts, start - longest) : bisect_left(starts, end)]
            if not _cuts(near, start, end):
                yield Span(start, end, names[index], known[names[index]], 0.8, "repeat")


def _cuts(spans: Sequence[Span], start: int, end: int) -> bool:
    """Whether a term reaches over an edge of the place, or fills it."""
    reaching = [span for span in spans if span.start < end and start < span.end]
    return any((span.start, span.end) == (start, end) or span.start < start or end < span.end for span in reaching)


def _established(text: str, spans: Sequence[Span]) -> Iterator[tuple[str, EntityClass]]:
    for span in spans:
        if span.cls in _TAUGHT and span.rule.startswith("head-") and span.confidence >= _CLEAR:
            yield span.text, span.cls
        if span.cls is EntityClass.ENTERPRISE:
            yield from ((short, span.cls) for short in short_forms(span.text))
    for index, alias in aliases_of(text, spans):
        if len(alias) >= _SHORTEST or alias.isascii():
            yield alias, spans[index].cls
    for span in spans:
        short = _ABBREVIATION.match(text, span.end) if span.cls is EntityClass.TECHNOLOGY else None
        if short:
            yield short[1], span.cls


def _in_latin_word(text: str, start: int, end: int) -> bool:
    return any(_ALNUM.match(pair) for pair in (text[max(0, start - 1) : start + 1], text[end - 1 : end + 1]))


def _covered(text: str, spans: Sequence[Span]) -> bytearray:
    """For each character of the text 1 where one of the spans covers it, else 0."""
    covered = bytearray(len(text))
    for span in spans:
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    return covered
