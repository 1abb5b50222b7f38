"""Chinese words of classes, relations and states: the labels of the ontology, as pages show them."""

from functools import cache

from ontology.rdf import class_words, relation_words, vocabulary


@cache
def word_of(name: str) -> str:
    """The Chinese label of a class, relation or status; the name itself where the ontology has none."""
    words = (*class_words(), *(one.word for one in relation_words()), *vocabulary("Status"), *vocabulary("SourceKind"))
    return next((word.zh for word in words if word.name == name), name)
