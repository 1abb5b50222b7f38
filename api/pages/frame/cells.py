"""What stands in a cell of a table: plain values, and those that lead somewhere. `plain` is what a file gets."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

Plain = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to another page."""

    form: ClassVar[str] = "link"
    text: str
    href: str
    note: str = ""  # small, after it

    @property
    def plain(self) -> Plain:
        return self.text


@dataclass(frozen=True, slots=True)
class Links:
    """Several, one after the other."""

    form: ClassVar[str] = "links"
    links: Sequence[Link]

    @property
    def plain(self) -> Plain:
        return "、".join(one.text for one in self.links)


@dataclass(frozen=True, slots=True)
class Proof:
    """Evidence ids, opened in the drawer."""

    form: ClassVar[str] = "proof"
    ids: Sequence[str]

    @property
    def plain(self) -> Plain:
        return " ".join(self.ids)


@dataclass(frozen=True, slots=True)
class Tag:
    """The word of a finding, as `kind_of` says it, in its colour."""

    form: ClassVar[str] = "tag"
    kind: str
    note: str = ""

    @property
    def plain(self) -> Plain:
        return f"{self.kind} {self.note}".strip()


@dataclass(frozen=True, slots=True)
class Word:
    """A name of the ontology, shown by its label."""

    form: ClassVar[str] = "word"
    name: str

    @property
    def plain(self) -> Plain:
        return self.name


@dataclass(frozen=True, slots=True)
class Attribute:
    """The name of an attribute, shown by its label."""

    form: ClassVar[str] = "attribute"
    name: str

    @property
    def plain(self) -> Plain:
        return self.name


@dataclass(frozen=True, slots=True)
class Share:
    """A part of 1, as a bar with its figure."""

    form: ClassVar[str] = "share"
    value: float | None

    @property
    def plain(self) -> Plain:
        return self.value


@dataclass(frozen=True, slots=True)
class Span:
    """A value and its interval on a scale."""

    form: ClassVar[str] = "span"
    value: float
    low: float
    high: float
    least: float = 0.0  # ends of the scale
    most: float = 1.0

    @property
    def plain(self) -> Plain:
        return f"{self.value:.4g} [{self.low:.4g}, {self.high:.4g}]"

    def at(self, value: float) -> float:
        """Place on the scale, 0..100."""
        width = self.most - self.least
        return round(100 * (value - self.least) / width, 2) if width else 50.0


Cell = Plain | Link | Links | Proof | Tag | Word | Attribute | Share | Span


def plain_of(cell: Cell) -> Plain:
    """What a file gets of a cell."""
    return cell if cell is None or isinstance(cell, str | int | float | bool) else cell.plain
