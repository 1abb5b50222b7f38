"""Plain text and Markdown → parts; lines with tabs or pipes → tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ingest import limits
from ingest.encoding import decode
from ingest.grid import Grid, read_grid
from ingest.layout.lines import Line, join, split_lines
from ingest.layout.reflow import reflow_lines
from ingest.parts import Draft, Part
from ingest.reasons import BLANK, UNDECODED, too_large, unreadable
from ontology.facts import BlockKind, TextTable

_RULE: Final = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")  # the line below a Markdown header
_HASHES: Final = re.compile(r"(#{1,6})\s*(?=[^#])")
_FENCE: Final = re.compile(r"[-=*_]{3,}|`{3}.*|\+(?:[-=]+\+)+|[─━┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝═+-]{3,}")
_QUOTED: Final = re.compile(r"(?:>\s?)+(?=\S)")  # lines that Markdown and mails set apart
_KEY: Final = re.compile(r"([A-Za-z_]{1,30}):\s*(?=\S)")
_FRONT: Final = 30  # lines of front matter at most
_TABS: Final = 2  # tabs in a line of a table; one tab is an indent or a label
_ROWS: Final = 2
_BARS: Final = re.compile(r"[|│┃║]")
_ROOM: Final = re.compile(
    r"[ \u3000]*(?:\u3000{2}| {3}|\u3000 | \u3000)[ \u3000]*"
)  # between two columns set with blanks
_ALIGNED: Final = 3  # rows and columns of such a table at least
_FIGURE: Final = re.compile(r"[-+−]?\d[\d.,，]*\s*[%％]?\D{0,3}$")
_ALIGNED_LENGTH: Final = 120  # characters of its rows
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")


def read_text(content: bytes) -> Draft:
    """A text file of any usual encoding.

    Raises:
        Unreadable: it holds no text, or more than `limits.TEXT_CHARACTERS`.
    """
    raw, whole = decode(content)
    draft = draft_of_text(raw)
    return draft if whole else Draft(draft.parts, draft.tables, draft.title, notes=(UNDECODED,), partial=True)


def draft_of_text(raw: str) -> Draft:
    """Characters of a text file, read; places are those of `raw`."""
    if len(raw) > limits.TEXT_CHARACTERS:
        raise too_large("文本 · text", f"{limits.TEXT_CHARACTERS} characters")
    lines = list(split_lines(raw))
    head = _front_matter(raw, lines)
    tables, rest = _take_tables(raw, [line for line in lines[len(head) :] if not _is_rule(raw, line)])
    front = [part for line in head if (part := _head_part(raw, line))]
    parts = (*front, *_marked(reflow_lines(raw, rest), titled=any(part.kind is BlockKind.TITLE for part in front)))
    if not parts and not tables:
        raise unreadable(BLANK)
    return Draft(parts, tuple(tables))


def _front_matter(raw: str, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines that a Markdown file begins with between two rules, `key: value` each."""
    texts = [raw[line.start : line.end] for line in lines[:_FRONT]]
    if not texts or texts[0] != "---" or "---" not in texts[1:]:
        return ()
    end = texts.index("---", 1)
    return lines[: end + 1] if all(_KEY.match(text) for text in texts[1:end]) else ()


def _head_part(raw: str, line: Line) -> Part | None:
    """A line of the front matter: the title's value is the title, anything else stands as a note."""
    text = raw[line.start : line.end]
    found = _KEY.match(text)
    if not found:
        return None
    start = found.end() if found[1] == "title" else 0
    kind = BlockKind.TITLE if found[1] == "title" else BlockKind.NOTE
    value = join(raw, [replace(line, start=line.start + start)])
    return Part(value.text, kind, origin=value.origin)


def _is_rule(raw: str, line: Line) -> bool:
    return line.end - line.start < 200 and bool(_FENCE.fullmatch(raw, line.start, line.end))


