"""Observations of a sentence: numbers joined with what they count, whose they are, and when."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from nlp.context import NO_CONTEXT, Context
from nlp.pieces import Piece, pieces_of, without_names
from nlp.quantities.lists import groups, is_distributed, items_of
from nlp.quantities.metrics import Place, metric_of
from nlp.quantities.numbers import Number, find_numbers
from nlp.quantities.subjects import subject_at
from nlp.quantities.times import find_times, period_at
from nlp.spans import Reading, Span
from nlp.status import status_at
from ontology.schema import EntityClass

_COULD_COUNT: Final = re.compile(r"\d|[一二两三四五六七八九十百千万半][个家条座项成番倍户亿分半支]")
_INDEX: Final = re.compile(r"(?:指数|得分|分值|总分|评分|权重|系数|排名数|市盈率)[^，。；]{0,12}$")
_SPAN_OF_TIME: Final = re.compile(r"(?:周期|时间|时长|寿命|历史|工期|缩短|质保|运营|运行|效率|压缩)[^，。；]{0,8}$|^内")
_THRESHOLD: Final = re.compile(
    r"(?:级|以上)?的?(?:[^\s，。；、]{0,8})(?:项目|企业|产业链?|园区|集群)\s?(?:超过?|突破|达到?|约)?\s?\d"
)
_NAMES: Final = re.compile(r"[\u4e00-\u9fffA-Za-z]{2}")
_OWNERS: Final = frozenset({EntityClass.REGION, EntityClass.ENTERPRISE, EntityClass.ORGANIZATION, EntityClass.PARK})


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
        for piece in pieces_of(text, entities)
        if _COULD_COUNT.search(piece.text)
        for reading in _sentence(piece, context)
    )


@dataclass(frozen=True, slots=True)
class _Counted:
    number: Number
    metric: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence with its numbers, and where a metric may begin: after a name that acts, or after a period."""

    text: str
    numbers: Sequence[Number]
    cuts: tuple[int, ...]


def _sentence(piece: Piece, context: Context) -> Iterator[Reading]:
    text, spans = piece.text, piece.spans
    numbers = [number for number in find_numbers(text) if _is_reading(text, number, spans)]
    if not numbers:
        return
    times, told = find_times(text), without_names(text, spans)
    cuts = sorted([each.end for each in spans if each.cls in _OWNERS] + [time.end for time in times])
    line = _Line(text, _with_shared_comparators(text, numbers), tuple(cuts))
    for counted in _counted(line):
        number = counted.number
        yield Reading(
            subject=subject_at(text, spans, number.start, number.right),
            metric=counted.metric,
            value=number.value,
            unit=number.unit,
            time=period_at(times, number.left),
            comparator=number.comparator,
            status=status_at(told, 0, number.left, default=context.status),
            start=piece.start + number.start,
            end=piece.start + number.end,
        )


def _is_reading(text: str, number: Number, entities: Sequence[Span]) -> bool:
    if any(span.start <= number.start < span.end for span in entities):
        return False
    if number.kind == "size" or (number.kind == "money" and _THRESHOLD.match(text, number.right)):
        return False
    if number.kind == "duration":
        return bool(_SPAN_OF_TIME.search(text, max(0, number.left - 14), number.left))
    if not number.kind:
        return bool(_INDEX.search(text, max(0, number.left - 24), number.left))
    return True


def _counted(line: _Line) -> Iterator[_Counted]:
    shared = _shared_metrics(line)
    last = previous = ""
    for index, number in enumerate(line.numbers):
        metric = shared.get(number.start) or metric_of(number, _place(line, index, last, previous))
        if metric:
            last = metric if number.kind != "share" else last
            yield _Counted(number, metric)
        previous = metric


def _place(line: _Line, index: int, last: str, previous: str) -> Place:
    number = line.numbers[index]
    left = line.numbers[index - 1].right if index else 0
    right = line.numbers[index + 1].left if index + 1 < len(line.numbers) else len(line.text)
    for cut in line.cuts:
        if left < cut < number.left and _NAMES.search(line.text, cut, number.left):
            left = cut
    return Place(line.text[left : number.left], line.text[number.right : right], last, previous)


def _shared_metrics(line: _Line) -> dict[int, str]:
    found: dict[int, str] = {}
    for run in groups(line.text, line.numbers):
        place = _place(line, line.numbers.index(run[0]), "", "")
        phrase = metric_of(run[0], Place(place.before, "")) if is_distributed(line.text, run) else ""
        for number, item in zip(run, items_of(phrase, len(run)), strict=False):
            found[number.start] = item
    return found


def _with_shared_comparators(text: str, numbers: Sequence[Number]) -> list[Number]:
    """`达30%、20%和10%`: what stands before the first of a run holds for all."""
    sign = {
        number.start: run[0].comparator
        for run in groups(text, numbers)
        for number in run
        if run[0].comparator in {"达", "约", "超", "最高"} and number.unit == run[0].unit
    }
    return [replace(number, comparator=number.comparator or sign.get(number.start, "")) for number in numbers]
