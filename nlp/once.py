"""A property made when first asked for and kept: `functools.cached_property` without its lock.

For small values of which a document has thousands; where two threads ask at the same time, it is made twice.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Made = TypeVar("Made")


class once(Generic[Made]):  # noqa: N801 — a decorator, read as one
    """The property `make` makes, kept in the `__dict__` of what it is asked of."""

    def __init__(self, make: Callable[[Any], Made]) -> None:
        self._make, self._name = make, make.__name__
        self.__doc__ = make.__doc__

    def __get__(self, one: Any, owner: type | None = None) -> Made:
        made = one.__dict__[self._name] = self._make(one)
        return made
