"""What stands on a page of a PDF: characters, ruling lines and pictures with their places, as columns.

All places are in points from the top left corner of the page as a viewer shows it, its rotation applied.
"""

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ingest import limits
from ingest.layout.blanks import HYPHEN
from ingest.pdf_heights import Heights
from ingest.reasons import too_large

Floats = NDArray[np.float64]
_Row = tuple[float, float, float, float, float, bool]  # left, bottom, right, top, size; whether a blank stood before

# signs of the radicals block that fonts map text to and that NFKC leaves alone (Unicode, CJK Radicals Supplement)
_RADICALS: Final = dict(
    zip(
        map(ord, "⺁⺟⺠⺩⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳"),
        "厂母民王虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
_WORD_CUT: Final = 2  # what the engine says for the hyphen of a word cut at the end of a line
_NO_CODES: Final = frozenset({0, 0xFFFD, 0xFFFE, 0xFFFF})
_PRIVATE: Final = range(0xE000, 0xF900)  # signs without a meaning of their own, shown by one font only
_KANGXI: Final = range(0x2F00, 0x2FD6)
_THIN: Final = 3.0  # points; a filled box thinner than this is a ruling line
_SHORT: Final = 4.0  # points; shorter strokes are parts of letters and drawings
_SLANTED: Final = 0.05  # radians from the next right angle: a watermark across the page
_DEPTH: Final = 5  # forms within forms


@dataclass(frozen=True, slots=True)
class PageChars:
    """The characters of a page, one entry each, blanks left out; `blank` says that one stood before it."""

    text: str
    x0: Floats
    x1: Floats
    top: Floats
    bottom: Floats
    size: Floats
    blank: NDArray[np.bool_]

    def take(self, kept: NDArray[np.bool_]) -> "PageChars":
        """Only the characters where `kept` is true."""
        text = "".join(compress(self.text, kept.tolist()))
        rest = (self.x0, self.x1, self.top, self.bottom, self.size, self.blank)
        return PageChars(text, *(column[kept] for column in rest))  # type: ignore[arg-type]  # columns keep their kinds

    def __len__(self) -> int:
        return len(self.text)


@dataclass(frozen=True, slots=True)
class PageContent:
    """One page: its size, characters, lines (n x 4: x0, top, x1, bottom) and the share of it that pictures cover."""

    number: int
    width: float
    height: float
    chars: PageChars
    horizontal: Floats
    vertical: Floats
    pictured: float
    unmapped: int  # characters whose font maps them to nothing
    recognised: bool = False  # its characters were read from a picture


def usual_sign(code: int) -> str:
    """The character for a code, radicals folded to the characters they look like."""
    if code in _KANGXI:
        return unicodedata.normalize("NFKC", chr(code))
    return _RADICALS.get(code) or chr(code)


@lru_cache(maxsize=1 << 14)
def _shown(code: int) -> str:
    """The character for a code, nothing for blanks and what is not seen."""
    sign = HYPHEN if code == _WORD_CUT else usual_sign(code)
    return "" if sign.isspace() or sign in "\u00ad\u200b\ufeff" or not sign.isprintable() else sign


def read_page(page: Any, number: int) -> PageContent:
    """The content of a pypdfium2 page.

    Raises:
        Unreadable: more characters than `limits.PDF_CHARACTERS`.
    """
    width, height = page.get_size()
    left, bottom, _, _ = page.get_bbox()
    turn = _Turn(page.get_rotation(), width, height, (left, bottom))
    chars, unmapped = _chars(page, turn)
    chars = chars.take(_is_on_page(chars, width, height))
    horizontal, vertical, pictured = _drawn(page, turn)
    return PageContent(number, width, height, chars, horizontal, vertical, pictured, unmapped)


def _is_on_page(chars: PageChars, width: float, height: float) -> NDArray[np.bool_]:
    """What a viewer shows: damaged and trimmed pages hold characters far outside."""
    inside = (chars.x1 > 0) & (chars.x0 < width) & (chars.bottom > 0) & (chars.top < height)
    sane: NDArray[np.bool_] = inside & (chars.x1 - chars.x0 < width) & (chars.bottom - chars.top < height)
    return sane


@dataclass(frozen=True, slots=True)
class _Turn:
    """Page coordinates (from the bottom left, unrotated) → places as shown; `corner` is that of what is shown."""

    rotation: int
    width: float
    height: float
    corner: tuple[float, float] = (0.0, 0.0)

    def boxes(self, raw: Floats) -> Floats:
        """n x 4 (left, bottom, right, top) → n x 4 (x0, top, x1, bottom)."""
        left, bottom, right, top = (raw - np.array([*self.corner, *self.corner])).T
        w, h = self.width, self.height
        match self.rotation:
            case 90:
                shown = (bottom, left, top, right)
            case 180:
                shown = (w - right, bottom, w - left, top)
            case 270:
                shown = (w - top, h - right, w - bottom, h - left)
            case _:
                shown = (left, h - top, right, h - bottom)
        return np.stack(shown, axis=1)


def _chars(page: Any, turn: _Turn) -> tuple[PageChars, int]:
    """The characters, and how many have no code."""
    textpage = page.get_textpage()
    if textpage.count_chars() > limits.PDF_CHARACTERS:
        raise too_large("PDF 页 · page", f"{limits.PDF_CHARACTERS} characters")
    signs, rows, unmapped = _signs(textpage, np.deg2rad(turn.rotation))
    table = np.array(rows, dtype=np.float64).reshape(-1, 6)
    shown = turn.boxes(table[:, :4])
    left, top, right, bottom = shown.T
    size = np.where(bottom > top, bottom - top, table[:, 4])
    return PageChars("".join(signs), left, right, top, bottom, size, table[:, 5] > 0), unmapped


def _signs(textpage: Any, turned: float) -> tuple[list[str], list[_Row], int]:
    """Signs that stand upright or at a right angle to `turned` (radians), a row each, and how many have no code."""
    import pypdfium2.raw as pdfium

    signs: list[str] = []
    rows: list[_Row] = []
    box, blank, unmapped = pdfium.FS_RECTF(), False, 0
    handle, place, heights = textpage.raw, ctypes.byref(box), Heights(textpage)
    code_at, is_wrong = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_HasUnicodeMapError
    box_at, size_at, angle_at = (
        pdfium.FPDFText_GetLooseCharBox,
        pdfium.FPDFText_GetFontSize,
        pdfium.FPDFText_GetCharAngle,
    )
    for i in range(textpage.count_chars()):
        code = code_at(handle, i)
        if code in _NO_CODES or is_wrong(handle, i) == 1:
            unmapped += 1
            continue
        sign = _shown(code)
        if not sign:
            unmapped += code in _PRIVATE
            blank = True
            continue
        box_at(handle, i, place)
        angle, size = angle_at(handle, i), size_at(handle, i)
        if angle != turned and _is_slanted(angle, turned):
            continue
        if not angle and not turned:
            heights.mend(i, box, size)
        signs.append(sign)
        rows.append((box.left, box.bottom, box.right, box.top, size, blank))
        blank = False
    return signs, rows, unmapped


def _is_slanted(angle: float, turned: float) -> bool:
    """Neither upright nor at a right angle."""
    off = (angle - turned) % (np.pi / 2)
    return min(off, np.pi / 2 - off) > _SLANTED


def _drawn(page: Any, turn: _Turn) -> tuple[Floats, Floats, float]:
    """Horizontal and vertical ruling lines, and the share of the page that pictures cover."""
    import pypdfium2.raw as pdfium

    boxes: list[tuple[float, float, float, float]] = []
    covered = 0.0
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=_DEPTH):
        left, bottom, right, top = item.get_bounds()
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            covered += max(0.0, right - left) * max(0.0, top - bottom)
        elif len(boxes) < limits.PDF_LINES:
            boxes.extend(_edges(item, (left, bottom, right, top)))
    shown = turn.boxes(np.array(boxes, dtype=np.float64).reshape(-1, 4))
    wide, tall = shown[:, 2] - shown[:, 0], shown[:, 3] - shown[:, 1]
    horizontal = shown[(tall <= _THIN) & (wide >= _SHORT)]
    vertical = shown[(wide <= _THIN) & (tall >= _SHORT)]
    return horizontal, vertical, min(1.0, covered / max(1.0, turn.width * turn.height))


def _edges(item: Any, bounds: tuple[float, float, float, float]) -> Iterator[tuple[float, float, float, float]]:
    """A thin box is a line; a stroked one is its straight segments; other fills are backgrounds."""
    left, bottom, right, top = bounds
    if right - left <= _THIN or top - bottom <= _THIN:
        yield bounds
    elif _is_stroked(item):
        yield from _segments(item)


def _is_stroked(item: Any) -> bool:
    import pypdfium2.raw as pdfium

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item.raw, ctypes.byref(fill), ctypes.byref(stroke))
    return bool(stroke.value)


def _segments(item: Any) -> Iterator[tuple[float, float, float, float]]:
    import pypdfium2.raw as pdfium

    matrix = item.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for i in range(min(pdfium.FPDFPath_CountSegments(item.raw), limits.PDF_LINES)):
        segment = pdfium.FPDFPath_GetPathSegment(item.raw, i)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = matrix.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield _box(last, point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield _box(point, start)
        last = point


def _box(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float, float, float]:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])
