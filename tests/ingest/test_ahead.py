"""Values that a thread makes one ahead."""

import threading
from collections.abc import Iterator

import pytest

from ingest.ahead import ahead


def test_values_come_in_their_order_and_none_is_a_value_too() -> None:
    assert list(ahead([3, None, 1])) == [3, None, 1]


def test_the_next_value_is_made_while_the_one_before_is_used() -> None:
    made = threading.Event()

    def values() -> Iterator[int]:
        yield 1
        made.set()
        yield 2

    source = ahead(values())
    assert next(source) == 1
    assert made.wait(10)
    assert list(source) == [2]


def test_what_making_a_value_raises_comes_where_the_value_would_have_come() -> None:
    def values() -> Iterator[int]:
        yield 1
        raise ValueError("wrong")

    source = ahead(values())
    assert next(source) == 1
    with pytest.raises(ValueError, match="wrong"):
        next(source)
