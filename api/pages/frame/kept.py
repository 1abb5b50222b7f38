"""Answers that several pages show, kept as long as the graph stays as it is.

A report takes a quarter of a second and a reader asks for it on each tab, picture and download; of each version of the
graph the last few hundred are kept, and they go with its snapshot.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock, Timer
from typing import Any, Final, TypeVar, cast

from api.access.sight import seeing, sight
from api.workspace import Workspace
from ontology.errors import LiantuError

T = TypeVar("T")
MOST: Final = 300  # answers of one version; a report of a chain is some 300 kB
LATER: Final = 0.7  # seconds until what takes long is begun: the page that waits for it is drawn first


class Kept:
    """The answers used last."""

    def __init__(self, most: int = MOST, later: float = LATER) -> None:
        self._most, self._later = most, later
        self._lock = Lock()
        self._begun: set[Hashable] = set()
        self._failed: dict[Hashable, LiantuError] = {}
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()

    def begin(self, key: Hashable, make: Callable[[], T]) -> T | None:
        """The answer of this key; None while it is being made, which this begins where nobody has.

        Raises the LiantuError that making it ended with; who asks after that begins anew.
        """
        with self._lock:
            if key in self._answers:
                return cast("T", self._answers[key])
            if key in self._failed:
                raise self._failed.pop(key)
            if key in self._begun:
                return None
            self._begun.add(key)
        timer = Timer(self._later, self._made, (key, make))
        timer.daemon = True
        timer.start()
        return None

    def _made(self, key: Hashable, make: Callable[[], object]) -> None:
        try:
            self.answer(key, make)
        except LiantuError as problem:
            with self._lock:
                self._failed[key] = problem
        finally:
            with self._lock:
                self._begun.discard(key)

    def answer(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer of this key, made by the first who asks."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return cast("T", self._answers[key])
        made = make()  # outside the lock: others need not wait for it
        with self._lock:
            self._answers[key] = made
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
        return made


def kept(workspace: Workspace, key: Hashable, make: Callable[[], T]) -> T:
    """An answer of the graph as it stands.

    Args:
        workspace: whose graph is asked.
        key: all that the answer depends on beside the graph, its chains and its limits.
        make: makes the answer.
    """
    return _answers(workspace).answer(_whole(workspace, key), make)


def kept_later(workspace: Workspace, key: Hashable, make: Callable[[], T]) -> T | None:
    """The same of what takes many seconds: None as long as it is being made, so that a page can say so."""
    seen = sight()

    def made() -> T:
        with seeing(seen):  # another thread makes it
            return make()

    return _answers(workspace).begin(_whole(workspace, key), made)


def _whole(workspace: Workspace, key: Hashable) -> Hashable:
    """What is shown to one account is not shown to another that may see less."""
    return (key, sight(), workspace.chains, workspace.limits)


def _answers(workspace: Workspace) -> Kept:
    return workspace.reading.snapshot.kept("pages", Kept)
