"""What would a second source save? A half of a firm's sales goes to a rival that makes the same, and the firm fails.

The rival that saves most comes first; beside it what its own failure costs then, since risk moves with the sales.
Method: docs/methods.md, F12.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.census import Census
from graph.analysis.results import Named
from graph.analysis.shock.cascade import StopRule
from graph.analysis.shock.flows import Firms, Sales, flows_of
from graph.analysis.shock.network import LEAK, Network
from graph.analysis.shock.ranking import failures
from graph.analysis.shock.results import SecondSource, SecondSources
from graph.analysis.shock.scenario import known_network, tainted
from graph.analysis.thresholds import Thresholds
from graph.snapshot import Snapshot
from ontology.schema import Relation, Status
from ontology.values.regions import region_of

Numbers = NDArray[np.int64]

RULE: Final = StopRule(theta=1e-6)
TRIED: Final = 12  # rivals that are looked at, the largest: each needs the network made anew
_PART: Final = 0.5  # of the sales that move
_SHOWN: Final = 20  # evidence ids


def second_sources(
    snapshot: Snapshot, network: Network, census: Census, *, firm: int, limits: Thresholds
) -> SecondSources:
    """What each of the largest rivals of a firm would save as second source.

    Args:
        snapshot: the graph at one version.
        network: its supply network.
        census: says how much is known.
        firm: number of the firm in the network.
        limits: thresholds.
    """
    case = _Case(snapshot, network, firm)
    options = [case.option(rival) for rival in case.rivals[:TRIED].tolist()] if case.moved.size else []
    node = int(network.firms.market[firm])
    return SecondSources(
        firm=case.named(firm),
        node=case.node(node) if node >= 0 else None,
        before=case.loss(network.sales, network.firms, firm),
        links=int(case.moved.size),
        required=case.required,
        options=tuple(sorted(options, key=lambda one: -one.saved)),
        rivals=int(case.rivals.size),
        note=case.note(),
        stop_rule=str(RULE),
        coverage=known_network(network, census, limits),
        evidence=case.evidence(),
        as_of=snapshot.as_of,
        tainted=tainted(network),
    )


@dataclass(frozen=True)
class _Case:
    snapshot: Snapshot
    network: Network
    firm: int

    @cached_property
    def moved(self) -> Numbers:
        """Rows of the sales that would be split: required inputs of the buyers, or all where none is required."""
        sold = np.flatnonzero(self.network.sales.seller == self.firm)
        needed = sold[self.network.sales.input[sold] >= 0]
        return needed if needed.size else sold

    @cached_property
    def required(self) -> bool:
        """Whether the sales that move are required inputs."""
        return bool(self.moved.size and (self.network.sales.input[self.moved] >= 0).all())

    @cached_property
    def rivals(self) -> Numbers:
        """Other firms that make what this one sells, the largest first."""
        node, network = int(self.network.firms.market[self.firm]), self.network
        if node < 0:
            return np.empty(0, np.int64)
        others = np.setdiff1d(network.maker[network.made == node], [self.firm])
        return others[np.argsort(-network.firms.size[others], kind="stable")]

    def option(self, rival: int) -> SecondSource:
        """What it would be like with this rival."""
        network = self.network
        sales, firms = split(network.sales, network.firms, self.moved, rival)
        after, before = self.loss(sales, firms, self.firm), self.loss(network.sales, network.firms, self.firm)
        named = self.named(rival)
        home = self.snapshot.nodes["region"][int(network.firm[rival])].as_py()
        return SecondSource(
            id=named.id,
            name=named.name,
            region=Named(home, region_of(home).name) if home else None,
            after=after,
            saved=before - after,
            own_before=self.loss(network.sales, network.firms, rival),
            own_after=self.loss(sales, firms, rival),
            evidence=self._makes(rival),
        )

    def loss(self, sales: Sales, firms: Firms, failing: int) -> float:
        """Share of all output that is lost when the firm at this place fails."""
        flows = self.network.flows if sales is self.network.sales else flows_of(sales, firms, leak=LEAK)
        return float(failures(flows, firms.weight, np.array([failing]), RULE)[0])

    def named(self, firm: int) -> Named:
        """A firm of the network."""
        number = int(self.network.firm[firm])
        return Named(self.snapshot.id(number), self.snapshot.name(number))

    def node(self, place: int) -> Named:
        """A node of the chains; one that the graph does not have goes by its id."""
        key = self.network.nodes[place]
        number = int(self.snapshot.index_of([key])[0])
        return Named(key, self.snapshot.name(number) if number >= 0 else key)

    def note(self) -> str:
        """How the answer is to be read, or why there is none."""
        if not self.moved.size:
            return "图中没有这家企业的销售记录，无从分流 · no sales of this firm are recorded"
        if not self.rivals.size:
            return "图中没有第二家做同一环节的企业；须新引进 · nobody else is known to make this"
        tried = f"，只试了最大的 {TRIED} 家" if self.rivals.size > TRIED else ""
        return f"假定其一半销售改由另一家供应，能否做到须核实产能与认证{tried} · a half of its sales moves"

    def evidence(self) -> tuple[str, ...]:
        """Of the sales that would be split."""
        rows = np.unique(self.network.row[self.moved])
        proof = self.network.facts.table["evidence"].take(rows).to_pylist()
        return tuple(dict.fromkeys(one for ids in proof for one in ids or ()))[:_SHOWN]

    def _makes(self, rival: int) -> tuple[str, ...]:
        number, found = int(self.network.firm[rival]), list[str]()
        for relation in (Relation.PRODUCES, Relation.PROVIDES):
            edges = self.snapshot.edges(relation).where(Status.STATED)
            proof = edges.table["evidence"].take(np.flatnonzero(edges.subject == number)).to_pylist()
            found += [one for ids in proof for one in ids or ()]
        return tuple(dict.fromkeys(found))[:_SHOWN]


def split(sales: Sales, firms: Firms, rows: Numbers, rival: int) -> tuple[Sales, Firms]:
    """The network once a half of these sales of one firm is a rival's; the rival buys nothing from itself.

    Args:
        sales: all sales.
        firms: those who sell and buy, with their sizes.
        rows: which of the sales.
        rival: place of the firm that takes them over.
    """
    rows = rows[sales.buyer[rows] != rival]
    value, part = sales.value.copy(), sales.value[rows] * _PART
    value[rows] -= part
    size = firms.size.copy()
    size[rival] += part.sum()
    np.subtract.at(size, sales.seller[rows], part)
    added = (np.full(rows.size, rival), sales.buyer[rows], part, sales.input[rows])
    kept = (sales.seller, sales.buyer, value, sales.input)
    return (
        Sales(*(np.concatenate([old, new]) for old, new in zip(kept, added, strict=True))),
        Firms(size, firms.market),
    )
