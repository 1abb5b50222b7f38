"""What a reader hands over: parts in reading order, tables, and what it had to leave out."""

from dataclasses import dataclass
from typing import Final

from ontology.facts import Block, BlockKind, Document, TextTable

_TITLE_LENGTH: Final = 120  # a longer first part is a paragraph, whatever its looks


@dataclass(frozen=True, slots=True)
class Part:
    """A block before its place in the whole text is known; fields as in `Block`."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    page: int | None = None
    origin: tuple[int, ...] = ()
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """One file as its reader saw it.

    `notes` say what was left out, Chinese · English; `partial` is true when that is more than furniture.
    """

    parts: tuple[Part, ...] = ()
    tables: tuple[TextTable, ...] = ()
    title: str = ""
    pages: int | None = None
    notes: tuple[str, ...] = ()
    partial: bool = False


def document_of(draft: Draft, identity: str, name: str) -> Document:
    """The draft laid out as one text, blocks separated by one line break."""
    blocks, start = [], 0
    for part in draft.parts:
        if part.text:
            blocks.append(Block(part.text, start, part.kind, part.level, part.page, part.origin, part.recognised))
            start += len(part.text) + 1
    return Document(
        id=identity,
        name=name,
        text="\n".join(block.text for block in blocks),
        blocks=tuple(blocks),
        tables=draft.tables,
        title=draft.title or _title_of(blocks),
        pages=draft.pages,
        message="；".join(draft.notes),
        partial=draft.partial,
    )


def _title_of(blocks: list[Block]) -> str:
    titles = (b.text for b in blocks if b.kind is BlockKind.TITLE and len(b.text) <= _TITLE_LENGTH)
    return next(titles, "")
