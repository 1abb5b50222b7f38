"""What the tagger sees of each character: columns of numbers, and the templates that combine them into features.

A column holds one number a character; sentences lie one after the other with `_PAD` empty places around each, so
that a template can look at neighbours by shifting. A feature is a template with the values it met, hashed into one
of `BUCKETS`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from nlp.names.scene import Scene
from nlp.spans import Span
from nlp.tagging.clusters import Clusters
from nlp.tagging.seen import Seen
from ontology.schema import EntityClass

BUCKETS: Final = 2**21
_PAD: Final = 2
_UNKNOWN: Final = (0, 0)
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
    layout = _layout(sentences)
    columns = dict(_columns(sentences, clusters, layout))
    return [_hashed(number, template, columns, layout.places) for number, template in enumerate(TEMPLATES, 1)], layout


def _layout(sentences: Sequence[Seen]) -> Layout:
    lengths = np.array([len(one.scene.text) for one in sentences], dtype=np.int64)
    bounds = np.concatenate([[0], np.cumsum(lengths)])
    shift = np.repeat(_PAD * (2 * np.arange(len(lengths)) + 1), lengths)
    return Layout(np.arange(bounds[-1]) + shift, bounds)


def _hashed(
    number: int, template: Template, columns: Mapping[str, Numbers], places: NDArray[np.int64]
) -> NDArray[np.int64]:
    mixed = np.full(len(places), (number * 0x27D4EB2F) & 0xFFFFFFFF, dtype=np.uint32)
    for name, at in template:
        column = columns[name]
        mixed = (mixed ^ column[places + at]) * _HASH
        mixed ^= mixed >> np.uint32(15)
    mixed *= _MIX
    return ((mixed ^ (mixed >> np.uint32(13))) & np.uint32(BUCKETS - 1)).astype(np.int64)


def _columns(sentences: Sequence[Seen], clusters: Clusters, layout: Layout) -> Iterator[tuple[str, Numbers]]:
    size = int(layout.bounds[-1]) + 2 * _PAD * len(sentences)
    text = "".join(one.scene.text for one in sentences)
    chars = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)

    def spread(values: Iterable[int] | Numbers) -> Numbers:
        column = np.zeros(size, dtype=np.uint32)
        column[layout.places] = values if isinstance(values, np.ndarray) else np.fromiter(values, np.uint32, len(text))
        return column

    yield "char", spread(chars)
    yield "shape", spread(_shapes(chars))
    for name, values in _word_columns(sentences, clusters):
        yield name, spread(values)
    starts = layout.bounds[:-1]
    listed, ruled, rule = (np.zeros(len(text), dtype=np.uint32) for _ in range(3))
    for one, start in zip(sentences, starts.tolist(), strict=True):
        _paint_hits(listed[start:], one.scene)
        _paint_spans(ruled[start:], rule[start:], one.spans)
    yield from (("listed", spread(listed)), ("ruled", spread(ruled)), ("rule", spread(rule)))


def _shapes(chars: Numbers) -> Numbers:
    """Kinds of characters: digit, small and capital letter, Han, and each sign its own."""
    shapes = chars.copy()
    for kind, (first, last) in enumerate((("0", "9"), ("a", "z"), ("A", "Z"), ("一", "鿿")), 1):
        shapes[(chars >= ord(first)) & (chars <= ord(last))] = kind
    return shapes


def _word_columns(sentences: Sequence[Seen], clusters: Clusters) -> Iterator[tuple[str, Numbers]]:
    """Columns of the word each character is in and of the two words at each side, sentence by sentence."""
    items = [one.scene.words.items for one in sentences]
    words = [word for sentence in items for word in sentence]
    lengths = np.array([word.end - word.start for word in words], dtype=np.int64)
    counts = np.array([len(sentence) for sentence in items])
    yield "edge", _edges(lengths)
    known = clusters.of
    pairs = [known.get(word.text, _UNKNOWN) for word in words]
    of_words = {
        "word": np.fromiter((_number(word.text) for word in words), np.uint32, len(words)),
        "tag": np.fromiter((_number(word.tag) for word in words), np.uint32, len(words)),
        "fine": np.fromiter((fine for fine, _ in pairs), np.uint32, len(words)) + np.uint32(1),
        "coarse": np.fromiter((coarse for _, coarse in pairs), np.uint32, len(words)) + np.uint32(1),
    }
    sentence_of = np.repeat(np.arange(len(items)), counts)
    at = np.arange(len(words))
    for which in range(-_PAD, _PAD + 1):
        there = np.clip(at + which, 0, max(len(words) - 1, 0))
        inside = (sentence_of[there] == sentence_of) & (there == at + which)
        for name, column in of_words.items():
            yield f"{name}{which}", np.repeat(np.where(inside, column[there], 0).astype(np.uint32), lengths)


@lru_cache(maxsize=1 << 16)
def _number(word: str) -> int:
    return crc32(word.encode())


def _edges(lengths: NDArray[np.int64]) -> Numbers:
    ends = np.cumsum(lengths)
    edges = np.full(int(ends[-1]) if len(ends) else 0, _MIDDLE, dtype=np.uint32)
    edges[ends - 1] = _END
    edges[ends - lengths] = np.where(lengths == 1, _SINGLE, _BEGIN)
    return edges


def _paint_hits(column: Numbers, scene: Scene) -> None:
    """The longest lexicon name over each character: its classes and where in it the character stands."""
    for hit in sorted(scene.hits, key=lambda hit: hit.end - hit.start):
        _paint(column, hit.start, hit.end, _listed_as(hit.classes))


@cache
def _listed_as(classes: frozenset[EntityClass]) -> int:
    """One number for the classes of a name, the same in every process: a set has no order of its own."""
    return sum(1 << _CLASSES[cls] for cls in classes)


def _paint_spans(ruled: Numbers, rule: Numbers, spans: Sequence[Span]) -> None:
    for span in spans:
        _paint(ruled, span.start, span.end, _CLASSES[span.cls])
        rule[span.start : span.end] = _number(f"{span.rule}{int(span.confidence * 10)}")


def _paint(column: Numbers, start: int, end: int, number: int) -> None:
    column[start:end] = number * 8 + _MIDDLE
    column[end - 1] = number * 8 + _END
    column[start] = number * 8 + (_BEGIN if end - start > 1 else _SINGLE)
