"""What a rule looks at: a sentence, its words, its lexicon hits, and what the document around it established."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from nlp.lexicon import Found, Hit, Lexicon, bundled_lexicon, hits_within
from nlp.once import once
from nlp.sentences import Sentence
from nlp.spans import Span
from nlp.words import Words, cut
from ontology.schema import EntityClass
from ontology.values.regions import region_names

QUOTES: Final = '“"'  # opening marks of a quotation; texts mix them with the closing ones
QUOTE_ENDS: Final = '”"'
_COMPASS: Final = re.compile(r"[东南西北中]+部|东北|西北|东南|西南")
_PAIRS: Final = {"（": "）", "(": ")", "“": "”", "《": "》", "【": "】", "「": "」"}
_STRAIGHT: Final = '"'
_OPENING: Final = frozenset((*_PAIRS, _STRAIGHT))
_BRACKET: Final = re.compile(f"[{re.escape(''.join((*_PAIRS, *_PAIRS.values(), _STRAIGHT)))}]")


def _closes(opening: str, char: str) -> bool:
    return char == _PAIRS.get(opening, _STRAIGHT) or (opening in QUOTES and char in QUOTE_ENDS)


@cache
def is_short_county(name: str) -> bool:
    """Whether a name is only the short form of counties (新兴, 浦江)."""
    found = region_names().get(name, ())
    return bool(found) and all(region.level == "county" and region.name != name for region in found)


@cache
def _is_compass_point(name: str) -> bool:
    return _COMPASS.match(name) is not None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the document has told so far: regions that are its subject, and names it declared itself."""

    regions: frozenset[str] = frozenset()  # `reg:` ids whose counties may go by their short names
    names: tuple[tuple[str, EntityClass], ...] = ()  # aliases declared in brackets


@dataclass(frozen=True)
class Scene:
    """One sentence under the rules; words are cut only when a rule asks for them. It belongs to one thread."""

    text: str
    lexicon: Lexicon = field(default_factory=bundled_lexicon)
    around: Surroundings = Surroundings()
    found: Found | None = None  # places of the lexicon's names, where a longer text was searched already
    given: Words | None = None  # its words, where they were cut already

    @once
    def words(self) -> Words:
        return cut(self.text) if self.given is None else self.given

    def is_edge(self, offset: int) -> bool:
        """Whether a word starts or ends there."""
        return not offset or offset in self.words.at_end

    @once
    def hits(self) -> list[Hit]:
        """Places of the lexicon's names that have a class by themselves."""
        return self.named.hits

    @once
    def weak_firms(self) -> list[Hit]:
        """Places of company names that are everyday words or regions too."""
        return self.named.weak_firms

    @once
    def named(self) -> Found:
        """Places of the lexicon's names."""
        whole = ((0, len(self.text)),)
        return self.found or next(hits_within(self.all_hits, whole, self.lexicon.weak_firms))

    @once
    def all_hits(self) -> list[Hit]:
        """Every hit of the lexicon, firms in need of a context among them without a class."""
        return self.lexicon.hits(self.text)

    def parts(self, sentences: Sequence[Sentence], around: Surroundings) -> list["Scene"]:
        """The sentences of this text as scenes of their own; the lexicon is not searched again."""
        ranges = ((sentence.start, sentence.end) for sentence in sentences)
        found = hits_within(self.all_hits, ranges, self.lexicon.weak_firms)
        words = [cut(sentence.text) for sentence in sentences]  # all at once, while the tagger's tables are at hand
        return [
            Scene(sentence.text, self.lexicon, around, inside, cut_words)
            for sentence, inside, cut_words in zip(sentences, found, words, strict=True)
        ]

    @once
    def brackets(self) -> dict[int, int]:
        """Matching brackets and quotation marks: offset of each end → offset of the other."""
        pairs: dict[int, int] = {}
        opened: list[int] = []
        for mark in _BRACKET.finditer(self.text):
            at, char = mark.start(), mark[0]
            if opened and _closes(self.text[opened[-1]], char):
                left = opened.pop()
                pairs[left], pairs[at] = at, left
            elif char in _OPENING:
                opened.append(at)
        return pairs

    def quoted(self, opening: str = QUOTES) -> Iterator[tuple[int, int]]:
        """Offsets of the opening and closing mark of each quotation, left to right."""
        pairs = sorted(self.brackets.items()) if self.brackets else ()
        return ((at, end) for at, end in pairs if self.text[at] in opening and at < end)

    @once
    def regions(self) -> list[Hit]:
        """Hits that name a region: no compass point, and no county's short name that is an everyday word."""
        return [
            hit
            for hit in self.hits
            if EntityClass.REGION in hit.classes
            and not _is_compass_point(hit.name)
            and not (is_short_county(hit.name) and self.words.tags[self.words.before(hit.end)] != "ns")
        ]

    def covers(self, start: int, end: int, *classes: EntityClass) -> bool:
        """Whether a lexicon name of one of these classes lies within the range."""
        wanted = frozenset(classes)
        return any(start <= hit.start and hit.end <= end and hit.classes & wanted for hit in self.hits)

    def span(self, start: int, end: int, cls: EntityClass, *, confidence: float, rule: str) -> Span:
        return Span(start, end, self.text[start:end], cls, confidence, rule)
