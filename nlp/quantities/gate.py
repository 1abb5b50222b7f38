"""Whether the rules alone tell what a number counts: where they are sure, nothing else is asked."""

from collections.abc import Iterator, Sequence
from typing import Final

from nlp.quantities.counted import Told
from nlp.quantities.numbers import Number
from nlp.quantities.ranking import Joins, Part

JOINS: Final[Joins] = {
    "rule": ((1,), (1, 2), (1, 3), (1, 4), (4, 5), (3, 4), (1, 5)),
    "shape": ((1,), (2,), (3,), (4,), (1, 4), (2, 3)),
    "edge": ((1,), (2,), (3,), (1, 4), (2, 4), (3, 4)),
}


def parts_of(text: str, numbers: Sequence[Number], index: int, told: Told) -> Iterator[Part]:
    """The parts of a rule's choice.

    Args:
        text: the sentence.
        numbers: its numbers.
        index: which of them; its own words begin behind the number before it.
        told: what is known, with the rule's choice.
    """
    number = numbers[index]
    before, rule = text[numbers[index - 1].right if index else 0 : number.left], told.rule
    place = before.find(rule) if rule else -1
    where = "none" if place < 0 else "last" if rule == told.last else str(min(place, 3))
    skipped = before[place + len(rule) :] if place >= 0 else before[-4:]
    seen = "-" if not told.previous else "l" if rule.startswith(told.last) and told.last else "p"
    yield ("rule", where, number.unit, number.kind, skipped, rule[-2:])
    opening = before[place - 1 : place] if place > 0 else "^" if place == 0 else "-"
    yield ("shape", opening, str(min(len(rule), 20)), str(min(len(before) - len(rule), 20)), seen)
    behind = text[number.right : number.right + 2]
    yield ("edge", behind[:1] or "$", behind or "$", rule[:2], number.kind)
