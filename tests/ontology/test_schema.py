"""schema.py says exactly what liantu.ttl says."""

from ontology.rdf import class_words, property_words, relation_words, vocabulary
from ontology.schema import SIGNATURES, EntityClass, Lifecycle, Relation, SourceKind, Status, allows


def test_the_classes_are_those_of_the_ontology() -> None:
    assert {word.name for word in class_words()} == {cls.value for cls in EntityClass}


def test_the_relations_and_their_ends_are_those_of_the_ontology() -> None:
    stated = {relation.word.name: (relation.domain, relation.range) for relation in relation_words()}
    held = {
        relation.value: (frozenset(cls.value for cls in domain), frozenset(cls.value for cls in reach))
        for relation, (domain, reach) in SIGNATURES.items()
    }
    assert stated == held


def test_the_vocabularies_are_those_of_the_ontology() -> None:
    for kind in (Status, SourceKind, Lifecycle):
        assert {word.name for word in vocabulary(kind.__name__)} == {entry.value for entry in kind}


def test_every_fact_edge_carries_what_the_plan_says() -> None:
    carried = {"confidence", "sources", "status", "first_seen", "last_seen", "evidence"}
    assert carried <= {word.name for word in property_words()}


def test_every_relation_has_a_signature() -> None:
    assert set(SIGNATURES) == set(Relation)


def test_a_firm_may_produce_for_a_node_but_is_never_part_of_a_chain_as_one() -> None:
    assert allows(Relation.PRODUCES, EntityClass.ENTERPRISE, EntityClass.CHAIN_NODE)
    assert not allows(Relation.PRODUCES, EntityClass.CHAIN_NODE, EntityClass.ENTERPRISE)


def test_the_edge_type_in_cypher_is_upper_case() -> None:
    assert Relation.PART_OF.cypher == "PART_OF"
