"""What a PDF repeats from page to page: running heads, page numbers, watermarks."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from ingest.layout.furniture import shape
from ingest.pdf_page import PageContent
from ingest.pdf_runs import Run, joined

_MARGIN: Final = 0.13  # of the page height, where heads and page numbers stand
_STEP: Final = 4.0  # points that a repeated thing may move
_SHARE: Final = 0.6  # of the pages that carry a watermark
_SMALL: Final = 0.92  # letters of a running head by those of the page
_TOP: Final = 0.08  # of the page height
_PAGES: Final = 3  # fewer pages show no pattern in the text area
_SIGNS: Final = 4  # characters of a watermark; fewer repeat by chance
_NUMBER: Final = re.compile(
    r"[-—–·•|\s]*(?:第\s*)?(?:\d{1,4}|[ivxlcIVXLC]{1,7})\s*[页版]?[-—–·•|\s]*|第\s*\d+\s*[页版].{0,12}|\d{1,4}\s*/\s*\d{1,4}|[Pp]age\s*\d+.{0,10}"
)


def without_watermark(pages: Sequence[PageContent]) -> list[PageContent]:
    """The pages without characters that stand at the same place on most of them, heads and foots aside."""
    if len(pages) < _PAGES:
        return list(pages)
    seen = [_places(page) for page in pages]
    counts = Counter(place for places in seen for place in set(places))
    marks = {place for place, count in counts.items() if count >= max(_PAGES, _SHARE * len(pages))}
    if len(marks) < _SIGNS:
        return list(pages)
    return [
        replace(page, chars=page.chars.take(np.array([place not in marks for place in places], dtype=np.bool_)))
        for page, places in zip(pages, seen, strict=True)
    ]


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
    return [
        {i for i, key in enumerate(page_keys) if key and (counts[key] > 1 or _is_alone(page, page_rows, i))}
        for page, page_rows, page_keys in zip(pages, rows, keys, strict=True)
    ]


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


def _is_alone(page: PageContent, rows: Sequence[Sequence[Run]], i: int) -> bool:
    """Furniture that no other page repeats: the outermost row with a page number, or a small head."""
    outermost = i <= 1 or i >= len(rows) - 2
    return (outermost and bool(_NUMBER.fullmatch(joined(rows[i]).text.strip()))) or _is_small_head(page, rows, i)
