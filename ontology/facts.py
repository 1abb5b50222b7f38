"""What flows through the house one by one: Document, Mention, Quantity, Evidence, Decision.

Claims and facts only come in numbers, as rows: a claim (what one place says once) in `ontology/columns.py`, whose
`ClaimBatch` every extractor and every card hands to the ledger; a fact (all claims about the same resolved subject,
relation and object) in `EDGE_COLUMNS` of `graph/store.py`.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from ontology.schema import EntityClass, SourceKind


@dataclass(frozen=True, slots=True)
class Source:
    """Who published the bytes."""

    name: str
    kind: SourceKind
    publisher: str = ""
    licence: str = ""
    published: date | None = None


class BlockKind(StrEnum):
    """What a run of text is on its page."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CAPTION = "caption"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or item: `text` equals `Document.text[start:end]`.

    `level` is 1..4 for headings and 0 for everything else; `page` counts from 1, None where a format has no pages.
    `origin[i]` is the raw offset of character `start + i` in the file's own text, empty where it was not kept.
    """

    text: str
    start: int
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    page: int | None = None
    origin: tuple[int, ...] = field(default=(), repr=False)
    recognised: bool = False  # read from a picture (OCR), so that its letters may be wrong

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table as a document shows it: header levels joined by `/`, cells as text."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Clean text of one file; blocks lie in reading order, separated by one line break."""

    id: str  # `doc:` + hash of the bytes, see ontology.ids
    name: str  # file name as the user gave it
    text: str
    blocks: tuple[Block, ...]
    tables: tuple[TextTable, ...] = ()
    title: str = ""
    pages: int | None = None
    message: str = ""  # what was left out or could not be read, and why; empty when nothing was
    partial: bool = False  # something that belongs to the text could not be read


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a claim stands: a sentence of a document, or a row of a table."""

    sentence: str
    extractor: str  # name and version of what read it, such as `rules/1` or `card/1`
    page: int | None = None
    row: int | None = None  # 1 is the first row under the header
    start: int | None = None  # span of the sentence in Document.text
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as one place wrote it, with what that place says about who it is."""

    name: str
    cls: EntityClass
    code: str = ""  # 统一社会信用代码 as written
    region: str = ""  # `reg:` id, known from the same row or the running region
    key: str = ""  # the source's own id, `scheme:value`, such as `stock_code:300124`
    aliases: tuple[str, ...] = ()  # other names this very place declares (简称, 曾用名)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts: `indicator` is the metric phrase as written."""

    indicator: str
    value: float
    unit: str = ""
    period: str = ""  # as written, such as 2023年底
    comparator: str = ""  # 超 约 近 达 不低于 最高, or empty
    value_to: float | None = None  # end of a range


class Judgement(StrEnum):
    """What a decision says of two things: whether they are one, or whether a concept belongs to a chain node."""

    SAME = "same"
    APART = "apart"
    LINKED = "linked"
    UNLINKED = "unlinked"


@dataclass(frozen=True, slots=True)
class Alternative:
    """Two things that a decision might have joined instead, as the rules judged them when it was made."""

    left: str
    right: str
    left_name: str
    right_name: str
    score: float  # 0..1
    reasons: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement of a person on two entities; can be undone.

    `score` and `grounds` are what the rules said of the two when it was made, None and empty where they said nothing.
    """

    id: str
    left: str
    right: str
    judgement: Judgement
    by: str
    reason: str
    at: datetime
    undone: bool = False
    left_name: str = ""
    right_name: str = ""
    score: float | None = None
    grounds: str = ""
    alternatives: tuple[Alternative, ...] = ()
    undone_by: str = ""
    undone_at: datetime | None = None
    undone_reason: str = ""


@dataclass(frozen=True, slots=True)
class Reject:
    """A row, sentence or file that could not be used, and why."""

    where: str
    reason: str
