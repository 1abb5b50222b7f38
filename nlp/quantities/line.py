"""A sentence cut into words around its numbers and names."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from types import MappingProxyType
from typing import Final, Self

from nlp.quantities.numbers import Number
from nlp.quantities.times import When
from nlp.spans import Span
from nlp.words import rows
from ontology.schema import EntityClass

Kinds = Mapping[str, str]  # word → its cluster
NO_KINDS: Final[Kinds] = MappingProxyType({})
NO_KIND: Final = "0"  # a word too rare for a cluster
_UNSAID: Final = frozenset("，,的")
_KINDS_OF_THINGS: Final = frozenset({EntityClass.INDUSTRY, EntityClass.TECHNOLOGY, EntityClass.SCENARIO})


@dataclass(frozen=True, slots=True)
class Line:
    """Words of a sentence; word `i` is `text[starts[i]:starts[i + 1]]`. No word crosses an edge of a number or name."""

    text: str
    numbers: Sequence[Number]
    spans: Sequence[Span]
    words: Sequence[str]
    tags: Sequence[str]
    starts: Sequence[int]  # one more than words
    no_start: frozenset[int]  # words that no phrase begins with, such as those that tell a time
    spoken: Sequence[str]  # words, empty where no metric has them
    kinds: Kinds
    edges: Sequence[str]  # whether a name starts (S) or goes on (I) at a word
    ended: Sequence[str]  # class of the name that ends right before a word; one more than words

    def with_whole_names(self) -> Self:
        """The same, where no phrase begins further on in the name of one thing.

        Learning sees those phrases too: of a name that was found wrongly, one of them may be the right one.
        """
        return replace(self, no_start=self.no_start.union(_further_on(self.spans, self.starts)))

    def said(self, first: int, last: int) -> str:
        """The words from `first` up to `last` as a metric has them: without times, commas and 的."""
        return "".join(self.spoken[first:last])

    def from_offset(self, offset: int) -> int:
        """Index of the first word that starts at `offset` or after it."""
        return bisect_left(self.starts, offset)

    def to_offset(self, offset: int) -> int:
        """Index after the last word that ends at `offset` or before it."""
        return bisect_right(self.starts, offset) - 1

    def window(self, index: int) -> tuple[int, int, int, int]:
        """Words of a number's own: from the number before it to it, from it to the number after it."""
        number = self.numbers[index]
        left = self.numbers[index - 1].right if index else 0
        right = self.numbers[index + 1].left if index + 1 < len(self.numbers) else len(self.text)
        return (
            self.from_offset(left),
            self.to_offset(number.left),
            self.from_offset(number.right),
            self.to_offset(right),
        )


def line_of(
    text: str,
    numbers: Sequence[Number],
    spans: Sequence[Span],
    times: Sequence[When] = (),
    kinds: Kinds = NO_KINDS,
) -> Line:
    """The words of `text`, cut at the edges of `numbers`, `spans` and `times` too.

    Args:
        text: the sentence.
        numbers: its numbers.
        spans: its names.
        times: its periods.
        kinds: clusters of words.
    """
    edges = {edge for number in numbers for edge in (number.left, number.right)}
    edges.update(edge for span in spans for edge in (span.start, span.end))
    edges.update(edge for time in times for edge in (time.start, time.end))
    words, tags, starts = _cut(text, edges)
    timed = [at for time in times for at in range(bisect_left(starts, time.start), bisect_left(starts, time.end))]
    spoken = ["" if word in _UNSAID else word for word in words]
    for at in timed:
        spoken[at] = ""
    return Line(text, numbers, spans, words, tags, starts, frozenset(timed), spoken, kinds, *_edges(spans, starts))


def _further_on(spans: Sequence[Span], starts: Sequence[int]) -> Iterator[int]:
    """Words of names but for the first of each; kinds of things (高精度减速器) do lend a part of theirs to a metric."""
    for span in spans:
        if span.cls not in _KINDS_OF_THINGS:
            yield from range(bisect_left(starts, span.start) + 1, bisect_left(starts, span.end))


def _edges(spans: Sequence[Span], starts: Sequence[int]) -> tuple[list[str], list[str]]:
    """Where names start and go on, and where they have ended, by words."""
    edges, ended = [""] * (len(starts) - 1), [""] * len(starts)
    for span in spans:
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        edges[first:last] = ["S", *["I"] * (last - first - 1)]
        ended[last] = span.cls
    return edges, ended


def _cut(text: str, edges: set[int]) -> tuple[list[str], list[str], list[int]]:
    """Words, their tags and where they start, cut at these offsets too; the starts are one more than words."""
    words, tags = map(list, rows(text))
    starts = [0, *accumulate(map(len, words))]
    for edge in sorted(edges.difference(starts)):
        at = bisect_left(starts, edge)
        first, word, tag = starts[at - 1], words[at - 1], tags[at - 1]
        starts.insert(at, edge)
        words[at - 1 : at] = word[: edge - first], word[edge - first :]
        tags.insert(at, tag)
    return words, tags, starts