def _take_tables(raw: str, lines: Sequence[Line]) -> tuple[list[TextTable], list[Line]]:
    """Tables, and the lines that belong to none."""
    tables: list[TextTable] = []
    rest: list[Line] = []
    for run in _runs(raw, lines):
        table = _table(raw, run)
        if table:
            tables.append(table)
        else:
            rest.extend(run)
    return tables, rest


def _runs(raw: str, lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Neighbouring lines that all look like rows of a table, or none does."""
    run: list[Line] = []
    inside = False
    for line in lines:
        row = _is_row(raw, line)
        if run and (row != inside or (row and line.gap > 1)):
            yield run
            run = []
        inside = row
        run.append(line)
    if run:
        yield run


def _is_row(raw: str, line: Line) -> bool:
    if _BARS.match(raw[line.start]) and _BARS.match(raw[line.end - 1]):
        return True
    return _line_text(raw, line).count("\t") >= _TABS or _is_aligned(raw, line)


def _is_aligned(raw: str, line: Line) -> bool:
    if line.end - line.start > _ALIGNED_LENGTH:
        return False
    return len(_ROOM.split(raw[line.start : line.end])) >= _ALIGNED


def _table(raw: str, run: Sequence[Line]) -> TextTable | None:
    if len(run) < _ROWS or not _is_row(raw, run[0]):
        return None
    rows = [_cells(_line_text(raw, line)) for line in run]
    if any(_is_aligned(raw, line) for line in run) and not _holds_figures(rows):
        return None
    rows = [row for row in rows if not all(_RULE.fullmatch(cell.strip()) for cell in row if cell)]
    width = max(map(len, rows), default=0)
    readings = read_grid(Grid([[*row, *[""] * (width - len(row))] for row in rows], header_rows=1))
    return next((reading.table for reading in readings if reading.table), None)


def _holds_figures(rows: Sequence[Sequence[str]]) -> bool:
    """Rows of one width with a column of figures: names set out in columns are a list and stay text."""
    if len(rows) < _ALIGNED or len({len(row) for row in rows}) > 1:
        return False
    return any(all(_FIGURE.match(row[c]) for row in rows[1:]) for c in range(len(rows[0])))


def _line_text(raw: str, line: Line) -> str:
    """The line with the tab before it, which is an empty first cell."""
    lead = raw.rfind("\n", 0, line.start) + 1
    return raw[lead : line.end] if "\t" in raw[lead : line.start] else raw[line.start : line.end]


def _cells(text: str) -> list[str]:
    if _BARS.match(text):
        pieces = _BARS.split(text.strip()[1:-1])
    else:
        pieces = text.split("\t") if "\t" in text else _ROOM.split(text)
    return [_TAG.sub(" ", piece).strip() for piece in pieces]


def _is_set_apart(part: Part, hashes: int) -> bool:
    """A blank follows the hashes in the raw text, as in a heading and not in a hashtag."""
    return part.text[hashes].isspace() or part.origin[hashes] > part.origin[hashes - 1] + 1


def _without_quote_mark(part: Part) -> Part:
    found = _QUOTED.match(part.text)
    return replace(part, text=part.text[found.end() :], origin=part.origin[found.end() :]) if found else part


def _marked(parts: Sequence[Part], *, titled: bool) -> Iterator[Part]:
    """Markdown headings by their hashes; the first of the highest level is the title."""
    titled = titled or any(part.kind is BlockKind.TITLE and not _HASHES.match(part.text) for part in parts[:1])
    for part in map(_without_quote_mark, parts):
        found = _HASHES.match(part.text)
        if not found or not _is_set_apart(part, len(found[1])):
            yield part
            continue
        depth, cut = len(found[1]), found.end()
        kind = BlockKind.HEADING if titled or depth > 1 else BlockKind.TITLE
        titled = titled or kind is BlockKind.TITLE
        level = 0 if kind is BlockKind.TITLE else min(4, max(1, depth - 1))
        yield Part(part.text[cut:], kind, level, part.page, part.origin[cut:])
