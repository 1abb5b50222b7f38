"""What is hidden from those who see some regions only.

- What has its place outside the regions; what has none is everybody's.
- Solutions and platforms that only such firms offer or operate.
- Sentences, rows, numbers, demands and documents about them, or that speak of one by name; of a document its title
  and file count, and a publisher elsewhere is left unnamed (`shown.py`).
- Sentences and rows from which a fact with one was read.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from ahocorasick_rs import AhoCorasick

from graph.analysis.homes import home_mask, homeless_mask
from graph.snapshot import Edges, Numbers, Snapshot
from graph.veil.names import SAYING, Flags, which_speak
from ontology.schema import EntityClass, Relation

_OWN: Final = frozenset({Relation.OFFERS, Relation.OPERATES})  # what belongs to those at the other end alone
_FILE: Final = r'"file":\s*"(?P<file>(?:[^"\\]|\\.)*)"'


def hidden_things(snapshot: Snapshot, regions: Sequence[str]) -> Flags:
    """What lies outside the regions (`reg:` ids, at least one), and what belongs to that alone."""
    hidden = _elsewhere(snapshot, regions)
    for relation in _OWN:
        hidden[_only_of(snapshot.edges(relation), hidden)] = True
    return hidden


def hidden_sayings(snapshot: Snapshot, things: Flags, search: AhoCorasick) -> Flags:
    """What tells of hidden things: `search` finds the names that only these bear."""
    hidden = things.copy()
    about = snapshot.edges(Relation.ABOUT)
    hidden[about.subject[hidden[about.object]]] = True
    hidden |= _speaking(snapshot, ~hidden, search)
    hidden[_proofs_between(snapshot, hidden)] = True
    stated = snapshot.edges(Relation.STATES)
    hidden[_only_of(Edges(stated.object, stated.subject, stated.table), hidden)] = True
    return np.asarray(hidden & ~things, np.bool_)


def _elsewhere(snapshot: Snapshot, regions: Sequence[str]) -> Flags:
    """What has a place, and that in none of the regions; regions themselves are no secret."""
    shown = homeless_mask(snapshot) | snapshot.is_class(EntityClass.REGION)
    for region in regions:
        shown |= home_mask(snapshot, region)
    return np.asarray(~shown, np.bool_)


def _only_of(edges: Edges, hidden: Flags) -> Numbers:
    """The objects that have hidden subjects and no other."""
    return np.setdiff1d(edges.object[hidden[edges.subject]], edges.object[~hidden[edges.subject]])


def _speaking(snapshot: Snapshot, among: Flags, search: AhoCorasick) -> Flags:
    """Sentences, titles and the like in which the name of something hidden stands."""
    found = np.zeros(among.size, np.bool_)
    for cls in SAYING:
        places = np.flatnonzero(snapshot.is_class(cls) & among)
        found[places] = which_speak(search, _texts(snapshot.nodes.take(pa.array(places)), cls))
    return found


def _texts(nodes: pa.Table, cls: EntityClass) -> pa.ChunkedArray:
    """What is said; the file of a document stands in its properties."""
    if cls is not EntityClass.DOCUMENT:
        return nodes["name"]
    file = pc.struct_field(pc.extract_regex(nodes["properties"], _FILE), "file")
    return pc.binary_join_element_wise(nodes["name"], file, "\n", null_handling="skip")


def _proofs_between(snapshot: Snapshot, hidden: Flags) -> Numbers:
    """Sentences and rows behind facts that something shown has with something hidden.

    A row of a table is only about what it is a row of, and may write the other by a code or in few letters.
    """
    proofs = [
        pc.list_flatten(edges.table["evidence"].filter(pa.array(hidden[edges.object] & ~hidden[edges.subject])))
        for relation, edges in snapshot.relations.items()
        if relation not in {Relation.ABOUT, Relation.STATES}
    ]
    told = pa.chunked_array([chunk for one in proofs for chunk in one.chunks], pa.string()).unique().to_pylist()
    places = snapshot.index_of(told)
    return places[places >= 0]
