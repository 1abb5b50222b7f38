"""Observations of a sentence: numbers joined with what they count, whose they are, and when."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlp.context import NO_CONTEXT, Context
from nlp.once import once
from nlp.pieces import Part, Piece, pieces_of
from nlp.quantities.comparators import with_comparators
from nlp.quantities.counted import Sentence, Told, by_rule, counted
from nlp.quantities.each import each_of
from nlp.quantities.line import line_of
from nlp.quantities.model import QuantityModel
from nlp.quantities.numbers import Number, could_count, find_numbers
from nlp.quantities.owners import OWNERS, Ask, Owners
from nlp.quantities.subjects import ACTING, subject_at
from nlp.quantities.times import When, find_times, period_at
from nlp.spans import Reading, Span
from nlp.status import status_at

_INDEX: Final = re.compile(r"(?:指数|得分|分值|总分|评分|权重|系数|排名数|市盈率)[^，。；]{0,12}$")
_SPAN_OF_TIME: Final = re.compile(r"(?:周期|时间|时长|寿命|历史|工期|缩短|质保|运营|运行|效率|压缩)[^，。；]{0,8}$|^内")
_THRESHOLD: Final = re.compile(
    r"(?:级|以上)?的?(?:[^\s，。；、]{0,8})(?:项目|企业|产业链?|园区|集群)\s?(?:超过?|突破|达到?|约)?\s?\d"
)


def find_readings(
    text: str, entities: Sequence[Span] = (), context: Context = NO_CONTEXT, model: QuantityModel | None = None
) -> tuple[Reading, ...]:
    """The observations `text` states, in the order of their numbers.

    Args:
        text: a sentence or more.
        entities: spans found in it, in order; numbers inside a name are no observations.
        context: what the heading says of plans, see `nlp.context`.
        model: what was learned of phrases and owners; the rules alone decide without it.

    Returns:
        Readings whose `value` is the text's [start:end].
    """
    return readings_of(Part(tuple(pieces_of(text, entities)), context), model)


def readings_of(part: Part, model: QuantityModel | None = None) -> tuple[Reading, ...]:
    """The observations of a part of a text, by offsets in the text."""
    return tuple(
        reading for piece in part.pieces if could_count(piece.text) for reading in _sentence(piece, part.context, model)
    )


def _sentence(piece: Piece, context: Context, model: QuantityModel | None) -> Iterator[Reading]:
    numbers = numbers_of(piece, model)
    if not numbers:
        return
    times = find_times(piece.text)
    for number, metric, subject in _read(piece, numbers, times, model):
        yield Reading(
            subject=subject,
            metric=metric,
            value=number.value,
            unit=number.unit,
            time=period_at(times, number.left),
            comparator=number.comparator,
            status=status_at(piece.nameless, 0, number.left, default=context.status),
            start=piece.start + number.start,
            end=piece.start + number.end,
        )


def numbers_of(piece: Piece, model: QuantityModel | None = None) -> list[Number]:
    """The numbers of a sentence that state something, each with its comparator."""
    text, spans = piece.text, piece.spans
    found = ((number, is_reading(text, number, spans)) for number in find_numbers(text))
    if model is None:
        kept = [number for number, ruled in found if ruled]
    else:
        kept = [number for number, ruled in found if model.is_stated(text, number, spans, ruled=ruled)]
    return with_comparators(text, kept)


def sentence_of(piece: Piece, numbers: Sequence[Number], times: Sequence[When]) -> Sentence:
    """The sentence as the rules see it."""
    cuts = [each.end for each in piece.spans if each.cls in ACTING] + [time.end for time in times]
    return Sentence(piece.text, numbers, tuple(sorted(cuts)))


def _read(
    piece: Piece, numbers: Sequence[Number], times: Sequence[When], model: QuantityModel | None
) -> Iterator[tuple[Number, str, str]]:
    """Each number with what it counts and whose it is."""
    sentence, before = sentence_of(piece, numbers, times), None
    learned = _Learned(piece, numbers, times, model) if model else None
    for index, metric in enumerate(counted(sentence, learned.metric_of if learned else by_rule)):
        number = numbers[index]
        subject = subject_at(piece.text, piece.spans, number.start, number.right)
        if learned:
            subject = before = learned.subject_of(Ask(index, metric, before, subject))
        if metric:
            yield from ((number, *each) for each in each_of(piece.text, piece.spans, number, (metric, subject)))


class _Learned:
    """The choices of a model in one sentence."""

    def __init__(self, piece: Piece, numbers: Sequence[Number], times: Sequence[When], model: QuantityModel) -> None:
        self._line = line_of(piece.text, numbers, piece.spans, times, model.kinds).with_whole_names()
        self._model = model
        self._owned = any(span.cls in OWNERS for span in piece.spans)

    @once
    def _owners(self) -> Owners[float]:
        return self._model.owners_in(self._line)

    def metric_of(self, index: int, told: Told) -> str:
        return self._model.metric_of(self._line, index, told)

    def subject_of(self, ask: Ask) -> str:
        return self._model.subject_of(self._owners, ask) if self._owned else ask.rule


def is_reading(text: str, number: Number, entities: Sequence[Span]) -> bool:
    """Whether the rules take a number for an observation."""
    for span in entities:  # of half a dozen, asked for every number: a generator would take twice as long
        if span.start <= number.start < span.end:
            return False
    if number.kind == "size" or (number.kind == "money" and _THRESHOLD.match(text, number.right)):
        return False
    if number.kind == "duration":
        return bool(_SPAN_OF_TIME.search(text, max(0, number.left - 14), number.left))
    if not number.kind:
        return bool(_INDEX.search(text, max(0, number.left - 24), number.left))
    return True
