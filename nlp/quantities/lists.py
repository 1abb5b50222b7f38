"""Lists that share one statement: `A、B产量分别增长2倍和50.4%` gives each item its own number."""

import re
from collections.abc import Sequence
from typing import Final

from nlp.quantities.numbers import Number

_SEPARATELY: Final = re.compile(r"分别")
_GLUE: Final = re.compile(r"^(?:、|，|,|和|及|与|以及|\s)*(?:增长|下降|提升|提高|达到|达)?$")
_ITEM: Final = re.compile(r"[、]|(?<=[^\s])(?:和|与|及|以及)(?=[^\s])")
_HEADS: Final = re.compile(
    r"(?:等)?(?:\d+个|[一二三四五六七八九十两]+(?:个|大|类|项))?(?P<head>(?:[^、，]*?)(?:产业|行业|产品|领域|企业|平台)?(?:增加值|产量|产值|销量|营收|收入|投资|规模|数量|总产值|出口额?|增速|占比|比例|比重)?)$"
)


def groups(text: str, numbers: Sequence[Number]) -> list[list[Number]]:
    """Runs of two or more numbers after 分别 that nothing but 、 and 和 divides."""
    found: list[list[Number]] = []
    for number in numbers:
        run = found[-1] if found else []
        if run and _GLUE.match(text[run[-1].right : number.left]):
            run.append(number)
        elif _SEPARATELY.search(text, max(0, number.left - 10), number.left + 2):
            found.append([number])
    return [run for run in found if len(run) > 1]


def items_of(phrase: str, count: int) -> list[str]:
    """`count` metrics told by one list phrase, the shared head noun on each; empty when the list has another length.

    `新能源汽车、锂离子电池等产品产量` for two numbers: 新能源汽车产量, 锂离子电池产量.
    """
    parts = [part for part in _ITEM.split(phrase) if part]
    if len(parts) != count:
        return []
    last = parts[-1]
    shared = re.search(
        r"(?:等[^、]*?)?((?:工业)?(?:增加值|产量|产值|销量|营收|营业收入|收入|投资|总产值|数量|占比))$", last
    )
    if not shared:
        return parts
    stems = [*parts[:-1], last[: shared.start()]]
    return [stem if stem.endswith(shared[1]) else stem + shared[1] for stem in stems]
