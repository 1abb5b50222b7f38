"""Token buckets: so many at once, so many a second afterwards; one for each account or address."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from threading import Lock
from time import monotonic
from typing import Final

_MOST: Final = 20_000  # buckets that are remembered; the one unused longest is full again


@dataclass(frozen=True, slots=True)
class Pace:
    """How much is allowed."""

    at_once: float
    a_second: float


class Buckets:
    """Buckets of one pace, by key."""

    def __init__(self, pace: Pace, clock: Callable[[], float] = monotonic) -> None:
        self._pace, self._clock, self._lock = pace, clock, Lock()
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> int:
        """Take one; answers 0, or the seconds to wait where the bucket is empty and nothing was taken."""
        with self._lock:
            level = self._level(key)
            if level < 1:
                return ceil((1 - level) / self._pace.a_second)
            self._put(key, level - 1)
            return 0

    def wait(self, key: str) -> int:
        """Seconds until there is one to take, without taking it."""
        with self._lock:
            level = self._level(key)
        return 0 if level >= 1 else ceil((1 - level) / self._pace.a_second)

    def give_back(self, key: str) -> None:
        """Put the one back that was taken last."""
        with self._lock:
            if key in self._levels:
                self._put(key, min(self._pace.at_once, self._level(key) + 1))

    def fill(self, key: str) -> None:
        """Forget what was taken."""
        with self._lock:
            self._levels.pop(key, None)

    def _level(self, key: str) -> float:
        level, at = self._levels.get(key, (self._pace.at_once, self._clock()))
        return min(self._pace.at_once, level + (self._clock() - at) * self._pace.a_second)

    def _put(self, key: str, level: float) -> None:
        self._levels[key] = level, self._clock()
        self._levels.move_to_end(key)
        while len(self._levels) > _MOST:
            self._levels.popitem(last=False)
