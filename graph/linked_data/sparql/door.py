"""Asks stores through processes of bounded memory: a query that runs too long costs its process and nothing else."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import Event, Lock, Semaphore, Timer
from types import TracebackType
from typing import Any, Final, Self

from graph.linked_data.sparql.answer import Answer
from graph.linked_data.sparql.guard import check_query
from ontology.errors import BadQuery, QueryTooLarge, QueryTooSlow, TriplesUnreadable

ROWS: Final = 10_000
SECONDS: Final = 30.0
_MEMORY: Final = 2 * 2**30  # bytes a query may hold; a count over three million triples takes 0.1
_PROCESSES: Final = 2  # queries at a time; others wait their turn
_ROOT: Final = str(Path(__file__).parents[3])


class SparqlDoor:
    """Processes that answer queries, started when first asked and kept for the next query of the same store."""

    def __init__(self, memory: int = _MEMORY) -> None:
        self._memory = memory
        self._turn, self._lock = Semaphore(_PROCESSES), Lock()
        self._idle: list[tuple[Path, subprocess.Popen[bytes]]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the processes that wait for a query."""
        with self._lock:
            idle, self._idle = self._idle, []
        for _, process in idle:
            _end(process)

    def query(self, store: Path, sparql: str, *, limit: int = ROWS, seconds: float = SECONDS) -> Answer:
        """The answer of a store.

        Args:
            store: folder of a store, see `open_store`.
            sparql: one query; the prefixes of `addresses.PREFIXES` need no declaration.
            limit: most rows or triples.
            seconds: most time, after which the query is ended.

        Raises:
            SparqlRefused: it is no query of this graph alone.
            BadQuery: the engine cannot read it.
            QueryTooSlow, QueryTooLarge: it was ended for its time, or for the memory it wanted.
            TriplesUnreadable: the store cannot be opened.
        """
        check_query(sparql)
        with self._turn:
            process = self._process(store)
            told, late = _asked(process, {"query": sparql, "limit": limit}, seconds)
            if told is not None and "unopened" not in told:
                with self._lock:
                    self._idle.append((store, process))
                return _answer(told)
        _end(process)
        if told is not None:
            raise TriplesUnreadable(str(store), told["unopened"])
        raise QueryTooSlow(seconds) if late else QueryTooLarge(self._memory)

    def _process(self, store: Path) -> "subprocess.Popen[bytes]":
        """A process that waits with this store, or a new one; those that wait with an older store are ended."""
        with self._lock:
            fitting = [one for one in self._idle if one[0] == store and one[1].poll() is None]
            others = [one for one in self._idle if one not in fitting]
            self._idle = fitting[1:]
        for _, process in others:
            _end(process)
        return fitting[0][1] if fitting else self._started(store)

    def _started(self, store: Path) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "graph.linked_data.sparql.worker", str(store.resolve()), str(self._memory)]
        return subprocess.Popen(  # noqa: S603 — this very interpreter, and a folder of ours
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=_ROOT
        )


def _asked(
    process: "subprocess.Popen[bytes]", question: Mapping[str, Any], seconds: float
) -> tuple[dict[str, Any] | None, bool]:
    """What the process answers, None where it ended first; and whether it was ended for being late."""
    assert process.stdin is not None
    assert process.stdout is not None
    late = Event()
    timer = Timer(seconds, _end_late, (process, late))
    timer.start()
    try:
        process.stdin.write(json.dumps(question).encode() + b"\n")
        process.stdin.flush()
    except BrokenPipeError:
        pass  # it has ended; what it said before that is read below
    try:
        line = process.stdout.readline()
    finally:
        timer.cancel()
    return (json.loads(line) if line.endswith(b"\n") else None), late.is_set()


def _end_late(process: "subprocess.Popen[bytes]", late: Event) -> None:
    late.set()
    process.kill()


def _answer(told: Mapping[str, Any]) -> Answer:
    if "problem" in told:
        raise BadQuery(told["problem"])
    return Answer(
        columns=tuple(told.get("columns", ())),
        rows=tuple(told.get("rows", ())),
        truth=told.get("truth"),
        triples=told.get("triples"),
        truncated=told.get("truncated", False),
    )


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()
