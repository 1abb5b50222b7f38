"""Observations of a sentence: numbers joined with what they count, whose they are, and when."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nlp.context import NO_CONTEXT, Context
from nlp.quantities.lists import groups, items_of
from nlp.quantities.metrics import Place, metric_of
from nlp.quantities.numbers import Number, find_numbers
from nlp.quantities.subjects import subject_at
from nlp.quantities.times import find_times, period_at
from nlp.sentences import split
from nlp.spans import Reading, Span
from nlp.status import status_at

_COULD_COUNT: Final = re.compile(r"\d|[一二两三四五六七八九十百千万半][个家条座项成番倍户亿分半支]")
_CLAUSE: Final = re.compile(r"[，。；！？：,;!?:\n]")
_INDEX: Final = re.compile(r"(?:指数|得分|分值|总分|评分|权重|系数|排名数|市盈率)[^，。；]{0,12}$")
_SPAN_OF_TIME: Final = re.compile(r"(?:周期|时间|时长|寿命|历史|工期|缩短|质保|运营|运行|效率|压缩)[^，。；]{0,8}$|^内")
_BARE_BEFORE: Final = re.compile(r"(?:为|达|达到|至|到|约|是)$")


def find_readings(text: str, entities: Sequence[Span] = (), context: Context = NO_CONTEXT) -> tuple[Reading, ...]:
    """The observations `text` states, in the order of their numbers.

    Args:
        text: a sentence or more.
        entities: spans found in it, in order; numbers inside a name are no observations.
        context: what the heading says of plans, see `nlp.context`.

    Returns:
        Readings whose `value` is the text's [start:end].
    """
    if not _COULD_COUNT.search(text):
        return ()
    return tuple(
        reading
        for sentence in split(text)
        if _COULD_COUNT.search(sentence.text)
        for reading in _sentence(text, (sentence.start, sentence.end), entities, context)
    )


@dataclass(frozen=True, slots=True)
class _Counted:
    number: Number
    metric: str


def _sentence(text: str, span: tuple[int, int], entities: Sequence[Span], context: Context) -> Iterator[Reading]:
    start, end = span
    sentence = text[start:end]
    inside = [_moved(each, start) for each in entities if each.start >= start and each.end <= end]
    numbers = [number for number in find_numbers(sentence) if _is_reading(sentence, number, inside)]
    times = find_times(sentence) if numbers else ()
    for counted in _counted(sentence, numbers):
        number = counted.number
        yield Reading(
            subject=subject_at(sentence, inside, number.start),
            metric=counted.metric,
            value=number.value,
            unit=number.unit,
            time=period_at(times, number.left),
            comparator=number.comparator,
            status=status_at(sentence, 0, number.left, default=context.status),
            start=start + number.start,
            end=start + number.end,
        )


def _moved(span: Span, offset: int) -> Span:
    return Span(span.start - offset, span.end - offset, span.text, span.cls, span.confidence, span.rule)


def _is_reading(text: str, number: Number, entities: Sequence[Span]) -> bool:
    if any(span.start <= number.start < span.end for span in entities):
        return False
    if number.kind == "duration":
        return bool(_SPAN_OF_TIME.search(text, max(0, number.left - 14), number.left))
    if not number.kind:
        return bool(_INDEX.search(text, max(0, number.left - 24), number.left))
    return True


def _counted(text: str, numbers: Sequence[Number]) -> Iterator[_Counted]:
    shared = _shared_metrics(text, numbers)
    last = ""
    for index, number in enumerate(numbers):
        metric = shared.get(number.start) or metric_of(number, _place(text, numbers, index, last))
        if metric:
            last = metric if number.kind != "share" else last
            yield _Counted(number, metric)


def _place(text: str, numbers: Sequence[Number], index: int, last: str) -> Place:
    number = numbers[index]
    left = numbers[index - 1].right if index else 0
    right = numbers[index + 1].left if index + 1 < len(numbers) else len(text)
    return Place(text[left : number.left], text[number.right : right], last)


def _shared_metrics(text: str, numbers: Sequence[Number]) -> dict[int, str]:
    found: dict[int, str] = {}
    for run in groups(text, numbers):
        index = numbers.index(run[0])
        place = _place(text, numbers, index, "")
        phrase = metric_of(run[0], Place(place.before, ""))
        for number, item in zip(run, items_of(phrase, len(run)), strict=False):
            found[number.start] = item
    return found
