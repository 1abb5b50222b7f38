import json
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from graph.exports.linked_data import write_linked_data, write_shapes
from tests.graph.linked_data.worlds import proven

FORMS = {"turtle": RdfFormat.TURTLE, "json-ld": RdfFormat.JSON_LD, "n-triples": RdfFormat.N_TRIPLES}


def triples(path: Path, form: RdfFormat) -> set[str]:
    return {str(quad.triple) for quad in parse(path=path, format=form)}


@pytest.mark.parametrize("form", ["turtle", "json-ld"])
def test_every_form_holds_the_same_triples_as_the_plainest(form: str, tmp_path: Path) -> None:
    write_linked_data(proven(marked=True), tmp_path / "plain", "n-triples")
    write_linked_data(proven(marked=True), tmp_path / "graph", form)  # type: ignore[arg-type] # one of the two
    plain = triples(tmp_path / "plain", RdfFormat.N_TRIPLES)
    assert len(plain) > 50
    assert triples(tmp_path / "graph", FORMS[form]) == plain
    assert {one.name for one in tmp_path.iterdir()} == {"plain", "graph"}


def test_turtle_is_written_in_short_names_and_json_ld_is_json(tmp_path: Path) -> None:
    write_linked_data(proven(), tmp_path / "graph.ttl", "turtle")
    assert "id:ev:1 a :Evidence" in (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    write_linked_data(proven(), tmp_path / "graph.jsonld", "json-ld")
    assert json.loads((tmp_path / "graph.jsonld").read_text(encoding="utf-8"))


def test_the_shapes_are_turtle(tmp_path: Path) -> None:
    write_shapes(proven(), tmp_path / "shapes.ttl")
    assert len(triples(tmp_path / "shapes.ttl", RdfFormat.TURTLE)) > 100
