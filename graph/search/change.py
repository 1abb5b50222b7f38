"""Indexes of a new version made from those of the version before and what has changed in between.

What is indexed of a node rests on the node, on the names at the other ends of its telling facts, and on the sentences
about it. Words of documents that were replaced still count as frequent until all is indexed anew, so that only a small
part of a large index is ever replaced.
"""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graph.search.names import UNNAMED, NameIndex
from graph.search.texts import TELLING, TextIndex, is_provider
from graph.snapshot import Snapshot
from graph.snapshot_change import steps_back
from graph.snapshot_file import read_snapshot
from graph.store import EdgeKind, GraphDelta
from ontology.schema import EntityClass, Relation

LEAST: Final = 50_000  # nodes; smaller graphs are indexed anew within seconds, with frequencies to the last document
MOST: Final = 0.05  # share of the nodes whose documents may be replaced before all are indexed anew
_COUNT: Final = "replaced.txt"


@dataclass(frozen=True, slots=True)
class Touched:
    """Ids whose documents may differ between two versions, those that have gone among them."""

    named: tuple[str, ...]  # in the index of names
    told: tuple[str, ...]  # in the index of texts

    @property
    def size(self) -> int:
        return max(len(self.named), len(self.told))


@dataclass(frozen=True, slots=True)
class Earlier:
    """Indexes of a version before, and all that was changed since."""

    place: Path
    snapshot: Snapshot
    deltas: Sequence[GraphDelta]


def find_earlier(folder: Path, version: str, kept: Path) -> Earlier | None:
    """The newest version before this one whose indexes are in `folder`; `kept` holds snapshots and changes."""
    deltas: list[GraphDelta] = []
    for before, delta in steps_back(kept, version):
        deltas.append(delta)
        if (folder / before / TextIndex.FOLDER).is_dir():
            snapshot = read_snapshot(kept, before)
            return Earlier(folder / before, snapshot, deltas) if snapshot else None
    return None


def change_indexes(half: Path, after: Snapshot, earlier: Earlier) -> bool:
    """Make the indexes of a version in the folder `half` from earlier ones; False, with nothing done, for too much."""
    if after.nodes.num_rows < LEAST:
        return False
    touched = find_touched(earlier.snapshot, after, earlier.deltas)
    replaced = _replaced(earlier.place) + touched.size
    if replaced > MOST * after.nodes.num_rows:
        return False
    left_out = shutil.ignore_patterns("*.lock", _COUNT)
    shutil.copytree(earlier.place, half, copy_function=_copy, ignore=left_out, dirs_exist_ok=True)
    NameIndex.replace(half / NameIndex.FOLDER, after, touched.named)
    TextIndex.replace(half / TextIndex.FOLDER, after, touched.told)
    (half / _COUNT).write_text(str(replaced), encoding="utf-8")
    return True


def find_touched(before: Snapshot, after: Snapshot, deltas: Iterable[GraphDelta]) -> Touched:
    """Whose documents may differ between two snapshots that these changes lie between."""
    changed: dict[EntityClass, set[str]] = {}
    told = np.zeros(after.nodes.num_rows, np.bool_)
    for delta in deltas:
        for cls in {*delta.nodes, *delta.gone_nodes}:
            written = delta.nodes[cls]["id"].to_pylist() if cls in delta.nodes else []
            changed.setdefault(cls, set()).update(written, delta.gone_nodes.get(cls, ()))
        for kind, edges in (*delta.edges.items(), *delta.gone_edges.items()):
            _mark(told, after, _owners(kind, edges))
    every = sorted(set().union(*changed.values()))
    _mark(told, after, every)
    _mark_neighbours(told, after, _renamed(before, after, every))
    numbers = np.flatnonzero(told & is_provider(after))
    named = sorted(set().union(*(ids for cls, ids in changed.items() if cls not in UNNAMED)))
    gone = [one for one, at in zip(named, after.index_of(named).tolist(), strict=True) if at < 0]
    return Touched(tuple(named), (*after.nodes["id"].take(pa.array(numbers)).to_pylist(), *gone))


def _owners(kind: EdgeKind, edges: pa.Table) -> list[str]:
    """Those of whom the edges tell something that is indexed."""
    end = "object" if kind.relation is Relation.ABOUT else "subject" if kind.relation in TELLING else ""
    return [str(one) for one in edges[end].to_pylist()] if end else []


def _mark(told: NDArray[np.bool_], after: Snapshot, ids: Sequence[str]) -> None:
    numbers = after.index_of(ids)
    told[numbers[numbers >= 0]] = True


def _mark_neighbours(told: NDArray[np.bool_], after: Snapshot, said: NDArray[np.bool_]) -> None:
    """Mark those of whom the names of some nodes tell something."""
    for relation in TELLING:
        edges = after.edges(relation)
        told[edges.subject[said[edges.object]]] = True
    about = after.edges(Relation.ABOUT)
    told[about.object[said[about.subject]]] = True


def _renamed(before: Snapshot, after: Snapshot, ids: Sequence[str]) -> NDArray[np.bool_]:
    """Which nodes have another name than before, or are new."""
    here, there = after.index_of(ids), before.index_of(ids)
    both = (here >= 0) & (there >= 0)
    now, then = (
        snapshot.nodes["name"].take(pa.array(numbers[both])).to_pylist()
        for snapshot, numbers in ((after, here), (before, there))
    )
    same = here[both][[one == other for one, other in zip(now, then, strict=True)]]
    found = np.zeros(after.nodes.num_rows, np.bool_)
    found[here[here >= 0]] = True
    found[same] = False
    return found


def _copy(source: str, target: str) -> None:
    """Files of segments are never written again, so that both versions may have the same; lists of them are."""
    if source.endswith(".json"):
        shutil.copyfile(source, target)
        return
    try:
        Path(target).hardlink_to(source)
    except OSError:  # not every file system has links
        shutil.copyfile(source, target)


def _replaced(place: Path) -> int:
    """Documents of these indexes that were replaced since all were indexed."""
    noted = place / _COUNT
    return int(noted.read_text(encoding="utf-8")) if noted.exists() else 0
