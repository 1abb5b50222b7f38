"""What was found before it gets its number: a condition with its place, and groups of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ontology.eligibility.conditions import Joint, Kind, Operator, Value


@dataclass(frozen=True, slots=True)
class Found:
    """A condition in the text; `start:end` holds the words that carry it."""

    field: str
    op: Operator
    value: Value
    start: int
    end: int
    unit: str = ""
    period: str = ""
    kind: Kind = Kind.REQUIRED
    closed: bool = False  # whether the text says of its bound that it is included
    at: int = -1  # where its number stands, when what it counts was said long before


@dataclass(frozen=True, slots=True)
class Joined:
    """Items of which all, one or some must hold."""

    op: Joint
    items: tuple["Item", ...]
    n: int | None = None


Item = Found | Joined
NOTHING: Final[tuple[Item, ...]] = ()


def leaves(item: Item) -> Iterator[Found]:
    """The conditions of an item in the order of the text."""
    if isinstance(item, Found):
        yield item
    else:
        for one in item.items:
            yield from leaves(one)


def start_of(item: Item) -> int:
    """Where an item begins in the text."""
    return min(one.start if one.at < 0 else one.at for one in leaves(item))


def is_required(item: Item) -> bool:
    """Whether an item is asked for, neither barring nor preferred."""
    return all(one.kind is Kind.REQUIRED for one in leaves(item))


def all_of(items: tuple[Item, ...]) -> Item:
    """One item for several that must all hold."""
    return items[0] if len(items) == 1 else Joined(Joint.ALL, items)
