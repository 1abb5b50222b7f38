"""The rules with a second reader behind them: the same two methods as `nlp.pipeline.Extractor`."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from nlp.context import passages_of
from nlp.llm.second_reader import SecondReader
from nlp.llm.verify import Relating, Verified
from nlp.sentences import Sentence, split
from nlp.spans import Extraction, Link, Reading, Span
from ontology.facts import Document
from ontology.schema import Status


class Rules(Protocol):
    """Whatever reads first: `nlp.pipeline.Extractor`, or another in its place."""

    def extract(self, text: str) -> Extraction: ...

    def read(self, document: Document) -> Extraction: ...


class LlmExtractor:
    """Finds what a text says, and asks about the sentences of which the rules are unsure."""

    def __init__(self, extractor: Rules, second: SecondReader) -> None:
        self._extractor = extractor
        self.second = second

    def extract(self, text: str) -> Extraction:
        """Everything one sentence or one whole text says."""
        found = self._extractor.extract(text)
        return self._added(found, ((sentence, Status.STATED) for sentence in split(text)))

    def read(self, document: Document) -> Extraction:
        """Everything a document says; offsets are those of `document.text`."""
        found = self._extractor.read(document)
        return self._added(found, _sentences(document, found.entities))

    def _added(self, found: Extraction, sentences: Iterable[tuple[Sentence, Status]]) -> Extraction:
        parts = _Parts(found)
        added = [
            (sentence.start, self.second.read(sentence.text, parts.of(sentence), default))
            for sentence, default in sentences
        ]
        merged = _merged(found, [(start, one) for start, one in added if one.relations or one.readings])
        self.second.tally.taken += len(merged.relations) - len(found.relations) + _changed(found, merged)
        return merged


def _sentences(document: Document, spans: Sequence[Span]) -> Iterator[tuple[Sentence, Status]]:
    """Each sentence of each block with what its headings say of plans."""
    for block, context, _, _ in passages_of(document, spans):
        for sentence in split(block.text):
            start = block.start + sentence.start
            yield Sentence(start, start + len(sentence.text), sentence.text), context.status


class _Parts:
    """An extraction, cut into sentences."""

    def __init__(self, found: Extraction) -> None:
        self._spans = found.entities
        self._links = sorted((link for link in found.relations if link.end), key=lambda link: link.start)
        self._readings = sorted(found.observations, key=lambda reading: reading.start)
        self._starts = [
            [span.start for span in self._spans],
            [link.start for link in self._links],
            [reading.start for reading in self._readings],
        ]

    def of(self, sentence: Sentence) -> Extraction:
        """What was found in one sentence, with offsets in it; the ends of its relations mean nothing there."""
        spans, links, readings = (
            slice(bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)) for starts in self._starts
        )
        return Extraction(
            tuple(span.moved(-sentence.start) for span in self._spans[spans]),
            tuple(self._links[links]),
            tuple(reading.moved(-sentence.start) for reading in self._readings[readings]),
        )


def _merged(found: Extraction, added: Sequence[tuple[int, Verified]]) -> Extraction:
    """The rules' findings with the model's behind them."""
    if not added:
        return found
    relating = [_relating_moved(one, start) for start, verified in added for one in verified.relations]
    readings = [one.moved(start) for start, verified in added for one in verified.readings]
    spans, links = _with_relations(found, relating)
    return Extraction(spans, links, _with_readings(found.observations, readings))


def _with_relations(found: Extraction, relating: Sequence[Relating]) -> tuple[tuple[Span, ...], tuple[Link, ...]]:
    """Names in order, new ones only where they lie apart from all others, and each relation once."""
    names = {_place(span): span for span in found.entities}
    links = [(_place(found.entities[link.head]), _place(found.entities[link.tail]), link) for link in found.relations]
    told = {(head, link.relation, tail) for head, tail, link in links}
    for one in relating:
        head, tail = _place(one.head), _place(one.tail)
        if (head, one.link.relation, tail) not in told and _fits(names, head) and _fits(names, tail):
            told.add((head, one.link.relation, tail))
            names |= {head: names.get(head, one.head), tail: names.get(tail, one.tail)}
            links.append((head, tail, one.link))
    order = sorted(names)
    at = {place: number for number, place in enumerate(order)}
    numbered = (replace(link, head=at[head], tail=at[tail]) for head, tail, link in links)
    return tuple(names[place] for place in order), tuple(numbered)


def _with_readings(found: Sequence[Reading], proposed: Sequence[Reading]) -> tuple[Reading, ...]:
    """A number once: the rules' reading, with the model's subject where they found none; else the model's."""
    readings = {reading.start: reading for reading in found}
    for one in proposed:
        known = readings.get(one.start)
        if known is None:
            readings[one.start] = one
        elif one.subject and not known.subject:
            readings[one.start] = replace(known, subject=one.subject, rule=one.rule)
    return tuple(readings[start] for start in sorted(readings))


def _fits(names: Mapping[tuple[int, int], Span], place: tuple[int, int]) -> bool:
    start, end = place
    return place in names or all(end <= other_start or other_end <= start for other_start, other_end in names)


def _changed(found: Extraction, merged: Extraction) -> int:
    return len(set(merged.observations) - set(found.observations))


def _place(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _relating_moved(one: Relating, by: int) -> Relating:
    return Relating(one.head.moved(by), one.tail.moved(by), one.link.moved(by))
