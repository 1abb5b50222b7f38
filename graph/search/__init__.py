"""Finding things by name, and providers by what is known of them: two tantivy indexes made from a snapshot.

    search/<version>/named, search/<version>/told

Indexes are made for each version of the graph, anew (some seconds for 100,000 names) or from those of the version
before (`graph/search/change.py`), and kept beside it.
"""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from graph.search.change import Earlier, change_indexes, find_earlier
from graph.search.names import Hit, NameIndex
from graph.search.texts import TextIndex
from graph.snapshot import Snapshot

__all__ = ["Hit", "NameIndex", "TextIndex", "make_indexes", "open_indexes"]


def open_indexes(folder: Path, snapshot: Snapshot, kept: Path | None = None) -> tuple[NameIndex, TextIndex]:
    """The indexes of this snapshot, opened from `folder` or made there; those made before them are removed.

    A snapshot without a version (an empty graph) is indexed in memory only. `kept` is as in `make_indexes`.
    """
    if not snapshot.version:
        return NameIndex.build(snapshot), TextIndex.build(snapshot)
    make_indexes(folder, snapshot, kept)
    place = folder / snapshot.version
    _prune(folder, place)
    return NameIndex.open(place / NameIndex.FOLDER), TextIndex.open(place / TextIndex.FOLDER)


def make_indexes(folder: Path, snapshot: Snapshot, kept: Path | None = None) -> None:
    """Make the indexes of a version where they are missing, beside those of others, which may still be asked.

    Args:
        folder: where indexes are, by version.
        snapshot: what is indexed.
        kept: folder of snapshots and of the changes between them; with it, a small change of a large graph is made in
            the indexes of the version before.
    """
    place = folder / snapshot.version
    if (place / TextIndex.FOLDER).is_dir():
        return
    earlier = find_earlier(folder, snapshot.version, kept) if kept else None
    _make(place, partial(_fill, snapshot=snapshot, earlier=earlier))


def _fill(half: Path, snapshot: Snapshot, earlier: Earlier | None) -> None:
    if earlier is None or not change_indexes(half, snapshot, earlier):
        NameIndex.build(snapshot, half / NameIndex.FOLDER)
        TextIndex.build(snapshot, half / TextIndex.FOLDER)


def _make(place: Path, build: Callable[[Path], object]) -> None:
    """Build beside the final folder and move there when whole: an interrupted build leaves nothing that looks done."""
    half = place.with_name(f".{place.name}")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    build(half)
    shutil.rmtree(place, ignore_errors=True)  # indexes of another make
    half.rename(place)


def _prune(folder: Path, kept: Path) -> None:
    """Remove what was made before; those of the next version may just be made beside, by another thread."""
    made = kept.stat().st_mtime_ns
    for old in folder.iterdir():
        if old.is_dir() and old != kept and old.stat().st_mtime_ns < made:
            shutil.rmtree(old, ignore_errors=True)
