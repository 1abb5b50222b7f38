"""An immutable columnar copy of the resolved graph. Every analysis reads it and nothing else.

Nodes are numbered 0..n-1 over all classes, in the order of their ids; edges point at these numbers.
"""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.store import EDGE_COLUMNS, NODE_COLUMNS, View
from ontology.schema import EntityClass, Relation, Status
from ontology.values.regions import is_inside

Numbers = NDArray[np.int64]
T = TypeVar("T")
_LOOKED_UP = 500  # ids that are sooner found one by one than by hashing all of the graph's


@dataclass(frozen=True)
class Edges:
    """All facts of one relation, column by column; row i is one fact."""

    subject: Numbers  # node numbers
    object: Numbers
    table: pa.Table  # EDGE_COLUMNS of graph/store.py, same row order

    @cached_property
    def confidence(self) -> NDArray[np.float64]:
        """Confidence of each fact, 0..1."""
        return np.asarray(self.table["confidence"].to_numpy(), np.float64)

    def where(self, *statuses: Status) -> "Edges":
        """The facts with one of these statuses."""
        keep = pc.is_in(self.table["status"], value_set=pa.array([status.value for status in statuses]))
        mask = np.asarray(keep.to_numpy(zero_copy_only=False), np.bool_)
        return self if mask.all() else Edges(self.subject[mask], self.object[mask], self.table.filter(keep))


_NO_EDGES = Edges(np.empty(0, np.int64), np.empty(0, np.int64), EDGE_COLUMNS.empty_table())


