"""Training of what reads numbers: which state something, what each counts, whose it is.

Annotated metrics are not always text as it stands; the candidates that are enough like the annotated phrase are right,
the more the liker they are, and a number none of whose candidates is like it teaches nothing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nlp.annotated import AnnotatedSentence
from nlp.evaluation.measures import ALIKE, plain
from nlp.learning.loglinear import Features, fit, fit_ranker, fit_shares
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

_RIDGE: Final = 1.0  # owners: twice as much; these four by cross-validation over documents
_PHRASE_RIDGE: Final = 0.4
_KEENNESS: Final = 8.0
_NEAR: Final = 0.3
FindNames = Callable[[str], Sequence[Span]]


@dataclass(slots=True)
class _Examples:
    """What the annotations teach, part by part."""

    numbers: list[Features] = field(default_factory=list)
    stated: list[int] = field(default_factory=list)
    rules: list[Features] = field(default_factory=list)
    sure: list[int] = field(default_factory=list)
    phrases: list[list[Features]] = field(default_factory=list)
    alike: list[NDArray[np.float64]] = field(default_factory=list)
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
        "metric": fit_shares(seen.phrases, seen.alike, ridge=_PHRASE_RIDGE).to_arrays(),
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
        seen.sure.append(int(_alike(reading.metric, [told.rule])[0] >= ALIKE))
        names = list(candidates)
        alike = _alike(reading.metric, names)
        if alike.max() >= ALIKE:
            seen.phrases.append([features_of(parts, phrases.JOINS) for parts in candidates.values()])
            seen.alike.append(_shares(alike))
        return names[int(alike.argmax())]

    for _ in counted(sentence_of(piece, numbers, find_times(piece.text)), choice):
        pass


def _alike(phrase: str, candidates: Sequence[str]) -> NDArray[np.float64]:
    """How much each candidate is like the phrase, 0..1; 0 where it is certainly not enough like it."""
    matcher = SequenceMatcher(None, "", phrase)
    found = np.zeros(len(candidates))
    for index, candidate in enumerate(candidates):
        matcher.set_seq1(candidate)
        if matcher.real_quick_ratio() >= _NEAR and matcher.quick_ratio() >= _NEAR:
            found[index] = matcher.ratio()
    return found


def _shares(alike: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much each candidate is wanted: those that would be found right, the nearer ones much more."""
    odds = np.where(alike >= ALIKE, np.exp(_KEENNESS * (alike - alike.max())), 0.0)
    shares: NDArray[np.float64] = odds / odds.sum()
    return shares


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
