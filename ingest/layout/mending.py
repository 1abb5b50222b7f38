"""Paragraphs that a pull quote, a box or another article interrupted are put together again.

A paragraph that stops in mid-sentence takes its rest from one of the next blocks, if the two hang together:
a word runs across the seam, a bracket opened before it closes after it, the text says the same four characters
elsewhere. Measured on two articles printed side by side: all their broken sentences close.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from ingest.layout.blanks import is_wide, seam_needs_blank
from ingest.layout.marks import ends_sentence, starts_block
from ingest.parts import Part
from ontology.facts import BlockKind

_REACH: Final = 24  # blocks to look ahead; a column of another article has about twenty
_LONG: Final = 16  # characters; shorter blocks are headings, labels, cells
_NEIGHBOUR: Final = 1.0  # cohesion that comes from being the next block
_NEXT_PAGE: Final = 1.0  # and more where a page ends between them
_ENOUGH: Final = 2.0  # cohesion asked of a pair
_ONLY_QUOTES: Final = 2.0  # cohesion that comes from nothing but pull quotes standing between
_TAIL: Final = 8  # characters on each side of the seam that are looked at
_OPENERS: Final = {"（": "）", "(": ")", "《": "》", "“": "”", "「": "」", "【": "】"}
_OPEN_END: Final = frozenset("、，,—")
_OPEN_WORDS: Final = frozenset("的和与及或对在以将把由向从按至")
_CONTINUES: Final = frozenset("，。、；）》”：,;)等的")
_SENTENCE: Final = re.compile(r"[，。；、]")
_LISTED: Final = re.compile(r"[^，。；：、]{2,8}、")  # begins with the next name of a list
_NUMBER_ACROSS: Final = re.compile(r"\d[.,]?$")  # 9. and 8%: a number cut at the end of a line
_MENDABLE: Final = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})


def mend(parts: Sequence[Part]) -> list[Part]:
    """The parts, broken paragraphs joined at the place of their first piece."""
    rest_of = _links(parts)
    rests = set(rest_of.values())
    mended = []
    for i, part in enumerate(parts):
        if i in rests:
            continue
        whole, last = part, i
        while last in rest_of:
            last = rest_of[last]
            whole = _joined(whole, parts[last])
        mended.append(whole)
    return mended


def _links(parts: Sequence[Part]) -> dict[int, int]:
    """Broken block → the block that is its rest: the pairs that hang together best first, then the nearest."""
    broken = [i for i, part in enumerate(parts) if _is_broken(part)]
    if not broken:
        return {}
    words = _four_grams(parts)
    pairs = sorted((pair for i in broken for pair in _candidates(parts, i, words)), key=lambda p: (-p[0], p[2] - p[1]))
    links: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in pairs:
        if i not in links and j not in taken:
            links[i] = j
            taken.add(j)
    return links


def _is_broken(part: Part) -> bool:
    """A sentence without its end; a short line without any mark is a heading or a label."""
    text = part.text
    if part.kind not in _MENDABLE or len(text) < _LONG or ends_sentence(text) or text[-1] in "：:":
        return False
    return bool(_SENTENCE.search(text))


def _four_grams(parts: Sequence[Part]) -> set[str]:
    """Runs of four characters inside blocks; never across a seam, which would vote for itself."""
    return {part.text[i : i + 4] for part in parts for i in range(len(part.text) - 3)}


def _candidates(parts: Sequence[Part], i: int, words: set[str]) -> Iterator[tuple[float, int, int]]:
    """Cohesion, the broken block and each block that may be its rest."""
    only_quotes = True
    for j in range(i + 1, min(i + 1 + _REACH, len(parts))):
        other = parts[j]
        if other.kind in _MENDABLE and not starts_block(other.text):
            score = cohesion(parts[i].text, other.text, words)
            next_door = j == i + 1 and ends_sentence(other.text)
            if next_door:
                score += _NEIGHBOUR + (_NEXT_PAGE if other.page != parts[i].page else 0)
            elif only_quotes and ends_sentence(other.text):
                score += _ONLY_QUOTES
            if score >= _ENOUGH:
                yield score, i, j
        only_quotes = only_quotes and other.kind is BlockKind.ITEM


def cohesion(left: str, right: str, words: set[str]) -> float:
    """How much speaks for `right` going on where `left` stops; 0 when nothing does.

    Args:
        left: text that stops without the end of a sentence.
        right: text that may be its rest.
        words: runs of four characters that the document uses.
    """
    tail, head = left[-_TAIL:], right[:_TAIL]
    is_word = tail[-1].isalnum() and head[0].isalnum()
    signs = (
        (1.0, tail[-1] in _OPEN_END),
        (1.0, tail[-1] in _OPEN_WORDS),
        (2.0, head[0] in _CONTINUES),
        (2.0, _closes(left, right)),
        (1.5, is_word and tail[-2:] + head[:2] in words),
        (1.0, is_word and (tail[-1:] + head[:3] in words or tail[-3:] + head[:1] in words)),
        (1.5, is_word_across(tail, head)),
        (1.0, tail[-1].isdigit() and is_wide(head[0])),
        (2.0, bool(_NUMBER_ACROSS.search(tail)) and head[0].isdigit()),
        (2.0, "、" in tail and bool(_LISTED.match(right))),
    )
    return sum(weight for weight, seen in signs if seen)


def _closes(left: str, right: str) -> bool:
    """A bracket or quote left open by `left` closes first thing in `right`."""
    for opener, closer in _OPENERS.items():
        if left.count(opener) > left.count(closer):
            at, again = right.find(closer), right.find(opener)
            return at >= 0 and (again < 0 or at < again)
    return False


def is_word_across(tail: str, head: str) -> bool:
    """A dictionary word begins before the seam and ends after it."""
    if not (is_wide(tail[-1]) and is_wide(head[0])):
        return False
    at = 0
    for word in _cut(tail + head):
        at += len(word)
        if at == len(tail):
            return False
        if at > len(tail):
            return True
    return False


@cache
def _cut(text: str) -> tuple[str, ...]:
    import rjieba

    return tuple(rjieba.cut(text, hmm=False))


def _joined(left: Part, right: Part) -> Part:
    between = " " if seam_needs_blank(left.text[-1], right.text[0]) else ""
    places = (left.origin[-1] + 1,) * len(between) if left.origin else ()
    return Part(
        left.text + between + right.text, left.kind, left.level, left.page, (*left.origin, *places, *right.origin)
    )
