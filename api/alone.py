"""One process and thread at a time: a file that several may change is changed on what it holds then."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_OWNER_ONLY: Final = 0o700


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Wait until nobody else holds this lock file, and hold it; its folder is made where it is missing."""
    lock.parent.mkdir(parents=True, exist_ok=True, mode=_OWNER_ONLY)
    with lock.open("a") as held:  # a lock of its own for each opening, so that threads exclude each other too
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
