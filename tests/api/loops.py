"""Coroutines run to their end, in a thread of its own: a browser's loop may be running in the one of the tests."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def finished(work: Coroutine[Any, Any, T]) -> T:
    """What the work returns."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, work).result()
