"""A table of a page, as it is shown and as it is taken along."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar, overload

from api.pages.frame.cells import Cell, Plain, plain_of

Kind = Literal["text", "count", "figure", "percent", "long"]


T = TypeVar("T")


class Rows(Sequence[Sequence[Cell]], Generic[T]):
    """Rows that are made when they are shown: of thousands a page shows the first, a file has all."""

    def __init__(self, things: Sequence[T], make: Callable[[T], Sequence[Cell]]) -> None:
        self.things = things
        self._make = make

    def __len__(self) -> int:
        return len(self.things)

    @overload
    def __getitem__(self, at: int) -> Sequence[Cell]: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Sequence[Cell]]: ...
    def __getitem__(self, at: int | slice) -> Sequence[Cell] | Sequence[Sequence[Cell]]:
        if isinstance(at, slice):
            return [self._make(thing) for thing in self.things[at]]
        return self._make(self.things[at])


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
