from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import DCTERMS, PROV, RDF, RDFS, XSD, Graph, Literal, URIRef

from graph.linked_data.addresses import ATTRIBUTES, thing, word
from tests.graph.analysis.worlds import World
from tests.graph.linked_data.worlds import FIRM, described, proven, read

MAKES, NODE, STEEL = URIRef(word("produces")), URIRef(thing("node:robot/motor")), URIRef(thing("tec:特钢"))
WRITING = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@pytest.fixture(scope="module")
def made() -> Graph:
    return read(proven())


def statement(graph: Graph, target: URIRef) -> URIRef:
    (found,) = set(graph.subjects(RDF.object, target)) & set(graph.subjects(RDF.predicate, MAKES))
    assert isinstance(found, URIRef)
    return found


def test_a_stated_fact_is_a_triple_and_a_planned_one_is_not(made: Graph) -> None:
    firm = URIRef(thing(FIRM))
    assert (firm, MAKES, NODE) in made
    assert (firm, MAKES, STEEL) not in made
    assert made.value(statement(made, STEEL), URIRef(word("status"))) == Literal("planned")


def test_evidence_stands_behind_a_fact_a_document_behind_evidence_and_a_publisher_behind_that(made: Graph) -> None:
    proof, document = URIRef(thing("ev:1")), URIRef(thing("doc:1"))
    assert made.value(statement(made, NODE), PROV.wasDerivedFrom) == proof
    assert made.value(proof, PROV.hadPrimarySource) == document
    assert made.value(proof, PROV.value) == Literal("甲生产伺服电机。")
    assert made.value(document, DCTERMS.issued) == Literal("2025-06-30", datatype=XSD.date)
    publisher = made.value(document, PROV.wasAttributedTo)
    assert made.value(publisher, RDFS.label) == Literal("某市")


def test_evidence_says_what_read_it(made: Graph) -> None:
    reading = made.value(URIRef(thing("ev:1")), PROV.wasGeneratedBy)
    software = made.value(reading, PROV.wasAssociatedWith)
    assert made.value(software, RDFS.label) == Literal("card/1")


def test_figures_of_a_fact_have_their_types(made: Graph) -> None:
    fact = statement(made, NODE)
    assert made.value(fact, URIRef(word("confidence"))) == Literal(0.95)
    assert made.value(fact, URIRef(word("sources"))) == Literal(1)
    assert made.value(fact, URIRef(word("share"))) == Literal(0.25)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("601106", {Literal("601106")}),
        (3, {Literal(3)}),
        (-3, {Literal(-3)}),
        (True, {Literal(True)}),
        (["甲", "乙"], {Literal("甲"), Literal("乙")}),
        (None, set()),
        ({"a": 1}, {Literal('{"a":1}', datatype=RDF.JSON)}),
    ],
)
@pytest.mark.filterwarnings("ignore:.*JSON.*")
def test_what_a_table_says_beyond_the_ontology_is_an_attribute(value: Any, expected: set[Literal]) -> None:
    found = read(described(注册号=value))
    attribute = URIRef(ATTRIBUTES + "%E6%B3%A8%E5%86%8C%E5%8F%B7")
    assert {str(one) for one in found.objects(None, attribute)} == {str(one) for one in expected}


def test_a_word_of_the_ontology_is_no_attribute() -> None:
    found = read(described(since="2020-01-01"))
    assert set(found.objects(None, URIRef(word("since")))) == {Literal("2020-01-01")}


def test_the_notice_of_a_marked_graph_and_the_mark_of_its_facts_are_written() -> None:
    marked = read(proven(marked=True))
    flag = URIRef(word("marked"))
    assert marked.value(URIRef(thing("export")), flag) == Literal(True)
    assert marked.value(statement(marked, NODE), flag) == Literal(True)
    assert read(proven()).value(URIRef(thing("export")), flag) == Literal(False)


@settings(max_examples=10)
@given(st.dictionaries(WRITING, WRITING, min_size=1, max_size=30))
def test_any_name_and_any_id_come_back_as_they_were(names: dict[str, str]) -> None:
    world = World()
    for key, name in names.items():
        world.node(f"ent:{key}", name, "Enterprise")
    found = read(world.snapshot())
    assert {key: found.value(URIRef(thing(f"ent:{key}")), RDFS.label) for key in names} == {
        key: Literal(name) for key, name in names.items()
    }
