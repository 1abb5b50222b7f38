"""What a question means, before it is put in Cypher: things that pass tests, and what is wanted of them."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from ontology.schema import EntityClass, Relation


class When(StrEnum):
    """Which facts count: those that hold now, those that have ended, all that ever held, or those only planned."""

    NOW = "now"
    ENDED = "ended"
    EVER = "ever"
    PLANNED = "planned"


class Compare(StrEnum):
    """How a figure is compared; the values are Cypher."""

    ABOVE = ">"
    AT_LEAST = ">="
    BELOW = "<"
    AT_MOST = "<="
    EQUAL = "="


@dataclass(frozen=True, slots=True)
class Years:
    """From one year to another, both counted; open where none is given."""

    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure and on which side of it to be."""

    compare: Compare
    value: float
    in_base_unit: bool = False  # 元, not 万元


@dataclass(frozen=True, slots=True)
class EdgeTest:
    """What is asked of a fact itself."""

    when: When = When.NOW
    since: Years | None = None
    until: Years | None = None
    shares: tuple[Bound, ...] = ()
    products: tuple[str, ...] = ()  # names, of what is supplied


@dataclass(frozen=True, slots=True)
class Linked:
    """A fact joins it to other things; or none does; or to one alone."""

    relations: tuple[Relation, ...]
    is_subject: bool | None  # the thing tested is the subject of the fact; None where either end may be
    other: "Things"
    edge: EdgeTest = EdgeTest()
    negated: bool = False
    alone: bool = False  # to exactly one
    others: Bound | None = None  # to how many, of the fact that the things themselves must have
    near: int = 0  # characters of the regions' ids that both ends share; negative: that they must not


@dataclass(frozen=True, slots=True)
class Within:
    """It lies in one of these regions, given by the beginnings of their ids; or in none of them."""

    regions: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A date among its properties lies in these years."""

    key: str
    years: Years


@dataclass(frozen=True, slots=True)
class Valued:
    """A property has this value."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Lasting:
    """It is closed, or it is at work."""

    closed: bool


@dataclass(frozen=True, slots=True)
class NoneOf:
    """It is none of these things."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reached:
    """One of several tests is passed."""

    ways: tuple["Test", ...]
    negated: bool = False


Test = Linked | Within | Dated | Valued | Lasting | NoneOf | Reached


@dataclass(frozen=True, slots=True)
class Things:
    """Nodes of some classes that pass every test."""

    classes: tuple[EntityClass, ...]
    ids: tuple[str, ...] | None = None  # of these only
    tests: tuple[Test, ...] = ()
    said: str = ""  # how the question called them

    def tested(self, *tests: Test) -> "Things":
        """The same with more tests."""
        return replace(self, tests=(*self.tests, *tests))


@dataclass(frozen=True, slots=True)
class ListOf:
    """Which things are they?"""

    things: Things


@dataclass(frozen=True, slots=True)
class CountOf:
    """How many are they?"""

    things: Things


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Is there one?"""

    things: Things


@dataclass(frozen=True, slots=True)
class PlacesOf:
    """In which regions of a level are they; how many in each; or where are the most (`most` places, None for all)?"""

    things: Things
    level: str
    counted: bool = False
    most: int | None = None


@dataclass(frozen=True, slots=True)
class PropertyOf:
    """What do they say of themselves under this key?"""

    things: Things
    key: str
    wants_year: bool = False


@dataclass(frozen=True, slots=True)
class OnFact:
    """What does a fact between two things say: its share, its beginning, its end, its product?"""

    linked: Linked
    things: Things
    key: str  # share, since, until, product


@dataclass(frozen=True, slots=True)
class MostLinked:
    """Which things have the most (or fewest) others: the firm with the most suppliers."""

    things: Things
    linked: Linked
    descending: bool = True
    most: int = 1


@dataclass(frozen=True, slots=True)
class MostShare:
    """Which firms live most by a product."""

    things: Things
    linked: Linked
    descending: bool = True
    most: int = 1


@dataclass(frozen=True, slots=True)
class MostDated:
    """Which things have the earliest (or latest) date."""

    things: Things
    key: str
    descending: bool = False
    most: int = 1


class Step(StrEnum):
    """What is asked of figures."""

    VALUE = "value"
    GROWTH = "growth"
    DIFFERENCE = "difference"
    SUM = "sum"
    MEAN = "mean"
    TOP = "top"
    ABOVE = "above"
    CHANGED = "changed"
    SERIES = "series"


@dataclass(frozen=True, slots=True)
class FigureOf:
    """What an indicator was, for which things and years."""

    step: Step
    indicators: tuple[str, ...]  # ids
    things: Things
    years: Years
    descending: bool = True
    most: int = 1
    bound: Bound | None = None
    yes_no: bool = False
    points: bool = False  # asked for in 百分点: of a rate, its difference


@dataclass(frozen=True, slots=True)
class PathOf:
    """What lies on the shortest way from one thing to another."""

    relation: Relation
    start: Things
    end: Things
    directed: bool
    wants_length: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceOf:
    """Where is it said?"""

    things: Things
    linked: Linked | None


Ask = (
    ListOf
    | CountOf
    | AnyOf
    | PlacesOf
    | PropertyOf
    | OnFact
    | MostLinked
    | MostShare
    | MostDated
    | FigureOf
    | PathOf
    | EvidenceOf
)

NOTHING: Final = Things(())
