"""What a model answered, held against the sentence: only what the sentence itself bears out comes through.

A fact is taken when its quote stands verbatim in the sentence, both ends (or number and metric) stand inside the
quote, type and relation are allowed by the ontology, the number is the one that the rules read at its place with its
unit, and the sentence does not deny it. Words of plans make it a plan, whatever the model says.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from nlp.llm.names import CONFIDENCE, Known, NotBorneOut, judge
from nlp.llm.prompt import CLASSES, RELATIONS
from nlp.quantities.numbers import Number, find_numbers
from nlp.spans import LLM, Link, Reading, Span
from nlp.status import status_at
from ontology.schema import EntityClass, Relation, Status, allows

_MOST: Final = 40  # facts of one sentence; more is noise
_MOST_CHARACTERS: Final = 20_000  # of an answer
_FENCE: Final = re.compile(r"^\s*```(?:json)?\s*|\s*```\s*$")
_METRIC: Final = re.compile(r"[^\d，。；：！？、\n]{2,30}")
_TIME: Final = re.compile(r"[^，。；]{0,20}(?:年|月|日|季度|期间|时期|“[十一二三四五]+五”)[^，。；]{0,10}")
_GROWTH: Final = re.compile(r"(.{2,})(?:增长率|增速|增幅)")
_GREW: Final = re.compile(r"[增升涨降跌]")
_SHARES: Final = frozenset({"%", "个百分点", "倍"})
_NATION: Final = frozenset({"全国", "我国", "中国"})


@dataclass(frozen=True, slots=True)
class Relating:
    """A relation between two spans that need not be among the rules' own yet."""

    head: Span
    tail: Span
    link: Link  # its ends are not set


@dataclass(frozen=True, slots=True)
class Verified:
    """What came through, and why the rest did not."""

    relations: tuple[Relating, ...]
    readings: tuple[Reading, ...]
    refused: tuple[str, ...]


def verify(answer: str, about: Known, default: Status = Status.STATED) -> Verified:
    """The facts of an answer that the sentence bears out.

    Args:
        answer: what the model wrote.
        about: the sentence with the rules' names.
        default: how the section states things where no word tells.
    """
    found = _parsed(answer)
    if found is None:
        return Verified((), (), ("回答不是约定的 JSON",))
    relations: list[Relating] = []
    readings: list[Reading] = []
    refused: list[str] = []
    for kind, fact in found:
        try:
            if kind == "relations":
                relations.append(_relation(about, fact, default))
            else:
                readings.append(_reading(about, fact, default))
        except NotBorneOut as problem:
            refused.append(str(problem))
    return Verified(tuple(relations), tuple(readings), tuple(refused))


def _parsed(answer: str) -> list[tuple[str, Any]] | None:
    if len(answer) > _MOST_CHARACTERS:
        return None
    try:
        found = json.loads(_FENCE.sub("", answer))
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    return list(_facts(found))[:_MOST]


def _facts(found: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for kind in ("relations", "observations"):
        facts = found.get(kind)
        for fact in facts if isinstance(facts, list) else ():
            yield kind, fact


def _texts(fact: Any, names: Sequence[str]) -> list[str]:
    values = [fact.get(name, "") for name in names] if isinstance(fact, dict) else []
    texts = [value for value in values if isinstance(value, str)]
    if len(texts) < len(names):
        raise NotBorneOut("字段不是文字")
    return texts


def _quoted(about: Known, quote: str) -> tuple[int, int]:
    start = about.sentence.find(quote) if quote.strip() else -1
    if start < 0:
        raise NotBorneOut("引文不在句中")
    return start, start + len(quote)


def _relation(about: Known, fact: Any, default: Status) -> Relating:
    quote, told, *words = _texts(
        fact, ("quote", "status", "relation", "subject_type", "object_type", "subject", "object")
    )
    within = _quoted(about, quote)
    relation, head_class, tail_class = _allowed(*words[:3])
    head, tail = judge(about, words[3], head_class, within), judge(about, words[4], tail_class, within)
    if head.start < tail.end and tail.start < head.end:
        raise NotBorneOut("两端是同一处文字")
    status = _status(about.sentence, (head.start, head.end, tail.start, tail.end, within[1]), told, default)
    return Relating(head, tail, Link(-1, relation, -1, status, *within, CONFIDENCE, LLM))


def _allowed(name: str, head: str, tail: str) -> tuple[Relation, EntityClass, EntityClass]:
    if name not in RELATIONS or head not in CLASSES or tail not in CLASSES:
        raise NotBorneOut("类型或关系不在约定之内")
    relation, head_class, tail_class = Relation(name), EntityClass(head), EntityClass(tail)
    if not allows(relation, head_class, tail_class):
        raise NotBorneOut("本体不允许这两类之间有这种关系")
    return relation, head_class, tail_class


def _reading(about: Known, fact: Any, default: Status) -> Reading:
    quote, told, subject, metric, value, unit, time = _texts(
        fact, ("quote", "status", "subject", "metric", "value", "unit", "time")
    )
    within = _quoted(about, quote)
    number = _number(about.sentence, value, unit, within)
    if not _METRIC.fullmatch(metric) or not _is_written(metric, number, about.sentence[slice(*within)]):
        raise NotBorneOut("指标不在引文里")
    if subject and not _is_subject(about, subject, within):
        raise NotBorneOut("主语不是引文里的名称")
    if time and not (time in about.sentence and _TIME.fullmatch(time)):
        raise NotBorneOut("时间不在句中")
    status = _status(about.sentence, (number.left, within[1]), told, default)
    place = (number.start, number.end)
    return Reading(subject, metric, number.value, number.unit, time, number.comparator, status, *place, LLM)


def _is_written(metric: str, number: Number, quote: str) -> bool:
    """Whether the quote has the metric; 出口额同比增长12% has 出口额增长率 too, of a share only."""
    grown = _GROWTH.fullmatch(metric)
    if grown and number.unit in _SHARES and _GREW.search(quote):
        return grown[1] in quote
    return metric in quote


def _number(sentence: str, value: str, unit: str, within: tuple[int, int]) -> Number:
    """The number that the rules read there too; a model may find whose it is, never what it is."""
    for number in find_numbers(sentence):
        inside = within[0] <= number.start and number.end + len(number.unit) <= within[1]
        if inside and number.value == value and number.unit == unit.replace("％", "%"):
            return number
    raise NotBorneOut("数值或单位与原文不同")


def _is_subject(about: Known, subject: str, within: tuple[int, int]) -> bool:
    if about.sentence.find(subject, *within) < 0:
        return False
    return subject in _NATION or any(
        span.text == subject and within[0] <= span.start and span.end <= within[1] for span in about.spans
    )


def _status(sentence: str, places: Sequence[int], told: str, default: Status) -> Status:
    """The most cautious status that the words before any of the places give; the model can only make it a plan.

    Raises:
        NotBorneOut: the sentence denies it.
    """
    found = {status_at(sentence, 0, place, default=default) for place in places}
    if Status.NEGATED in found:
        raise NotBorneOut("句子否定了它")
    if Status.PLANNED in found or told == Status.PLANNED:
        return Status.PLANNED
    return Status.HISTORIC if Status.HISTORIC in found else Status.STATED
