"""What stands between two names: its words, what they may do, and what of it speaks for or against a relation.

A feature is a number, the CRC-32 of what it says; `nlp.relations.features` mixes the kind of pair into it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, NamedTuple
from zlib import crc32

from nlp.once import once
from nlp.relations.clauses import STOPS
from nlp.relations.tables import acts
from nlp.words import rows

_REMEMBERED: Final = 1 << 13  # gaps, 2 kB each: 、 or a word or two come again, the longer ones do not
_CLOSE: Final = 4  # characters of a gap next to a name that are a feature of what stands beyond it
_SHORT: Final = 8  # characters of a gap that is a feature as a whole
_TEXT: Final = re.compile(r"[^，。；：、（）()“”《》！？]+")

Signs = tuple[int, ...]


def sign(said: str) -> int:
    """A feature's number."""
    return crc32(said.encode())


def signs_of(said: Iterable[str]) -> Signs:
    """The numbers of features."""
    return tuple([crc32(each.encode()) for each in said])


# A word's number is its hash, whatever is said of it; what is said is mixed in.
_NAMED, _BEFORE, _AFTER, _LEAD, _FOLLOW = signs_of(("w", "b", "a", "x", "y"))
_NO_WORD_BEFORE: Final = signs_of(("b^",))
_NO_WORD_AFTER: Final = sign("y$")
_word = lru_cache(maxsize=_REMEMBERED)(sign)


def _two(first: int, second: int) -> int:
    """The number of two words, one after the other."""
    return (first * 0x9E3779B1 + second) & 0xFFFFFFFF


@cache
def _signs(said: str, acts: tuple[str, ...]) -> Signs:
    return signs_of(f"{said}{act}" for act in acts)


@cache
def _order(acts: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(acts))


@cache
def _seen(mark: str, acts: tuple[str, ...]) -> Signs:
    """How a gap looks from afar, without and with what its words may do."""
    return signs_of((f"p{mark}", f"P{','.join((mark, *acts))}"))


@lru_cache(maxsize=_REMEMBERED)
def _letter(last: str) -> int:
    return sign(f"bc{last}")


class Told(NamedTuple):
    """The features of a gap between two names; `kinded` ones are said of a kind of pair alone."""

    named: Signs  # its words
    before: Signs  # its last words, right before the later name
    before_kinded: Signs
    after_kinded: Signs  # its first words, right after the earlier name
    alone: Signs  # the whole of it, between two names that follow each other
    alone_kinded: Signs
    does_kinded: Signs  # what its words may do
    does_last: Signs  # what the last of them may do
    does_near_kinded: Signs  # the same, where no other name stands before the later name


class Verb(NamedTuple):
    """A verb between two names, with its features; ~ marks one that has other names between it and its own."""

    text: str
    signs: Signs
    of_it: int  # said where the earlier name is the subject


class Follow(NamedTuple):
    """The features of the text after both names."""

    signs: Signs
    kinded: Signs


@dataclass(frozen=True)
class Gap:
    """A stretch of text between two groups of names, or before the first, or after the last."""

    words: tuple[str, ...]
    verbs: tuple[str, ...]
    acts: tuple[frozenset[str], ...]  # what each word that has acts may do
    stops: int  # clause ends
    opens: bool  # a clause begins in it and no verb follows

    @property
    def mark(self) -> str:
        """How it looks from afar: a clause ends, there are words, or nothing."""
        return "," if self.stops else "x" if self.words else ""

    @once
    def near(self) -> str:
        """Its words where they are few, else …"""
        text = "".join(self.words)
        return text if len(text) <= _CLOSE else "…"

    @property
    def last_acts(self) -> tuple[str, ...]:
        """What its last word with acts may do, in the order of their names."""
        return _order(self.acts[-1]) if self.acts else ()

    @once
    def told(self) -> Told:
        """Its features between two names."""
        text, words = "".join(self.words), [_word(word) for word in self.words]
        last_acts = self.last_acts
        return Told(
            tuple([word ^ _NAMED for word in dict.fromkeys(words)]),
            (words[-1] ^ _BEFORE, _letter(self.words[-1][-1])) if words else (),
            (_two(words[-2], words[-1]) ^ _BEFORE,) if len(words) > 1 else () if words else _NO_WORD_BEFORE,
            (words[0] ^ _AFTER, *((_two(words[0], words[1]) ^ _AFTER,) if len(words) > 1 else ())) if words else (),
            (sign(f"g{text}"),) if len(text) <= _SHORT else (),
            (sign(f"m{_TEXT.sub('x', text)[:_SHORT]}"), *_seen(self.mark, last_acts)),
            _signs("A", _order(frozenset[str]().union(*self.acts))) if self.acts else (),
            _signs("L", last_acts),
            _signs("N", last_acts),
        )

    @once
    def lead(self) -> Signs:
        """The features of its end, where it stands before both names."""
        return _word(self.words[-1] if self.words else "") ^ _LEAD, *_signs("X", self.last_acts)

    @once
    def follow(self) -> Follow:
        """The features of its start, where it stands after both names."""
        told = [sign for said in self.acts[:2] for sign in _signs("Y", _order(said))]
        words = [_word(word) for word in self.words[:2]]
        if not words:
            return Follow((), (_NO_WORD_AFTER, *told))
        return Follow((words[0] ^ _FOLLOW,), (_two(words[0], words[-1]) ^ _FOLLOW, *told))

    def last_verb(self, *, near: bool) -> Verb:
        """Its last verb, as the verb before the later name."""
        return _verb_before(self.verbs[-1], "" if near else "~")

    def first_verb(self, *, near: bool) -> Verb:
        """Its first verb, as the verb after the earlier name."""
        return _verb_after(self.verbs[0], "" if near else "~")


@lru_cache(maxsize=_REMEMBERED)
def _verb_before(verb: str, mark: str) -> Verb:
    text = verb + mark
    return Verb(text, signs_of((f"v{text}", f"c{verb[-1]}", f"C{verb[0]}")), sign(f"jv{text}"))


@lru_cache(maxsize=_REMEMBERED)
def _verb_after(verb: str, mark: str) -> Verb:
    text = verb + mark
    return Verb(text, signs_of((f"V{text}",)), sign(f"jV{text}"))


@lru_cache(maxsize=_REMEMBERED)
def gap_of(text: str) -> Gap:
    """What is to be seen of a text between names."""
    if not text:
        return Gap((), (), (), 0, opens=False)
    known = acts()
    words, verbs, said, stops, opens = [], [], [], 0, False
    for word, part in zip(*rows(text), strict=True):
        words.append(word)
        does = known.get(word)
        if does is not None:
            said.append(does)
        if does is not None or part[0] == "v":
            verbs.append(word)
            opens = False
        elif part[0] == "x" and (ends := sum(character in STOPS for character in word)):
            stops += ends
            opens = True
    return Gap(tuple(words), tuple(verbs), tuple(said), stops, opens)
