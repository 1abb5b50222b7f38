"""Sentences of a text: where they start and end.

A sentence ends at 。！？； outside brackets and titles, at a line break, and never inside 《》 or quotation marks
that are still open within the same line. Runs of more than 800 characters without an end are cut at a comma.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

_OPEN: Final = "（(《“【「〈["
_CLOSE: Final = "）)》”】」〉]"
_STOPS: Final = re.compile(rf"[。！？；!?;\n{re.escape(_OPEN)}{re.escape(_CLOSE)}]")
_TRAILING: Final = "”’）)》】」。！？!?；"
_LONGEST: Final = 800  # characters; keeps the work on text without full stops linear
_LONGEST_BRACKET: Final = 120  # characters: a bracket that stays open longer was never closed in the source


class Sentence(NamedTuple):
    """One sentence: `text` equals the text's [start:end], blanks at both ends left out."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=1 << 9)  # a block is cut for what its sentences say, and again for their places
def split(text: str) -> tuple[Sentence, ...]:
    """Cut `text` into sentences in order; empty ones are left out."""
    return tuple(_trimmed(text))


def _trimmed(text: str) -> Iterator[Sentence]:
    start = 0
    for end in _bounded(text, (*_ends(text), len(text))):
        piece = text[start:end]
        body = piece.strip()
        if body:
            first = start + len(piece) - len(piece.lstrip())
            yield Sentence(first, first + len(body), body)
        start = end


def _bounded(text: str, ends: Iterable[int]) -> Iterator[int]:
    """The ends, with cuts added inside a run that is no sentence but a table or a list without full stops."""
    start = 0
    for end in ends:
        while end - start > _LONGEST:
            comma = max(text.rfind(mark, start, start + _LONGEST) for mark in "，、, ")
            start = comma + 1 if comma > start else start + _LONGEST
            yield start
        yield end
        start = end


def _ends(text: str) -> Iterator[int]:
    opened: list[int] = []
    done = 0
    for match in _STOPS.finditer(text):
        mark, at = match.group(), match.start()
        if at < done:
            continue
        if mark in _OPEN:
            opened.append(at)
        elif mark in _CLOSE:
            del opened[-1:]
        elif mark == "\n" or not opened or at - opened[-1] > _LONGEST_BRACKET:
            opened.clear()
            done = _after_trailing(text, at + 1)
            yield done


def _after_trailing(text: str, at: int) -> int:
    while at < len(text) and text[at] in _TRAILING:
        at += 1
    return at
