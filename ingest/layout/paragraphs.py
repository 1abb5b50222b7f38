"""Paragraphs of formats that know their paragraphs: Word, slides, web pages, cells of text."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ingest.layout.furniture import contents, is_contents_title
from ingest.layout.lines import join, split_lines
from ingest.layout.marks import classify, is_short_line, starts_block
from ingest.layout.mending import is_word_across
from ingest.layout.reflow import with_headings, with_title
from ingest.parts import Part
from ontology.facts import BlockKind

_ADDRESS: Final = 60  # a line break after a longer line is a wrap, after a shorter one it is meant


def tidy(text: str, *, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0, page: int | None = None) -> list[Part]:
    """One paragraph as the format gives it → parts: line breaks inside it are wraps or start a new block.

    Args:
        text: the paragraph, line breaks as `\\n`.
        kind: what the format says it is; a plain paragraph is classified by its own words.
        level: heading level by the format.
        page: page or slide it stands on.
    """
    groups: list[list[int]] = []
    lines = list(split_lines(text))
    for i, line in enumerate(lines):
        if (
            groups
            and not starts_block(text[line.start : line.end])
            and not _is_meant(text, lines[i - 1].start, lines[i - 1].end)
        ):
            groups[-1].append(i)
        else:
            groups.append([i])
    return [_part(join(text, [lines[i] for i in group]).text, kind, level, page) for group in groups]


def _is_meant(text: str, start: int, end: int) -> bool:
    """A break after the end of a sentence, or after a short line, is the author's."""
    return text[end - 1] in "。！？：；" or (
        end - start < _ADDRESS and text[end - 1] not in "，、,（《“" and text[start:end].isascii()
    )


def _part(text: str, kind: BlockKind, level: int, page: int | None) -> Part:
    if kind is not BlockKind.PARAGRAPH:
        return Part(text, kind, level, page)
    found, number = classify(text)
    return Part(text, found, number, page)


def drop_contents_title(parts: list[Part]) -> None:
    """Take the heading above a table of contents off the parts so far: it is as little text as the entries are."""
    if parts and is_contents_title(parts[-1].text):
        parts.pop()


def headed(parts: Sequence[Part]) -> list[Part]:
    """Title and unnumbered headings found by their looks, unless the format itself marks them; no contents."""
    listed = contents([part.text for part in parts])
    parts = [part for i, part in enumerate(parts) if i not in listed]
    marked = any(part.kind is BlockKind.TITLE for part in parts)
    return with_headings(parts if marked else with_title(_title_closed(parts)))


def _title_closed(parts: Sequence[Part]) -> list[Part]:
    """A title set as two paragraphs, the break inside a word, as one."""
    if len(parts) < 2 or not all(is_short_line(part.text) for part in parts[:2]) or starts_block(parts[1].text):
        return list(parts)
    first, second = parts[0], parts[1]
    if not is_word_across(first.text[-8:], second.text[:8]):
        return list(parts)
    return [replace(first, text=first.text + second.text), *parts[2:]]
