"""The graph as linked data in a file, Turtle or JSON-LD, and the SHACL shapes that it keeps to."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal

from graph.linked_data.addresses import PREFIXES
from graph.linked_data.shapes import shapes_text
from graph.linked_data.triples import triples_of
from graph.snapshot import Snapshot

Form = Literal["turtle", "json-ld", "n-triples"]
_MEDIA: Final = {"turtle": "text/turtle", "json-ld": "application/ld+json"}


def write_linked_data(snapshot: Snapshot, path: Path, form: Form) -> None:
    """Write the graph in a form of RDF, one triple after the other: its size is not held in memory."""
    if form == "n-triples":
        _write_triples(snapshot, path)
        return
    with TemporaryDirectory(dir=path.parent, prefix=".export-") as folder:
        plain = Path(folder) / "graph.nt"
        _write_triples(snapshot, plain)
        _rewrite(plain, path, _MEDIA[form])


def write_shapes(_: Snapshot, path: Path) -> None:
    """Write the shapes of the ontology, which are the same for every graph."""
    path.write_text(shapes_text(), encoding="utf-8")


def _write_triples(snapshot: Snapshot, path: Path) -> None:
    with path.open("wb") as file:
        file.writelines(triples_of(snapshot))


def _rewrite(plain: Path, path: Path, media_type: str) -> None:
    from pyoxigraph import RdfFormat, parse, serialize

    form = RdfFormat.from_media_type(media_type)
    assert form is not None
    found = (quad.triple for quad in parse(path=plain, format=RdfFormat.N_TRIPLES))
    serialize(found, output=path, format=form, prefixes=PREFIXES)
