"""A snapshot brought up to date by what has changed, so that a correction need not read the whole graph again.

    snapshots/<version>.change/before.txt, nodes.arrow, gone_nodes.arrow, edges.arrow, gone_edges.arrow

Equal to the snapshot that would be loaded from the graph afterwards, row by row.
"""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.snapshot import Edges, Numbers, Snapshot, edge_order
from graph.store import EDGE_COLUMNS, EDGE_KEY, NODE_COLUMNS, EdgeKind, GraphDelta
from ontology.schema import EntityClass, Relation

_RUN: Final = 256  # rows of a run from which copying it takes less than gathering its rows, a quarter at best
_KEPT: Final = 8  # changes that wait for somebody to ask


@dataclass(frozen=True, slots=True)
class ChangedNodes:
    """The nodes after a change, without edges yet, and the new number of each node of before, -1 where it has gone."""

    after: Snapshot
    numbers: Numbers


def changed_nodes(before: Snapshot, delta: GraphDelta) -> ChangedNodes:
    """The nodes of a snapshot after a change of the graph it was read from, sorted by id."""
    new = _with_class(delta, before.nodes.schema).sort_by("id").combine_chunks()
    gone = [one for ids in delta.gone_nodes.values() for one in ids]
    leaving = before.index_of([*gone, *new["id"].to_pylist()])
    stays = np.ones(before.nodes.num_rows, np.bool_)
    stays[leaving[leaving >= 0]] = False
    places = _places_among(before.nodes["id"].combine_chunks(), new["id"].combine_chunks())
    kept_before = np.concatenate([[0], np.cumsum(stays)])
    rows = _merged_rows(np.flatnonzero(stays), kept_before[places], len(stays))
    nodes = _taken(before.nodes, new, rows)
    at = np.empty(len(stays) + new.num_rows, np.int64)
    at[rows] = np.arange(len(rows))
    renumbered = np.where(stays, at[: len(stays)], -1)
    written = leaving[len(gone) :]
    renumbered[written[written >= 0]] = at[len(stays) :][written >= 0]
    return ChangedNodes(Snapshot(delta.version, nodes, {}, ""), renumbered)


def changed_edges(before: Snapshot, delta: GraphDelta, relation: Relation, nodes: ChangedNodes) -> Edges:
    """The edges of one relation after the change that `nodes` are the nodes after."""
    edges = before.edges(relation)
    found = Edges(nodes.numbers[edges.subject], nodes.numbers[edges.object], edges.table)
    new, gone = _of(delta.edges, relation), _of(delta.gone_edges, relation)
    return _changed_edges(found, new, gone, nodes.after) if new or gone else found


