"""Pages whose text does not run from left to right: turned tables, vertical writing. They are turned to be read.

The way of the text is told by where each character stands from the one before it in the content stream.
"""

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ingest.pdf_page import Floats, PageChars, PageContent

_MOST: Final = 0.6  # of the pairs of characters that go on in one direction
_PAIRS: Final = 12  # fewer say nothing about a page
_STEP: Final = 2.5  # letters from one character to the next
_BESIDE: Final = 0.35  # letters aside


def as_read(page: PageContent) -> PageContent:
    """The page turned so that its text runs to the right, its lines downwards."""
    match _direction(page.chars):
        case "down":
            return _turned(page, _from_down(page), page.height, page.width)
        case "up":
            return _turned(page, _from_up(page), page.height, page.width)
        case "left":
            return _turned(page, _from_left(page), page.width, page.height)
        case _:
            return page


def _direction(chars: PageChars) -> str:
    """Right, down, up or left: the direction of most steps; empty where none rules."""
    x, y = (chars.x0 + chars.x1) / 2, (chars.top + chars.bottom) / 2
    size = np.maximum(np.maximum(chars.size, chars.x1 - chars.x0), 1.0)[1:]
    dx, dy = np.diff(x) / size, np.diff(y) / size
    across = (np.abs(dy) < _BESIDE) & (np.abs(dx) < _STEP) & (np.abs(dx) > np.abs(dy))
    along = (np.abs(dx) < _BESIDE) & (np.abs(dy) < _STEP) & (np.abs(dy) > np.abs(dx))
    counts = {
        "right": int((across & (dx > 0)).sum()),
        "left": int((across & (dx < 0)).sum()),
        "down": int((along & (dy > 0)).sum()),
        "up": int((along & (dy < 0)).sum()),
    }
    total, most = sum(counts.values()), max(counts, key=lambda way: counts[way])
    return most if total >= _PAIRS and counts[most] > _MOST * total else ""


class _Boxes:
    """The boxes of a page, n x 4 as x0, top, x1, bottom, turned all alike."""

    def __init__(self, matrix: NDArray[np.int_], shift: tuple[float, float]) -> None:
        self.matrix, self.shift = matrix, np.array(shift)

    def turned(self, boxes: Floats) -> Floats:
        first, second = boxes[:, :2] @ self.matrix.T + self.shift, boxes[:, 2:] @ self.matrix.T + self.shift
        return np.concatenate([np.minimum(first, second), np.maximum(first, second)], axis=1)


def _from_down(page: PageContent) -> _Boxes:
    """Lines stand beside each other from the right."""
    return _Boxes(np.array([[0, 1], [-1, 0]]), (0.0, page.width))


def _from_up(page: PageContent) -> _Boxes:
    return _Boxes(np.array([[0, -1], [1, 0]]), (page.height, 0.0))


def _from_left(page: PageContent) -> _Boxes:
    return _Boxes(np.array([[-1, 0], [0, -1]]), (page.width, page.height))


def _turned(page: PageContent, boxes: _Boxes, width: float, height: float) -> PageContent:
    c = page.chars
    places = boxes.turned(np.stack([c.x0, c.top, c.x1, c.bottom], axis=1))
    x0, top, x1, bottom = places.T
    chars = PageChars(c.text, x0, x1, top, bottom, np.maximum(bottom - top, 1.0), c.blank)
    lines = np.concatenate([boxes.turned(page.horizontal), boxes.turned(page.vertical)])
    is_wide = lines[:, 2] - lines[:, 0] >= lines[:, 3] - lines[:, 1]
    return replace(page, width=width, height=height, chars=chars, horizontal=lines[is_wide], vertical=lines[~is_wide])
