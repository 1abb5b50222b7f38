"""What each number of a sentence counts: the rules of `metrics` and `lists` applied from left to right.

An earlier number may tell what a later one counts, so the numbers come in order, each with what was told before it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nlp.quantities.lists import groups, is_distributed, items_of
from nlp.quantities.metrics import Place, metric_of
from nlp.quantities.numbers import Number

_NAMES: Final = re.compile(r"[\u4e00-\u9fffA-Za-z]{2}")


@dataclass(frozen=True, slots=True)
class Told:
    """What is known when a number's turn comes: what earlier numbers counted and what the rules say of this one."""

    last: str = ""  # counted by the last number that is no share
    previous: str = ""  # counted by the number before this one
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its numbers, and where a metric may begin: after a name that acts, or after a period."""

    text: str
    numbers: Sequence[Number]
    cuts: tuple[int, ...]


Choice = Callable[[int, Told], str]  # (position of the number, what is known) → what it counts


def by_rule(_: int, told: Told) -> str:
    """The choice of the rules alone."""
    return told.rule


def counted(sentence: Sentence, choice: Choice = by_rule) -> Iterator[str]:
    """What each number counts, in order; empty where nothing says it."""
    shared = _shared_metrics(sentence)
    last = previous = ""
    for index, number in enumerate(sentence.numbers):
        if index in shared:
            previous = shared[index]
        else:
            rule = metric_of(number, _place(sentence, index, last, previous))
            previous = choice(index, Told(last, previous, rule))
        if previous and number.kind != "share":
            last = previous
        yield previous


def _place(sentence: Sentence, index: int, last: str, previous: str) -> Place:
    text, numbers = sentence.text, sentence.numbers
    number = numbers[index]
    left = numbers[index - 1].right if index else 0
    right = numbers[index + 1].left if index + 1 < len(numbers) else len(text)
    for cut in sentence.cuts:
        if left < cut < number.left and _NAMES.search(text, cut, number.left):
            left = cut
    return Place(text[left : number.left], text[number.right : right], last, previous)


def _shared_metrics(sentence: Sentence) -> dict[int, str]:
    """Position of a number → its item of a list that several numbers share."""
    found: dict[int, str] = {}
    for run in groups(sentence.text, sentence.numbers):
        if is_distributed(sentence.text, run):
            first = next(index for index, number in enumerate(sentence.numbers) if number is run[0])
            phrase = metric_of(run[0], Place(_place(sentence, first, "", "").before, ""))
            found.update(enumerate(items_of(phrase, len(run)), first))
    return found
