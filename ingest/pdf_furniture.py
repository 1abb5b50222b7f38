"""What a PDF repeats from page to page: running heads, page numbers, watermarks."""

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ingest.layout.furniture import shape
from ingest.layout.marks import starts_block
from ingest.pdf_page import PageChars, PageContent
from ingest.pdf_runs import Run, joined

_MARGIN: Final = 0.13  # of the page height, where heads and page numbers stand
_STEP: Final = 4.0  # points that a repeated thing may move
_SHARE: Final = 0.6  # of the pages that carry a watermark
_SMALL: Final = 0.92  # letters of a running head by those of the page
_TOP: Final = 0.08  # of the page height
_EDGE: Final = 0.06  # of the page height: above the text of any office
_HIGH: Final = 0.05  # of the page height: above the narrowest margins in use
_LARGEST_HEAD: Final = 1.1  # letters of the body
_CENTRED: Final = 0.1  # of the page width
_CLOSE: Final = 0.5  # of a letter between a head and the text at least
_HEAD: Final = 60  # characters of a running head at most
_BETWEEN: Final = 0.3  # of the page width
_PAGES: Final = 3  # fewer pages show no pattern in the text area
_LARGE: Final = 1.3  # of the letters of the page
_OVER: Final = 0.3  # of a letter that another covers, and of a stretch whose letters do
_SIGNS: Final = 4  # characters of a watermark; fewer repeat by chance
_NUMBER: Final = re.compile(
    r"[-—–·•|\s]*(?:第\s*)?(?:\d{1,4}|[ivxlcIVXLC]{1,7})\s*[页版]?[-—–·•|\s]*|第\s*\d+\s*[页版].{0,12}|\d{1,4}\s*/\s*\d{1,4}|[Pp]age\s*\d+.{0,10}"
)


def without_watermark(pages: Sequence[PageContent]) -> list[PageContent]:
    """The pages without characters that stand at the same place on most of them, heads and foots aside.

    The labels of a form that fills every page stay: only what is large, does not run to the right, or lies over
    other text is a watermark.
    """
    return [_without_overprint(page) for page in _without_repeated(pages)]


def _without_repeated(pages: Sequence[PageContent]) -> list[PageContent]:
    if len(pages) < _PAGES:
        return list(pages)
    seen = [_places(page) for page in pages]
    counts = Counter(place for places in seen for place in set(places))
    marks = {place for place, count in counts.items() if count >= max(_PAGES, _SHARE * len(pages))}
    if len(marks) < _SIGNS:
        return list(pages)
    repeated = [np.array([place in marks for place in places], dtype=np.bool_) for places in seen]
    return [
        replace(page, chars=page.chars.take(~_is_watermark(page.chars, again)))
        for page, again in zip(pages, repeated, strict=True)
    ]


