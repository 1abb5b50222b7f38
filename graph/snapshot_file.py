"""A snapshot kept as Arrow files, so that the next process need not ask the graph for all of it again.

    snapshots/<version>/nodes.arrow, <relation>.arrow (EDGE_COLUMNS and the node numbers), as_of.txt

Files are mapped, not read: opening costs milliseconds whatever the size. A folder is complete once it has its
final name; only the newest versions are kept.
"""

import shutil
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa

from graph.snapshot import Edges, Snapshot
from ontology.schema import Relation

KEPT: Final = 3
_SUBJECT, _OBJECT = "__subject__", "__object__"


def read_snapshot(folder: Path, version: str) -> Snapshot | None:
    """The snapshot of this version, None where the folder does not have it."""
    place = folder / version
    if not version or not place.is_dir():
        return None
    relations = {
        relation: _edges(_read(path)) for relation in Relation if (path := place / f"{relation.value}.arrow").exists()
    }
    as_of = (place / "as_of.txt").read_text(encoding="utf-8")
    return Snapshot(version, _read(place / "nodes.arrow"), relations, as_of)


def write_snapshot(folder: Path, snapshot: Snapshot) -> None:
    """Keep a snapshot and let go of old ones; one without a version is not kept."""
    if not snapshot.version:
        return
    half = folder / f".{snapshot.version}"
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    _write(half / "nodes.arrow", snapshot.nodes)
    for relation, edges in snapshot.relations.items():
        numbered = edges.table.append_column(_SUBJECT, pa.array(edges.subject))
        _write(half / f"{relation.value}.arrow", numbered.append_column(_OBJECT, pa.array(edges.object)))
    (half / "as_of.txt").write_text(snapshot.as_of, encoding="utf-8")
    if not (folder / snapshot.version).exists():
        half.rename(folder / snapshot.version)
    _prune(folder)


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
