"""What does a need ask for? Names in it, what the thesaurus knows them by, and things whose purpose it describes.

Method: docs/methods.md, equation M1.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from graph.analysis.matching.asking import ASKED, NAMED, SEEKING, weighed
from graph.analysis.matching.dictionary import Dictionary
from graph.analysis.matching.spans import Span, spans_in
from graph.analysis.matching.thesaurus import Sense, Thesaurus, grams
from graph.analysis.matching.wording import bare

# Worth of a name beside the one in the text; proposals.
_SAME: Final = 0.95  # another standard name of the same thing
_STANDARD: Final = 0.9  # the standard name of what the text calls by another name, or a kind of it
_OTHER: Final = 0.7  # another name, where the text has the standard one
_SIBLING: Final = 0.5  # another name, where the text has a different one of them

_LONGEST: Final = 16  # characters of a name that is looked for
_LIKELY: Final = 3  # senses that a description may mean
_FITS: Final = 0.16  # least cosine of a description and a purpose
_FULL: Final = 0.38  # cosine that counts in full
_BESIDE: Final = 0.5  # worth of a description where the text names what it asks for
_COUNT: Final = re.compile("^[一二两三四五六七八九十百千万几第每0-9]")  # 两百, 第二: no names of things
_SOUGHT: Final = 2.0  # weight of grams in a clause of seeking


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name to be looked for in the graph."""

    text: str
    worth: float  # 0..1
    way: str  # how it was come by; empty for a name of the text itself


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing a need asks for."""

    title: str
    weight: float  # how surely it is asked for, 0..1
    phrases: tuple[Phrase, ...]
    described: bool = False  # known by its purpose alone


def wishes_in(text: str, dictionary: Dictionary, thesaurus: Thesaurus) -> tuple[Wish, ...]:
    """The wishes of a folded text, the surest first."""
    found = spans_in(text, dictionary.names, thesaurus.by_name, _LONGEST)
    spans = weighed(text, [span for span in found if span.known or not _COUNT.match(span.name)])
    named = [_named(span, thesaurus) for span in spans]
    sure = max((span.weight for span in spans if span.known or len(span.name) > 2), default=0.0)
    described = _described(text, thesaurus, _BESIDE if sure > NAMED else 1.0)
    return _merged([*named, *described])


def _named(span: Span, thesaurus: Thesaurus) -> Wish:
    phrases = [Phrase(span.name, 1.0, ""), Phrase(bare(span.name), 1.0, "")]
    for at in thesaurus.by_name.get(span.name, ()):
        phrases.extend(_known_as(span.name, thesaurus.senses[at]))
    return Wish(span.name, span.weight, _distinct(phrases))


def _known_as(name: str, sense: Sense) -> Iterator[Phrase]:
    standard = name in sense.names
    for other in sense.names:
        yield Phrase(other, _SAME if standard else _STANDARD, f"即{other}")
    for other in sense.others:
        yield Phrase(other, _OTHER if standard else _SIBLING, f"近于{other}")


def _described(text: str, thesaurus: Thesaurus, worth: float) -> Iterator[Wish]:
    fits = thesaurus.by_purpose(_weighted_grams(text))
    for at in np.argsort(-fits, kind="stable")[:_LIKELY]:
        if fits[at] >= _FITS:
            weight = worth * min(1.0, float(fits[at]) / _FULL)
            sense = thesaurus.senses[at]
            phrases = [Phrase(name, 1.0, f"按用途理解为{sense.title}") for name in sense.names]
            phrases += [Phrase(name, _OTHER, f"按用途理解为{sense.title}") for name in sense.others]
            yield Wish(sense.title, weight, _distinct(phrases), described=True)


def _weighted_grams(text: str) -> Mapping[str, float]:
    """Pairs of characters; those of a clause that seeks something tell more."""
    found: dict[str, float] = defaultdict(float)
    for clause in _clauses(text):
        weight = _SOUGHT if SEEKING.search(clause) else 1.0
        for gram in grams(clause):
            found[gram] = max(found[gram], weight)
    return found


def _clauses(text: str) -> Sequence[str]:
    for mark in "，。;；!！?？、":
        text = text.replace(mark, ",")
    return [clause for clause in text.split(",") if clause]


def _distinct(phrases: Sequence[Phrase]) -> tuple[Phrase, ...]:
    best: dict[str, Phrase] = {}
    for phrase in sorted(phrases, key=lambda one: -one.worth):
        best.setdefault(phrase.text, phrase)
    return tuple(best.values())


def _merged(wishes: Sequence[Wish]) -> tuple[Wish, ...]:
    """Each title once, by its surest wish."""
    best: dict[str, Wish] = {}
    for wish in sorted(wishes, key=lambda one: -one.weight):
        best.setdefault(wish.title, wish)
    return tuple(best.values())


__all__ = ["ASKED", "Phrase", "Wish", "wishes_in"]
