"""Words of a text with their part of speech and place.

The tagger is rjieba: jieba's dictionary and tags (n* noun, v* verb, d adverb, p preposition, c conjunction,
u* particle, m number, q measure, r pronoun, x punctuation, eng Latin), about 1.5 million characters a second.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Set
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import accumulate, compress, count
from typing import Final, NamedTuple, cast

import rjieba


class Word(NamedTuple):
    """One word: `text` equals the text's [start:end]; `tag` is jieba's part of speech."""

    start: int
    end: int
    text: str
    tag: str


# a text has a word every two characters: made from a row by the tuple itself, three times as fast as by the class
_new_word: Final = cast("Callable[[tuple[int, int, str, str]], Word]", partial(tuple.__new__, Word))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text, and which of them starts or ends at a character.

    A rule looks at few of them: `words[index]` makes the one that is asked for.
    """

    texts: tuple[str, ...]
    tags: tuple[str, ...]
    ends: tuple[int, ...]
    at_end: dict[int, int]  # character offset → index of the word that ends there

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, index: int) -> Word:
        """The word of an index from 0."""
        start = self.ends[index - 1] if index else 0
        return _new_word((start, self.ends[index], self.texts[index], self.tags[index]))

    def previous(self, index: int) -> Word | None:
        """The word before the one of an index."""
        return self[index - 1] if index else None

    @property
    def items(self) -> tuple[Word, ...]:
        """All of them."""
        return tuple(map(_new_word, zip((0, *self.ends), self.ends, self.texts, self.tags, strict=False)))

    def within(self, start: int, end: int) -> list[Word]:
        """The words that lie in a range of the text."""
        return [self[index] for index in range(self.first_from(start), bisect_right(self.ends, end))]

    def first_from(self, offset: int) -> int:
        """Index of the first word that starts at `offset` or after it."""
        return bisect_left(self.ends, offset) + 1 if offset else 0

    def among(self, wanted: Set[str]) -> list[int]:
        """Indices of the words that are among `wanted`; the first word of the text is left out."""
        return [at for at in compress(count(), map(wanted.__contains__, self.texts)) if at]

    def before(self, offset: int) -> int:
        """Index of the word that ends at `offset`, or covers the character before it; -1 at the start."""
        found = self.at_end.get(offset)
        if found is None:
            found = bisect_left(self.ends, offset) if self.ends and 0 < offset <= self.ends[-1] else -1
        return found

    def starting_at(self, offset: int) -> Word | None:
        """The word that starts at `offset`, where one does."""
        index = self.at_end.get(offset, -1) + 1
        return self[index] if index < len(self) and (index or not offset) else None


@cache
def _tagger() -> rjieba.Jieba:
    return rjieba.Jieba()


class Rows(NamedTuple):
    """Words and their parts of speech, one row each: two values to keep a sentence, not two a word."""

    texts: tuple[str, ...]
    tags: tuple[str, ...]


@lru_cache(maxsize=1 << 12)  # 10 MB: a sentence is cut for its names, and again for its numbers
def rows(text: str) -> Rows:
    """Words of `text` with their part of speech, without gaps and without places: the fastest form."""
    return Rows(*zip(*_tagger().tag(text), strict=True)) if text else Rows((), ())


def tag(text: str) -> tuple[Word, ...]:
    """Cut `text` into words without gaps: each word starts where the one before it ends."""
    return cut(text).items


def cut(text: str) -> Words:
    """The words of `text` with an index from where they end."""
    texts, tags = rows(text)
    ends = tuple(accumulate(map(len, texts)))
    return Words(texts, tags, ends, dict(zip(ends, range(len(ends)), strict=True)))


@lru_cache(maxsize=1 << 16)
def is_word(text: str) -> bool:
    """Whether the dictionary has `text` as a word."""
    return bool(_tagger().has_word(text))
