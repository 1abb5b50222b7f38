"""Whether a number states something: what is known about it, as parts for a chance.

A threshold (10亿元以上项目), a size (12英寸晶圆), a vague count (两家公司) and a number inside a name state nothing.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from nlp.quantities.numbers import Number
from nlp.quantities.ranking import Joins, Part
from nlp.spans import Span

JOINS: Final[Joins] = {
    "number": ((1,), (2,), (3,), (1, 2), (2, 3), (1, 3), (2, 4), (3, 4), (5, 4), (5, 2)),
    "around": ((1,), (2,), (3,), (4,), (1, 5), (2, 5), (3, 5), (4, 5), (1, 3, 5)),
    "name": ((1,), (1, 2)),
}


def parts_of(text: str, number: Number, spans: Sequence[Span], ruled: bool) -> Iterator[Part]:
    """The parts of a number; `ruled` is what the rules say."""
    name = next((span.cls.value for span in spans if span.start <= number.start < span.end), "")
    digits = number.value[0].isdigit()
    size = f"{len(number.value)}" if digits else number.value
    yield ("number", number.kind, number.unit, "1" if ruled else "0", "d" if digits else "h", size)
    left, right = text[: number.left], text[number.right :]
    yield ("around", left[-1:] or "^", left[-2:] or "^", right[:1] or "$", right[:2] or "$", number.unit)
    yield ("name", name, number.kind)
    yield ("sign", number.comparator, number.kind)
    yield ("whole", str(not left), str(not right))
