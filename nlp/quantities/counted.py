"""What each number of a sentence counts: the rules of `metrics` and `lists` applied from left to right.

An earlier number may tell what a later one counts, so the numbers come in order, each with what was told before it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from nlp.quantities.lists import (
    groups,
    is_distributed,
    items_before_count,
    items_of,
    list_before,
    said_again,
    whole_items,
    without_start,
)
from nlp.quantities.metrics import Place, metric_of
from nlp.quantities.numbers import Number
from nlp.quantities.shortened import Before, spelled_out

_NAMES: Final = re.compile(r"[\u4e00-\u9fffA-Za-z]{2}")
_END: Final = re.compile(r"[。；\n]")


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
    runs = _runs(sentence)
    shared, again = _shared_metrics(sentence, runs), _said_again(sentence, runs)
    last = previous = ""
    told: list[str] = []
    for index, number in enumerate(sentence.numbers):
        if index in shared:
            previous = shared[index]
        elif index in again and told[again[index].of]:
            previous = told[again[index].of] + again[index].said
        else:
            place, before = _place(sentence, index, last, previous), _before(sentence, index, last, previous)
            chosen = choice(index, Told(last, previous, metric_of(number, place)))
            if _is_name(sentence, number, chosen):
                chosen = metric_of(number, Place("", place.after.partition("、")[0])) or chosen
            previous = spelled_out(chosen, number, before) if before else chosen
        if previous and number.kind != "share":
            last = previous
        told.append(previous)
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


def _is_name(sentence: Sentence, number: Number, metric: str) -> bool:
    """Whether a metric ends with the name that the number touches, who has it and is not what is counted."""
    touches = number.kind == "measure" and number.left in sentence.cuts
    return touches and bool(metric) and sentence.text.endswith(metric, 0, number.left)


def _before(sentence: Sentence, index: int, last: str, previous: str) -> Before | None:
    """The number before, None for the first of a sentence."""
    if not index:
        return None
    number, following = sentence.numbers[index - 1 : index + 1]
    return Before(number, previous, last, sentence.text[number.right : following.left])


def _runs(sentence: Sentence) -> list[tuple[int, Sequence[Number]]]:
    """Numbers that stand in one list, each list with the position of its first."""
    found = groups(sentence.text, sentence.numbers)
    firsts = {number.left: index for index, number in enumerate(sentence.numbers)} if found else {}
    return [(firsts[run[0].left], run) for run in found]


def _shared_metrics(sentence: Sentence, runs: Sequence[tuple[int, Sequence[Number]]]) -> dict[int, str]:
    """Position of a number → its item of a list that several numbers share."""
    found: dict[int, str] = {}
    for first, run in runs:
        if is_distributed(sentence.text, run):
            told = _place(sentence, first, "", "").before
            before = without_start(told)
            phrase = metric_of(run[0], Place(before, ""))
            items = (
                items_of(phrase, len(run))
                or items_before_count(sentence.text[: run[0].left], phrase, len(run))
                or whole_items(list_before(before), phrase, len(run))
            )
            alike = [phrase] * len(run) if before != told and phrase else []
            found.update(enumerate(items or alike, first))
    return found


class _Again(NamedTuple):
    """The position of the number that one more is said of, and what."""

    of: int
    said: str


def _said_again(sentence: Sentence, runs: Sequence[tuple[int, Sequence[Number]]]) -> dict[int, _Again]:
    """Position of a number → which number before it it goes with, where a list repeats a list."""
    found: dict[int, _Again] = {}
    text, numbers = sentence.text, sentence.numbers
    listed = {first + len(run): len(run) for first, run in runs}  # end of a run → its length
    for first, run in runs:
        count = len(run)
        if first < count or not _are_of_a_kind(text, numbers[first - count : first]):
            continue
        said = said_again(text, numbers[first - 1].right, run[0], listed=listed.get(first) == count)
        if said is not None:
            found.update((first + turn, _Again(first - count + turn, said)) for turn in range(count))
    return found


def _are_of_a_kind(text: str, numbers: Sequence[Number]) -> bool:
    """Whether numbers are all shares or none is, and no sentence ends between them."""
    shares = sum(number.kind == "share" for number in numbers)
    return shares in {0, len(numbers)} and not _END.search(text, numbers[0].right, numbers[-1].left)
