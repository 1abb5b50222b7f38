"""The supply network that the graph tells of: firms with their size and main product, and who sells what to whom.

Method: docs/methods.md, equations F7–F9.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graph.analysis.census import nodes_by_name
from graph.analysis.demand import inputs_of
from graph.analysis.makings import Makings, revenue_of
from graph.analysis.purchases import amounts_of, goods_of, records_of, standing_sales, values_of
from graph.analysis.routes import join
from graph.analysis.shock.flows import LINEAR, Firms, Flows, Sales, flows_of
from graph.snapshot import Edges, Snapshot
from ontology.chains import Chain

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]

LEAK: Final = 0.05  # least share of output that goes to final demand
_AT_ONCE: Final = 1_000_000  # sales looked up in one go, for memory


@dataclass(frozen=True)
class Network:
    """n firms and m sales; a supply fact about two products is two sales, its value shared."""

    firm: Numbers  # n snapshot numbers, rising
    firms: Firms
    sales: Sales
    row: Numbers  # m rows of `facts`
    facts: Edges
    maker: Numbers  # firm of each making, 0..n-1
    made: Numbers  # and the place of its node
    nodes: tuple[str, ...]  # ids of the nodes of all chains
    in_yuan: bool  # whether the values are amounts of money; else numbers of records

    @cached_property
    def flows(self) -> Flows:
        """The shares by which losses are passed on."""
        return flows_of(self.sales, self.firms, leak=LEAK)

    @cached_property
    def recorded(self) -> NDArray[np.bool_]:
        """Whether each firm has any supply fact, n values."""
        found = np.zeros(self.firm.size, np.bool_)
        found[self.sales.seller] = found[self.sales.buyer] = True
        return found

    def place(self, numbers: Numbers) -> Numbers:
        """Firms of these snapshot numbers, those that are in the network, each once."""
        return np.flatnonzero(np.isin(self.firm, numbers))

    def makers(self, node: str) -> Numbers:
        """Firms that make a node, by its id."""
        return np.unique(self.maker[self.made == self.nodes.index(node)])

    def drawn(self, random: np.random.Generator) -> Flows:
        """The network with each supply fact in it by its confidence."""
        kept = (random.random(self.facts.subject.size) < self.facts.confidence)[self.row]
        sales = self.sales
        held = Sales(sales.seller[kept], sales.buyer[kept], sales.value[kept], sales.input[kept])
        return flows_of(held, self.firms, leak=LEAK)


def network_of(snapshot: Snapshot, chains: Sequence[Chain], makings: Makings) -> Network:
    """The network of all firms that make a node of these chains, or buy from or sell to another.

    Args:
        snapshot: the graph at one version.
        chains: all chains, in the order in which the makings number their nodes.
        makings: who makes what.
    """

    def made() -> Network:
        facts = _standing(snapshot)
        firm = np.unique(np.concatenate([makings.firm, facts.subject, facts.object]))
        row, good = _goods(snapshot, chains, makings, facts)
        amounts = amounts_of(facts)
        value = values_of(amounts, records_of(facts)) / np.bincount(row, minlength=facts.subject.size)
        seller, buyer = (np.searchsorted(firm, one[row]) for one in (facts.subject, facts.object))
        maker = np.searchsorted(firm, makings.firm)
        sold = np.bincount(seller, value[row], firm.size).astype(np.float64)
        in_yuan = bool(np.isfinite(amounts).any())
        size = _sizes(snapshot, firm, sold, in_yuan=in_yuan)
        sales = Sales(seller, buyer, value[row], _inputs(chains, good, buyer, (maker, makings.node)))
        return Network(
            firm=firm,
            firms=Firms(size, _markets(firm.size, sales, good, makings, maker)),
            sales=sales,
            row=row,
            facts=facts,
            maker=maker,
            made=makings.node,
            nodes=makings.nodes,
            in_yuan=in_yuan,
        )

    return snapshot.kept(("network", tuple(chains)), made)


def _standing(snapshot: Snapshot) -> Edges:
    """Supply facts that are stated and not over, without those of a firm to itself."""
    sales = standing_sales(snapshot)
    kept = sales.subject != sales.object
    return Edges(sales.subject[kept], sales.object[kept], sales.table.filter(pa.array(kept)))


def _goods(snapshot: Snapshot, chains: Sequence[Chain], makings: Makings, facts: Edges) -> tuple[Numbers, Numbers]:
    """What each fact is about, as rows and places of nodes; a fact that tells it of no node has one row with -1."""
    row, good = goods_of(facts, nodes_by_name(snapshot, chains), makings)
    known = good >= 0
    untold = np.setdiff1d(np.arange(facts.subject.size), row[known])
    row, good = np.concatenate([row[known], untold]), np.concatenate([good[known], np.full(untold.size, -1)])
    order = np.lexsort((good, row))
    return row[order], good[order]


def _sizes(snapshot: Snapshot, firm: Numbers, sold: Floats, *, in_yuan: bool) -> Floats:
    """Output of each firm: revenue where it is known in the unit of the sales, at least what it is known to sell (F7).

    A firm of which neither is known has the usual output, so that its failure counts at all.
    """
    least = sold / (1 - LEAK)
    revenue = revenue_of(snapshot, firm) if in_yuan else np.full(firm.size, np.nan)
    size = np.fmax(np.nan_to_num(revenue), least)
    known = size > 0
    usual = float(np.median(size[known])) if known.any() else 1.0
    return np.where(known, size, usual)


def _markets(count: int, sales: Sales, good: Numbers, makings: Makings, maker: Numbers) -> Numbers:
    """Main node of each firm: what it sells most of, or else the first that it makes; -1 where neither is known."""
    market = np.full(count, -1, np.int64)
    market[maker[::-1]] = makings.node[::-1]
    told = good >= 0
    width = len(makings.nodes) + 1
    pairs, back = np.unique(sales.seller[told] * width + good[told], return_inverse=True)
    rising = pairs[np.argsort(np.bincount(back, sales.value[told], pairs.size), kind="stable")]
    market[rising // width] = rising % width  # the largest comes last and stays
    return market


def _inputs(chains: Sequence[Chain], good: Numbers, buyer: Numbers, makings: tuple[Numbers, Numbers]) -> Numbers:
    """Number of the required input that each sale goes into at its buyer, LINEAR where it goes into none (F8)."""
    inputs = inputs_of(chains)
    required = np.array([node.required for chain in chains for node in chain.nodes], np.bool_)
    needed = np.zeros(int(inputs.input.max(initial=-1)) + 1, np.bool_)
    needed[inputs.input[required[inputs.option]]] = True
    kept = needed[inputs.input]
    keys, first = np.unique(inputs.option[kept] * inputs.size + inputs.customer[kept], return_index=True)
    number, found = inputs.input[kept][first], np.full(good.size, LINEAR, np.int64)
    for sale, node in _made_by(good, buyer, makings):
        key = good[sale] * inputs.size + node
        at = np.minimum(np.searchsorted(keys, key), max(keys.size - 1, 0))
        hit = (keys[at] == key) if keys.size else np.zeros(key.size, np.bool_)
        found[sale[hit][::-1]] = number[at[hit]][::-1]
    return found


def _made_by(good: Numbers, buyer: Numbers, makings: tuple[Numbers, Numbers]) -> Iterator[tuple[Numbers, Numbers]]:
    """Sales of known goods with each node that their buyer makes, some at a time."""
    maker, node = makings
    told = np.flatnonzero(good >= 0)
    for start in range(0, told.size, _AT_ONCE):
        part = told[start : start + _AT_ONCE]
        of_part, at = join(buyer[part], maker)
        yield part[of_part], node[at]
