"""Columns of all pages → one raw text and its lines, with what their places say about paragraphs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from ingest.layout.lines import Line
from ingest.pdf_columns import Column
from ingest.pdf_runs import Run

_SHORT_OF_MARGIN: Final = 1.7  # letters a full line may end before the margin
_HEADING_SHARE: Final = 0.72  # of the column, filled by a heading that goes on in the next line
_SMALL: Final = 0.9  # of the body's letters: footnotes
_NOTE_MARK: Final = re.compile(r"(?:\d{1,2}|[①-⑳]|\[\d{1,2}\]|\*)[.．、\s]*[A-Za-z\u4e00-\u9fff《“]")
_BEHIND_TABLE: Final = 9.0  # empty lines that a table counts for
_LONG: Final = 12  # characters of a line that says something about the margins
_LEADING: Final = 1.5  # letter heights from line to line where the body's distance is too small, in titles
_GAP_SCALE: Final = 3.0  # half a line of extra room counts as one empty line and a half


@dataclass(frozen=True, slots=True)
class PageRows:
    """The text of one page; `barriers` are the tops of its tables."""

    number: int
    width: float
    height: float
    columns: Sequence[Column]
    barriers: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class PdfLines:
    """Raw text, and its lines: the body in reading order and the footnotes."""

    raw: str
    body: list[Line]
    notes: list[Line]


@dataclass(frozen=True, slots=True)
class _Measures:
    """Of the whole document: letter size, distance of lines; for each page width the margins of text across it."""

    size: float
    leading: float
    margins: Mapping[int, tuple[float, float]]


@dataclass(slots=True)
class _Writer:
    measures: _Measures
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    body: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)

    def write(self, page: PageRows, column: Column) -> None:
        """The lines of a column; small ones at its end are footnotes."""
        cut = self._first_note(page, column.lines)
        for i, run in enumerate(column.lines):
            before = column.lines[i - 1] if i else None
            line = self._line(page, column, before, run)
            (self.body if i < cut else self.notes).append(line)

    def _first_note(self, page: PageRows, lines: Sequence[Run]) -> int:
        """Number of the first footnote: small letters to the end of the column, low on the page, with a mark."""
        cut = len(lines)
        while cut and lines[cut - 1].size < _SMALL * self.measures.size and lines[cut - 1].middle > page.height / 2:
            cut -= 1
        return next((i for i in range(cut, len(lines)) if _NOTE_MARK.match(lines[i].text)), len(lines))

    def _line(self, page: PageRows, column: Column, before: Run | None, run: Run) -> Line:
        start = self.length
        self.pieces.append(run.text)
        self.length += len(run.text) + 1
        m = self.measures
        left, right = m.margins[round(page.width)] if column.whole else (column.left, column.right)
        half = max(1.0, run.size / 2)
        room, middle = right - left, (left + right) / 2
        indent = run.x0 - left
        return Line(
            start,
            start + len(run.text),
            width=(run.x1 - run.x0) / half,
            indent=max(0.0, indent / half),
            gap=self._gap(page, before, run),
            full=run.x1 >= right - _SHORT_OF_MARGIN * run.size,
            wide=run.x1 - run.x0 >= _HEADING_SHARE * room,
            centred=abs((run.x0 + run.x1) / 2 - middle) < run.size,
            size=run.size / m.size,
            page=page.number,
        )

    def _gap(self, page: PageRows, before: Run | None, run: Run) -> float:
        if before is None:
            return 0.0
        if any(before.middle < barrier < run.middle for barrier in page.barriers):
            return _BEHIND_TABLE
        usual = max(self.measures.leading, _LEADING * min(run.size, before.size))
        return max(0.0, (run.middle - before.middle) / usual - 1) * _GAP_SCALE


def lines_of(pages: Sequence[PageRows]) -> PdfLines:
    """The lines of a document in reading order."""
    writer = _Writer(_measured(pages))
    for page in pages:
        for column in page.columns:
            writer.write(page, column)
    return PdfLines("\n".join(writer.pieces), writer.body, writer.notes)


def _measured(pages: Sequence[PageRows]) -> _Measures:
    runs = [run for page in pages for column in page.columns for run in column.lines]
    sizes = np.repeat([run.size for run in runs], [len(run.text) for run in runs]) if runs else np.ones(1)
    size = float(np.median(sizes))
    steps = list(_steps(pages, size))
    margins = {
        width: _margins([page for page in pages if round(page.width) == width])
        for width in {round(p.width) for p in pages}
    }
    return _Measures(size, float(np.median(steps)) if steps else 1.5 * size, margins)


def _margins(pages: Sequence[PageRows]) -> tuple[float, float]:
    """Left and right edge of the text that spans pages of one width."""
    whole = [run for page in pages for column in page.columns if column.whole for run in column.lines]
    long = [run for run in whole if len(run.text) > _LONG] or whole
    if not long:
        return 0.0, 1.0
    return float(np.quantile([run.x0 for run in long], 0.05)), float(np.quantile([run.x1 for run in long], 0.95))


def _steps(pages: Sequence[PageRows], size: float) -> Iterator[float]:
    """Distances between neighbouring lines of the body."""
    for page in pages:
        for column in page.columns:
            for a, b in zip(column.lines, column.lines[1:], strict=False):
                if 0.5 * size < b.middle - a.middle < 4 * size:
                    yield b.middle - a.middle
