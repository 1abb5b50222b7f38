"""What an index is: dimensions, indicators, and the rules by which they become one score."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Matrix = tuple[tuple[float, ...], ...]


class Normalisation(StrEnum):
    """How figures of different units become comparable (docs/methods.md, I1–I3)."""

    BASE_PERIOD = "base-period"
    GOALPOSTS = "goalposts"
    BASE_QUANTILES = "base-quantiles"
    ZSCORE = "zscore"
    RANK = "rank"
    PERCENTILE = "percentile"
    NONE = "none"


class Weights(StrEnum):
    """Where weights come from (I5–I9)."""

    GIVEN = "given"
    AHP = "ahp"
    EQUAL = "equal"
    ENTROPY = "entropy"
    CRITIC = "critic"
    PCA = "pca"


class Aggregation(StrEnum):
    """How the parts become one (I10–I12)."""

    ARITHMETIC = "arithmetic"
    GEOMETRIC = "geometric"
    TOPSIS = "topsis"


@dataclass(frozen=True, slots=True)
class IndexIndicator:
    """One leaf: `code` is of ontology/codes/indicators.csv; `names` are wordings under which documents give it.

    `direction` is 1 where more is better, -1 where less is. `note` says what the source does not.
    """

    id: str
    name: str
    code: str = ""
    names: tuple[str, ...] = ()
    direction: int = 1
    weight: float | None = None  # within its dimension; 0 for one that is shown and not counted
    goalposts: tuple[float, float] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Dimension:
    """A group of indicators."""

    id: str
    name: str
    indicators: tuple[IndexIndicator, ...]
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Weighting:
    """Which weights the two levels take; `published` tells whether the source gives weights, `note` what we do."""

    dimensions: Weights = Weights.EQUAL
    indicators: Weights = Weights.EQUAL
    published: bool = False
    note: str = ""
    experts: Mapping[str, tuple[Matrix, ...]] = field(default_factory=dict)  # judgements: `dimensions`, or a dimension


@dataclass(frozen=True, slots=True)
class Efficiency:
    """Which indicators are inputs and which outputs, for the input–output comparison by DEA."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """A whole definition."""

    id: str
    name: str
    source: str
    dimensions: tuple[Dimension, ...]
    normalisation: Normalisation
    aggregation: Aggregation = Aggregation.ARITHMETIC
    weighting: Weighting = Weighting()
    base_year: int | None = None
    outliers: bool = False
    tiers: int | None = None  # None: as many as the scores ask for
    level: str = ""  # of the regions compared: country, province, city; empty for any
    published: tuple[str, ...] = ()  # wordings under which its author gives the index's own figures
    efficiency: Efficiency | None = None
    note: str = ""

    @property
    def indicators(self) -> tuple[IndexIndicator, ...]:
        """The leaves, dimension by dimension: the columns of every table here."""
        return tuple(leaf for dimension in self.dimensions for leaf in dimension.indicators)

    @property
    def dimension_of(self) -> tuple[int, ...]:
        """For each indicator the place of its dimension."""
        return tuple(place for place, one in enumerate(self.dimensions) for _ in one.indicators)
