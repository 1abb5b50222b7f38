"""Chinese words of classes, relations, states and attributes: the labels of the ontology, as pages show them."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from ontology.rdf import class_words, property_words, relation_words, vocabulary

# attributes that cards give often; the ontology leaves their names to the card
_ATTRIBUTES: Final[Mapping[str, str]] = {"founded": "成立日期", "status": "经营状态", "website": "网址"}


@cache
def word_of(name: str) -> str:
    """The Chinese label of a class, relation, status or kind of source; the name itself where there is none."""
    words = (*class_words(), *(one.word for one in relation_words()), *vocabulary("Status"), *vocabulary("SourceKind"))
    return next((word.zh for word in words if word.name == name), name)


@cache
def attribute_word(name: str) -> str:
    """The Chinese label of an attribute; the card's own name where there is none."""
    found = (word.zh for word in property_words() if word.name == name)
    return _ATTRIBUTES.get(name) or next(found, name)


def attribute_text(name: str, value: Any) -> str:
    """The value of an attribute for people: states in words, several values side by side."""
    values = value if isinstance(value, list | tuple) else (value,)
    states = {word.name: word.zh for word in vocabulary("Lifecycle")} if name == "status" else {}
    return "；".join(str(states.get(one, one)) for one in values)
