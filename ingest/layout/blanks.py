"""Which blanks inside a line belong to the text and which only to its looks."""

import re
from collections.abc import Iterator
from typing import Final

SPACE: Final = re.compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
HYPHEN: Final = "\u2010"  # of a word cut at the end of a line
_RUN: Final = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u200b-\u200d\u2060\ufeff\u00ad\0]+")
_MARKUP: Final = re.compile(  # left over in dumps of Word files, slides and Markdown
    r"</?(?:ul|ol|li|br|p|b|i|em|strong|span|div|sup|sub|font|table|tr|td|th|a|img)\b[^<>]{0,300}>"
    r"|\[bookmark: ?[^\]]{0,80}\]|\*\*"
)
_INVISIBLE: Final = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\0")
_WIDE: Final = re.compile(r"\u3000|\t|[ \u00a0]{2}")
_SENTENCE: Final = re.compile(r"[，。；！？]")
_LETTER_SPACED: Final = 0.7  # share of single characters among the pieces of a line spread out for its looks
_PUNCTUATION: Final = frozenset("，。、；：？！“”‘’（）《》〈〉【】〔〕—…·「」『』")


def is_wide(char: str) -> bool:
    """Chinese, Japanese and full-width characters, which are written without blanks."""
    return char >= "\u2e80" or char in _PUNCTUATION


def seam_needs_blank(left: str, right: str) -> bool:
    """Whether two lines joined at these characters need a blank between them, as words of Latin letters do."""
    if is_wide(left) or is_wide(right) or (left.isdigit() and right.isdigit()):
        return False  # a number cut at the margin of a Chinese text goes on
    return left.isalnum() and right.isalnum()


def cuts_word(before: str, hyphen: str, after: str) -> bool:
    """Whether a sign at the end of a line only says that the word goes on in the next: spec‐ ification."""
    return hyphen == HYPHEN and before.islower() and after.islower()


def gaps(raw: str, start: int, end: int, *, running: bool) -> Iterator[tuple[int, int]]:
    """Ranges of raw[start:end] that are not part of the text.

    Between Latin words one blank stays. Between Chinese characters one stays where it tells things apart: a wide
    one anywhere, a narrow one in a line that is no sentence (title and subtitle, office and name).
    """
    if _MARKUP.search(raw, start, end):
        yield from _with_markup(raw, start, end, running=running)
    else:
        yield from _plain_gaps(raw, start, end, running=running)


def _plain_gaps(raw: str, start: int, end: int, *, running: bool) -> Iterator[tuple[int, int]]:
    runs = [run for run in _RUN.finditer(raw, start, end) if start < run.start() and run.end() < end]
    if not runs:
        return
    spread = _is_spread(raw[start:end])
    running = running or bool(_SENTENCE.search(raw, start, end))
    for run in runs:
        a, b = run.span()
        kept = 0 if spread or not _tells_apart(raw, run, running=running) else 1
        first = next((i for i in range(a, b) if raw[i] not in _INVISIBLE), b)
        yield from _around(a, b, first, kept)


def _with_markup(raw: str, start: int, end: int, *, running: bool) -> Iterator[tuple[int, int]]:
    """The same where tags stand in the line, which are no part of the text either."""
    at = start
    for tag in _MARKUP.finditer(raw, start, end):
        yield from _plain_gaps(raw, at, tag.start(), running=running)
        yield tag.span()
        at = tag.end()
    yield from _plain_gaps(raw, at, end, running=running)


def _around(a: int, b: int, first: int, kept: int) -> Iterator[tuple[int, int]]:
    if not kept or first == b:
        yield a, b
        return
    if a < first:
        yield a, first
    if first + 1 < b:
        yield first + 1, b


def _is_spread(line: str) -> bool:
    """Characters set apart one by one, as in 中 国 信 息 通 信 研 究 院."""
    pieces = _RUN.split(line)
    single = [piece for piece in pieces if len(piece) == 1 and is_wide(piece)]
    return len(single) >= 2 and len(single) >= _LETTER_SPACED * len(pieces)


def _tells_apart(raw: str, run: re.Match[str], *, running: bool) -> bool:
    a, b = run.span()
    left, right = raw[a - 1], raw[b]
    if left in _PUNCTUATION or right in _PUNCTUATION:
        return False
    if is_wide(left) and is_wide(right):
        return bool(_WIDE.search(run[0])) or not running
    if is_wide(left) or is_wide(right):
        return bool(_WIDE.search(run[0]))
    return True
