from pathlib import Path

import pytest
from rdflib import PROV, RDF, RDFS, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from graph.exports.linked_data import thing, to_rdf, write_linked_data
from ontology.rdf import uri
from tests.graph.exports.worlds import exported

MAKES = URIRef(uri("produces"))
FIRM = thing('ent:“甲”,\n"乙"')


def test_a_stated_fact_is_a_triple_and_a_planned_one_is_not() -> None:
    made = to_rdf(exported())
    assert (FIRM, MAKES, thing("node:robot/motor")) in made
    assert (FIRM, MAKES, thing("tec:特钢")) not in made
    planned = set(made.subjects(URIRef(uri("status")), Literal("planned")))
    assert {made.value(one, RDF.object) for one in planned} == {thing("tec:特钢")}


def test_evidence_stands_behind_a_fact_and_a_document_behind_evidence() -> None:
    made = to_rdf(exported())
    (said,) = set(made.subjects(RDF.object, thing("node:robot/motor"))) & set(made.subjects(RDF.subject, FIRM))
    assert made.value(said, PROV.wasDerivedFrom) == thing("ev:1")
    assert made.value(thing("ev:1"), PROV.hadPrimarySource) == thing("doc:1")
    assert made.value(thing("ev:1"), PROV.value) == Literal("甲生产伺服电机。")


def test_classes_are_the_ontologys_own() -> None:
    made = to_rdf(exported())
    assert made.value(FIRM, RDF.type) == URIRef(uri("Enterprise"))
    assert made.value(FIRM, RDFS.label) == Literal('“甲”,\n"乙"')


# rdflib's own JSON-LD reader uses a class that rdflib deprecates
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("form", ["turtle", "json-ld"])
def test_what_was_written_can_be_read_again(form: str, tmp_path: Path) -> None:
    write_linked_data(exported(marked=True), tmp_path / "graph", form)  # type: ignore[arg-type] # one of the two
    assert isomorphic(Graph().parse(tmp_path / "graph", format=form), to_rdf(exported(marked=True)))
