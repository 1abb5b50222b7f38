"""A policy's conditions as values: what must hold, in whose words, and which of them are alternatives.

A condition always says what must hold for the firm to pass, also where the text says what must not be.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

Value = float | bool | str | tuple[str, ...]


class Operator(StrEnum):
    """How a condition compares the firm's value with its own."""

    AT_LEAST = ">="
    MORE = ">"
    AT_MOST = "<="
    LESS = "<"
    IS = "=="
    IN = "in"
    NOT_IN = "not_in"
    HAS = "has"
    HAS_NOT = "has_not"
    JUDGE = "judge"


FROM_BELOW: Final = frozenset({Operator.AT_LEAST, Operator.MORE})
FROM_ABOVE: Final = frozenset({Operator.AT_MOST, Operator.LESS})
NUMERIC: Final = FROM_BELOW | FROM_ABOVE
LISTS: Final = frozenset({Operator.IN, Operator.NOT_IN, Operator.HAS, Operator.HAS_NOT})


class Kind(StrEnum):
    """What a condition decides."""

    REQUIRED = "required"
    EXCLUSION = "exclusion"  # worded as what bars a firm: 不得申报, 有下列情形之一
    PREFERRED = "preferred"  # helps, and decides nothing: 同等条件下优先


class Joint(StrEnum):
    """How many items of a group must hold."""

    ALL = "all"
    ANY = "any"
    AT_LEAST = "at_least"


@dataclass(frozen=True, slots=True)
class Condition:
    """One requirement with the words that it comes from."""

    id: str
    quote: str  # verbatim piece of the policy's text
    field: str
    op: Operator
    value: Value
    unit: str = ""  # as written: 亿元, %, 台（套）
    period: str = ""  # last_year, avg_2y, each_3y, sum_2y, cagr_3y, within_3y, y2016, or empty
    kind: Kind = Kind.REQUIRED
    group: str = ""  # id of the innermost group that holds it; empty for preferred ones
    start: int | None = None  # where the quote begins in the text


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions and groups that belong together."""

    id: str
    op: Joint
    items: tuple["str | Group", ...]  # a string is the id of a condition
    n: int | None = None  # of AT_LEAST: how many

    def leaves(self) -> Iterator[str]:
        """Ids of all conditions below, in order."""
        for item in self.items:
            if isinstance(item, str):
                yield item
            else:
                yield from item.leaves()


@dataclass(frozen=True, slots=True)
class Benefit:
    """What a firm gets: a fixed sum, an upper limit, a share, or a title."""

    kind: str  # 奖励 补助 税收 称号
    quote: str
    amount: float | None = None  # in `unit`
    cap: float | None = None  # in `unit`
    rate: float | None = None  # percent
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """Last day on which a firm may apply: YYYY-MM-DD, or MM-DD where it recurs every year."""

    date: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class PolicyRules:
    """What one policy asks of a firm and gives it."""

    policy: str  # id
    title: str
    conditions: tuple[Condition, ...]
    logic: Group
    benefits: tuple[Benefit, ...] = ()
    deadline: Deadline | None = None
