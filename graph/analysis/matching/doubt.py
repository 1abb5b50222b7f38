"""How much of a need does a reading of it leave unexplained?

A description is understood by the purposes it shares with a thing of the thesaurus. Where the words of the need that
the thing has nothing to do with are many, or the noun that says what is sought is among them (纸杯 in
奶茶店用的一次性纸杯, read as tea), the reading is doubtful; less so where they keep company with the thing in what was
loaded. Method: docs/methods.md, equation M6.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from graph.analysis.matching.asking import SEEKING
from graph.analysis.matching.dictionary import empty_words
from graph.analysis.matching.families import is_general
from graph.analysis.matching.thesaurus import Sense, grams
from graph.analysis.matching.vectors import Vectors, words_of

_HEAD: Final = 3.0  # weight of the noun that says what is sought, beside that of another word
_ASIDE: Final = 0.5  # of a word in a clause that seeks nothing, where another one does
_CHANCE: Final = 0.4  # nearness of words that any two of one trade have
_ALWAYS: Final = 0.8
_CLAUSE: Final = re.compile("[,，。;；!！?？:：、]")
_NOUNS: Final = ("n", "x", "j", "q")
_TELLING: Final = ("n", "v", "x", "j", "a", "s", "z", "l", "i")  # tags of words that can tell what a thing is for
_PLAIN: Final = frozenset(empty_words())


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a need that can tell what is asked for."""

    text: str
    weight: float
    head: bool = False  # the noun that says what is sought


def words_in(text: str) -> tuple[Word, ...]:
    """The telling words of a folded text."""
    clauses = [clause for clause in _CLAUSE.split(text) if clause]
    seeks = [bool(SEEKING.search(clause)) for clause in clauses]
    return tuple(
        word
        for clause, sought in zip(clauses, seeks, strict=True)
        for word in _words(clause, 1.0 if sought or not any(seeks) else _ASIDE)
    )


def _words(clause: str, weight: float) -> Iterator[Word]:
    tagged = _tagged(clause)
    head = _head(tagged) if weight == 1.0 else None
    for at, (word, tag) in enumerate(tagged):
        if at == head:
            yield Word(word, _HEAD, head=True)
        elif len(word) > 1 and tag.startswith(_TELLING) and word not in _PLAIN and not SEEKING.search(word):
            yield Word(word, weight)


def _tagged(clause: str) -> Sequence[tuple[str, str]]:
    import rjieba  # reads its dictionary when imported: 0.2 s that only a need in words has to wait for

    return rjieba.tag(clause)


def _head(tagged: Sequence[tuple[str, str]]) -> int | None:
    """Place of the last noun that is no word of business; none where it is as general as 机器."""
    for at in range(len(tagged) - 1, -1, -1):
        word, tag = tagged[at]
        if is_general(word):
            return None
        if tag.startswith(_NOUNS) and word not in _PLAIN:
            return at
    return None


def untold_by(sense: Sense, words: Sequence[Word]) -> tuple[Word, ...]:
    """The telling words that a sense has nothing to do with, by their share of all; together the doubt, 0..1."""
    total = sum(word.weight for word in words)
    known = {gram for column in sense.columns for one in column for gram in grams(one)}
    return tuple(replace(word, weight=word.weight / total) for word in words if not is_told(word, sense, known))


def rests_on_one(words: Sequence[Word], untold: Sequence[Word]) -> bool:
    """Whether one word at most speaks for a reading, where the need has others that do not."""
    left = {word.text for word in untold}
    return bool(left) and len({word.text for word in words} - left) <= 1


def in_company(untold: Sequence[Word], names: Sequence[str], vectors: Vectors) -> tuple[Word, ...]:
    """The same words, less of those that keep company with a thing of these names in what was loaded."""
    direction = vectors.of(word for name in names for word in words_of(name))
    return tuple(
        replace(word, weight=word.weight * (1 - _near(vectors.nearness(word.text, direction)))) for word in untold
    )


def _near(cosine: float) -> float:
    """0 for words that meet by chance, 1 for those that always stand together."""
    return min(max((cosine - _CHANCE) / (_ALWAYS - _CHANCE), 0.0), 1.0)


def is_told(word: Word, sense: Sense, known: Collection[str]) -> bool:
    """Whether a word is one of a sense: half of its pairs of characters are, of a head the last of them."""
    if len(word.text) == 1:
        return any(name.endswith(word.text) for name in (*sense.names, *sense.others))
    pairs = list(grams(word.text))
    if word.head and pairs[-1] not in known:
        return False
    return 2 * sum(pair in known for pair in pairs) >= len(pairs)
