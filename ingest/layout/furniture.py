"""Page furniture in a stream of lines: running heads, page numbers, contents with dot leaders."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from ingest.layout.lines import BLANKS, Line, usual

_TIMES: Final = 4  # a line of the same shape this often is a running head
_APART: Final = 8  # lines between its appearances, at the median; lists repeat closer than that
_HEAD_LENGTH: Final = 60
_RISING: Final = 3  # bare numbers that count up one by one
_ENTRY_LINES: Final = 6  # lines from one entry of the contents with leaders to the next
_LEADERS_WITHIN: Final = 120  # characters at the end of a line that are looked at
_PAGE: Final = re.compile(
    r"[-—–·•\s]*第?\s*(?:\d{1,4}|[ivxlcIVXLC]{1,6})\s*(?:页|版)?(?:\s*[,，/]?\s*共?\s*\d{1,4}\s*页?)?[-—–·•\s]*"
)
_DECORATED: Final = re.compile(r"[-—–·•]\s*\d{1,4}\s*[-—–·•]|第\s*\d{1,4}\s*页.*|\d{1,4}\s*/\s*\d{1,4}")
_LEADERS: Final = re.compile(r"(?:[.．…‥·•⋯]\s?){4,}\s*[\divxIVX]{0,5}\s*$")
_CONTENTS: Final = re.compile(r"[图表附]?\s*目\s*[录次]|contents", re.IGNORECASE)


def furniture(raw: str, lines: Sequence[Line]) -> set[int]:
    """Numbers of the lines that belong to the page and not to the text."""
    texts = [usual(raw[line.start : line.end]) for line in lines]
    heads = _running_heads(texts) | _heads_of_pages(raw, lines, texts) | _heads_by_numbers(texts)
    return heads | _page_numbers(texts, heads) | contents(texts)


def shape(text: str) -> str:
    """A line with its numbers and blanks folded: running heads differ in the page number only."""
    return re.sub(r"\d+", "0", re.sub(rf"[{BLANKS}]", "", text))


def _running_heads(texts: Sequence[str]) -> set[int]:
    places: dict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        if _may_be_head(text):
            places[shape(text)].append(i)
    repeated = (where for where in places.values() if len(where) >= _TIMES and _are_apart(where))
    return {i for where in repeated for i in where}


def _heads_of_pages(raw: str, lines: Sequence[Line], texts: Sequence[str]) -> set[int]:
    """The same line at the top of pages, where form feeds tell them apart."""
    ends = [0, *(line.end for line in lines)]
    tops = {i for i, line in enumerate(lines) if i == 0 or "\f" in raw[ends[i] : line.start]}
    places: dict[str, list[int]] = defaultdict(list)
    for i in tops:
        places[shape(texts[i])].append(i)
    return {i for where in places.values() if len(where) > 1 for i in where}


def _heads_by_numbers(texts: Sequence[str]) -> set[int]:
    """The same short line next to page numbers that say what they are, or where the text begins."""
    numbers = {i for i, text in enumerate(texts) if _DECORATED.fullmatch(text.strip()) and _is_bare_number(text)}
    places: dict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        if _may_be_head(text) and (i == 0 or numbers & {i - 1, i + 1}):
            places[shape(text)].append(i)
    return {i for where in places.values() if len(where) > 1 for i in where}


def _may_be_head(text: str) -> bool:
    return 2 < len(text) <= _HEAD_LENGTH and text[-1] not in "。；：" and not _is_bare_number(text)


def _are_apart(where: Sequence[int]) -> bool:
    return median(b - a for a, b in pairwise(where)) >= _APART


def _is_bare_number(text: str) -> bool:
    return bool(_PAGE.fullmatch(text))


def _page_numbers(texts: Sequence[str], heads: set[int]) -> set[int]:
    numbers = {i: _value(text) for i, text in enumerate(texts) if _is_bare_number(text)}
    decorated = {i for i in numbers if _DECORATED.fullmatch(texts[i].strip())}
    beside = {i for i in numbers if i - 1 in heads or i + 1 in heads}
    return (decorated if len(decorated) > 1 else set()) | beside | _rising(numbers)


def _value(text: str) -> int:
    digits = re.search(r"\d+", text)
    return int(digits[0]) if digits else -1


def _rising(numbers: dict[int, int]) -> set[int]:
    """Runs of bare numbers that count up by one, apart from each other as pages are."""
    found: set[int] = set()
    run: list[int] = []
    for i in sorted(numbers):
        follows = run and 0 < numbers[i] - numbers[run[-1]] <= 2 and i - run[-1] >= _APART
        run = [*run, i] if follows else [i]
        if len(run) >= _RISING:
            found.update(run)
    return found


def is_contents_title(text: str) -> bool:
    """目录 and the like, as it stands above a table of contents."""
    return bool(_CONTENTS.fullmatch(text.strip()))


def contents(texts: Sequence[str]) -> set[int]:
    """Numbers of the lines of a table of contents: dot leaders, wrapped entries between them, the heading above."""
    dotted = {i for i, text in enumerate(texts) if _LEADERS.search(text[-_LEADERS_WITHIN:])}
    wrapped = {i for a, b in pairwise(sorted(dotted)) if b - a <= _ENTRY_LINES for i in range(a + 1, b)}
    titles = {i for i, text in enumerate(texts) if is_contents_title(text) and dotted & {i + 1, i + 2, i + 3, i + 4}}
    return dotted | wrapped | titles
