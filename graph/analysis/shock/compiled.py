"""Loops over numbers, compiled where numba is installed (`pip install liantu[fast]`), plain Python where it is not."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Final, TypeVar, cast

Loop = TypeVar("Loop", bound=Callable[..., object])

COMPILED: Final = find_spec("numba") is not None


def compiled(loop: Loop) -> Loop:
    """The same loop, some hundred times as fast where numba is there; compiled when it is first called."""
    if not COMPILED:
        return loop
    numba = import_module("numba")
    try:
        return cast("Loop", numba.njit(cache=True)(loop))
    except RuntimeError:  # no folder to keep what was compiled: compile in every process
        return cast("Loop", numba.njit(loop))
