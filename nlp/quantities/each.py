"""A number that holds for each of several: `湖北、湖南、安徽的产值均超过1万亿元` are three observations."""

import re
from collections.abc import Sequence
from typing import Final

from nlp.quantities.lists import items_of
from nlp.quantities.numbers import Number
from nlp.quantities.subjects import ACTING
from nlp.spans import Span

_EACH: Final = re.compile(r"(?<![平人年月日户])(?:均|都|皆|各)(?:已|将|达到?|在|为|占|实现|有|持有|增长|高于|保持)*$")
_WIDEST: Final = 8  # characters of 均 and the words behind it
_JOINT: Final = re.compile(r"、|和|与|及|以及")


def each_of(text: str, spans: Sequence[Span], number: Number, told: tuple[str, str]) -> list[tuple[str, str]]:
    """What a number counts and whose it is, once for each of those it holds for.

    Args:
        text: the sentence.
        spans: its names.
        number: the number.
        told: what it counts and whose it is, as of one.
    """
    metric, subject = told
    if not _EACH.search(text, max(0, number.left - _WIDEST), number.left):
        return [told]
    owners = _last_list(text, [span for span in spans if span.end <= number.left])
    if len(owners) > 1 and (not subject or subject in owners):
        return [(metric, owner) for owner in owners]
    items = items_of(metric, metric.count("、") + 1) if "、" in metric else []
    return [(item, subject) for item in items] or [told]


def _last_list(text: str, spans: Sequence[Span]) -> list[str]:
    """The actors that stand in one list, it being the last of the text."""
    acting = [span for span in spans if span.cls in ACTING]
    first = len(acting) - 1
    while first > 0 and _is_joined(text, acting[first - 1], acting[first]):
        first -= 1
    return [span.text for span in acting[max(first, 0) :]]


def _is_joined(text: str, left: Span, right: Span) -> bool:
    return left.cls is right.cls and bool(_JOINT.fullmatch(text[left.end : right.start]))
