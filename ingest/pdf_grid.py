"""Ruling lines of a page → grids of cells."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from ingest.grid import Grid
from ingest.pdf_page import Floats, PageChars, PageContent
from ingest.pdf_runs import joined, rows_of

_SNAP: Final = 3.0  # points between lines that count as one
_REACH: Final = 4.0  # points by which lines may miss each other at a corner
_COVER: Final = 0.6  # of a cell's edge that a line must cover to part it from its neighbour


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table with its place on the page; `columns` are the x of its vertical lines."""

    grid: Grid
    x0: float
    top: float
    x1: float
    bottom: float
    columns: tuple[float, ...]
    rows: tuple[float, ...] = ()  # y of its horizontal lines; empty where rows have none of their own
    caption: str = ""  # title and unit rows that its lines enclose


def ruled_tables(page: PageContent) -> list[RuledTable]:
    """Tables drawn with lines: groups of crossing lines that enclose at least two cells."""
    groups = _groups(page.horizontal, page.vertical)
    tables = [_table(page, horizontal, vertical) for horizontal, vertical in groups]
    return sorted((table for table in tables if table), key=lambda table: table.top)


def _groups(horizontal: Floats, vertical: Floats) -> list[tuple[Floats, Floats]]:
    """Lines that hang together, by flooding from line to crossing line."""
    if not len(horizontal) or not len(vertical):
        return []
    crossing = _crossing(horizontal, vertical)
    left = set(range(len(horizontal)))
    groups = []
    while left:
        rows, columns = {left.pop()}, set[int]()
        frontier = set(rows)
        while frontier:
            new_columns = set(np.flatnonzero(crossing[list(frontier)].any(axis=0)).tolist()) - columns
            columns |= new_columns
            frontier = (
                set(np.flatnonzero(crossing[:, list(new_columns)].any(axis=1)).tolist()) - rows
                if new_columns
                else set()
            )
            rows |= frontier
        left -= rows
        if len(rows) > 1 and len(columns) > 1:
            groups.append((horizontal[sorted(rows)], vertical[sorted(columns)]))
    return groups


def _crossing(horizontal: Floats, vertical: Floats) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Which horizontal line (row) meets which vertical one (column)."""
    hx0, hy, hx1 = horizontal[:, 0, None], horizontal[:, 1, None], horizontal[:, 2, None]
    vx, vtop, vbottom = vertical[None, :, 0], vertical[None, :, 1], vertical[None, :, 3]
    met: np.ndarray[tuple[int, int], np.dtype[np.bool_]] = (
        (vx >= hx0 - _REACH) & (vx <= hx1 + _REACH) & (hy >= vtop - _REACH) & (hy <= vbottom + _REACH)
    )
    return met


def _table(page: PageContent, horizontal: Floats, vertical: Floats) -> RuledTable | None:
    ys = _snapped((horizontal[:, 1] + horizontal[:, 3]) / 2)
    xs = _snapped((vertical[:, 0] + vertical[:, 2]) / 2)
    ys, xs = (
        _closed(ys, vertical[:, 1].min(), vertical[:, 3].max()),
        _closed(xs, horizontal[:, 0].min(), horizontal[:, 2].max()),
    )
    if len(ys) < 2 or len(xs) < 2 or (len(ys) - 1) * (len(xs) - 1) < 2:
        return None
    across = _walls(ys, xs, horizontal, level=1)
    upright = _walls(xs, ys, vertical, level=0)
    grid = _grid(page.chars, (xs, ys), across, upright)
    return RuledTable(grid, xs[0], ys[0], xs[-1], ys[-1], tuple(xs), tuple(ys))


def overlaps(line: Floats, x0: float, x1: float) -> bool:
    """Whether a line (x0, top, x1, bottom) stands over some of a range of x."""
    return bool(line[0] < x1 and line[2] > x0)


def _snapped(values: Floats) -> list[float]:
    """Places of lines, those closer than a line's thickness as one."""
    places: list[float] = []
    for value in sorted(values.tolist()):
        if not places or value - places[-1] > _SNAP:
            places.append(value)
    return places


def _closed(places: list[float], first: float, last: float) -> list[float]:
    """Tables open at the sides end where their lines end."""
    head = [float(first)] if places and first < places[0] - 2 * _SNAP else []
    tail = [float(last)] if places and last > places[-1] + 2 * _SNAP else []
    return [*head, *places, *tail]


def _walls(places: Sequence[float], steps: Sequence[float], lines: Floats, *, level: int) -> list[list[bool]]:
    """For each place of a line and each step along it, whether a line is drawn there.

    `level` is the column of `lines` that holds the place: 1 for horizontal lines, 0 for vertical ones.
    """
    at = (lines[:, level] + lines[:, level + 2]) / 2
    start, end = lines[:, 1 - level], lines[:, 3 - level]
    walls = []
    for place in places:
        near = np.abs(at - place) <= _SNAP
        a, b = start[near], end[near]
        walls.append([_covered(a, b, low, high) for low, high in itertools.pairwise(steps)])
    return walls


def _covered(starts: Floats, ends: Floats, low: float, high: float) -> bool:
    overlap = np.minimum(ends, high) - np.maximum(starts, low)
    return bool(overlap.clip(min=0).sum() >= _COVER * (high - low))


def _grid(
    chars: PageChars, places: tuple[list[float], list[float]], across: list[list[bool]], upright: list[list[bool]]
) -> Grid:
    xs, ys = places
    height, width = len(ys) - 1, len(xs) - 1
    taken = [[False] * width for _ in range(height)]
    cells = [[""] * width for _ in range(height)]
    merges: dict[tuple[int, int], tuple[int, int]] = {}
    middle_x, middle_y = (chars.x0 + chars.x1) / 2, (chars.top + chars.bottom) / 2
    for r in range(height):
        for c in range(width):
            if taken[r][c]:
                continue
            rows, columns = _extent(r, c, across, upright, taken)
            for i in range(r, r + rows):
                taken[i][c : c + columns] = [True] * columns
            inside = (middle_x > xs[c]) & (middle_x < xs[c + columns]) & (middle_y > ys[r]) & (middle_y < ys[r + rows])
            cells[r][c] = cell_text(chars.take(inside))
            if rows * columns > 1:
                merges[r, c] = (rows, columns)
    return Grid(cells, merges)


def _extent(
    r: int, c: int, across: list[list[bool]], upright: list[list[bool]], taken: list[list[bool]]
) -> tuple[int, int]:
    """Rows and columns a cell covers: as far right and down as no wall stands."""
    height, width = len(taken), len(taken[0])
    columns = 1
    while c + columns < width and not upright[c + columns][r] and not taken[r][c + columns]:
        columns += 1
    rows = 1
    while r + rows < height and not any(across[r + rows][c : c + columns]):
        rows += 1
    return rows, columns


def cell_text(chars: PageChars) -> str:
    """The text of a cell, its wrapped lines closed up."""
    lines = [joined(row).text for row in rows_of(chars)] if len(chars) else []
    text = ""
    for line in lines:
        text += (
            " "
            if text and text[-1].isascii() and line[0].isascii() and text[-1].isalpha() and line[0].isalpha()
            else ""
        ) + line
    return text
