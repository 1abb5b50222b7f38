"""Training of what reads numbers: which state something, what each counts, whose it is.

Annotated metrics are not always text as it stands; the candidates that are enough like the annotated phrase are right,
the more the liker they are, and a number none of whose candidates is like it teaches nothing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from nlp.annotated import AnnotatedSentence
from nlp.evaluation.measures import ALIKE, plain
from nlp.learning.loglinear import Features, fit, fit_ranker, fit_shares
from nlp.pieces import Piece
from nlp.quantities import owners, phrases, stated
from nlp.quantities.comparators import with_comparators
from nlp.quantities.counted import Told, counted
from nlp.quantities.line import NO_KINDS, Kinds, Line, line_of
from nlp.quantities.model import QuantityModel
from nlp.quantities.numbers import Number, find_numbers
from nlp.quantities.owners import NOBODY, Ask
from nlp.quantities.ranking import as_parts, features_of
from nlp.quantities.readings import is_reading, sentence_of
from nlp.quantities.subjects import NATION, subject_at
from nlp.quantities.times import find_times
from nlp.spans import Reading, Span

_RIDGE: Final = 1.0  # these four by cross-validation over documents
_OWNER_RIDGE: Final = 8.0
_PHRASE_RIDGE: Final = 0.5
_KEENNESS: Final = 16.0
_FOLDS: Final = 2  # parts of the documents, each read by a model of the others
_NEAR: Final = 0.3
FindNames = Callable[[str], Sequence[Span]]


@dataclass(slots=True)
class _Examples:
    """What the annotations teach, part by part, of words of these kinds."""

    kinds: Kinds
    numbers: list[Features] = field(default_factory=list)
    stated: list[int] = field(default_factory=list)
    phrases: list[list[Features]] = field(default_factory=list)
    alike: list[NDArray[np.float64]] = field(default_factory=list)
    owners: list[list[Features]] = field(default_factory=list)
    owner: list[int] = field(default_factory=list)


def train_quantities(
    sentences: Iterable[AnnotatedSentence],
    find_names: FindNames | None = None,
    made: Iterable[AnnotatedSentence] = (),
    kinds: Kinds = NO_KINDS,
) -> Mapping[str, NDArray[np.generic]]:
    """The arrays of `QuantityModel`, named `stated.…`, `metric.…` and `subject.…`.

    A number's phrase and owner lean on those of the numbers before it. At run time these are a model's, right or
    wrong; so what is learned from annotated ones is learned once more from those of a model that did not see the
    document. Source: S. Ross, G. Gordon and J. A. Bagnell, A reduction of imitation learning and structured prediction
    to no-regret online learning (2011).

    Args:
        sentences: annotated sentences.
        find_names: finds the names of a text as they will be found at run time; whose a number is, and whether it
            states something, is then learned from every sentence twice: with its annotated names and those found.
        made: sentences made from templates, which are learned from with their annotated names alone.
        kinds: clusters of words, from `nlp.quantities.model.kinds_of`; the model reads with the same ones.
    """
    known, made = tuple(sentences), tuple(made)
    seen = _seen(known, find_names, made, kinds)
    if find_names is not None:
        folds = [crc32(one.document.encode()) % _FOLDS for one in known]
        for fold in range(_FOLDS):
            others = [one for one, at in zip(known, folds, strict=True) if at != fold]
            guide = QuantityModel.from_arrays(_fitted(_seen(others, find_names, made, kinds)), kinds)
            for one, at in zip(known, folds, strict=True):
                if at == fold:
                    _learn_guided(seen, one, find_names(one.text), guide)
    return _fitted(seen)


def _seen(
    sentences: Iterable[AnnotatedSentence],
    find_names: FindNames | None,
    made: Iterable[AnnotatedSentence],
    kinds: Kinds,
) -> _Examples:
    """What sentences teach, each number after the right phrases and owners of those before it."""
    seen = _Examples(kinds)
    for sentence in sentences:
        _learn(seen, sentence, sentence.extraction.entities, phrases_too=True)
        if find_names is not None:
            _learn(seen, sentence, find_names(sentence.text), phrases_too=False)
    for sentence in made:
        _learn(seen, sentence, sentence.extraction.entities, phrases_too=True)
    return seen


def _fitted(seen: _Examples) -> Mapping[str, NDArray[np.generic]]:
    parts = {
        "stated": fit(seen.numbers, seen.stated, count=2, ridge=_RIDGE).to_arrays(),
        "metric": fit_shares(seen.phrases, seen.alike, ridge=_PHRASE_RIDGE).to_arrays(),
        "subject": fit_ranker(seen.owners, seen.owner, ridge=_OWNER_RIDGE).to_arrays(),
    }
    return {f"{part}.{name}": array for part, arrays in parts.items() for name, array in arrays.items()}


def _learn(seen: _Examples, sentence: AnnotatedSentence, spans: Sequence[Span], *, phrases_too: bool) -> None:
    text = sentence.text
    found = list(find_numbers(text))
    told = _told(found, sentence.extraction.observations)
    for index, number in enumerate(found):
        ruled = is_reading(text, number, spans)
        seen.numbers.append(features_of(stated.parts_of(text, number, spans, ruled), stated.JOINS))
        seen.stated.append(int(index in told))
    if told:
        line, right = _line(text, spans, found, told, seen.kinds)
        if phrases_too:
            _learn_phrases(seen, line, right)
        _learn_owners(seen, line, right, [reading.metric if reading else "" for reading in right])


def _learn_guided(seen: _Examples, sentence: AnnotatedSentence, spans: Sequence[Span], guide: QuantityModel) -> None:
    """Learn phrases and owners after those that `guide` takes for right."""
    found = list(find_numbers(sentence.text))
    told = _told(found, sentence.extraction.observations)
    if told:
        line, right = _line(sentence.text, spans, found, told, seen.kinds)
        metrics = _learn_phrases(seen, line, right, guide)
        _learn_owners(seen, line, right, metrics, guide)


def _line(
    text: str, spans: Sequence[Span], found: Sequence[Number], told: Mapping[int, Reading], kinds: Kinds
) -> tuple[Line, list[Reading | None]]:
    """A sentence around its numbers that are annotated or that the rules take, and what is annotated of each."""
    kept = [index for index, number in enumerate(found) if index in told or is_reading(text, number, spans)]
    numbers = with_comparators(text, [found[index] for index in kept])
    return line_of(text, numbers, spans, find_times(text), kinds), [told.get(index) for index in kept]


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


def _learn_phrases(
    seen: _Examples, line: Line, right: Sequence[Reading | None], guide: QuantityModel | None = None
) -> list[str]:
    """Learn what numbers count.

    Returns:
        What each counts: of those before a number, the likest candidate, or what `guide` says.
    """
    sentence = sentence_of(Piece(0, line.text, 0, tuple(line.spans)), line.numbers, find_times(line.text))

    def choice(index: int, told: Told) -> str:
        reading = right[index]
        if reading is not None:
            likest = _learn_phrase(seen, line, index, told, reading.metric)
            if guide is None:
                return likest
        return told.rule if guide is None else guide.metric_of(line, index, told)

    return list(counted(sentence, choice))


def _learn_phrase(seen: _Examples, line: Line, index: int, told: Told, metric: str) -> str:
    """Learn what one number counts; the candidate that is likest to it."""
    candidates = phrases.phrases_of(line, index, told, as_parts)
    if not candidates:
        return told.rule
    names = list(candidates)
    alike = _alike(metric, names)
    if alike.max() >= ALIKE:
        seen.phrases.append([features_of(parts, phrases.JOINS) for parts in candidates.values()])
        seen.alike.append(_shares(alike))
    return names[int(alike.argmax())]


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


def _learn_owners(
    seen: _Examples,
    line: Line,
    right: Sequence[Reading | None],
    metrics: Sequence[str],
    guide: QuantityModel | None = None,
) -> None:
    """Learn whose numbers are that count `metrics`, each after the right owner of the one before it, or `guide`'s."""
    before: str | None = None
    names = guide.owners_in(line) if guide else None
    for index, reading in enumerate(right):
        number = line.numbers[index]
        ask = Ask(index, metrics[index], before, subject_at(line.text, line.spans, number.start, number.right))
        owner = _owner(reading.subject) if reading else None
        if owner is not None:
            candidates = owners.owners_of(line, ask, as_parts)
            if owner in candidates and len(candidates) > 1:
                seen.owners.append([features_of(parts, owners.JOINS) for parts in candidates.values()])
                seen.owner.append(list(candidates).index(owner))
        right_one = _owner(ask.rule) if owner is None else owner
        before = guide.subject_of(names, ask) if guide and names else right_one


def _owner(subject: str) -> str:
    return NOBODY if subject == NATION else subject
