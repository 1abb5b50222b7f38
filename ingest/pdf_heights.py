"""Boxes of characters whose font tells no height: engines then give the ink alone, and a comma stands in no row."""

import ctypes
from typing import Any, Final

_LEAST: Final = 0.7  # of the letter size, from the lowest to the highest of a font; programs write less and zeros
_ALIKE: Final = 0.02  # of the letter size; the ink of a glyph drawn by its font alone may come near its letters
_BELOW: Final = 0.12  # of the letter size under the base line, as Chinese fonts have it; the rest stands above


class Heights:
    """Sees to it that every upright character of a page is as high as its letters."""

    def __init__(self, textpage: Any) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium, self._handle = pdfium, textpage.raw
        self._told: set[float] = set()  # heights by letter size, rounded, that fonts of the page tell
        self._matrix, self._x, self._y = pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()

    def mend(self, i: int, box: Any, size: float) -> None:
        """Give the box of character `i` the height of its letters, if it has that of its ink.

        Args:
            i: number of the character, which stands upright.
            box: its place (left, bottom, right, top), changed in place.
            size: its letter size before any scaling.
        """
        height = round((box.top - box.bottom) / size, 2) if size > 0 else 0.0
        if not height or height in self._told:
            return
        self._pdfium.FPDFText_GetMatrix(self._handle, i, ctypes.byref(self._matrix))
        high = abs(self._matrix.d) * size
        if high and self._is_told(i, (box.top - box.bottom) / high):
            self._told.add(height)
            return
        self._pdfium.FPDFText_GetCharOrigin(self._handle, i, ctypes.byref(self._x), ctypes.byref(self._y))
        box.bottom = self._y.value - _BELOW * high
        box.top = box.bottom + high
        box.left = min(box.left, self._x.value)

    def _is_told(self, i: int, height: float) -> bool:
        """The font says how far its letters rise and fall, it can be true, and the box is as high."""
        rise, fall = ctypes.c_float(), ctypes.c_float()
        font = self._pdfium.FPDFTextObj_GetFont(self._pdfium.FPDFText_GetTextObject(self._handle, i))
        self._pdfium.FPDFFont_GetAscent(font, 1.0, ctypes.byref(rise))
        self._pdfium.FPDFFont_GetDescent(font, 1.0, ctypes.byref(fall))
        told = rise.value - fall.value
        return told >= _LEAST and abs(height - told) < _ALIKE
