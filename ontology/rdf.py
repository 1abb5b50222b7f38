"""The ontology as RDF: `liantu.ttl` read, its classes, relations and vocabularies listed with their labels."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

NAMESPACE: Final = "https://liantu.example/ontology#"


@dataclass(frozen=True, slots=True)
class Word:
    """A class, a relation or an entry of a vocabulary, in Chinese and English."""

    name: str  # as in the graph: Enterprise, located_in, planned
    zh: str
    en: str
    definition_zh: str
    definition_en: str
    reuses: tuple[str, ...] = ()  # addresses of the published terms it specialises


@dataclass(frozen=True, slots=True)
class RelationWord:
    """A relation with the classes it may join."""

    word: Word
    domain: frozenset[str]
    range: frozenset[str]


@cache
def ontology_graph() -> "Graph":
    """`liantu.ttl` as an rdflib graph; read once, not to be changed by callers."""
    from rdflib import Graph

    read = Graph()
    read.parse(data=files("ontology").joinpath("liantu.ttl").read_text(encoding="utf-8"), format="turtle")
    return read


def uri(name: str) -> str:
    """The address of one of our words: `uri("Enterprise")`."""
    return NAMESPACE + name


@cache
def class_words() -> tuple[Word, ...]:
    """Every class of the graph, in the order of their names."""
    from rdflib import OWL, URIRef

    return tuple(_word(node) for node in _of_type(OWL.Class) if isinstance(node, URIRef))


@cache
def relation_words() -> tuple[RelationWord, ...]:
    """Every relation with its domain and range, in the order of their names."""
    from rdflib import OWL, RDFS

    return tuple(
        RelationWord(_word(node), _classes(node, RDFS.domain), _classes(node, RDFS.range))
        for node in _of_type(OWL.ObjectProperty)
    )


@cache
def property_words() -> tuple[Word, ...]:
    """Every property that an edge may carry, such as `confidence`."""
    from rdflib import OWL

    return tuple(_word(node) for node in _of_type(OWL.DatatypeProperty))


@cache
def vocabulary(scheme: str) -> tuple[Word, ...]:
    """The entries of a vocabulary: `Status`, `SourceKind` or `Lifecycle`; empty for an unknown one."""
    from rdflib import SKOS, URIRef

    entries = ontology_graph().subjects(SKOS.inScheme, URIRef(uri(scheme)))
    return tuple(_entry(node) for node in sorted(entries, key=str))


def label(name: str, language: str = "zh") -> str:
    """The label of a class, relation or property (`zh` or `en`); the name itself where there is none."""
    from rdflib import RDFS, URIRef

    return _text(URIRef(uri(name)), RDFS.label, language) or name


def _of_type(kind: "Node") -> "list[Node]":
    from rdflib import RDF

    return sorted(ontology_graph().subjects(RDF.type, kind), key=str)


def _text(node: "Node", kind: "Node", language: str) -> str:
    from rdflib import Literal

    texts = ontology_graph().objects(node, kind)
    return next((str(text) for text in texts if isinstance(text, Literal) and text.language == language), "")


def _word(node: "Node") -> Word:
    from rdflib import RDFS, SKOS

    return Word(
        name=str(node).removeprefix(NAMESPACE),
        zh=_text(node, RDFS.label, "zh"),
        en=_text(node, RDFS.label, "en"),
        definition_zh=_text(node, SKOS.definition, "zh"),
        definition_en=_text(node, SKOS.definition, "en"),
        reuses=_reused(node),
    )


def _entry(node: "Node") -> Word:
    from rdflib import SKOS

    return Word(
        name=str(ontology_graph().value(node, SKOS.notation)),
        zh=_text(node, SKOS.prefLabel, "zh"),
        en=_text(node, SKOS.prefLabel, "en"),
        definition_zh=_text(node, SKOS.definition, "zh"),
        definition_en=_text(node, SKOS.definition, "en"),
    )


def _reused(node: "Node") -> tuple[str, ...]:
    """Published terms above a word; for the inverse of a term, that term."""
    from rdflib import OWL, RDFS, BNode

    words = ontology_graph()
    above = [*words.objects(node, RDFS.subClassOf), *words.objects(node, RDFS.subPropertyOf)]
    named = (words.value(term, OWL.inverseOf) if isinstance(term, BNode) else term for term in above)
    return tuple(sorted(map(str, named)))


def _classes(node: "Node", end: "Node") -> frozenset[str]:
    """Names of the classes at one end of a relation: a single one or a union."""
    from rdflib import OWL
    from rdflib.collection import Collection

    words = ontology_graph()
    stated = words.value(node, end)
    union = words.value(stated, OWL.unionOf)
    members = [stated] if union is None else Collection(words, union)
    return frozenset(str(member).removeprefix(NAMESPACE) for member in members)
