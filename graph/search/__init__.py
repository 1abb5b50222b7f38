"""Finding things by name, and providers by what is known of them: two tantivy indexes made from a snapshot.

    search/<version>/names, search/<version>/texts

An index is made anew for each version of the graph (about two seconds for 100,000 names) and kept beside it.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

from graph.search.names import Hit, NameIndex
from graph.search.texts import TextIndex
from graph.snapshot import Snapshot

__all__ = ["Hit", "NameIndex", "TextIndex", "open_indexes"]


def open_indexes(folder: Path, snapshot: Snapshot) -> tuple[NameIndex, TextIndex]:
    """The indexes of this snapshot, opened from `folder` or made there; those of other versions are removed.

    A snapshot without a version (an empty graph) is indexed in memory only.
    """
    if not snapshot.version:
        return NameIndex.build(snapshot), TextIndex.build(snapshot)
    place = folder / snapshot.version
    if not place.is_dir():
        _make(
            place, lambda half: (NameIndex.build(snapshot, half / "names"), TextIndex.build(snapshot, half / "texts"))
        )
        _prune(folder, place)
    return NameIndex.open(place / "names"), TextIndex.open(place / "texts")


def _make(place: Path, build: Callable[[Path], object]) -> None:
    """Build beside the final folder and move there when whole: an interrupted build leaves nothing that looks done."""
    half = place.with_name(f".{place.name}")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    build(half)
    half.rename(place)


def _prune(folder: Path, kept: Path) -> None:
    for old in folder.iterdir():
        if old.is_dir() and old != kept:
            shutil.rmtree(old, ignore_errors=True)
