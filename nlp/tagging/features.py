"""What the tagger sees of each character: columns of numbers, and the templates that combine them into features.

A column holds one number a character; sentences lie one after the other with `_PAD` empty places around each, so
that a template can look at neighbours by shifting. A feature is a template with the values it met, hashed into one
of `BUCKETS`.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any, Final, NamedTuple, Self
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from nlp.tagging.clusters import Clusters
from nlp.tagging.seen import Seen
from ontology.schema import EntityClass

BUCKETS: Final = 2**21
_PAD: Final = 2
_HASH: Final = np.uint32(0x9E3779B1)
_MIX: Final = np.uint32(0x85EBCA6B)
_CLASSES: Final = {cls: number for number, cls in enumerate(EntityClass, 1)}
# begin, middle, end of a word or a span, or all of it
_BEGIN, _MIDDLE, _END, _SINGLE = 1, 2, 3, 4
Numbers = NDArray[np.uint32]
Template = tuple[tuple[str, int], ...]

_CHARACTERS: Final[tuple[Template, ...]] = (
    *((("char", at),) for at in range(-2, 3)),
    *((("char", at), ("char", at + 1)) for at in range(-2, 2)),
    *((("char", at), ("char", at + 1), ("char", at + 2)) for at in range(-2, 1)),
    (("shape", -1), ("shape", 0), ("shape", 1)),
)
_WORDS: Final[tuple[Template, ...]] = (
    *((("edge", 0), (f"{what}{which}", 0)) for what in ("word", "tag", "fine", "coarse") for which in range(-2, 3)),
    (("edge", 0), ("tag-1", 0), ("tag0", 0), ("tag1", 0)),
    (("edge", 0), ("coarse-1", 0), ("coarse0", 0)),
    (("edge", 0), ("coarse0", 0), ("coarse1", 0)),
)
_LISTED: Final[tuple[Template, ...]] = (
    (("listed", 0),),
    (("listed", -1),),
    (("listed", 1),),
    (("listed", -1), ("listed", 0), ("listed", 1)),
)
_RULED: Final[tuple[Template, ...]] = (
    (("ruled", 0),),
    (("ruled", 0), ("rule", 0)),
    (("ruled", -1),),
    (("ruled", 1),),
    (("ruled", 0), ("listed", 0)),
    (("ruled", 0), ("coarse0", 0), ("edge", 0)),
    (("ruled", -1), ("ruled", 0), ("ruled", 1)),
)
# A template's place here is part of its hash: another order, or another place of a class, needs new training.
TEMPLATES: Final = (*_CHARACTERS, *_WORDS, *_LISTED, *_RULED)


class Layout(NamedTuple):
    """Where the characters of each sentence stand in the columns."""

    places: NDArray[np.int64]  # of every character, pads left out
    bounds: NDArray[np.int64]  # sentences + 1, counted without pads


def features(sentences: Sequence[Seen], clusters: Clusters) -> tuple[list[NDArray[np.int64]], Layout]:
    """Buckets of each template for every character (one array a template), and where the sentences lie."""
    lengths = np.array([len(one.scene.text) for one in sentences], dtype=np.int64)
    layout = _layout(lengths)
    columns = _Shifted(layout.places, dict(_columns(sentences, layout)))
    columns.update(_word_columns(sentences, clusters))
    return [_hashed(number, template, columns) for number, template in enumerate(TEMPLATES, 1)], layout


def _layout(lengths: NDArray[np.int64]) -> Layout:
    """Where things stand that come in sentences of these lengths, with pads at both sides of each."""
    bounds = np.concatenate([[0], np.cumsum(lengths)])
    shift = np.repeat(_PAD * (2 * np.arange(len(lengths)) + 1), lengths)
    return Layout(np.arange(bounds[-1]) + shift, bounds)


class _Shifted(dict[tuple[str, int], Numbers]):
    """(column, shift) → what the column holds that far from every character, worked out when first asked for."""

    def __init__(self, places: NDArray[np.int64], padded: Mapping[str, Numbers]) -> None:
        self.places, self._padded = places, padded

    def __missing__(self, key: tuple[str, int]) -> Numbers:
        name, at = key
        shifted = self[key] = self._padded[name][self.places + at]
        return shifted


def _hashed(number: int, template: Template, columns: _Shifted) -> NDArray[np.int64]:
    mixed = _mixed(columns[template[0]] ^ np.uint32((number * 0x27D4EB2F) & 0xFFFFFFFF))
    for part in template[1:]:
        mixed ^= columns[part]
        mixed = _mixed(mixed)
    mixed *= _MIX
    mixed ^= mixed >> np.uint32(13)
    mixed &= np.uint32(BUCKETS - 1)
    return mixed.astype(np.int64)


def _mixed(values: Numbers) -> Numbers:
    """The values stirred, in place."""
    values *= _HASH
    values ^= values >> np.uint32(15)
    return values


def _columns(sentences: Sequence[Seen], layout: Layout) -> Iterator[tuple[str, Numbers]]:
    """Columns of characters, lexicon names and rules' spans, pads between the sentences."""
    text = "".join(one.scene.text for one in sentences)
    chars = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    yield "char", _spread(chars, layout)
    yield "shape", _spread(_shapes(chars), layout)
    starts = layout.bounds[:-1].tolist()
    listed = _Ranges.of(_listed(sentences, starts))
    ruled = _Ranges.of(_ruled(sentences, starts))
    yield "listed", _spread(listed.painted(len(text)), layout)
    yield "ruled", _spread(ruled.painted(len(text)), layout)
    yield "rule", _spread(ruled.filled(len(text), _rules(sentences)), layout)


