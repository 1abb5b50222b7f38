"""Raw text of a file → parts: the steps of the layout in their order."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import Final

import numpy as np

from ingest.layout.furniture import furniture
from ingest.layout.lines import Line, join
from ingest.layout.marks import classify, ends_sentence, heading_level, is_date, is_short_line, may_end, starts_block
from ingest.layout.mending import mend
from ingest.parts import Part
from ontology.facts import BlockKind

_WRAPPED: Final = 24  # columns; shorter lines say nothing about the margin
_WRAPPED_BLOCK: Final = 48  # columns of a stretch that was wrapped; lists and addresses are narrower
_NARROW: Final = 48  # columns; a narrower margin may be the usual length of names in a list
_MARKED: Final = 0.3  # of the lines of such a text hold marks of a sentence
_BLOCK: Final = 3  # lines from which a stretch has a margin; a title and the number under it are two
_SLACK: Final = 8  # columns a full line may stop short: Latin words and punctuation are not broken
_NEAR: Final = 0.3  # share of lines near the margin in a text that was wrapped
_HEADING_SHARE: Final = 0.75  # of the margin, reached by a heading that goes on in the next line
_WIDEST: Final = 160  # columns; beyond this a line was never wrapped
_INDENT: Final = 3  # columns more than the line before: a new paragraph
_PARAGRAPH_GAP: Final = 1  # empty lines more than usual between two lines of one paragraph
_WITHIN: Final = re.compile(r"[，。；、]")  # marks of a sentence, which headings and labels lack
_TITLE_LINES: Final = 3
_LARGE: Final = 1.12  # letters of headings by those of the body
_LARGEST: Final = 1.4  # letters of the title
_SIZE_STEP: Final = 0.12  # lines of one paragraph differ less in the size of their letters
_UNNUMBERED: Final = 2  # level of a heading without number
_HEADING_LENGTH: Final = 40


def reflow_lines(raw: str, lines: Sequence[Line]) -> tuple[Part, ...]:
    """Blocks of a text file, each character with its place in `raw`.

    Args:
        raw: the text.
        lines: its lines, or those that are no part of a table.
    """
    dropped = furniture(raw, lines)
    kept = with_blocks(raw, with_margin(raw, [line for i, line in enumerate(lines) if i not in dropped]))
    return parts_of(raw, paragraphs(raw, kept))


def parts_of(raw: str, groups: Sequence[Sequence[Line]]) -> tuple[Part, ...]:
    """Paragraphs given as groups of lines, mended and classified."""
    return finish([part_of(raw, lines) for lines in groups])


def finish(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Broken paragraphs mended, title and unnumbered headings found."""
    return tuple(with_headings(with_title(mend(parts))))


def part_of(raw: str, lines: Sequence[Line]) -> Part:
    """One paragraph, classified by its words and the size of its letters."""
    joined = join(raw, lines)
    kind, level = classify(joined.text)
    size = min(line.size for line in lines)
    if kind is BlockKind.PARAGRAPH and size > _LARGE and is_short_line(joined.text):
        kind, level = (BlockKind.TITLE, 0) if size > _LARGEST else (BlockKind.HEADING, _UNNUMBERED)
    return Part(joined.text, kind, level, lines[0].page, joined.origin)


def with_margin(raw: str, lines: Sequence[Line]) -> list[Line]:
    """Lines with `full` set where the text was wrapped at a margin."""
    margin = _margin(np.array([line.width for line in lines]))
    if not margin or (margin < _NARROW and not _holds_sentences(raw, lines)):
        return list(lines)
    ends = [line.indent + line.width for line in lines]
    return [
        replace(line, full=end >= margin - _SLACK, wide=end >= _HEADING_SHARE * margin)
        for line, end in zip(lines, ends, strict=True)
    ]


def _holds_sentences(raw: str, lines: Sequence[Line]) -> bool:
    """Marks of sentences stand in the lines, as in a text that was wrapped; names of a list have none."""
    return sum(bool(_WITHIN.search(raw, line.start, line.end)) for line in lines) >= _MARKED * len(lines)


def with_blocks(raw: str, lines: Sequence[Line]) -> list[Line]:
    """Lines with `full` set in stretches between empty lines that were wrapped at a margin of their own."""
    cuts = [i for i, line in enumerate(lines) if i == 0 or line.gap]
    blocks = [list(lines[a:b]) for a, b in pairwise([*cuts, len(lines)])]
    return [line for block in blocks for line in (_wrapped(raw, block) if len(cuts) > 1 else block)]


