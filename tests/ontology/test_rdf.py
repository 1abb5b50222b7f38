"""Every word of the ontology is labelled and defined in both languages."""

from typing import Any

from rdflib import DCTERMS, ORG, PROV, QB, SDO, SKOS

from ontology.rdf import class_words, label, ontology_graph, property_words, relation_words, uri, vocabulary


def test_every_word_has_labels_and_definitions_in_chinese_and_english() -> None:
    words = [
        *class_words(),
        *(relation.word for relation in relation_words()),
        *property_words(),
        *vocabulary("Status"),
    ]
    assert all(word.zh and word.en and word.definition_zh and word.definition_en for word in words)


def test_labels_of_relations_are_unique_in_each_language() -> None:
    words = [relation.word for relation in relation_words()]
    assert len({word.zh for word in words}) == len({word.en for word in words}) == len(words)


def test_a_label_is_given_in_the_language_asked_for() -> None:
    assert label("ChainNode") == "环节"
    assert label("ChainNode", "en") == "Chain node"
    assert label("nothing") == "nothing"


def test_published_terms_are_reused_also_by_their_inverse() -> None:
    reused = {word.name: word.reuses for word in class_words()}
    reused |= {relation.word.name: relation.word.reuses for relation in relation_words()}
    assert reused["Observation"] == ("http://purl.org/linked-data/cube#Observation",)
    assert reused["issued"] == ("http://www.w3.org/ns/prov#wasAttributedTo",)


def test_an_unknown_vocabulary_is_empty() -> None:
    assert vocabulary("Nothing") == ()


def test_the_file_can_be_asked_in_sparql() -> None:
    asked = f"SELECT ?kind WHERE {{ <{uri('Enterprise')}> rdfs:subClassOf ?kind }}"
    rows: Any = ontology_graph().query(asked)
    assert [str(row[0]) for row in rows] == ["http://www.w3.org/ns/org#FormalOrganization"]


def test_every_reused_term_exists_in_its_published_vocabulary() -> None:
    published = {str(space): space for space in (DCTERMS, ORG, PROV, QB, SDO, SKOS)}
    reused = {term for word in class_words() for term in word.reuses}
    reused |= {term for relation in relation_words() for term in relation.word.reuses}
    strange = [
        term for term in reused if not any(term.startswith(space) and term in published[space] for space in published)
    ]
    assert strange == []
