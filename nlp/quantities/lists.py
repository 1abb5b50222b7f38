"""Lists that share one statement: `A、B产量分别增长2倍和50.4%` gives each item its own number."""

import re
from collections.abc import Sequence
from typing import Final

from nlp.quantities.numbers import Number

_SEPARATELY: Final = re.compile(r"分别")
_GLUE: Final = re.compile(r"^(?:、|，|,|和|及|与|以及|\s)*$")
_ITEM: Final = re.compile(r"[、]|(?<=[^\s])(?:和|与|及|以及)(?=[^\s])")
_COMMA: Final = re.compile("、")
_SHARED: Final = re.compile(
    r"(?:等[^、]*?)?((?:工业)?(?:增加值|产量|产值|销量|营收|营业收入|收入|投资|总产值|数量|占比|零售额|出口额?|规模|补助|奖励|"
    r"[\u4e00-\u9fff]{1,3}率))$"
)
_COMPLETE: Final = re.compile(r"[值额量入润率资数模]$")  # an item with a head noun of its own
_GROWN: Final = re.compile(r"(?<=.)(?:同比|环比)?(增长率|增长|增速|增幅|提升|提高|下降|下滑|降低|减少|占比|比重)$")


def groups(text: str, numbers: Sequence[Number]) -> list[list[Number]]:
    """Runs of two or more numbers that nothing but 、 and 和 divides."""
    found: list[list[Number]] = []
    for number in numbers if len(numbers) > 1 else ():
        run = found[-1] if found else []
        if run and _GLUE.match(text[run[-1].right : number.left]):
            run.append(number)
        else:
            found.append([number])
    return [run for run in found if len(run) > 1]


def is_distributed(text: str, run: Sequence[Number]) -> bool:
    """Whether 分别 stands before a run of numbers."""
    return bool(_SEPARATELY.search(text, max(0, run[0].left - 12), run[0].left))


def items_of(phrase: str, count: int) -> list[str]:
    """`count` metrics told by one list phrase, the shared head noun on each; empty when the list has another length.

    `新能源汽车、锂离子电池等产品产量` for two numbers: 新能源汽车产量, 锂离子电池产量.
    """
    grown = _GROWN.search(phrase)
    if grown:
        return [item + grown[1] for item in items_of(phrase[: grown.start()], count)]
    parts = _parts(phrase, count)
    shared = _SHARED.search(parts[-1]) if parts else None
    if not shared or any(map(_COMPLETE.search, parts[:-1])):
        return parts
    stems = [*parts[:-1], parts[-1][: shared.start()]]
    return [stem if stem.endswith(shared[1]) else stem + shared[1] for stem in stems]


def _parts(phrase: str, count: int) -> list[str]:
    """The items of a list, 和 dividing items or not, as the count of items has it; empty where it fits neither way."""
    for mark in (_ITEM, _COMMA):
        parts = [part for part in mark.split(phrase) if part]
        if len(parts) == count:
            return parts
    return []
