"""Lists that share one statement: `A、B产量分别增长2倍和50.4%` gives each item its own number."""

import re
from collections.abc import Sequence
from typing import Final

from nlp.quantities.numbers import Number

_SEPARATELY: Final = re.compile(r"分别")
_GLUE: Final = re.compile(r"^(?:、|，|,|和|及|与|以及|\s)*$")
_ITEM: Final = re.compile(r"[、]|(?<=[^\s])(?:和|与|及|以及)(?=[^\s])")
_SHARED: Final = re.compile(
    r"(?:等[^、]*?)?((?:工业)?(?:增加值|产量|产值|销量|营收|营业收入|收入|投资|总产值|数量|占比|零售额|出口额?|规模|补助|奖励))$"
)


def groups(text: str, numbers: Sequence[Number]) -> list[list[Number]]:
    """Runs of two or more numbers that nothing but 、 and 和 divides."""
    found: list[list[Number]] = []
    for number in numbers:
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
    parts = [part for part in _ITEM.split(phrase) if part]
    if len(parts) != count:
        return []
    last = parts[-1]
    shared = _SHARED.search(last)
    if not shared:
        return parts
    stems = [*parts[:-1], last[: shared.start()]]
    return [stem if stem.endswith(shared[1]) else stem + shared[1] for stem in stems]