def _wrapped(raw: str, block: list[Line]) -> list[Line]:
    """All lines but the last reach about as far, which sentences of their own do not."""
    widths = [line.width for line in block]
    if len(block) < _BLOCK or max(widths) < _WRAPPED_BLOCK or min(widths[:-1]) < max(widths) - _SLACK:
        return block
    if any(raw[line.end - 1] in "。；：！？:;" for line in block[:-1]):
        return block
    return [*(replace(line, full=True, wide=True) for line in block[:-1]), block[-1]]


def _margin(widths: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    """Columns of a full line, 0 where the text was not wrapped: many lines then stop just below the widest."""
    body = widths[(widths >= _WRAPPED)]
    if body.size < 3:
        return 0.0
    margin = float(np.quantile(body, 0.9))
    near = np.count_nonzero((body >= margin - _SLACK) & (body <= margin + _SLACK)) / body.size
    return margin if margin <= _WIDEST and near >= _NEAR else 0.0


def paragraphs(raw: str, lines: Sequence[Line]) -> list[list[Line]]:
    """Lines grouped by the paragraph they belong to."""
    usual_gap = _usual_gap(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(raw, groups[-1], line, usual_gap):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _usual_gap(lines: Sequence[Line]) -> float:
    """Empty lines between two full lines: text dumped from a PDF has one after every line."""
    gaps = [line.gap for before, line in pairwise(lines) if before.full]
    return float(np.median(gaps)) if gaps else 0.0


def _continues(raw: str, group: Sequence[Line], line: Line, usual_gap: float) -> bool:
    before = group[-1]
    text, start = raw[before.start : before.end], raw[line.start : min(line.end, line.start + 40)]
    if line.gap > usual_gap + _PARAGRAPH_GAP:
        return False
    if before.size and abs(line.size - before.size) > _SIZE_STEP * before.size:
        return False
    if before.centred and line.centred and line.size > _LARGE and line.gap <= 2:
        return not is_date(start) and not (text.endswith(("）", ")")) or start.startswith(("（", "(")))
    if not before.full:
        return _is_unfinished(raw, group, line) or (len(group) == 1 and _is_heading_on_two_lines(raw, before, line))
    if (may_end(text) or len(group) == 1) and starts_block(start) and not _is_open(text):
        return False
    return not (ends_sentence(text) and line.indent >= before.indent + _INDENT)


def _is_unfinished(raw: str, group: Sequence[Line], line: Line) -> bool:
    """A long line that stops in mid-sentence short of the margin, as figures and Latin words make it.

    The layout must show where paragraphs begin, by their first line's indent, its number or the room above it, and
    that this line does not begin one.
    """
    first, before = group[0], group[-1]
    text = raw[before.start : before.end]
    if not before.wide or may_end(text) or not _WITHIN.search(raw, first.start, before.end):
        return False
    is_set_back = first.indent >= line.indent + _INDENT
    is_close = first.gap >= line.gap + _PARAGRAPH_GAP and line.indent < before.indent + _INDENT
    is_item = starts_block(raw[first.start : first.start + 40])
    return (is_set_back or is_close or is_item) and not starts_block(raw[line.start : line.start + 40])


def _is_heading_on_two_lines(raw: str, first: Line, second: Line) -> bool:
    """Headings are set in larger letters and fill a line with fewer of them."""
    if not first.wide or second.width > first.width or second.full:
        return False
    text, rest = raw[first.start : first.end], raw[second.start : second.end]
    if not heading_level(text) or ends_sentence(text) or starts_block(rest):
        return False
    return len(text) <= _HEADING_LENGTH and len(rest) <= _HEADING_LENGTH


def _is_open(text: str) -> bool:
    """Something must follow: a comma, or a list not at its end."""
    return text[-1] in "，、,"


def with_title(parts: Sequence[Part]) -> list[Part]:
    """The first short lines of a document are its title; a number at their head makes them a heading."""
    titled = list(parts)
    for i, part in enumerate(titled[:_TITLE_LINES]):
        if part.kind is not BlockKind.PARAGRAPH or not is_short_line(part.text) or is_date(part.text):
            break
        titled[i] = replace(part, kind=BlockKind.TITLE)
        if i and not titled[i].text.startswith(("（", "(", "—")):
            titled[i] = part
            break
    return titled


def with_headings(parts: Sequence[Part]) -> list[Part]:
    """A short line without number that stands over a paragraph is a heading, or a byline that rules as one does."""
    return [
        replace(part, kind=BlockKind.HEADING, level=_UNNUMBERED) if _is_over(part, below) else part
        for part, below in zip_longest(parts, parts[1:])
    ]


def _is_over(part: Part, below: Part | None) -> bool:
    if below is None or part.kind is not BlockKind.PARAGRAPH or not is_short_line(part.text) or is_date(part.text):
        return False
    return len(part.text) <= _HEADING_LENGTH and len(below.text) > _HEADING_LENGTH and ends_sentence(below.text)
