"""Document → names, terms, relations and readings."""

from collections.abc import Iterable

from nlp.lexicon import Lexicon, bundled_lexicon
from nlp.names.find import find_names
from nlp.names.places import regions_in
from nlp.names.scene import Scene, Surroundings
from nlp.sentences import split
from nlp.spans import Span
from ontology.schema import EntityClass


class Extractor:
    """Finds what a text says. Built once from the lexicons; holds no state between texts."""

    def __init__(self, extra: Iterable[tuple[str, EntityClass]] = ()) -> None:
        names = tuple(extra)
        self._lexicon = Lexicon(names) if names else bundled_lexicon()

    def entities(self, text: str) -> tuple[Span, ...]:
        """Names and terms of a sentence or a document."""
        around = Surroundings(regions=regions_in(Scene(text, self._lexicon)))
        found: list[Span] = []
        for sentence in split(text):
            scene = Scene(sentence.text, self._lexicon, around)
            found += [_moved(span, sentence.start) for span in find_names(scene)]
        return tuple(found)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by, span.text, span.cls, span.confidence, span.rule) if by else span