def _spread(values: NDArray[Any], layout: Layout) -> Numbers:
    """The values with pads of 0 before and after each sentence."""
    column = np.zeros(len(values) + 2 * _PAD * (len(layout.bounds) - 1), dtype=np.uint32)
    column[layout.places] = values
    return column


def _shapes(chars: Numbers) -> Numbers:
    """Kinds of characters: digit, small and capital letter, Han, and each sign its own."""
    shapes = chars.copy()
    for kind, (first, last) in enumerate((("0", "9"), ("a", "z"), ("A", "Z"), ("一", "鿿")), 1):
        shapes[(chars >= ord(first)) & (chars <= ord(last))] = kind
    return shapes


def _word_columns(sentences: Sequence[Seen], clusters: Clusters) -> Iterator[tuple[tuple[str, int], Numbers]]:
    """For each character: where in its word it stands, and what is known of the word and the two at each side."""
    texts = [*chain.from_iterable(one.scene.words.texts for one in sentences)]
    tags = [*chain.from_iterable(one.scene.words.tags for one in sentences)]
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    yield ("edge", 0), _edges(lengths)
    layout = _layout(np.array([len(one.scene.words.texts) for one in sentences], dtype=np.int64))
    words, fine, coarse = clusters.columns(texts)
    of_words = (("word", words), ("fine", fine + 1), ("coarse", coarse + 1), ("tag", _numbers(tags)))
    padded = [(name, _spread(column, layout)) for name, column in of_words]
    places = np.repeat(layout.places, lengths)
    for shift in range(-_PAD, _PAD + 1):
        there = places + shift
        for name, column in padded:
            yield (f"{name}{shift}", 0), column[there]


def _numbers(words: Sequence[str]) -> Numbers:
    return np.fromiter(map(_NUMBER.__getitem__, words), np.uint32, len(words))


class _Numbers(dict[str, int]):
    """Word → number, worked out when first asked for: of tags and of rules, which are few."""

    def __missing__(self, word: str) -> int:
        number = self[word] = crc32(word.encode())
        return number


_NUMBER: Final = _Numbers()


def _edges(lengths: NDArray[np.int64]) -> Numbers:
    ends = np.cumsum(lengths)
    edges = np.full(int(ends[-1]) if len(ends) else 0, _MIDDLE, dtype=np.uint32)
    edges[ends - 1] = _END
    edges[ends - lengths] = np.where(lengths == 1, _SINGLE, _BEGIN)
    return edges


def _listed(sentences: Sequence[Seen], starts: Sequence[int]) -> list[tuple[int, int, int]]:
    """Lexicon names with one number for their classes, the longer ones last."""
    found = [(hit, start) for one, start in zip(sentences, starts, strict=True) for hit in one.scene.hits]
    found.sort(key=lambda pair: pair[0].end - pair[0].start)
    return [(start + hit.start, start + hit.end, _listed_as(hit.classes)) for hit, start in found]


@cache
def _listed_as(classes: frozenset[EntityClass]) -> int:
    """One number for the classes of a name, the same in every process: a set has no order of its own."""
    return sum(1 << _CLASSES[cls] for cls in classes)


def _ruled(sentences: Sequence[Seen], starts: Sequence[int]) -> list[tuple[int, int, int]]:
    return [
        (start + span.start, start + span.end, _CLASSES[span.cls])
        for one, start in zip(sentences, starts, strict=True)
        for span in one.spans
    ]


def _rules(sentences: Sequence[Seen]) -> list[int]:
    """What found each of the spans, and how sure it was."""
    return [_NUMBER[f"{span.rule}{int(span.confidence * 10)}"] for one in sentences for span in one.spans]


class _Ranges(NamedTuple):
    """Ranges of characters with a number each; where two overlap, the later one holds."""

    numbers: NDArray[np.int64]
    lengths: NDArray[np.int64]
    places: NDArray[np.int64]  # of all characters of all ranges, one range after the other

    @classmethod
    def of(cls, rows: Sequence[tuple[int, int, int]]) -> Self:
        """Ranges by first character, the one after the last, and number."""
        starts, ends, numbers = np.array(rows, dtype=np.int64).reshape(-1, 3).T
        lengths = ends - starts
        firsts = np.cumsum(lengths) - lengths
        return cls(numbers, lengths, np.arange(lengths.sum()) + np.repeat(starts - firsts, lengths))

    def painted(self, size: int) -> Numbers:
        """A column of numbers times 8, and where in its range each character stands."""
        ends = np.cumsum(self.lengths)
        where = np.full(len(self.places), _MIDDLE, dtype=np.int64)
        where[ends - 1] = _END
        where[ends - self.lengths] = np.where(self.lengths > 1, _BEGIN, _SINGLE)
        return self._column(size, np.repeat(self.numbers * 8, self.lengths) + where)

    def filled(self, size: int, numbers: Sequence[int]) -> Numbers:
        """A column of other numbers of the same ranges."""
        return self._column(size, np.repeat(np.array(numbers, dtype=np.int64), self.lengths))

    def _column(self, size: int, values: NDArray[np.int64]) -> Numbers:
        column = np.zeros(size, dtype=np.uint32)
        column[self.places] = values
        return column
