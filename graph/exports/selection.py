"""A part of the graph to export: what lies around an entity, or a chain with the firms that make its nodes."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graph.snapshot import Edges, Snapshot
from ontology.chains import Chain, chain_key, node_id
from ontology.errors import UnknownEntity
from ontology.schema import EntityClass, Relation

_PROOFS = (EntityClass.EVIDENCE, EntityClass.DOCUMENT, EntityClass.DECISION)


def without_proofs(snapshot: Snapshot) -> Snapshot:
    """Entities and facts only; facts keep the ids of their evidence."""
    proofs = np.logical_or.reduce([snapshot.is_class(cls) for cls in _PROOFS])
    return among(snapshot, ~proofs)


def around(snapshot: Snapshot, centre: str, *, hops: int = 1) -> Snapshot:
    """An entity with what is at most `hops` facts away, and all facts among these.

    Raises:
        UnknownEntity: the graph has no node with this id.
    """
    start = int(snapshot.index_of([centre])[0])
    if start < 0:
        raise UnknownEntity(centre)
    kept = np.zeros(snapshot.nodes.num_rows, np.bool_)
    kept[start] = True
    for _ in range(hops):
        kept = _grown(snapshot, kept)
    return among(snapshot, kept)


def of_chain(snapshot: Snapshot, chain: Chain) -> Snapshot:
    """A chain, its nodes, the products that realise them, and the firms that make either."""
    ids = snapshot.index_of([chain_key(chain), *(node_id(chain, node) for node in chain.nodes)])
    kept = np.zeros(snapshot.nodes.num_rows, np.bool_)
    kept[ids[ids >= 0]] = True
    realised = snapshot.edges(Relation.REALISES)
    kept[realised.object[kept[realised.subject]]] = True
    for relation in (Relation.PRODUCES, Relation.PROVIDES):
        made = snapshot.edges(relation)
        kept[made.subject[kept[made.object]]] = True
    return among(snapshot, kept)


def among(snapshot: Snapshot, kept: NDArray[np.bool_]) -> Snapshot:
    """The nodes kept and the facts between two of them, numbered anew."""
    place = np.cumsum(kept) - 1
    relations = {relation: _between(edges, kept, place) for relation, edges in snapshot.relations.items()}
    held = {relation: edges for relation, edges in relations.items() if edges.subject.size}
    return Snapshot(snapshot.version, snapshot.nodes.filter(pa.array(kept)), held, snapshot.as_of)


def _between(edges: Edges, kept: NDArray[np.bool_], place: NDArray[np.int64]) -> Edges:
    rows = kept[edges.subject] & kept[edges.object]
    return Edges(place[edges.subject[rows]], place[edges.object[rows]], edges.table.filter(pa.array(rows)))


def _grown(snapshot: Snapshot, kept: NDArray[np.bool_]) -> NDArray[np.bool_]:
    grown = kept.copy()
    for edges in snapshot.relations.values():
        grown[edges.object[kept[edges.subject]]] = True
        grown[edges.subject[kept[edges.object]]] = True
    return grown
