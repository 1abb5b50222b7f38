"""The shape of a mapping card, as pydantic models: strict, so that a mistyped key is an error.

`ingest/cards.py` reads cards, `ingest/card_checks.py` says whether their words mean something.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, model_validator

from ontology.facts import Source
from ontology.schema import SourceKind

LISTS: Final = ("list", "spaced_list")  # converters of cells that hold several
BUNDLED: Final = Path(__file__).with_name("bundled_cards")


class Part(BaseModel):
    """Any part of a card: no unknown keys, never changed."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Cell(Part):
    """A column and how to read its cells; a bare column name is a cell of text."""

    column: str
    as_: str = Field("text", alias="as")


def _cell(value: Any) -> Any:
    return {"column": str(value)} if isinstance(value, (str, int)) else value


def _list(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


CellOrName = Annotated[Cell, BeforeValidator(_cell)]
Text = Annotated[str, BeforeValidator(lambda value: str(value) if isinstance(value, (int, float)) else value)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_list)]


class Thing(Part):
    """Something that each row names. With `from` and `on`, another table of the card says who it is."""

    cls: str = Field(alias="class")
    name: CellOrName | None = None  # `as: list` for several in one cell
    aliases: tuple[CellOrName, ...] = ()
    code: str = ""
    region: Annotated[tuple[CellOrName, ...], BeforeValidator(_list)] = ()  # several columns are read as one path
    keys: dict[str, CellOrName] = {}
    properties: dict[str, CellOrName] = {}
    from_: str = Field("", alias="from")
    on: str = ""

    @property
    def is_list(self) -> bool:
        """Whether one row may name several."""
        return self.name is not None and self.name.as_ in LISTS


class FactCard(Part):
    """A relation between two things of a row."""

    subject: str
    relation: str
    object: str
    properties: dict[str, CellOrName] = {}  # `since` and `until` are the time in which the fact holds
    where: dict[str, Texts] = {}
    status: Annotated[Cell | str, BeforeValidator(lambda value: value)] = "stated"

    @model_validator(mode="before")
    @classmethod
    def _status_among_properties(cls, given: Any) -> Any:
        """A status written among the properties is the fact's: a plan must not pass for supply wherever it stands."""
        if not isinstance(given, dict) or "status" in given:
            return given
        properties = given.get("properties")
        if not isinstance(properties, dict) or "status" not in properties:
            return given
        others = {name: cell for name, cell in properties.items() if name != "status"}
        return given | {"properties": others, "status": _cell(properties["status"])}


class ObservationCard(Part):
    """A number about a thing of a row."""

    about: str
    indicator: Text
    of: CellOrName | None = None  # the part that is counted, as the country of origin: 进口额（日本）
    value: CellOrName
    unit: Text = ""
    period: Text = ""  # a column, or else the period itself
    where: dict[str, Texts] = {}
    status: Annotated[Cell | str, BeforeValidator(lambda value: value)] = "stated"


class Rows(Part):
    """What a whole file holds: how many rows, and the share of them that may break a rule of a column."""

    at_least: int = Field(default=0, ge=0)
    at_most: int | None = Field(default=None, ge=0)
    rejected_at_most: float = Field(default=1.0, ge=0, le=1)


Bound = int | float | date


class ColumnRule(Part):
    """What the cells of a column must be. A row that lacks a required cell, or repeats a unique one, is left out."""

    required: bool = False
    unique: bool = False
    as_: str = Field("", alias="as")
    one_of: Texts = ()
    range: tuple[Bound, Bound] | None = None
    pattern: str = ""  # a regular expression for the whole cell

    @property
    def kind(self) -> str:
        """The converter that its cells must pass; a range is one of dates or of numbers."""
        if self.as_ or self.range is None:
            return self.as_
        return "date" if isinstance(self.range[0], date) else "number"


def _named_after_its_table(given: Any) -> Any:
    """A table of a database goes by its name where others go by their file."""
    if not isinstance(given, dict) or "database" not in given or "file" in given:
        return given
    return given | {"file": str(given.get("table") or given.get("register") or "query")}


class TableCard(Part):
    """One file, all files of a pattern, or a table or query of a database."""

    file: str
    database: str = ""  # SQLAlchemy address, or `env:NAME` of the variable that holds it
    table: str = ""
    query: str = ""
    register_name: str = Field(default="", alias="register")  # whose editions the files are
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    header: int = 0  # which row holds the column names, 1 is the first; 0 finds it
    rows: Rows = Rows()
    constants: dict[str, Text] = {}  # columns that the file lacks, with what each row says in them
    rules: dict[str, ColumnRule] = Field(default={}, alias="columns")
    things: dict[str, Thing]
    facts: tuple[FactCard, ...] = ()
    observations: tuple[ObservationCard, ...] = ()

    _by_table = model_validator(mode="before")(_named_after_its_table)

    def columns(self) -> tuple[str, ...]:
        """Every column the card names, in the order of the card, each once."""
        return tuple(dict.fromkeys(cell.column for _, cell in self.cells()))

    def cells(self) -> Iterator[tuple[str, Cell]]:
        """Every use of a column, with the place in the card where it stands."""
        for name, thing in self.things.items():
            for cell in _thing_cells(thing):
                yield f"things.{name}", cell
        for place, fact in enumerate(self.facts):
            yield from ((f"facts[{place}]", cell) for cell in _fact_cells(fact))
        for place, seen in enumerate(self.observations):
            yield from ((f"observations[{place}]", cell) for cell in _observation_cells(seen))


def _text_cell(column: str) -> Cell:
    return Cell.model_validate({"column": column})


def _thing_cells(thing: Thing) -> Iterator[Cell]:
    yield from [thing.name] if thing.name else []
    yield from thing.aliases
    yield from (_text_cell(column) for column in (thing.code, thing.on) if column)
    yield from thing.region
    yield from thing.keys.values()
    yield from thing.properties.values()


def _fact_cells(fact: FactCard) -> Iterator[Cell]:
    yield from map(_text_cell, fact.where)
    yield from fact.properties.values()
    yield from [fact.status] if isinstance(fact.status, Cell) else []


def _observation_cells(seen: ObservationCard) -> Iterator[Cell]:
    yield from map(_text_cell, seen.where)
    yield from [seen.of] if seen.of else []
    yield seen.value
    yield from [seen.status] if isinstance(seen.status, Cell) else []


class SourceCard(Part):
    """Who published the tables."""

    name: str
    kind: str
    publisher: str = ""
    licence: str = ""
    published: date | None = None
    # Share of rows taken to be right: registers are seldom wrong, never perfect. A judgement, not a measurement.
    confidence: float = Field(0.95, gt=0, le=1)


class Card(Part):
    """A source and its tables."""

    source: SourceCard
    tables: tuple[TableCard, ...] = Field(min_length=1)
    _name: str = PrivateAttr("")
    _folder: Path | None = PrivateAttr(None)

    def lying(self, folder: Path | None, name: str) -> "Card":
        """This card, found in a folder under this name."""
        self._name, self._folder = name, folder
        return self

    @property
    def name(self) -> str:
        """The card's file name, for messages."""
        return self._name

    @property
    def folder(self) -> Path | None:
        """Where the card lies, if anywhere: a table that is in none of the given places is looked for here."""
        return self._folder

    @property
    def is_bundled(self) -> bool:
        """Whether it came with the program, for anybody's tables."""
        return self._folder == BUNDLED

    def facts_source(self) -> Source:
        """The source as the ledger keeps it."""
        said = self.source
        kind = SourceKind(said.kind.replace("-", "_"))
        return Source(said.name, kind, said.publisher, said.licence, said.published)
