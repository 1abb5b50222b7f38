"""Names that nothing may have heard of before: how well does extraction do on what no list has?

A measure on names that stand in a lexicon tells how good the lexicon is. Here the names of a class that are annotated
in the sentences to measure on are taken out of the lexicon, together with their longer and shorter forms, and out of
the sentences a model is trained on.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from nlp.annotated import AnnotatedSentence
from nlp.pipeline import Extractor
from ontology.schema import EntityClass


@dataclass(frozen=True)
class Unseen:
    """Names of one class that are to be unknown."""

    cls: EntityClass
    names: frozenset[str]

    @classmethod
    def of(cls, sentences: Iterable[AnnotatedSentence], entity: EntityClass) -> "Unseen":
        """The names of class `entity` that are annotated in `sentences`."""
        spans = (span for one in sentences for span in one.extraction.entities)
        return cls(entity, frozenset(span.text for span in spans if span.cls is entity))

    def is_known(self, name: str, cls: EntityClass) -> bool:
        """Whether an entry of a lexicon gives one of them away."""
        return name in self.names or (cls is self.cls and self.is_form(name))

    def is_form(self, name: str) -> bool:
        """Whether a name is one of them, or a longer or shorter form of one: 海尔集团 and 海尔."""
        return self.stands_in(name) or name in self._joined

    def stands_in(self, text: str) -> bool:
        """Whether one of the names stands in a text."""
        return bool(self.names) and bool(self._finder.find_matches_as_indexes(text))

    def tells(self, sentence: AnnotatedSentence) -> bool:
        """Whether a model trained on the sentence would have met one of the names, in any form."""
        spans = sentence.extraction.entities
        return self.stands_in(sentence.text) or any(span.cls is self.cls and self.is_form(span.text) for span in spans)

    def untold(self, sentences: Iterable[AnnotatedSentence]) -> tuple[AnnotatedSentence, ...]:
        """The sentences that tell none of the names."""
        return tuple(one for one in sentences if not self.tells(one))

    @cached_property
    def _joined(self) -> str:
        return "\n".join(sorted(self.names))

    @cached_property
    def _finder(self) -> AhoCorasick:
        return AhoCorasick(sorted(self.names))


def without(extractor: Extractor, unseen: Unseen) -> Extractor:
    """The same extractor with a lexicon that lacks the names."""
    blind = copy(extractor)
    blind.lexicon = extractor.lexicon.without(unseen.is_known)
    return blind
