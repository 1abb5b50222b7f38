"""A run of words that ends in a head, and what in it may tell it from its kind."""

import re
from dataclasses import dataclass
from typing import Final

from nlp.lexicon import common_words, words_of
from nlp.names.scene import QUOTE_ENDS, Scene
from nlp.words import Word, is_word
from ontology.schema import EntityClass
from ontology.values.regions import region_names

ACTORS: Final = (EntityClass.ENTERPRISE, EntityClass.ORGANIZATION, EntityClass.PLATFORM)
TERMS: Final = (EntityClass.TECHNOLOGY, EntityClass.INDUSTRY, EntityClass.SCENARIO)
_NATION: Final = re.compile(r"^(?:国家(?!级)|中国|中华|全国(?!性)|世界(?!级)|国际|亚洲|全球)")
_LATIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9.\-]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run of words before a test: the part before the head, and the whole."""

    scene: Scene
    start: int
    head: int
    end: int

    @property
    def modifier(self) -> str:
        return self.scene.text[self.start : self.head]

    @property
    def before(self) -> str:
        return self.scene.text[max(0, self.start - 60) : self.start]

    def covers(self, *classes: EntityClass) -> bool:
        return self.scene.covers(self.start, self.head, *classes)

    def is_place(self) -> bool:
        """The whole modifier is a place, no county that goes by an everyday word (新兴)."""
        return self.modifier in region_names() and self.modifier not in common_words("generic")

    def has_quote(self) -> bool:
        return any(mark in self.modifier for mark in QUOTE_ENDS)

    def has_region(self) -> bool:
        """A region of China, no compass point such as 西部."""
        return any(self.start <= hit.start and hit.end <= self.head for hit in self.scene.regions)

    def has_brand(self) -> bool:
        """A company, body or platform, or a Latin word that is no technology."""
        if self.covers(*ACTORS):
            return True
        lexicon = self.scene.lexicon
        return any(not lexicon.classes(word) for word in _LATIN.findall(self.modifier))

    def is_nationwide(self) -> bool:
        return bool(_NATION.match(self.modifier))

    def is_told_apart(self) -> bool:
        return self.has_quote() or self.has_region() or self.has_brand() or self.is_nationwide()

    def has_coined_word(self) -> bool:
        return any(_is_coined(self.scene, word.start, word.end) for word in self._words())

    def leads_specific(self) -> bool:
        """Whether some word of the modifier is neither generic, nor a term, nor a verb."""
        generic = common_words("generic")
        return any(
            word.text not in generic
            and word.text not in words_of("verbs")
            and word.tag[0] in "ninzjgxa"
            and not self._in_term(word.start, word.end)
            for word in self._words()
        )

    def _words(self) -> list[Word]:
        return self.scene.words.within(self.start, self.head)

    def _in_term(self, start: int, end: int) -> bool:
        wanted = frozenset(TERMS)
        return any(hit.start <= start and end <= hit.end and hit.classes & wanted for hit in self.scene.hits)


def _is_coined(scene: Scene, start: int, end: int) -> bool:
    text = scene.text[start:end]
    return len(text) > 1 and not text.isascii() and not is_word(text) and not scene.lexicon.classes(text)
