"""A report as a sequence of blocks: what Word, Excel and HTML have in common.

A number has one text, made here, so that it cannot be rounded in two ways.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class NoteKind(StrEnum):
    """What a note tells."""

    RECKONED = "口径"  # how a number is reckoned: a footnote
    EVIDENCE = "出处"  # where a fact stands: an endnote


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered note."""

    kind: NoteKind
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as everybody sees it, and where it comes from."""

    value: float
    form: str = "0"  # as Excel writes it: 0, 0.0, 0.00, 0%
    notes: tuple[Note, ...] = ()

    @property
    def text(self) -> str:
        """The number as text."""
        if self.form.endswith("%"):
            return f"{self.value:.0%}"
        return f"{self.value:.{len(self.form.partition('.')[2])}f}"

    @property
    def rounded(self) -> float:
        """The number that its text says: what stands in a cell of Excel."""
        digits = 2 if self.form.endswith("%") else len(self.form.partition(".")[2])
        return round(self.value, digits) if digits else round(self.value)

    def __bool__(self) -> bool:
        return bool(self.value)


@dataclass(frozen=True, slots=True)
class Told:
    """Words of an analysis, with the notes that say where they come from."""

    text: str
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A run of a paragraph."""

    text: str
    notes: tuple[Note, ...] = ()
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1..4; writers number none: its number stands in the text."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Spans one after the other; `look` is body, mark (a warning) or small."""

    spans: tuple[Span, ...]
    look: str = "body"

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(span.text for span in self.spans)


Cell = str | Figure | Told


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head and its share of the width."""

    head: str
    width: int = 10


def columns_of(told: str) -> tuple[Column, ...]:
    """Columns from heads and widths in turn, as in 环节 16 类型 9; of width 0 are those that Excel alone shows."""
    words = told.split()
    return tuple(Column(head, int(width)) for head, width in zip(words[::2], words[1::2], strict=True))


@dataclass(frozen=True, slots=True)
class Table:
    """A list; `shown` rows of it stand in the text, all of them in Excel."""

    name: str  # of the sheet, and in the template
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shown: int = 60
    empty: str = "无"  # what is said where there is no row

    @property
    def visible(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows that stand in the text."""
        return self.rows[: self.shown]

    @property
    def left(self) -> str:
        """A line about the rows that only Excel has; empty where there are none."""
        hidden = len(self.rows) - len(self.visible)
        return (
            f"共 {len(self.rows)} 行，此处列前 {self.shown} 行，其余 {hidden} 行见 Excel 表“{self.name}”。"
            if hidden
            else ""
        )


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of the chain."""

    caption: str
    svg: str
    png: bytes = field(repr=False)


Block = Heading | Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole report."""

    name: str  # of the chain in its region
    kind: str  # of report
    subtitle: str
    mark: str  # warning that it rests on sample, synthetic or estimated data; empty where it does not
    blocks: tuple[Block, ...]
    sheets: tuple[Table, ...]  # of Excel, whether or not the text shows them
    picture: Picture
    digest: str  # fingerprint of the evidence pack
    notes: "Notes"

    @property
    def title(self) -> str:
        """Both lines of the title."""
        return f"{self.name}{self.kind}"

    @property
    def seal(self) -> str:
        """The last line: what the file carries, and how to verify it."""
        return f"本文件内附证据包，指纹 {self.digest[:16]}。用 liantu verify 打开本文件，可从证据包重算每一个数字。"


@dataclass(frozen=True)
class Notes:
    """The notes of a report in the order in which they are first met; a note has one number."""

    reckoned: tuple[Note, ...]
    evidence: tuple[Note, ...]

    def number(self, note: Note) -> int:
        """Number of a note among those of its kind, from 1."""
        return self._numbers[note]

    def label(self, note: Note) -> str:
        """How a note is referred to where there are no footnotes: [口径 2] or [5]."""
        return f"[口径 {self.number(note)}]" if note.kind is NoteKind.RECKONED else f"[{self.number(note)}]"

    def labels(self, notes: Sequence[Note]) -> str:
        """Several notes by their labels."""
        return "".join(map(self.label, notes))

    @cached_property
    def _numbers(self) -> Mapping[Note, int]:
        return {note: at for notes in (self.reckoned, self.evidence) for at, note in enumerate(notes, 1)}


def notes_of(blocks: Sequence[Block], sheets: Sequence[Table]) -> Notes:
    """All notes: those of the text in its order, then those of rows that Excel alone has."""
    met = dict.fromkeys(note for block in blocks for note in _notes_in(block, visible=True))
    met |= dict.fromkeys(note for sheet in sheets for note in _notes_in(sheet, visible=False))
    return Notes(
        tuple(note for note in met if note.kind is NoteKind.RECKONED),
        tuple(note for note in met if note.kind is NoteKind.EVIDENCE),
    )


def _notes_in(block: Block, *, visible: bool) -> Iterator[Note]:
    if isinstance(block, Paragraph):
        for span in block.spans:
            yield from span.notes
    elif isinstance(block, Table):
        for row in block.visible if visible else block.rows:
            for cell in row:
                yield from () if isinstance(cell, str) else cell.notes
