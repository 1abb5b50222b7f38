"""Words of classes, relations, states and attributes: the labels of the ontology, as pages show them."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from api.pages.frame.language import Language, say
from ontology.rdf import Word, class_words, property_words, relation_words, vocabulary

# attributes that cards give often; the ontology leaves their names to the card
_ATTRIBUTES: Final[Mapping[str, str]] = {"founded": "成立日期", "status": "经营状态", "website": "网址"}


def word_of(name: str, language: Language = Language.CHINESE) -> str:
    """The label of a class, relation, status or kind of source; the name itself where there is none."""
    return _labels(language).get(name, name)


def attribute_word(name: str, language: Language = Language.CHINESE) -> str:
    """The label of an attribute; the card's own name where there is none."""
    if name in _ATTRIBUTES:
        return say(language, _ATTRIBUTES[name])
    return next((_label(word, language) for word in property_words() if word.name == name), name)


def attribute_text(name: str, value: Any, language: Language = Language.CHINESE) -> str:
    """The value of an attribute for people: states in words, several values side by side."""
    values = value if isinstance(value, list | tuple) else (value,)
    states = {word.name: _label(word, language) for word in vocabulary("Lifecycle")} if name == "status" else {}
    return ("；" if language is Language.CHINESE else "; ").join(str(states.get(one, one)) for one in values)


@cache
def _labels(language: Language) -> Mapping[str, str]:
    return MappingProxyType({word.name: _label(word, language) for word in reversed(list(_words()))})


def _words() -> Iterator[Word]:
    yield from class_words()
    yield from (one.word for one in relation_words())
    yield from vocabulary("Status")
    yield from vocabulary("SourceKind")


def _label(word: Word, language: Language) -> str:
    return word.zh if language is Language.CHINESE else word.en
