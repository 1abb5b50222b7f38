"""The part of a snapshot that a report rests on: what travels in its evidence pack.

Left out are the facts that no analysis of a chain reads, firms that make no node of any chain, observations of things
that are on none, and what firms tell of themselves beside whether they still work. That the rest gives the same answer
is not believed but checked, each time a report is made (`reading.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.analysis.firm_states import state_alone
from graph.analysis.makings import node_ids
from graph.analysis.routes import routes_to
from graph.snapshot import Edges, Snapshot
from graph.store import NODE_COLUMNS
from ontology.chains import Chain
from ontology.schema import EntityClass, Relation

Flags = NDArray[np.bool_]

_MAKING: Final = frozenset({Relation.PRODUCES, Relation.PROVIDES})
_READ: Final = frozenset(
    {
        *_MAKING,
        *(Relation.REALISES, Relation.PART_OF, Relation.SUBSIDIARY_OF, Relation.SUPPLIES, Relation.ABOUT),
        *(Relation.SUPPORTS, Relation.APPLIES_TO, Relation.SERVES, Relation.ISSUED, Relation.REPLACES),
    }
)


def carve(snapshot: Snapshot, chains: Sequence[Chain]) -> Snapshot:
    """A snapshot with the facts that answers about these chains rest on, under the same version and day."""
    on_chain = _on_chain(snapshot, chains)
    kept = {relation: _part(snapshot, relation, on_chain) for relation in snapshot.relations if relation in _READ}
    own = snapshot.index_of(node_ids(chains))
    used = np.zeros(snapshot.nodes.num_rows, np.bool_)
    used[own[own >= 0]] = used[_one_of_each_region(snapshot)] = True
    for edges in kept.values():
        used[edges.subject] = used[edges.object] = True
    number = np.cumsum(used) - 1
    relations = {
        relation: Edges(number[edges.subject], number[edges.object], edges.table)
        for relation, edges in kept.items()
        if edges.subject.size
    }
    return Snapshot(snapshot.version, _nodes(snapshot.nodes.filter(pa.array(used))), relations, snapshot.as_of)


def _one_of_each_region(snapshot: Snapshot) -> NDArray[np.int64]:
    """A node of each region: regions are compared with all that the graph knows of, firms or no firms."""
    homes = pc.fill_null(snapshot.nodes["region"].combine_chunks(), "").dictionary_encode()
    _, first = np.unique(homes.indices.to_numpy(), return_index=True)
    return first


@dataclass(frozen=True, slots=True)
class _OnChain:
    """Which nodes of a snapshot are on a chain: what is made, and who makes it."""

    made: Flags
    makers: Flags


def _on_chain(snapshot: Snapshot, chains: Sequence[Chain]) -> _OnChain:
    made, makers = (np.zeros(snapshot.nodes.num_rows, np.bool_) for _ in range(2))
    made[routes_to(snapshot, node_ids(chains)).target] = True
    for relation in _MAKING:
        edges = snapshot.edges(relation)
        makers[edges.subject[made[edges.object]]] = True
    return _OnChain(made, makers)


def _part(snapshot: Snapshot, relation: Relation, on_chain: _OnChain) -> Edges:
    edges = snapshot.edges(relation)
    if relation in _MAKING:
        return _where(edges, on_chain.made[edges.object])
    if relation is Relation.PART_OF:
        return _where(edges, on_chain.made[edges.subject])
    if relation is Relation.ABOUT:
        told = on_chain.made[edges.object] | on_chain.makers[edges.object]
        return _where(edges, told & snapshot.is_class(EntityClass.OBSERVATION)[edges.subject])
    return edges


def _where(edges: Edges, keep: Flags) -> Edges:
    return Edges(edges.subject[keep], edges.object[keep], edges.table.filter(pa.array(keep)))


def _nodes(nodes: pa.Table) -> pa.Table:
    """The nodes without other writings of their names; of a firm's properties only whether it still works."""
    firm = pc.equal(nodes["class"], EntityClass.ENTERPRISE.value).to_numpy(zero_copy_only=False)
    told = [
        state_alone(text) if is_firm else text
        for is_firm, text in zip(firm.tolist(), nodes["properties"].to_pylist(), strict=True)
    ]
    aliases = pa.array([[]] * nodes.num_rows, NODE_COLUMNS.field("aliases").type)
    names = nodes.column_names
    bare = nodes.set_column(names.index("properties"), "properties", pa.array(told, pa.string()))
    return bare.set_column(names.index("aliases"), "aliases", aliases).combine_chunks()