def _is_watermark(chars: PageChars, repeated: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which of the repeated characters are one, told for each stretch of them."""
    found = np.zeros(len(chars), dtype=np.bool_)
    if not repeated.any():
        return found
    size = float(np.median(chars.size))
    for start, end in _stretches(repeated):
        is_large = float(np.median(chars.size[start:end])) > _LARGE * size
        found[start:end] = is_large or not _runs_right(chars, start, end) or _lies_over(chars, ~repeated, start, end)
    return found


def _without_overprint(page: PageContent) -> PageContent:
    """The page without large letters that lie over its text."""
    chars = page.chars
    large = chars.size > _LARGE * np.median(chars.size) if len(chars) else np.zeros(0, dtype=np.bool_)
    over = np.zeros(len(chars), dtype=np.bool_)
    for start, end in _stretches(large):
        over[start:end] = _lies_over(chars, ~large, start, end)
    return replace(page, chars=chars.take(~over)) if over.any() else page


def _stretches(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """First and one past the last of each stretch of true flags."""
    cuts = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    return [(int(start), int(end)) for start, end in cuts.reshape(-1, 2)]


def _runs_right(chars: PageChars, start: int, end: int) -> bool:
    """Most characters stand to the right of the one before, as on a line."""
    steps = chars.x0[start + 1 : end] - chars.x0[start : end - 1]
    return bool(end - start == 1 or (steps > 0).mean() > 0.5)


def _lies_over(chars: PageChars, others: NDArray[np.bool_], start: int, end: int) -> bool:
    """A good part of the stretch covers letters that are not repeated."""
    x0, x1, top, bottom = (column[others] for column in (chars.x0, chars.x1, chars.top, chars.bottom))
    hits = 0
    for i in range(start, end):
        width = np.minimum(x1, chars.x1[i]) - np.maximum(x0, chars.x0[i])
        height = np.minimum(bottom, chars.bottom[i]) - np.maximum(top, chars.top[i])
        hits += bool(((width > _OVER * (x1 - x0)) & (height > _OVER * (bottom - top))).any())
    return hits > _OVER * (end - start)


def _places(page: PageContent) -> list[tuple[str, int, int]]:
    """Sign and place of each character; those of heads and foots differ by page and never repeat."""
    chars = page.chars
    x, y = np.rint(chars.x0 / _STEP).astype(int), np.rint(chars.top / _STEP).astype(int)
    inside = (chars.top > _MARGIN * page.height) & (chars.bottom < (1 - _MARGIN) * page.height)
    places = zip(chars.text, x.tolist(), y.tolist(), inside.tolist(), strict=True)
    return [(sign, a, b) if within else (sign, -1 - page.number, i) for i, (sign, a, b, within) in enumerate(places)]


def heads_and_foots(pages: Sequence[PageContent], rows: Sequence[Sequence[Sequence[Run]]]) -> list[set[int]]:
    """For each page the numbers of its rows that are running heads or page numbers."""
    keys = [[_key(page, row) for row in page_rows] for page, page_rows in zip(pages, rows, strict=True)]
    counts = Counter(key for page_keys in keys for key in {near for key in page_keys if key for near in _near(key)})
    found = [
        {i for i, key in enumerate(page_keys) if key and (counts[key] > 1 or _is_alone(page, page_rows, i))}
        for page, page_rows, page_keys in zip(pages, rows, keys, strict=True)
    ]
    firsts = [_first_top(page_rows, gone) for page_rows, gone in zip(rows, found, strict=True)]
    for i, (page, page_rows) in enumerate(zip(pages, rows, strict=True)):
        others = [top for n, top in enumerate(firsts) if n != i and top and pages[n].height == page.height]
        found[i] |= _heads_above_text(page_rows, found[i], others)
    if rows and sum(map(len, rows)) == sum(map(len, found)):  # tables and nothing else: their title is repeated
        found[0] = {i for i in found[0] if _NUMBER.fullmatch(joined(rows[0][i]).text.strip())}
    return found


def _first_top(rows: Sequence[Sequence[Run]], gone: Set[int]) -> float:
    """Where the text of a page begins, 0 for none."""
    first = next((row for i, row in enumerate(rows) if i not in gone), ())
    return min((run.top for run in first), default=0.0)


def _heads_above_text(rows: Sequence[Sequence[Run]], gone: Set[int], tops: Sequence[float]) -> set[int]:
    """A first line that stands higher than any other page begins, the next one just where they do."""
    left = [i for i in range(len(rows)) if i not in gone][:2]
    if len(left) < 2 or not tops:
        return set()
    head, text = joined(rows[left[0]]), joined(rows[left[1]])
    is_above = head.bottom < min(tops) - _CLOSE * text.size and head.size < _LARGEST_HEAD * text.size
    is_level = abs(text.top - min(tops)) < text.size
    return {left[0]} if is_above and is_level and not starts_block(head.text) and len(head.text) < _HEAD else set()


def _key(page: PageContent, row: Sequence[Run]) -> tuple[str, int] | None:
    """Shape and height of a row in the margins of its page."""
    run = joined(row)
    if _MARGIN * page.height < run.middle < (1 - _MARGIN) * page.height:
        return None
    from_edge = run.middle if run.middle < page.height / 2 else run.middle - page.height
    words = sorted(shape(piece.text) for piece in row)
    return "|".join(words), round(from_edge / _STEP)


def _near(key: tuple[str, int]) -> tuple[tuple[str, int], ...]:
    text, at = key
    return (text, at - 1), key, (text, at + 1)


def _is_small_head(page: PageContent, rows: Sequence[Sequence[Run]], i: int) -> bool:
    """The first row of a later page in small letters at its very top: a head that only this page carries."""
    if i or page.number == 1 or len(rows) < 2:
        return False
    head, body = joined(rows[0]), float(np.median([run.size for row in rows for run in row]))
    return head.size < _SMALL * body and head.middle < _TOP * page.height and rows[1][0].middle - head.middle > 2 * body


def _is_in_corners(page: PageContent, rows: Sequence[Sequence[Run]], i: int) -> bool:
    """Two pieces at either side of the very top or bottom of the page and nothing between them."""
    row = rows[i]
    if len(rows) < _PAGES or i not in (0, len(rows) - 1):
        return False
    if len(row) == 1 and i == 0:
        return _is_apart_at_top(page, rows)
    if len(row) != 2:
        return False
    from_edge = row[0].middle if i == 0 else page.height - row[0].middle
    return from_edge < _EDGE * page.height and row[1].x0 - row[0].x1 > _BETWEEN * page.width


def _is_apart_at_top(page: PageContent, rows: Sequence[Sequence[Run]]) -> bool:
    """One line of usual letters above all margins, with room below it."""
    head, body = rows[0][0], float(np.median([run.size for row in rows for run in row]))
    if page.number == 1 and abs((head.x0 + head.x1) / 2 - page.width / 2) < _CENTRED * page.width:
        return False  # a title, on a page with narrow margins
    is_small = head.size < _LARGEST_HEAD * body and head.middle < _HIGH * page.height
    return is_small and rows[1][0].middle - head.middle > 2 * body and not starts_block(head.text)


def _is_alone(page: PageContent, rows: Sequence[Sequence[Run]], i: int) -> bool:
    """Furniture that no other page repeats: the outermost row with a page number, or a small head."""
    outermost = i <= 1 or i >= len(rows) - 2
    is_number = outermost and bool(_NUMBER.fullmatch(joined(rows[i]).text.strip()))
    return is_number or _is_small_head(page, rows, i) or _is_in_corners(page, rows, i)
