"""Character grams: Chinese has no blanks, so that names and texts are indexed by pairs of characters."""

import re
from typing import Any, Final

import tantivy

from ontology.values.names import fold

_SAID: Final = re.compile(r"[\w]+")


def analyser(shortest: int) -> Any:
    """Grams of `shortest` to two characters."""
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(shortest, 2, False)).build()


def pairs(text: str) -> tuple[str, ...]:
    """Pairs of neighbouring characters in the words of a text, each once, in order; a lone character as itself."""
    words = _SAID.findall(fold(text))
    found = (word[at : at + 2] for word in words for at in range(max(len(word) - 1, 1)))
    return tuple(dict.fromkeys(found))
