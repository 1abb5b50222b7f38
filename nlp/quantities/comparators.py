"""Comparators that do not touch their number: one before the first of a run, and one with words between.

`达30%、20%和10%`: what stands before the first holds for all. `最高补助500万元`, `不超过投资额的20%`, `约占一半`: the
comparator belongs to the number at the end of its words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from nlp.quantities.lists import groups
from nlp.quantities.numbers import Number

_FAR: Final = re.compile(
    r"(?P<最高>(?:最高|最多|至多)[可给予获享受补助贴奖励资支持额度不超过为达到的]{1,8})$"
    r"|(?P<约>(?<![签合条预节制集契])约(?:占|为|合(?!作)|相当于)[^，。；、：]{0,16})$"
)
_FAR_SHARE: Final = re.compile(r"(?:不超过|不高于|不多于|不大于)[^，。；、：]{1,16}$")
_WIDEST: Final = 22  # characters of a comparator and the words behind it
_SHARED: Final = frozenset({"达", "约", "超", "最高"})


def with_comparators(text: str, numbers: Sequence[Number]) -> list[Number]:
    """The numbers of a sentence, each with its comparator where one stands apart from it."""
    sign = dict(_far(text, numbers)) | dict(_shared(text, numbers))
    return [
        number if number.comparator or number.start not in sign else replace(number, comparator=sign[number.start])
        for number in numbers
    ]


def _shared(text: str, numbers: Sequence[Number]) -> Iterator[tuple[int, str]]:
    """Start of a number → the comparator of the first of its run."""
    for run in groups(text, numbers):
        if run[0].comparator in _SHARED:
            yield from ((number.start, run[0].comparator) for number in run if number.unit == run[0].unit)


def _far(text: str, numbers: Sequence[Number]) -> Iterator[tuple[int, str]]:
    """Start of a number → the comparator some words before it, no other number between them."""
    done = 0
    for number in numbers:
        before = text[max(done, number.left - _WIDEST) : number.left]
        found = _FAR.search(before)
        if found and found.lastgroup:
            yield number.start, found.lastgroup
        elif number.kind == "share" and _FAR_SHARE.search(before):
            yield number.start, "最高"
        done = number.right