@dataclass(frozen=True)
class Snapshot:
    """The graph at one version."""

    version: str
    nodes: pa.Table  # NODE_COLUMNS of graph/store.py and `class`; sorted by id
    relations: Mapping[Relation, Edges]
    as_of: str  # ISO date of the newest source, empty when none is dated
    hidden: NDArray[np.bool_] | None = None  # nodes that count and are not shown to who asks; see graph/veil/

    def edges(self, relation: Relation) -> Edges:
        """The facts of a relation; none where the graph has none."""
        return self.relations.get(relation, _NO_EDGES)

    def index_of(self, ids: Sequence[str]) -> Numbers:
        """Number of each id, -1 for one the graph does not have."""
        if len(ids) <= _LOOKED_UP:
            return np.array([self._place(one) for one in ids], np.int64)
        asked = pa.array(ids, pa.string()).dictionary_encode()
        found = pc.index_in(self._ids, value_set=asked.dictionary)  # the shorter list is the one that is hashed
        at = np.flatnonzero(found.is_valid().to_numpy(zero_copy_only=False))
        places = np.full(len(asked.dictionary), -1, np.int64)
        places[found.drop_null().to_numpy()] = at
        numbers: Numbers = places[asked.indices.to_numpy()]
        return numbers

    def _place(self, key: str) -> int:
        """Number of one id among the sorted ones, -1 where the graph does not have it."""
        wanted, (starts, letters) = key.encode(), self._id_letters
        at = bisect_left(
            range(len(self._ids)), wanted, key=lambda one: letters[starts[one] : starts[one + 1]].tobytes()
        )
        return at if at < len(self._ids) and self._ids[at].as_py() == key else -1

    @cached_property
    def _id_letters(self) -> tuple[list[int], memoryview]:
        """Where each id begins in the bytes of all, which are in the order of the ids as their letters are."""
        held = self._ids.cast(pa.large_string())
        _, starts, letters = held.buffers()
        begins = np.frombuffer(starts, np.int64)[held.offset : held.offset + len(held) + 1]
        return begins.tolist(), memoryview(letters or b"")

    def id(self, number: int) -> str:
        """Id of a node."""
        return cast("str", self._ids[number].as_py())

    def name(self, number: int) -> str:
        """Name of a node."""
        return cast("str", self.nodes["name"][number].as_py())

    def is_class(self, cls: EntityClass) -> NDArray[np.bool_]:
        """For each node, whether it is of this class."""
        same = pc.equal(self.nodes["class"], cls.value)
        return np.asarray(same.to_numpy(zero_copy_only=False), np.bool_)

    def is_inside(self, number: int, region: str) -> bool:
        """Whether a node sits in a region (`reg:` id); one without a known region does not."""
        home = self.nodes["region"][number].as_py()
        return bool(home) and is_inside(home, region)

    @cached_property
    def _ids(self) -> pa.Array:
        return self.nodes["id"].combine_chunks()

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made of this snapshot under this key before, or else made now: analyses share what they derive."""
        if key not in self._kept:
            self._kept[key] = make()
        return cast("T", self._kept[key])

    @cached_property
    def _kept(self) -> dict[Hashable, object]:
        return {}


def load_snapshot(view: View) -> Snapshot:
    """Read the whole graph once, column by column; anew where a write came in between, so that it is of one version.

    Nodes are numbered in the order of their ids; an edge whose end is not in the graph would be a fault of the
    store and raises KeyError.
    """
    version = view.version()
    try:
        found = _read(view, version)
    except KeyError:
        if view.version() == version:
            raise
        return load_snapshot(view)
    return found if view.version() == version else load_snapshot(view)


def _read(view: View, version: str) -> Snapshot:
    nodes = whole_nodes({cls: view.nodes(cls) for cls in EntityClass})
    tables = {relation: view.edges(relation).select(EDGE_COLUMNS.names) for relation in Relation}
    held = _numbered({relation: table for relation, table in tables.items() if table.num_rows}, nodes["id"])
    return Snapshot(version, nodes, held, newest(held))


def whole_nodes(tables: Mapping[EntityClass, pa.Table]) -> pa.Table:
    """Nodes of all classes with their class, sorted by id."""
    named = [
        table.select(NODE_COLUMNS.names).append_column("class", pa.repeat(cls.value, table.num_rows))
        for cls, table in tables.items()
    ]
    shape = NODE_COLUMNS.append(pa.field("class", pa.string()))
    whole = pa.concat_tables([shape.empty_table(), *named]).combine_chunks()
    return whole.take(pc.sort_indices(whole["id"].combine_chunks()))  # `sort_by` takes twice as long


def _numbered(tables: Mapping[Relation, pa.Table], ids: pa.ChunkedArray) -> dict[Relation, Edges]:
    """Each relation with the numbers of its ends; all ends are looked up at once, for one hash of the ids."""
    if not tables:
        return {}
    ends = [chunk for table in tables.values() for name in ("subject", "object") for chunk in table[name].chunks]
    names = pa.chunked_array(ends, pa.string())
    found = pc.index_in(names, value_set=ids.combine_chunks())
    if found.null_count:
        raise KeyError(names.filter(pc.is_null(found))[0].as_py())
    numbers, start, edges = np.asarray(found.to_numpy(), np.int64), 0, {}
    for relation, table in tables.items():
        middle, end = start + table.num_rows, start + 2 * table.num_rows
        edges[relation] = Edges(numbers[start:middle], numbers[middle:end], table)
        start = end
    return edges


def edge_order(subjects: Numbers, objects: Numbers, status: pa.ChunkedArray) -> Numbers:
    """Rows of edges by subject, object and status: node numbers sort as the ids do; no two edges have all three."""
    if not subjects.size:
        return np.empty(0, np.int64)
    coded = status.combine_chunks().dictionary_encode()
    ranks = np.argsort(np.argsort(coded.dictionary.to_numpy(zero_copy_only=False)))
    ends = subjects * (objects.max() + 1) + objects  # of a graph of fewer than a thousand million nodes
    order: Numbers = np.argsort(ends * ranks.size + ranks[coded.indices.to_numpy()])
    return order


def newest(relations: Mapping[Relation, Edges]) -> str:
    """ISO date of the newest source behind any fact, empty when none is dated."""
    dates = [pc.max(edges.table["last_seen"]).as_py() for edges in relations.values()]
    return max((day.isoformat() for day in dates if day is not None), default="")
