"""Training of what reads numbers: which state something, what each counts, whose it is.

Annotated metrics are not always text as it stands; of the candidates the one most like the annotated phrase is taken
for the right one, and a number none of whose candidates is like it teaches nothing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nlp.annotated import AnnotatedSentence
from nlp.evaluation.measures import ALIKE, plain
from nlp.learning.loglinear import Features, fit, fit_ranker
from nlp.pieces import Piece
from nlp.quantities import gate, owners, phrases, stated
from nlp.quantities.counted import Told, counted
from nlp.quantities.line import Line, line_of
from nlp.quantities.numbers import Number, find_numbers
from nlp.quantities.owners import NOBODY, Ask
from nlp.quantities.ranking import as_parts, features_of
from nlp.quantities.readings import is_reading, sentence_of, with_shared_comparators
from nlp.quantities.subjects import NATION, subject_at
from nlp.quantities.times import find_times
from nlp.spans import Reading, Span

_RIDGE: Final = 1.0  # owners: twice as much; both by cross-validation over documents
FindNames = Callable[[str], Sequence[Span]]


@dataclass(slots=True)
class _Examples:
    """What the annotations teach, part by part."""

    numbers: list[Features] = field(default_factory=list)
    stated: list[int] = field(default_factory=list)
    rules: list[Features] = field(default_factory=list)
    sure: list[int] = field(default_factory=list)
    phrases: list[list[Features]] = field(default_factory=list)
    phrase: list[int] = field(default_factory=list)
    owners: list[list[Features]] = field(default_factory=list)
    owner: list[int] = field(default_factory=list)


def train_quantities(
    sentences: Iterable[AnnotatedSentence], find_names: FindNames | None = None
) -> Mapping[str, NDArray[np.generic]]:
    """The arrays of `QuantityModel`, named `stated.…`, `sure.…`, `metric.…` and `subject.…`.

    Args:
        sentences: annotated sentences.
        find_names: finds the names of a text as they will be found at run time; whose a number is, and whether it
            states something, is then learned from every sentence twice: with its annotated names and those found.
    """
    seen = _Examples()
    for sentence in sentences:
        _learn(seen, sentence, sentence.extraction.entities, phrases_too=True)
        if find_names is not None:
            _learn(seen, sentence, find_names(sentence.text), phrases_too=False)
    parts = {
        "stated": fit(seen.numbers, seen.stated, count=2, ridge=_RIDGE).to_arrays(),
        "sure": fit(seen.rules, seen.sure, count=2, ridge=_RIDGE).to_arrays(),
        "metric": fit_ranker(seen.phrases, seen.phrase, ridge=_RIDGE).to_arrays(),
        "subject": fit_ranker(seen.owners, seen.owner, ridge=2 * _RIDGE).to_arrays(),
    }
    return {f"{part}.{name}": array for part, arrays in parts.items() for name, array in arrays.items()}


def _learn(seen: _Examples, sentence: AnnotatedSentence, spans: Sequence[Span], *, phrases_too: bool) -> None:
    text, readings = sentence.text, sentence.extraction.observations
    found = list(find_numbers(text))
    if not found:
        return
    told = _told(found, readings)
    for index, number in enumerate(found):
        ruled = is_reading(text, number, spans)
        seen.numbers.append(features_of(stated.parts_of(text, number, spans, ruled), stated.JOINS))
        seen.stated.append(int(index in told))
    kept = [index for index, number in enumerate(found) if index in told or is_reading(text, number, spans)]
    if told:
        numbers = with_shared_comparators(text, [found[index] for index in kept])
        right = [told.get(index) for index in kept]
        if phrases_too:
            _learn_phrases(seen, Piece(0, text, 0, tuple(spans)), numbers, right)
        _learn_owners(seen, line_of(text, numbers, spans), right)


def _told(numbers: Sequence[Number], readings: Sequence[Reading]) -> dict[int, Reading]:
    """Position of a number → what is annotated of it; equal numbers are taken in their order."""
    found: dict[int, Reading] = {}
    at = 0
    for reading in readings:
        places = [
            place
            for place, number in enumerate(numbers)
            if place not in found and (plain(number.value), number.unit) == (plain(reading.value), reading.unit)
        ]
        if places:
            at = next((place for place in places if place >= at), places[0])
            found[at] = reading
    return found


def _learn_phrases(seen: _Examples, piece: Piece, numbers: Sequence[Number], right: Sequence[Reading | None]) -> None:
    line = line_of(piece.text, numbers, piece.spans)

    def choice(index: int, told: Told) -> str:
        reading = right[index]
        candidates = phrases.phrases_of(line, index, told, as_parts)
        if reading is None or not candidates:
            return told.rule
        start = numbers[index - 1].right if index else 0
        seen.rules.append(features_of(gate.parts_of(piece.text, numbers[index], start, told), gate.JOINS))
        seen.sure.append(int(_most_alike(reading.metric, [told.rule])[1] >= ALIKE))
        names = list(candidates)
        best, alike = _most_alike(reading.metric, names)
        if alike >= ALIKE:
            seen.phrases.append([features_of(parts, phrases.JOINS) for parts in candidates.values()])
            seen.phrase.append(best)
        return names[best]

    for _ in counted(sentence_of(piece, numbers, find_times(piece.text)), choice):
        pass


def _most_alike(phrase: str, candidates: Sequence[str]) -> tuple[int, float]:
    matcher = SequenceMatcher(None, "", phrase)
    best, highest = 0, -1.0
    for index, candidate in enumerate(candidates):
        matcher.set_seq1(candidate)
        if matcher.real_quick_ratio() > highest and matcher.quick_ratio() > highest:
            ratio = SequenceMatcher(None, phrase, candidate).ratio()
            if ratio > highest:
                best, highest = index, ratio
    return best, highest


def _learn_owners(seen: _Examples, line: Line, right: Sequence[Reading | None]) -> None:
    before: str | None = None
    for index, reading in enumerate(right):
        number = line.numbers[index]
        rule = subject_at(line.text, line.spans, number.start, number.right)
        if reading is None:
            before = _owner(rule)
            continue
        candidates = owners.owners_of(line, Ask(index, reading.metric, before, rule), as_parts)
        names = list(candidates)
        before = _owner(reading.subject)
        if before in names and len(names) > 1:
            seen.owners.append([features_of(parts, owners.JOINS) for parts in candidates.values()])
            seen.owner.append(names.index(before))


def _owner(subject: str) -> str:
    return NOBODY if subject == NATION else subject
