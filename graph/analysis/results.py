"""What the analyses of chains answer. These shapes are the wire contract of CLI and REST (`cls` is `class` there)."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from graph.analysis.thresholds import Thresholds


class GapType(StrEnum):
    """Kinds of weak link; the definitions stand in docs/methods.md, section G."""

    BREAK = "断点"
    SUSPECTED_BREAK = "疑似断点"
    BLOCKED = "堵点"
    WEAK = "短板"
    SINGLE_SOURCE = "单点"
    UNKNOWN = "数据不足"
    STRONG = "长板"
    CHOKE = "卡脖子"


SOUND: Final = frozenset({None, GapType.STRONG})  # of a node known not to be weak
NO_GAP: Final = SOUND | {GapType.UNKNOWN}  # of a node that is not weak, or not known to be
HEALTHY: Final = "正常"


def type_word(kind: GapType | None) -> str:
    """The type of a node in a word, 正常 for a healthy one."""
    return kind.value if kind else HEALTHY


@dataclass(frozen=True, slots=True)
class Named:
    """An entity by id and name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class NodeRef:
    """A node of a chain, with the stage it belongs to (上游, 中游, 下游)."""

    id: str
    name: str
    stage: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a gap's score; the contributions add up to the score."""

    cause: str
    value: float
    weight: float
    contribution: float
    note: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remedy:
    """Something that would mend the gap."""

    kind: str
    target: Named
    why: str


@dataclass(frozen=True, slots=True)
class Gap:
    """The finding on one node; `type` is None for a healthy one."""

    node: NodeRef
    type: GapType | None
    score: float
    certainty: float
    probability_absent: float | None
    observed: int
    expected: float
    why: tuple[Reason, ...]
    unknown: tuple[str, ...]  # causes the data cannot tell
    evidence: tuple[str, ...]
    remedies: tuple[Remedy, ...]
    firms: tuple[Named, ...]
    explanation: str
    tainted: bool  # rests on sample, synthetic or estimated sources
    robustness: float = 1.0  # share of perturbed runs in which the type stands
    behind: tuple[Named, ...] = ()  # final products that no route reaches without this node
    available: bool = False  # made in the region from end to end, inputs and theirs included


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of what exists the sources have seen: what is reckoned with, and its band."""

    value: float
    low: float
    high: float
    sources: int
    note: str


@dataclass(frozen=True, slots=True)
class NearFirm:
    """A firm that does not make the node yet and makes what is near to it."""

    id: str
    name: str
    region: Named | None
    reach: str  # 本地, 本省, 外地 or 所在地未知; 国内 where the whole country is asked about
    nearness: float  # 0..1
    has: tuple[str, ...]
    lacks: tuple[str, ...]  # inputs of the node that it neither makes nor takes


@dataclass(frozen=True, slots=True)
class Addition:
    """A node at which a firm is to be won or raised, and what that closes."""

    node: NodeRef
    closes: tuple[NodeRef, ...]  # gaps that are closed once this and the additions before it are there
    weight: float  # of those gaps
    firms: tuple[NearFirm, ...]


@dataclass(frozen=True, slots=True)
class Direction:
    """A node to strengthen (强链) or to reach out for (延链)."""

    node: NodeRef
    value: float  # 0..1, by which the nodes are ordered
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """补链: the fewest additions that close the most weighted gaps; beside it what to strengthen and to extend."""

    method: str  # exact or greedy
    closed: float  # share of the weight of all gaps that the additions close
    at_least: float  # share of the best possible with as many additions that is certainly reached
    note: str
    additions: tuple[Addition, ...]
    open: tuple[NodeRef, ...]  # gaps that stay
    strengthen: tuple[Direction, ...]
    extend: tuple[Direction, ...]


@dataclass(frozen=True, slots=True)
class Backing:
    """A policy that backs a node: directly, or through what realises the node."""

    policy: Named
    relation: str
    through: str  # name of what it backs
    scope: str  # where it holds
    evidence: tuple[str, ...]
    tainted: bool


@dataclass(frozen=True, slots=True)
class NodePolicies:
    """The policies in force for one node."""

    node: NodeRef
    type: GapType | None
    policies: tuple[Backing, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A policy that does not count, and why."""

    policy: Named
    why: str


@dataclass(frozen=True, slots=True)
class PolicyMatrix:
    """Which gaps have a policy behind them, and which policies meet no gap."""

    whole_chain: tuple[Backing, ...]  # policies for the chain as such; they count for no single node
    gaps: tuple[NodePolicies, ...]  # every weak node
    without_policy: tuple[NodeRef, ...]
    without_gap: tuple[NodePolicies, ...]  # nodes that are not weak and have policies, of those that meet no gap
    left_out: tuple[LeftOut, ...]  # expired, replaced or not yet in force
    as_of: str  # the day by which that is judged


@dataclass(frozen=True, slots=True)
class GapReport:
    """Weak links of one chain in one region (None: the whole country)."""

    chain: Named
    region: Named | None
    as_of: str
    coverage: Coverage
    gaps: tuple[Gap, ...]
    tainted: bool
    plan: Plan | None = None
    policies: PolicyMatrix | None = None
    limits: Thresholds | None = None  # what the findings were decided by

    def without_healthy(self) -> "GapReport":
        """The weak links, and the nodes of which too little is known."""
        return replace(self, gaps=tuple(gap for gap in self.gaps if gap.type not in SOUND))