def _places_among(ids: pa.Array, asked: pa.Array) -> Numbers:
    """How many of the sorted ids come before each asked one, found for all asked ones at once by halving."""
    low, high = np.zeros(len(asked), np.int64), np.full(len(asked), len(ids), np.int64)
    while (open_ := low < high).any():
        middle = np.where(open_, (low + high) // 2, 0)
        before = np.asarray(pc.less(ids.take(pa.array(middle)), asked).to_numpy(zero_copy_only=False), np.bool_)
        low = np.where(open_ & before, middle + 1, low)
        high = np.where(open_ & ~before, middle, high)
    return low


def _merged_rows(kept: Numbers, places: Numbers, size: int) -> Numbers:
    """Rows of two tables after each other, put into one order.

    Args:
        kept: rows of the first table that stay, ascending.
        places: how many of `kept` come before each row of the second, ascending.
        size: rows of the first table.
    """
    return np.insert(kept, places, size + np.arange(len(places)))


def _with_class(delta: GraphDelta, shape: pa.Schema) -> pa.Table:
    parts = [
        table.select(NODE_COLUMNS.names).append_column("class", pa.repeat(cls.value, table.num_rows))
        for cls, table in delta.nodes.items()
    ]
    return pa.concat_tables([shape.empty_table(), *(part.select(shape.names).cast(shape) for part in parts)])


def _of(tables: Mapping[EdgeKind, pa.Table], relation: Relation) -> list[pa.Table]:
    return [table for kind, table in tables.items() if kind.relation is relation]


def _changed_edges(edges: Edges, new: list[pa.Table], gone: list[pa.Table], after: Snapshot) -> Edges:
    """Edges of one relation without those that have gone, with the new ones, sorted by their ends and status."""
    shape = edges.table.schema
    added = pa.concat_tables([shape.empty_table(), *(table.select(shape.names).cast(shape) for table in new)])
    removed = pa.concat_tables([added.select(EDGE_KEY), *(table.select(EDGE_KEY) for table in gone)])
    kept = np.flatnonzero(~_same(edges, removed, after) & (edges.subject >= 0) & (edges.object >= 0))
    subject, target = (after.index_of(added[name].to_pylist()) for name in ("subject", "object"))
    order = edge_order(subject, target, added["status"])
    subject, target = subject[order], target[order]
    rows = _merged_edges(edges, kept, (subject, target), size=max(after.nodes.num_rows, 1))
    subjects, objects = np.concatenate([edges.subject, subject]), np.concatenate([edges.object, target])
    added = added.take(pa.array(order))
    if rows is None:
        rows = np.concatenate([kept, len(edges.subject) + np.arange(len(order))])
        status = pa.chunked_array([*edges.table["status"].chunks, *added["status"].chunks]).take(pa.array(rows))
        rows = rows[edge_order(subjects[rows], objects[rows], status)]
    return Edges(subjects[rows], objects[rows], _taken(edges.table, added, rows))


def _merged_edges(edges: Edges, kept: Numbers, added: tuple[Numbers, Numbers], *, size: int) -> Numbers | None:
    """The order of kept and added edges, both sorted; None where only their status can tell which comes first."""
    held = edges.subject[kept] * size + edges.object[kept]
    wanted = added[0] * size + added[1]
    places = np.searchsorted(held, wanted)
    if (places < np.searchsorted(held, wanted, side="right")).any():
        return None
    return _merged_rows(kept, places, len(edges.subject))


def _taken(first: pa.Table, second: pa.Table, rows: Numbers) -> pa.Table:
    """Rows of two tables, numbered after each other; where few have changed, runs of them are copied as they lie."""
    whole = pa.concat_tables([first, second])
    starts = np.flatnonzero(np.diff(rows, prepend=-2) != 1)
    if len(starts) * _RUN > len(rows):
        return whole.take(pa.array(rows)).combine_chunks()
    sizes = np.diff(starts, append=len(rows))
    runs = [whole.slice(start, size) for start, size in zip(rows[starts].tolist(), sizes.tolist(), strict=True)]
    return pa.concat_tables([first.schema.empty_table(), *runs]).combine_chunks()


def _same(edges: Edges, keys: pa.Table, after: Snapshot) -> NDArray[np.bool_]:
    """Which edges have one of these keys."""
    size = max(after.nodes.num_rows, 1)
    subject, target = (after.index_of(keys[name].to_pylist()) for name in ("subject", "object"))
    found = np.isin(edges.subject * size + edges.object, subject * size + target)
    rows = np.flatnonzero(found)
    wanted = set(zip(subject.tolist(), target.tolist(), keys["status"].to_pylist(), strict=True))
    held = zip(edges.subject[rows].tolist(), edges.object[rows].tolist(),
               edges.table["status"].take(pa.array(rows)).to_pylist(), strict=True)  # fmt: skip
    found[rows] = [one in wanted for one in held]
    return found


def keep_change(folder: Path, before: str, delta: GraphDelta) -> None:
    """Keep what turns the snapshot of version `before` into the next, until somebody asks for it."""
    place = folder / f"{delta.version}.change"
    half = folder / f".{place.name}"
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    for name, table in _tables_of(delta).items():
        with pa.OSFile(str(half / f"{name}.arrow"), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
            writer.write_table(table)
    (half / "before.txt").write_text(before, encoding="utf-8")
    shutil.rmtree(place, ignore_errors=True)
    half.rename(place)
    kept = sorted(folder.glob("[!.]*.change"), key=lambda one: one.stat().st_mtime)
    for old in kept[:-_KEPT]:
        shutil.rmtree(old, ignore_errors=True)


def steps_back(folder: Path, version: str) -> Iterator[tuple[str, GraphDelta]]:
    """The changes that led to a version, the newest first, each with the version before it, as far as they are kept.

    No more than are kept: a change and its undo lead from a version to itself.
    """
    for _ in range(_KEPT):
        step = read_change(folder, version)
        if step is None:
            return
        yield step
        version = step[0]


def read_change(folder: Path, version: str) -> tuple[str, GraphDelta] | None:
    """The version before and the change that led to this one, None where the folder does not have it."""
    place = folder / f"{version}.change"
    if not version or not place.is_dir():
        return None
    tables = {path.stem: _read(path) for path in place.glob("*.arrow")}
    nodes = {EntityClass(cls): part for (cls,), part in _parts(tables["nodes"], 1)}
    gone = {EntityClass(cls): part["id"].to_pylist() for (cls,), part in _parts(tables["gone_nodes"], 1)}
    edges, gone_edges = (
        {EdgeKind(Relation(key[0]), EntityClass(key[1]), EntityClass(key[2])): part for key, part in _parts(table, 3)}
        for table in (tables["edges"], tables["gone_edges"])
    )
    return (place / "before.txt").read_text(encoding="utf-8"), GraphDelta(version, nodes, edges, gone, gone_edges)


def _tables_of(delta: GraphDelta) -> dict[str, pa.Table]:
    """The four parts of a delta as tables, with the words of their keys in front."""
    ids = pa.schema([("id", pa.string())])
    gone = {cls: pa.table({"id": pa.array(found, pa.string())}) for cls, found in delta.gone_nodes.items()}
    keys = pa.schema([EDGE_COLUMNS.field(name) for name in EDGE_KEY])
    return {
        "nodes": _joined({(cls,): table for cls, table in delta.nodes.items()}, NODE_COLUMNS, 1),
        "gone_nodes": _joined({(cls,): table for cls, table in gone.items()}, ids, 1),
        "edges": _joined({tuple(kind): table for kind, table in delta.edges.items()}, EDGE_COLUMNS, 3),
        "gone_edges": _joined({tuple(kind): table for kind, table in delta.gone_edges.items()}, keys, 3),
    }


def _joined(parts: Mapping[tuple[Any, ...], pa.Table], shape: pa.Schema, width: int) -> pa.Table:
    words = [pa.field(f"key{number}", pa.string()) for number in range(width)]
    whole = pa.schema([*words, *shape])
    tables = [
        pa.table(
            [*(pa.repeat(pa.scalar(str(word)), table.num_rows) for word in key),
             *(table[name].cast(shape.field(name).type) for name in shape.names)],
            schema=whole,
        )
        for key, table in parts.items()
    ]  # fmt: skip
    return pa.concat_tables([whole.empty_table(), *tables])


def _parts(table: pa.Table, width: int) -> Iterator[tuple[tuple[str, ...], pa.Table]]:
    names = table.column_names[:width]
    for key in table.select(names).group_by(names, use_threads=False).aggregate([]).to_pylist():
        same = [pc.equal(table[name], key[name]) for name in names]
        yield tuple(key.values()), table.filter(reduce(pc.and_, same)).drop_columns(names)


def _read(path: Path) -> pa.Table:
    with pa.memory_map(str(path)) as file:
        return pa.ipc.open_file(file).read_all()
