"""The store that SPARQL asks: the triples of one version of the graph, with the ontology, in a folder of their own.

    WORKSPACE/sparql/<version>-<form>     made when first asked for, removed when another version is

It is made in half a minute for the three million triples of 150,000 facts, and opened in some 40 ms.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Final

from graph.linked_data.triples import FORM, triples_of
from graph.snapshot import Snapshot
from ontology.rdf import ontology_graph

_MAKING: Final = Lock()  # one thread makes it, the others wait for it


def open_store(folder: Path, snapshot: Snapshot) -> Path:
    """Folder of the store of this snapshot, made where it is missing.

    Args:
        folder: where the stores of a workspace are kept.
        snapshot: the graph at one version.
    """
    place = folder / f"{snapshot.version or 'empty'}-{FORM}"
    with _MAKING:
        if not place.is_dir():
            _make(place, snapshot)
            _prune(folder, place)
    return place


def _make(place: Path, snapshot: Snapshot) -> None:
    """Fill a store beside the final folder and move it there when whole."""
    from pyoxigraph import RdfFormat, Store

    place.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=place.parent, prefix=".half-", ignore_cleanup_errors=True) as half:
        text, filled = Path(half) / "triples.nt", Path(half) / "store"
        with text.open("wb") as file:
            file.writelines(triples_of(snapshot))
        store = Store(filled)
        store.bulk_load(path=text, format=RdfFormat.N_TRIPLES)
        words = ontology_graph().serialize(format="nt", encoding="utf-8")
        store.bulk_load(input=words, format=RdfFormat.N_TRIPLES)
        store.flush()
        del store  # closes it: the engine has no other way
        filled.rename(place)


def _prune(folder: Path, kept: Path) -> None:
    for old in _stores(folder):
        if old != kept:
            shutil.rmtree(old, ignore_errors=True)


def _stores(folder: Path) -> Iterator[Path]:
    return (one for one in folder.iterdir() if one.is_dir() and not one.name.startswith("."))
