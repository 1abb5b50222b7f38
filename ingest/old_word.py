"""Word 97-2003 files (doc) → parts and tables, as they look with all changes accepted ([MS-DOC]).

Comments, headers and footers stand in stretches of their own and are not read.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from ingest.compound import read_streams
from ingest.grid import read_grid
from ingest.layout.paragraphs import drop_contents_title, headed, tidy
from ingest.old_word_paragraphs import OldParagraph, OldText, joined_text, read_text
from ingest.old_word_tables import OldTable, depth_of, grid_of
from ingest.parts import Draft, Part
from ingest.reasons import BLANK, DAMAGED, unreadable
from ingest.word_numbering import Numbering
from ontology.facts import BlockKind, TextTable


def read_old_word(content: bytes) -> Draft:
    """A binary Word file.

    Raises:
        Unreadable: damaged, encrypted, or without text.
    """
    streams = read_streams(content)
    try:
        text = read_text(streams)
        walk = _Walk(text.numbering)
        walk.take_all(text)
    except (struct.error, IndexError) as error:
        raise unreadable(DAMAGED, "WordDocument") from error
    if not walk.parts and not walk.tables:
        raise unreadable(BLANK)
    return Draft(tuple(headed(walk.parts)), tuple(walk.tables))


@dataclass(slots=True)
class _Walk:
    """State of one walk through the paragraphs of a file."""

    numbering: Numbering
    parts: list[Part] = field(default_factory=list)
    tables: list[TextTable] = field(default_factory=list)

    def take_all(self, text: OldText) -> None:
        """The body, then what stands beside it."""
        for is_table, paragraphs in groupby(text.body, lambda p: depth_of(p) > 0):
            if is_table:
                self._take_tables(list(paragraphs))
            else:
                self._take_paragraphs(list(paragraphs))
        for note in text.notes:
            self.parts.extend(tidy(note.text.strip(), kind=BlockKind.NOTE))
        self._take_paragraphs(text.boxes)

    def _take_paragraphs(self, paragraphs: Sequence[OldParagraph]) -> None:
        for paragraph in paragraphs:
            text = paragraph.text.strip()
            if text and paragraph.style.is_contents:
                drop_contents_title(self.parts)
            elif text:
                kind = BlockKind.HEADING if paragraph.style.level else BlockKind.PARAGRAPH
                self.parts.extend(tidy(self._label(paragraph) + text, kind=kind, level=paragraph.style.level))

    def _take_tables(self, paragraphs: Sequence[OldParagraph]) -> None:
        table = OldTable(1)
        for paragraph in paragraphs:
            table.take(paragraph)
        self._take_table(table)

    def _take_table(self, table: OldTable) -> None:
        rows = [([self._cell(cell) for cell in row.cells], row.end) for row in table.whole_rows]
        for reading in read_grid(grid_of(rows)):
            self.parts.extend(part for line in reading.before for part in tidy(line))
            if reading.table:
                self.tables.append(reading.table)
            self.parts.extend(part for line in reading.after for part in tidy(line))
        for inner in table.inner:
            self._take_table(inner)

    def _cell(self, paragraphs: Sequence[OldParagraph]) -> str:
        return joined_text([self._label(p) + p.text.strip() for p in paragraphs if p.text.strip()])

    def _label(self, paragraph: OldParagraph) -> str:
        """The automatic number; set apart by a blank where it would run into the text."""
        number, depth = paragraph.list
        label = self.numbering.label(number, depth) if number else ""
        return f"{label}\u3000" if label[-1:].isalnum() else label
