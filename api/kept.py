"""Answers that are asked for again and again, kept as long as the graph stays as it is.

A report takes a quarter of a second and a reader asks for it on each tab, picture and download; of each version of the
graph the last few hundred are kept, and they go with its snapshot. Those that were asked of one version, or of the few
before it, are made of the next before it begins to answer (`repeat`), so that nobody waits because something came in.
"""

import logging
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock, Timer
from time import monotonic
from typing import Any, Final, TypeVar, cast

from api.access.sight import seeing, sight
from api.reading import Reading
from api.workspace import Workspace
from ontology.errors import LiantuError

_LOG: Final = logging.getLogger(__name__)
T = TypeVar("T")
Make = Callable[[Workspace], T]  # asks the workspace it is given, and holds nothing of a version itself
MOST: Final = 300  # answers of one version; a report of a chain is some 300 kB
LATER: Final = 0.7  # seconds until what takes long is begun: the page that waits for it is drawn first
_FORGOTTEN: Final = 4  # versions that nobody asked for an answer, after which it is not made of the next
_REPEATING: Final = 30.0  # seconds after which no further one is begun: the new graph has to answer some time


@dataclass(slots=True)
class _Answer:
    """An answer and how it is made, and for how many versions up to this one nobody asked for it."""

    value: Any
    make: "Make[Any]"
    idle: int


class Kept:
    """The answers used last."""

    def __init__(self, most: int = MOST, later: float = LATER) -> None:
        self._most, self._later = most, later
        self._lock = Lock()
        self._begun: set[Hashable] = set()
        self._failed: dict[Hashable, Exception] = {}
        self._answers: OrderedDict[Hashable, _Answer] = OrderedDict()
        self._makers: dict[Hashable, Lock] = {}  # one thread makes an answer, who else asks for it waits

    def begin(self, workspace: Workspace, key: Hashable, make: Make[T]) -> T | None:
        """The answer of this key; None while it is being made, which this begins where nobody has.

        Raises what making it ended with; who asks after that begins anew.
        """
        with self._lock:
            if (known := self._known(key)) is not None:
                return cast("T", known.value)
            if key in self._failed:
                raise self._failed.pop(key)
            if key in self._begun:
                return None
            self._begun.add(key)
        timer = Timer(self._later, self._made, (workspace, key, make))
        timer.daemon = True
        timer.start()
        return None

    def _made(self, workspace: Workspace, key: Hashable, make: Make[object]) -> None:
        try:
            self.answer(workspace, key, make)
        except Exception as problem:  # who asks next is told, a fault of ours too: else they would wait for ever
            with self._lock:
                self._failed[key] = problem
        finally:
            with self._lock:
                self._begun.discard(key)

    def answer(self, workspace: Workspace, key: Hashable, make: Make[T], *, idle: int = 0) -> T:
        """The answer of this key, made by the first who asks.

        Args:
            workspace: whose graph is asked.
            key: says which.
            make: makes it; called outside the lock, so that other keys need not wait.
            idle: versions since somebody asked for it; 0 where somebody does.
        """
        with self._lock:
            if (known := self._known(key, idle=idle)) is not None:
                return cast("T", known.value)
            maker = self._makers.setdefault(key, Lock())
        with maker:
            with self._lock:
                if (known := self._known(key, idle=idle)) is not None:
                    return cast("T", known.value)
            try:
                made = make(workspace)
                self._keep(key, _Answer(made, make, idle))
            finally:
                with self._lock:
                    self._makers.pop(key, None)
        return made

    def asked(self) -> list[tuple[Any, Make[Any], int]]:
        """What was asked lately, the last asked first: its key, how it is made, and how long nobody asked for it."""
        with self._lock:
            return [(key, one.make, one.idle) for key, one in reversed(self._answers.items()) if one.idle < _FORGOTTEN]

    def _known(self, key: Hashable, *, idle: int = 0) -> _Answer | None:
        found = self._answers.get(key)
        if found is not None:
            self._answers.move_to_end(key)
            found.idle = min(found.idle, idle)
        return found

    def _keep(self, key: Hashable, answer: _Answer) -> None:
        with self._lock:
            self._answers[key] = answer
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)


@dataclass(frozen=True, slots=True)
class _Key:
    """What an answer depends on: what is shown to one account is not shown to another that may see less."""

    asked: Hashable
    sight: Hashable
    chains: Hashable
    limits: Hashable


def kept(workspace: Workspace, key: Hashable, make: Make[T]) -> T:
    """An answer of the graph as it stands.

    Args:
        workspace: whose graph is asked.
        key: all that the answer depends on beside the graph, its chains and its limits.
        make: makes the answer; it may be called again for the next version.
    """
    return _answers(workspace).answer(workspace, _whole(workspace, key), make)


def kept_later(workspace: Workspace, key: Hashable, make: Make[T]) -> T | None:
    """The same of what takes many seconds: None as long as it is being made, so that a page can say so."""
    seen = sight()

    def made(space: Workspace) -> T:
        with seeing(seen):  # another thread makes it
            return make(space)

    return _answers(workspace).begin(workspace, _whole(workspace, key), made)


def repeat(workspace: Workspace, before: Reading) -> None:
    """Make what was asked lately of the version that this thread sees, what was asked last first.

    Args:
        workspace: where the answers are kept.
        before: the version before.
    """
    end = monotonic() + _REPEATING
    asked = [one for seen in before.seen for one in seen.snapshot.kept("answers", Kept).asked()]
    for key, make, idle in sorted(asked, key=lambda one: one[2]):
        if monotonic() > end:
            return
        with seeing(key.sight):
            _repeated(workspace, key.asked, make, idle + 1)


def _repeated(workspace: Workspace, key: Hashable, make: Make[object], idle: int) -> None:
    try:
        _answers(workspace).answer(workspace, _whole(workspace, key), make, idle=idle)
    except LiantuError:
        return  # what was asked about may be gone
    except Exception:
        # a fault of ours is told to who asks for this; the new graph answers all the same
        _LOG.exception("answer %s", key)


def _whole(workspace: Workspace, key: Hashable) -> _Key:
    return _Key(key, sight(), workspace.chains, workspace.limits)


def _answers(workspace: Workspace) -> Kept:
    return workspace.reading.snapshot.kept("answers", Kept)
