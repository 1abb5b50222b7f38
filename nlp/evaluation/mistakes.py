"""What went wrong, one mistake after another: names, relations and numbers missed, made up, cut or classed wrongly."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from nlp.annotated import AnnotatedSentence
from nlp.evaluation.evaluate import Evaluation
from nlp.evaluation.measures import key_of, match, overlaps, place_of, relations_of, same_reading, same_value
from nlp.spans import Extraction, Link, Reading, Span


class Fault(StrEnum):
    """How a thing is wrong."""

    MISSED = "missed"
    SPURIOUS = "spurious"
    BOUNDARY = "boundary"  # a name of the right class that starts or ends elsewhere
    CLASS = "class"  # a name or relation at the right place, of another class or type
    ENDS = "ends"  # a relation missed because one of its names was not found as annotated
    DETAIL = "detail"  # an observation whose number is right, and subject, metric or comparator are not


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that differs between annotation and extraction; what one side lacks is empty."""

    id: str
    about: str  # name, relation, observation
    cls: str  # class or relation as annotated, as found where nothing is annotated
    fault: Fault
    gold: str = ""
    gold_at: str = ""  # start–end in `text`
    found: str = ""
    found_at: str = ""
    found_class: str = ""
    rule: str = ""  # what found it, and how sure it was
    confidence: float | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a mistake: what was annotated, or what was found."""

    words: str = ""
    at: str = ""
    cls: str = ""
    rule: str = ""
    confidence: float | None = None


_NOTHING: Final = _Side()
_Wrong = tuple[Fault, _Side, _Side]  # annotated, found


def mistakes(result: Evaluation) -> Iterator[Mistake]:
    """All mistakes, sentence by sentence: names first, then relations, then observations."""
    for sentence, found in result.pairs:
        gold = sentence.extraction
        for about, wrong in (
            ("name", _names(gold.entities, found.entities)),
            ("relation", _relations(gold, found)),
            ("observation", _observations(gold.observations, found.observations)),
        ):
            yield from (_mistake(sentence, about, *each) for each in wrong)


def _mistake(sentence: AnnotatedSentence, about: str, fault: Fault, gold: _Side, found: _Side) -> Mistake:
    return Mistake(
        id=sentence.id,
        about=about,
        cls=gold.cls or found.cls,
        fault=fault,
        gold=gold.words,
        gold_at=gold.at,
        found=found.words,
        found_at=found.at,
        found_class=found.cls,
        rule=found.rule,
        confidence=found.confidence,
        text=sentence.text,
    )


def _names(gold: Sequence[Span], found: Sequence[Span]) -> Iterator[_Wrong]:
    _, missed, spurious = match(gold, found, lambda one, other: place_of(one) == place_of(other))
    for fault, same in _ALMOST:
        pairs, missed, spurious = match(missed, spurious, same)
        yield from ((fault, _of_span(one), _of_span(other)) for one, other in pairs)
    yield from _alone(map(_of_span, missed), map(_of_span, spurious))


def _relations(gold: Extraction, found: Extraction) -> Iterator[_Wrong]:
    wanted = [(key_of(gold, link), link) for link in relations_of(gold)]
    had = [(key_of(found, link), link) for link in relations_of(found)]
    _, missed, spurious = match(wanted, had, lambda one, other: one[0] == other[0])
    pairs, missed, spurious = match(missed, spurious, lambda one, other: set(one[0][1:]) == set(other[0][1:]))
    yield from ((Fault.CLASS, _of_link(gold, one), _of_link(found, other)) for (_, one), (_, other) in pairs)
    known = {(span.text, span.cls) for span in found.entities}
    for (_, *ends), link in missed:
        fault = Fault.MISSED if known.issuperset(ends) else Fault.ENDS
        yield fault, _of_link(gold, link), _NOTHING
    yield from _alone((), (_of_link(found, link) for _, link in spurious))


def _observations(gold: Sequence[Reading], found: Sequence[Reading]) -> Iterator[_Wrong]:
    _, missed, spurious = match(gold, found, same_reading)
    pairs, missed, spurious = match(missed, spurious, same_value)
    yield from ((Fault.DETAIL, _of_reading(one), _of_reading(other)) for one, other in pairs)
    yield from _alone(map(_of_reading, missed), map(_of_reading, spurious))


def _alone(missed: Iterable[_Side], spurious: Iterable[_Side]) -> Iterator[_Wrong]:
    yield from ((Fault.MISSED, one, _NOTHING) for one in missed)
    yield from ((Fault.SPURIOUS, _NOTHING, one) for one in spurious)


def _same_place(gold: Span, found: Span) -> bool:
    return (gold.start, gold.end) == (found.start, found.end)


def _share_a_character(gold: Span, found: Span) -> bool:
    return gold.cls is found.cls and max(gold.start, found.start) < min(gold.end, found.end)


# tried in this order on what is not right
_ALMOST: Final = ((Fault.CLASS, _same_place), (Fault.BOUNDARY, _share_a_character), (Fault.CLASS, overlaps))


def _of_span(span: Span) -> _Side:
    return _Side(span.text, f"{span.start}–{span.end}", span.cls.value, span.rule, span.confidence)


def _of_link(said: Extraction, link: Link) -> _Side:
    words = " → ".join(said.entities[end].text for end in (link.head, link.tail))
    return _Side(words, "", link.relation.value, link.rule, link.confidence)


def _of_reading(reading: Reading) -> _Side:
    parts = (reading.subject, reading.metric, reading.comparator, reading.value + reading.unit)
    return _Side(" | ".join(parts), "", "Observation", reading.rule)
