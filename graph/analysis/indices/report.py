"""What an index answers: the wire contract of CLI and REST."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.analysis.results import Named


@dataclass(frozen=True, slots=True)
class IndexHead:
    """Which index."""

    id: str
    name: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Share:
    """One part of a sum; the contributions add up to it."""

    id: str
    name: str
    contribution: float


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """A dimension of one unit; `score` is None where less than two thirds of its weight is known."""

    id: str
    name: str
    score: float | None
    weight: float
    contribution: float | None


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """An indicator of one unit; `weight` is the one in use after those of missing indicators are shared out."""

    id: str
    name: str
    value: float
    normalised: float | None
    weight: float | None
    contribution: float | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Why the score moved since a year; `unlike` lists indicators known in one of the two years only."""

    since: int
    score: float
    dimensions: tuple[Share, ...]
    indicators: tuple[Share, ...]
    unlike: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a unit is behind its peer, and in what; negative parts are leads."""

    peer: Named
    score: float
    indicators: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class UnitScore:
    """One unit; what is not known is None."""

    id: str
    name: str
    score: float | None
    rank: int | None
    rank_interval: tuple[int, int] | None
    tier: int | None
    tier_probability: float | None
    dimensions: tuple[DimensionScore, ...]
    indicators: tuple[IndicatorScore, ...]
    missing: tuple[str, ...]  # names of indicators without a figure
    change: Change | None
    behind: Distance | None
    published: float | None  # the index as its author printed it
    series: Mapping[int, float | None]  # score by year
    linked: float | None  # of an index of a base year: chain-linked over years of unlike indicators
    tainted: bool


@dataclass(frozen=True, slots=True)
class LevelConsistency:
    """How consistent judgements in pairs are."""

    level: str
    ratio: float
    weights: tuple[float, ...]
    geometric: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Method:
    """How the scores were made. `basis` is calculated, or published where only the author's own figures are known."""

    basis: str
    normalisation: str
    base_year: int | None
    weights: Mapping[str, str]  # way by level
    weights_published: bool
    leaf_weights: Mapping[str, float]
    consistency: tuple[LevelConsistency, ...]
    aggregation: str
    tiers: int
    fit: float | None  # goodness of variance fit of the tiers
    draws: int
    seed: int
    sensitivity: Mapping[str, tuple[float, float]]  # by choice: alone, and with all it takes part in


@dataclass(frozen=True, slots=True)
class UnitEfficiency:
    """Input–output efficiency of a unit by data envelopment analysis."""

    id: str
    name: str
    constant: float  # under constant returns to scale (CCR)
    variable: float  # under variable returns (BCC)
    peers: Mapping[str, float]  # λ by unit, under constant returns
    slacks: Mapping[str, float]  # by indicator, what is left to cut or to make beyond θ


@dataclass(frozen=True, slots=True)
class IndexReport:
    """An index of one year, best unit first."""

    index: IndexHead
    year: int | None
    years: tuple[int, ...]
    units: tuple[UnitScore, ...]
    method: Method
    efficiency: tuple[UnitEfficiency, ...]
    notes: tuple[str, ...]
    tainted: bool
