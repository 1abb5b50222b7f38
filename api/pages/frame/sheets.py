"""A table of a page, as it is shown and as it is taken along."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from api.pages.frame.cells import Cell, Plain, plain_of

Kind = Literal["text", "count", "figure", "percent", "long"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head in Chinese, and how plain values of it are written."""

    head: str
    kind: Kind = "text"  # `long` is text that may wrap

    @property
    def is_number(self) -> bool:
        return self.kind in {"count", "figure", "percent"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table whose first column names the row."""

    title: str  # Chinese; of the caption and the file
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    anchors: Sequence[str] = ()  # id of each row, for links into the table
    marked: bool = False  # rests on sample, synthetic or estimated data
    shown: int = 200  # rows on the page; a file has all of them

    def plain_rows(self) -> list[list[Plain]]:
        """The rows as a file gets them."""
        return [[plain_of(cell) for cell in row] for row in self.rows]
