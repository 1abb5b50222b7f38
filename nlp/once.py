"""A property made when first asked for and kept: `functools.cached_property` without its lock.

For small values of which a document has thousands; where two threads ask at the same time, it is made twice. Python
3.12 takes that lock away: from there on `cached_property` does the same.
"""

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

Made = TypeVar("Made")


class once(Generic[Made]):  # noqa: N801 — a decorator, read as one
    """The property `make` makes, kept in the `__dict__` of what it is asked of; of a class, the property itself."""

    def __init__(self, make: Callable[[Any], Made]) -> None:
        self._make, self._name = make, make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, one: None, owner: type | None = None) -> Self: ...

    @overload
    def __get__(self, one: object, owner: type | None = None) -> Made: ...

    def __get__(self, one: object, owner: type | None = None) -> Self | Made:
        if one is None:
            return self
        made = one.__dict__[self._name] = self._make(one)
        return made
