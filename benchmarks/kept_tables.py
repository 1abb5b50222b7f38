"""The tables of a graph as its snapshot keeps them, each with what a bare `COPY` says of it."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa

from graph.snapshot import Snapshot
from graph.snapshot_file import kept_whole, read_snapshot
from graph.store import EDGE_COLUMNS, NODE_COLUMNS, EdgeKind, GraphDelta
from ontology.schema import EntityClass


def kept_tables(folder: Path) -> Iterator[tuple[str, pa.Table]]:
    """`Enterprise FROM $rows` and its nodes, class by class; then the edges, kind by kind."""
    (version,) = (place.name for place in folder.iterdir() if place.is_dir() and place.suffix != ".change")
    snapshot = read_snapshot(folder, version)
    assert snapshot is not None
    empty = NODE_COLUMNS.empty_table()
    classes = {EntityClass(cls): empty for cls in snapshot.nodes["class"].unique().to_pylist()}
    kinds = dict.fromkeys(_kinds(snapshot, list(classes)), EDGE_COLUMNS.empty_table())
    whole = kept_whole(folder, GraphDelta(version, classes, kinds, {}, {}))
    for cls in classes:
        yield f"{cls} FROM $rows", whole.nodes[cls].select(NODE_COLUMNS.names)
    for kind in kinds:
        ends = f"(from='{kind.subject}', to='{kind.object}')"
        yield f"{kind.relation.cypher} FROM $rows {ends}", whole.edges[kind].select(EDGE_COLUMNS.names)


def _kinds(snapshot: Snapshot, classes: list[EntityClass]) -> Iterator[EdgeKind]:
    """Every relation with the pairs of classes that it joins."""
    held = np.zeros(snapshot.nodes.num_rows, np.int64)
    for number, cls in enumerate(classes):
        held[snapshot.is_class(cls)] = number
    for relation, edges in snapshot.relations.items():
        pairs = np.unique(held[edges.subject] * len(classes) + held[edges.object])
        for subject, target in zip(*np.divmod(pairs, len(classes)), strict=True):
            yield EdgeKind(relation, classes[subject], classes[target])
