"""The thread of the service that looks after the hooks: once the graph has a new version, and when a message is due."""

import logging
from threading import Event, Thread
from time import time
from types import TracebackType
from typing import Final, Self

from api.answers import version
from api.webhooks.events import look, remember
from api.webhooks.hook import Webhook, hooks_of
from api.webhooks.outbox import deliver_due, put
from api.workspace import EmptyWorkspace, Workspace
from ontology.errors import GraphUnfinished, UnknownChain, UnknownRegion

_PAUSE: Final = 2.0  # seconds between two looks at the version
_LOG: Final = logging.getLogger(__name__)


class Notifier:
    """Runs from `with` to its end; does nothing as long as no hook is registered."""

    def __init__(self, workspace: Workspace, *, pause: float = _PAUSE) -> None:
        self._workspace, self._pause = workspace, pause
        self._told = ""  # version that the hooks were looked after for
        self._stop = Event()
        self._thread = Thread(target=self._run, name="webhooks", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._stop.set()
        self._thread.join()

    def look(self) -> None:
        """Put new weak links in the outbox where the graph has changed, and deliver what is due."""
        hooks = hooks_of(self._workspace.folder)
        if not hooks:
            return
        current = version(self._workspace)
        if current and current != self._told:
            for hook in hooks:
                self._look_after(hook)
            self._told = current
        deliver_due(self._workspace.folder, time(), goes_on=lambda: not self._stop.is_set())

    def _look_after(self, hook: Webhook) -> None:
        try:
            sight = look(self._workspace, hook)
        except (UnknownChain, UnknownRegion) as problem:  # its chain or region is no more: the other hooks go on
            _LOG.warning("webhook %s: %s", hook.id, problem.message)
            return
        if sight.event is not None:
            put(self._workspace.folder, hook, sight.event)
        remember(self._workspace.folder, hook, sight)

    def _run(self) -> None:
        while not self._stop.wait(self._pause):
            try:
                self.look()
            except (EmptyWorkspace, GraphUnfinished):
                continue  # the next look finds a whole graph
            except Exception:
                # a fault of ours must not end the thread, and nobody else would tell of it
                _LOG.exception("webhooks")
