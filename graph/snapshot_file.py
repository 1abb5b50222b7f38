"""A snapshot kept as Arrow files, so that the next process need not ask the graph for all of it again.

    snapshots/<version>/nodes.arrow, <relation>.arrow (EDGE_COLUMNS and the node numbers), as_of.txt

Files are mapped, not read: opening costs milliseconds whatever the size. A folder is complete once it has its
final name; only the newest versions are kept.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.snapshot import Edges, Numbers, Snapshot, edge_order, newest, whole_nodes
from graph.snapshot_change import ChangedNodes, changed_edges, changed_nodes
from graph.store import EDGE_COLUMNS, EdgeKind, GraphDelta
from graph.tables_on_demand import TablesOnDemand
from ontology.schema import EntityClass, Relation

KEPT: Final = 3
_AT_ONCE: Final = 2  # tables of a snapshot that are made at a time, a core each
_SUBJECT, _OBJECT = "__subject__", "__object__"


@dataclass(frozen=True, slots=True)
class _Run:
    """The nodes of one class."""

    ids: pa.Array
    numbers: Numbers

    def of(self, ids: pa.ChunkedArray) -> Numbers:
        """Numbers of these ids. Raises KeyError."""
        found = pc.index_in(ids, value_set=self.ids)
        if found.null_count:
            raise KeyError(ids.filter(pc.is_null(found))[0].as_py())
        return self.numbers[np.asarray(found.to_numpy(), np.int64)]


def read_snapshot(folder: Path, version: str) -> Snapshot | None:
    """The snapshot of this version, None where the folder does not have it."""
    place = folder / version
    return _mapped(place, Relation) if version and place.is_dir() else None


def _mapped(place: Path, relations: Iterable[Relation]) -> Snapshot:
    held = {one: _edges(_read(path)) for one in relations if (path := place / f"{one.value}.arrow").exists()}
    as_of = (place / "as_of.txt").read_text(encoding="utf-8")
    return Snapshot(place.name, _read(place / "nodes.arrow"), held, as_of)


def write_snapshot(folder: Path, snapshot: Snapshot) -> None:
    """Keep a snapshot and let go of old ones; one without a version is not kept."""
    if not snapshot.version:
        return
    with _making(folder, snapshot.version) as half:
        _write(half / "nodes.arrow", snapshot.nodes)
        for relation, edges in snapshot.relations.items():
            _write_edges(half, relation, edges)
        (half / "as_of.txt").write_text(snapshot.as_of, encoding="utf-8")


def write_whole(folder: Path, delta: GraphDelta) -> None:
    """Keep the snapshot of a graph that is this delta and nothing else: the one that would be read from the graph.

    Two relations are in memory at a time.
    """
    with _making(folder, delta.version) as half, ThreadPoolExecutor(_AT_ONCE) as pool:
        _write(half / "nodes.arrow", whole_nodes(delta.nodes))
        numbers = _numbers(_read(half / "nodes.arrow"))
        dates = list(pool.map(lambda relation: _write_relation(half, delta, relation, numbers), Relation))
        (half / "as_of.txt").write_text(max(dates), encoding="utf-8")


def write_changed(folder: Path, before: Snapshot, delta: GraphDelta) -> None:
    """Keep the snapshot after a change of the graph that `before` was read from.

    Nodes and relations are written on two cores, two at a time: most of the time goes into fresh pages of memory and of
    the files.
    """
    with _making(folder, delta.version) as half, ThreadPoolExecutor(_AT_ONCE) as pool:
        nodes = changed_nodes(before, delta)
        written = pool.submit(_write, half / "nodes.arrow", nodes.after.nodes)
        dates = list(pool.map(partial(_write_changed_relation, half, before, delta, nodes=nodes), Relation))
        written.result()
        (half / "as_of.txt").write_text(max(dates), encoding="utf-8")


def _write_changed_relation(
    half: Path, before: Snapshot, delta: GraphDelta, relation: Relation, *, nodes: ChangedNodes
) -> str:
    """Write the edges of a relation, where there are any; the newest date among them, empty for none."""
    edges = changed_edges(before, delta, relation, nodes)
    if edges.table.num_rows:
        _write_edges(half, relation, edges)
    return newest({relation: edges})


def kept_whole(folder: Path, delta: GraphDelta) -> GraphDelta:
    """The same graph, its rows taken from the snapshot that `write_whole` has kept of it: mapped, and sorted already.

    Files are mapped anew for each table, since what was read of a mapping counts as memory until it is let go.
    Raises KeyError where the folder does not have its version.
    """
    place = folder / delta.version
    if not delta.version or not place.is_dir():
        raise KeyError(delta.version)
    nodes = TablesOnDemand(delta.nodes, lambda cls: _nodes_of(_mapped(place, ()), cls))
    edges = TablesOnDemand(delta.edges, lambda kind: _edges_of(_mapped(place, [kind.relation]), kind))
    return replace(delta, nodes=nodes, edges=edges)


def _nodes_of(snapshot: Snapshot, cls: EntityClass) -> pa.Table:
    return _taken(snapshot.nodes, snapshot.is_class(cls)).drop_columns("class")


def _edges_of(snapshot: Snapshot, kind: EdgeKind) -> pa.Table:
    edges = snapshot.edges(kind.relation)
    subjects, objects = (snapshot.is_class(cls) for cls in kind[1:])
    return _taken(edges.table, subjects[edges.subject] & objects[edges.object])


def _taken(table: pa.Table, wanted: NDArray[np.bool_]) -> pa.Table:
    """The wanted rows; those that follow each other, as the nodes of a class do, are not copied."""
    rows = np.flatnonzero(wanted)
    if rows.size and rows[-1] - rows[0] + 1 == rows.size:
        return table.slice(rows[0], rows.size)
    return table.filter(pa.array(wanted))


def _write_relation(half: Path, delta: GraphDelta, relation: Relation, numbers: Mapping[EntityClass, _Run]) -> str:
    """Write the edges of a relation, where there are any; the newest date among them, empty for none."""
    kinds = [kind for kind in delta.edges if kind.relation is relation]
    if not kinds:
        return ""
    whole = pa.concat_tables(
        _numbered(delta.edges[kind], numbers[kind.subject], numbers[kind.object]) for kind in kinds
    )
    if not whole.num_rows:
        return ""
    order = edge_order(whole[_SUBJECT].to_numpy(), whole[_OBJECT].to_numpy(), whole["status"])
    if not (np.diff(order) == 1).all():
        whole = whole.combine_chunks()  # what it was made of is let go before it is copied once more
        whole = whole.take(pa.array(order))
    edges = _edges(whole)
    _write_edges(half, relation, edges)
    return newest({relation: edges})


def _numbers(nodes: pa.Table) -> Mapping[EntityClass, _Run]:
    """Where the ids of each class stand among all: ids of a class begin alike, so that they are neighbours."""
    ids, codes = nodes["id"].combine_chunks(), nodes["class"].combine_chunks().dictionary_encode()
    classes = np.asarray(codes.indices.to_numpy(), np.int64)
    order = np.argsort(classes, kind="stable")
    bounds = np.searchsorted(classes[order], np.arange(len(codes.dictionary) + 1))
    runs = {}
    for number, word in enumerate(codes.dictionary.to_pylist()):
        places = order[bounds[number] : bounds[number + 1]]
        runs[EntityClass(word)] = _Run(ids.take(pa.array(places)), places)
    return runs


def _numbered(table: pa.Table, subjects: _Run, objects: _Run) -> pa.Table:
    """An edge table with the numbers of its ends. Raises KeyError for an end that is not in the graph."""
    found = table.select(EDGE_COLUMNS.names)
    found = found.append_column(_SUBJECT, pa.array(subjects.of(table["subject"])))
    return found.append_column(_OBJECT, pa.array(objects.of(table["object"])))


@contextmanager
def _making(folder: Path, version: str) -> Iterator[Path]:
    """A folder to write a version in: it gets its name when it is whole, and old versions go; else it goes itself."""
    half = folder / f".{version}"
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    try:
        yield half
        if not (folder / version).exists():
            half.rename(folder / version)
    finally:
        shutil.rmtree(half, ignore_errors=True)
    _prune(folder)


def _write_edges(half: Path, relation: Relation, edges: Edges) -> None:
    numbered = edges.table.append_column(_SUBJECT, pa.array(edges.subject))
    _write(half / f"{relation.value}.arrow", numbered.append_column(_OBJECT, pa.array(edges.object)))


def _prune(folder: Path) -> None:
    kept = sorted(
        (one for one in folder.iterdir() if one.is_dir() and one.suffix != ".change"),
        key=lambda one: one.stat().st_mtime,
    )
    for old in kept[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)


def _edges(table: pa.Table) -> Edges:
    subject, target = (np.asarray(table[name].to_numpy(), np.int64) for name in (_SUBJECT, _OBJECT))
    return Edges(subject, target, table.drop_columns([_SUBJECT, _OBJECT]))


def _read(path: Path) -> Any:
    with pa.memory_map(str(path)) as file:
        return pa.ipc.open_file(file).read_all()


def _write(path: Path, table: pa.Table) -> None:
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)
