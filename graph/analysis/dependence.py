"""Dependence on outside supply: what share of the region's purchases of a node comes from elsewhere?

Method: docs/methods.md, equation O1: D = 1 − local purchases / all purchases (1 − 本地配套率), from supply records.
Without records the answer is None, never 0.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from graph.analysis.homes import home_mask, homeless_mask
from graph.analysis.supply import Supply, is_over
from graph.snapshot import Snapshot
from ontology.schema import Relation, Status
from ontology.values.names import fold


@dataclass(frozen=True, slots=True)
class Dependence:
    """Purchases of one node by the region's firms, counted in supply relations."""

    local: int
    outside: int
    evidence: tuple[str, ...]

    @property
    def records(self) -> int:
        return self.local + self.outside

    @property
    def share(self) -> float:
        """Share bought outside, 0..1."""
        return self.outside / self.records


def dependence_of(snapshot: Snapshot, supply: Supply, region: str) -> Mapping[int, Dependence]:
    """Where firms of the region buy each node; a node without records is not in the answer.

    A record that names its product counts for the node of that product, any other for all nodes its seller makes.
    Sellers whose region is not known are left out: they are neither local nor outside.
    """
    sales = snapshot.edges(Relation.SUPPLIES).where(Status.STATED)
    home = home_mask(snapshot, region)
    rows = np.flatnonzero(home[sales.object] & ~homeless_mask(snapshot)[sales.subject])
    facts = sales.table.select(["properties", "evidence", "source_ids"]).take(pa.array(rows)).to_pylist()
    names, makes = _node_names(supply), _nodes_of_firms(supply)
    found: dict[int, list[tuple[bool, list[str]]]] = defaultdict(list)
    for row, fact in zip(rows, facts, strict=True):
        seller = int(sales.subject[row])
        for node in () if is_over(fact, snapshot.as_of) else _nodes(fact, makes.get(seller, frozenset()), names):
            found[node].append((bool(home[seller]), fact["evidence"]))
    return {node: _counted(purchases) for node, purchases in found.items()}


def _counted(purchases: list[tuple[bool, list[str]]]) -> Dependence:
    local = sum(inside for inside, _ in purchases)
    evidence = dict.fromkeys(item for _, items in purchases for item in items)
    return Dependence(local, len(purchases) - local, tuple(evidence))


def _nodes(fact: Mapping[str, Any], made: frozenset[int], names: Mapping[str, frozenset[int]]) -> Iterable[int]:
    product = json.loads(fact["properties"]).get("product") if fact["properties"] else None
    stated = product if isinstance(product, list) else [product] if product else []
    if not stated:
        return made
    return frozenset().union(*(names.get(fold(str(one)), frozenset()) for one in stated))


def _nodes_of_firms(supply: Supply) -> Mapping[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for one in supply.made:
        found[one.firm].add(one.node)
    return {firm: frozenset(nodes) for firm, nodes in found.items()}


def _node_names(supply: Supply) -> Mapping[str, frozenset[int]]:
    """Nodes by the folded names of the definition and of the products that firms make them through."""
    found: dict[str, set[int]] = defaultdict(set)
    for number, node in enumerate(supply.chain.nodes):
        for name in node.names:
            found[fold(name)].add(number)
    for one in supply.made:
        for product in one.products:
            found[fold(product)].add(one.node)
    return {name: frozenset(nodes) for name, nodes in found.items()}
