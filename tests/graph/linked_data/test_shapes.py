import re

import pyrudof
import pytest

from graph.linked_data.shapes import shapes_text
from graph.linked_data.triples import triples_of
from ontology.schema import EntityClass, Relation
from tests.graph.linked_data.worlds import proven


@pytest.fixture(scope="module")
def written() -> str:
    """The proven graph; what the world made by itself, without documents behind it, keeps to the shapes too."""
    return b"".join(triples_of(proven())).decode()


def keeps_to_the_shapes(text: str) -> bool:
    judge = pyrudof.Rudof(pyrudof.RudofConfig())
    judge.read_data(text, pyrudof.RDFFormat.NTriples)
    judge.read_shacl(shapes_text(), pyrudof.ShaclFormat.Turtle)
    return bool(judge.validate_shacl().conforms)


def test_an_export_keeps_to_the_shapes(written: str) -> None:
    assert keeps_to_the_shapes(written)


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [
        (r"<[^>]*> <[^>]*wasDerivedFrom> .*\n", ""),  # a fact without evidence
        (r"(ontology#confidence> )\"0.95\"", r'\1"1.5"'),
        (r"(ontology#status> )\"planned\"", r'\1"negated"'),
        (r"(rdf-syntax-ns#predicate> <https://liantu.example/ontology#)produces", r"\1invents"),
        (r"(id/ent:[^>]*> <[^>]*#type> <[^>]*#)Enterprise", r"\1Region"),  # a region that produces
        (r"\S+ev:1> <[^>]*prov#value> .*\n", ""),  # evidence without a sentence
    ],
)
def test_what_an_export_never_holds_is_found(written: str, pattern: str, replacement: str) -> None:
    altered, count = re.subn(pattern, replacement, written)
    assert count
    assert not keeps_to_the_shapes(altered)


def test_every_class_and_relation_has_a_shape() -> None:
    text = shapes_text()
    assert all(f"sh:targetClass :{cls} " in text for cls in EntityClass)
    assert all(f"sh:targetObjectsOf :{relation} " in text for relation in Relation)
