"""Tables with rules across and none upright: a rule above, one under the header, one at the end."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from ingest.grid import Grid
from ingest.pdf_grid import RuledTable, overlaps
from ingest.pdf_page import Floats, PageChars, PageContent
from ingest.pdf_runs import Run, rows_of

_SAME: Final = 4.0  # points by which the ends of the rules of one table may differ
_RULES: Final = 3
_GAP: Final = 0.4  # of the letter size: the least room between two columns that all rows leave
_CELL: Final = 24  # characters of a cell at the mean; more is text between rules
_ABOVE: Final = 1.3  # rows above the first rule in which a header may stand
_NAMED: Final = 0.6  # of the columns
_SHORT: Final = 2.0  # letters by which a line that wraps may miss the end of its column
_WRAPPED: Final = 5  # characters of a line that wraps at least
_NARROW: Final = 100.0  # points; shorter rules part footnotes or stand under words


def open_tables(page: PageContent, closed: Sequence[RuledTable]) -> Iterator[RuledTable]:
    """Tables between rules of one length that no upright line crosses.

    Args:
        page: the page.
        closed: tables already found there, whose rules are not looked at again.
    """
    for rules in _rule_groups(page, closed):
        table = _table(page.chars, rules)
        if table:
            yield table


def _rule_groups(page: PageContent, closed: Sequence[RuledTable]) -> Iterator[Floats]:
    """Rules of equal ends, from the top; at least three."""
    lines = page.horizontal
    long = (lines[:, 2] - lines[:, 0] >= _NARROW) & ~np.array([_is_inside(line, closed) for line in lines], dtype=bool)
    left = lines[long][np.argsort(lines[long][:, 1], kind="stable")]
    while len(left):
        same = (np.abs(left[:, 0] - left[0, 0]) <= _SAME) & (np.abs(left[:, 2] - left[0, 2]) <= _SAME)
        yield from _with_header(left[same])
        left = left[~same]


def _with_header(rules: Floats) -> Iterator[Floats]:
    if len(rules) >= _RULES:
        yield rules


def _is_inside(line: Floats, tables: Sequence[RuledTable]) -> bool:
    return any(t.top - _SAME <= line[1] <= t.bottom + _SAME and overlaps(line, t.x0, t.x1) for t in tables)


def _table(chars: PageChars, rules: Floats) -> RuledTable | None:
    x0, x1 = float(rules[:, 0].min()), float(rules[:, 2].max())
    tops = [y for i, y in enumerate(rules[:, 1].tolist()) if i == 0 or y - rules[i - 1, 1] > _SAME]
    if len(tops) < _RULES:
        return None
    head = _rows_between(chars, (x0, x1), tops[0], tops[1])
    body = [row for a, b in pairwise(tops[1:]) for row in _rows_between(chars, (x0, x1), a, b)]
    columns = _columns(body)
    above = _rows_between(chars, (x0, x1), tops[0] - _ABOVE * (tops[1] - tops[0]), tops[0])
    if len(above) == 1 and _names_columns(above[0], columns):  # the first rule stands under the header
        head, body, tops = above, [*head, *body], [above[0][0].top, *tops]
        columns = _columns(body)
    if not head or len(columns) < 2 or not _are_cells(body, len(columns)):
        return None
    grid = _grid(head, body, columns)
    return RuledTable(grid, x0, tops[0], x1, tops[-1], tuple(a for a, _ in columns))


def _rows_between(chars: PageChars, sides: tuple[float, float], top: float, bottom: float) -> list[list[Run]]:
    x, y = (chars.x0 + chars.x1) / 2, (chars.top + chars.bottom) / 2
    return rows_of(chars.take((x > sides[0]) & (x < sides[1]) & (y > top) & (y < bottom)), apart=_GAP)


def _columns(rows: Sequence[Sequence[Run]]) -> list[tuple[float, float]]:
    """Ranges of x that the pieces of all rows cover, parted where every row leaves room."""
    ranges: list[tuple[float, float]] = []
    for run in sorted((run for row in rows for run in row), key=lambda run: run.x0):
        if ranges and run.x0 - ranges[-1][1] < _GAP * run.size:
            ranges[-1] = ranges[-1][0], max(ranges[-1][1], run.x1)
        else:
            ranges.append((run.x0, run.x1))
    return ranges


def _are_cells(rows: Sequence[Sequence[Run]], columns: int) -> bool:
    texts = [run.text for row in rows for run in row]
    filled = len(texts) / max(1, len(rows) * columns)
    return len(rows) >= 2 and filled > 0.5 and sum(map(len, texts)) < _CELL * len(texts)


def _grid(head: list[list[Run]], body: list[list[Run]], columns: list[tuple[float, float]]) -> Grid:
    edges = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    names, merges = _header(head, edges, len(columns))
    return Grid([*names, *_wraps_closed(body, columns, edges)], merges, len(names))


def _cells(row: Sequence[Run], edges: Sequence[float]) -> list[str]:
    cells = [""] * (len(edges) + 1)
    for run in row:
        cells[_place(run, edges)[0]] += run.text
    return cells


def _wraps_closed(
    body: Sequence[Sequence[Run]], columns: Sequence[tuple[float, float]], edges: Sequence[float]
) -> list[list[str]]:
    """Lines of one row as that row: a wrapped line follows one that fills its column, or has no name of its own."""
    rows: list[list[str]] = []
    last: dict[int, Run] = {}
    for line in body:
        cells, runs = _cells(line, edges), {_place(run, edges)[0]: run for run in line}
        is_rest = len(runs) <= len(columns) / 2 and all(_fills(last.get(c), columns[c]) for c in runs)
        if rows and (not cells[0] or is_rest):
            rows[-1] = [a + b for a, b in zip(rows[-1], cells, strict=True)]
            last |= runs
        else:
            rows.append(cells)
            last = runs
    return rows


def _fills(run: Run | None, column: tuple[float, float]) -> bool:
    return run is not None and run.x1 > column[1] - _SHORT * run.size and len(run.text) > _WRAPPED


def _names_columns(row: Sequence[Run], columns: Sequence[tuple[float, float]]) -> bool:
    """Each piece stands over one column, and most columns have one."""
    if len(columns) < 2:
        return False
    edges = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    places = [_place(run, edges) for run in row]
    return all(a == b for a, b in places) and len({a for a, _ in places}) > max(1.0, _NAMED * len(columns))


def _header(
    rows: list[list[Run]], edges: Sequence[float], width: int
) -> tuple[list[list[str]], dict[tuple[int, int], tuple[int, int]]]:
    """Levels of the header: a row with a name over several columns is one, rows of one name each are wrapped."""
    levels: list[list[str]] = []
    merges: dict[tuple[int, int], tuple[int, int]] = {}
    wraps = False
    for row in rows:
        places = [_place(run, edges) for run in row]
        spans = any(last > first for first, last in places)
        if not levels or spans or not wraps:
            levels.append([""] * width)
        for run, (first, last) in zip(row, places, strict=True):
            levels[-1][first] += run.text
            if last > first:
                merges[len(levels) - 1, first] = (1, last - first + 1)
        wraps = not spans
    return levels, merges


def _place(run: Run, edges: Sequence[float]) -> tuple[int, int]:
    """First and last column a piece stands over."""
    slack = _GAP * run.size
    first = sum(edge < run.x0 + slack for edge in edges)
    return first, max(first, sum(edge < run.x1 - slack for edge in edges))
