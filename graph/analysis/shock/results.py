"""What the shock analysis answers. These shapes are the wire contract of CLI and REST."""

from dataclasses import dataclass

from graph.analysis.results import Coverage, Named


@dataclass(frozen=True, slots=True)
class Removed:
    """One thing that fails: a firm, or the firms of a node or region."""

    id: str
    name: str
    kind: str  # 企业, 环节, 地区
    firms: int


@dataclass(frozen=True, slots=True)
class PartLoss:
    """The loss of a node or region."""

    id: str
    name: str
    loss: float  # share of its own output, 0..1
    share: float  # of the output of all; these add up to the whole loss, but for firms of no node or region
    firms: int  # that lose a hundredth of their output or more
    coverage: Coverage | None = None  # of a region's records


@dataclass(frozen=True, slots=True)
class FirmLoss:
    """The loss of a firm."""

    id: str
    name: str
    loss: float  # share of its own output, 0..1
    share: float  # of the output of all


@dataclass(frozen=True, slots=True)
class Step:
    """A supply fact along which a large loss came."""

    source: Named
    target: Named
    way: str  # 缺少投入 or 失去客户
    loss: float  # of the target, 0..1
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """The loss in draws in which each supply fact is there by its confidence: 5 % and 95 % of them."""

    low: float
    high: float
    draws: int


@dataclass(frozen=True, slots=True)
class KnownNetwork:
    """How much of the network the graph knows; a shock in an unknown part shows no loss."""

    firms: int
    recorded: int  # firms with any supply record
    supplies: int  # supply facts
    comparable: bool  # whether regions may be compared with each other
    note: str


@dataclass(frozen=True, slots=True)
class ShockReport:
    """What fails with what was removed; the loss is a share of the output of all firms known."""

    removed: tuple[Removed, ...]
    psi: float
    loss: float
    direct: float  # of it, of what was removed itself
    interval: Interval | None  # None where the network is too large to be drawn again and again
    by_node: tuple[PartLoss, ...]
    by_region: tuple[PartLoss, ...]
    path: tuple[float, ...]  # loss after each round, the shock itself first
    firms: tuple[FirmLoss, ...]  # hit hardest, without what was removed
    why: tuple[Step, ...]
    evidence: tuple[str, ...]  # of these steps
    stop_rule: str
    coverage: KnownNetwork
    unit: str  # of the sales: 元, or 条 where no amounts are told
    as_of: str
    tainted: bool


@dataclass(frozen=True, slots=True)
class FirmRisk:
    """What the failure of one firm alone would cost."""

    id: str
    name: str
    loss: float  # share of the output of all, 0..1
    own: float  # of it, the firm's own output
    upstream: float  # what its suppliers lose, exact or an upper bound (F6)


@dataclass(frozen=True, slots=True)
class RiskReport:
    """Firms by what their failure alone would cost, the costliest first."""

    ranking: tuple[FirmRisk, ...]
    examined: int  # firms whose failure was run
    firms: int
    note: str
    stop_rule: str
    coverage: KnownNetwork
    as_of: str
    tainted: bool


@dataclass(frozen=True, slots=True)
class SetMember:
    """A firm of the set, in the order in which it was taken."""

    id: str
    name: str
    added: float  # to the loss of those before it
    alone: float  # what its failure alone costs


@dataclass(frozen=True, slots=True)
class WorstSet:
    """Few firms whose failure together costs much: the loss is a share of the output of all firms known."""

    firms: tuple[SetMember, ...]
    loss: float  # of all of them together
    highest_alone: float  # for comparison: of as many firms that cost most each alone, together
    at_least: float  # share of the loss that any set of as many firms could bring which is certainly reached
    candidates: int  # firms that were considered
    runs: int  # failures of several together that were run
    note: str
    stop_rule: str
    coverage: KnownNetwork
    as_of: str
    tainted: bool


@dataclass(frozen=True, slots=True)
class SecondSource:
    """A rival that takes over a half of a firm's sales."""

    id: str
    name: str
    region: Named | None
    after: float  # loss of all when the firm fails then
    saved: float  # what that is less than now
    own_before: float  # loss of all when the rival fails now …
    own_after: float  # … and then: the risk that moves with the sales
    evidence: tuple[str, ...]  # that the rival makes it


@dataclass(frozen=True, slots=True)
class SecondSources:
    """What a second source beside a firm would save, the most first."""

    firm: Named
    node: Named | None  # what it sells: rivals are those who make that, too
    before: float  # loss of all when the firm fails now
    links: int  # sales of which a half would move
    required: (
        bool  # whether these are inputs that the buyers cannot do without; else they have none such, and all count
    )
    options: tuple[SecondSource, ...]
    rivals: int  # in all
    note: str
    stop_rule: str
    coverage: KnownNetwork
    evidence: tuple[str, ...]  # of the sales
    as_of: str
    tainted: bool
