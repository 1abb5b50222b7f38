"""What matching answers: a need as it was understood, and its providers; wire shapes as in `graph.analysis.results`."""

from dataclasses import dataclass

from graph.analysis.results import Named


@dataclass(frozen=True, slots=True)
class Feature:
    """One part of a match's score; the contributions add up to the score."""

    feature: str
    value: float
    weight: float
    contribution: float
    note: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What, were it otherwise, would lift a candidate; applied to what is known of it, its score rises by `lift`."""

    feature: str
    value: float  # as it is
    to: float  # as it would have to be
    lift: float  # of the score
    passes: bool  # whether it would then stand before the candidate above it
    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def effort(self) -> float:
        """How far the value would have to go."""
        return self.to - self.value


@dataclass(frozen=True, slots=True)
class Candidate:
    """A provider for a need."""

    id: str
    name: str
    cls: str
    region: Named | None
    score: float
    certainty: float
    why: tuple[Feature, ...]
    why_not: tuple[Change, ...]  # the smallest change first
    evidence: tuple[str, ...]
    tainted: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing a need asks for, or may ask for, and what of the graph it was understood as."""

    text: str  # the word of the need, or the name of what its description fits
    weight: float  # how surely it is asked for, 0..1
    described: bool  # understood from its purpose, not from a name
    products: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """What a need says beside what it asks for: 数量, 交期, 资质, 预算, 服务 or 规模, in its own words."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Need:
    """What the text was understood to ask for."""

    text: str
    nodes: tuple[Named, ...]
    products: tuple[Named, ...]
    region: Named | None = None
    asks: tuple[Asked, ...] = ()  # the surest first; the doubtful ones are alternatives for the user to choose
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class MatchReport:
    """Providers for a need, best first; `searched` says what was looked for when nobody is found."""

    need: Need
    results: tuple[Candidate, ...]
    searched: str
