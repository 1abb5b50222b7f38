"""Documents read by several processes at once, answered in the order they came in.

Each process has one document at a time: where one dies, it is known over which, that document is a reject, and a new
process goes on with the next. The processes are fresh interpreters: the databases that this one holds open must not
be forked, and a script that ingests needs no `if __name__ == "__main__"`.
"""

import atexit
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Lock, Thread, Timer
from time import monotonic
from typing import IO, Any, BinaryIO, Final, cast

from api.extraction import KnownNames, Read, Task, refused
from ingest.messages import receive, send

_AHEAD: Final = 16  # documents a process may be ahead of the one that is waited for, so that memory stays bounded
# Seconds for one document, the last resort: reading has its own bounds (`ingest.limits`), 4,500 s where pictures are
# read; what comes after takes a second for 100 pages.
_LONGEST: Final = 7_200.0
# A core each: libraries that would start a thread a core in every process get in each other's way.
_ONE_THREAD: Final = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def read_in_processes(
    tasks: Sequence[Task], names: KnownNames, count: int, *, longest: float = _LONGEST
) -> Generator[Read, None, None]:
    """What each document says, in the order of the tasks. Closing the iterator, or leaving Python, ends the processes.

    Args:
        tasks: documents to be read.
        names: those to look for beside the lexicon's.
        count: processes, at least one.
        longest: seconds after which a document is given up.
    """
    pool = _Pool([_Worker(names, longest) for _ in range(count)])
    atexit.register(pool.close)  # an interrupt outside of the iterator leaves it unclosed
    try:
        yield from _in_order(tasks, pool.submit, count * _AHEAD)
    finally:
        atexit.unregister(pool.close)
        pool.close()


def _in_order(tasks: Sequence[Task], submit: Callable[[Task], Future[Read]], ahead: int) -> Iterator[Read]:
    waiting: deque[Future[Read]] = deque()
    for task in tasks:
        waiting.append(submit(task))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


class _Pool:
    """Workers, each with a thread that asks it and waits: a daemon, since Python waits for others before `atexit`."""

    def __init__(self, workers: "Sequence[_Worker]") -> None:
        self._workers = workers
        self._asked: SimpleQueue[tuple[Task, Future[Read]] | None] = SimpleQueue()
        self._threads = [Thread(target=self._serve, args=(worker,), daemon=True) for worker in workers]
        for thread in self._threads:
            thread.start()

    def submit(self, task: Task) -> Future[Read]:
        """What the next worker that is free makes of a document."""
        future: Future[Read] = Future()
        self._asked.put((task, future))
        return future

    def close(self) -> None:
        """End processes and threads; what they have not read stays unread."""
        for worker in self._workers:
            worker.stop()
        with suppress(Empty):
            while True:
                self._asked.get_nowait()
        for _ in self._threads:
            self._asked.put(None)
        for thread in self._threads:
            thread.join()
        for worker in self._workers:
            worker.close()

    def _serve(self, worker: "_Worker") -> None:
        while asked := self._asked.get():
            task, future = asked
            try:
                future.set_result(worker.read(task))
            except BaseException as problem:  # raised again where the answer is waited for
                future.set_exception(problem)


class _Worker:
    """One process; started when it is first needed, and anew after it has died."""

    def __init__(self, names: KnownNames, longest: float) -> None:
        self._names = names
        self._longest = longest
        self._process: subprocess.Popen[bytes] | None = None
        self._ready = False  # whether the process has said that it waits for documents
        self._stopped = False
        self._lock = Lock()  # between starting a process in one thread and stopping it for good in another

    def read(self, task: Task) -> Read:
        """What the process makes of a document; a reject where it dies or takes too long over it."""
        process, began = self._running(), monotonic()
        timer = Timer(self._longest, _kill, [process])
        timer.daemon = True
        timer.start()
        try:
            answer: Read | None = _answer(process, task)
        finally:
            timer.cancel()
        if answer is not None:
            return answer
        return refused(task, _why(process.wait(), late=monotonic() - began >= self._longest))

    def stop(self) -> None:
        """End the process at once; no other one is started."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                _kill(self._process)

    def close(self) -> None:
        """Let go of the process, once it has stopped and nobody waits for it."""
        if self._process is not None:
            _let_go(self._process)

    def _running(self) -> subprocess.Popen[bytes]:
        """The process, ready for a document. Raises RuntimeError where two in a row die before they are, or stopped."""
        for _ in range(2):
            process = self._started()
            if self._ready or _answer(process, self._names):
                self._ready = True
                return process
        raise RuntimeError(f"a process to read documents ended at its start, with status {process.wait()}")

    def _started(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._stopped:
                raise RuntimeError("the reading of documents was stopped")
            if self._process is None or self._process.poll() is not None:
                self.close()
                self._process, self._ready = _started(), False
            return self._process


def _started() -> subprocess.Popen[bytes]:
    """A process that waits for documents; an interrupt on the terminal does not reach it."""
    found = {"PYTHONPATH": os.pathsep.join(path or os.curdir for path in sys.path)}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "api.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | _ONE_THREAD | found,
        start_new_session=True,
    )


def _answer(process: subprocess.Popen[bytes], question: object) -> Any:
    """None where the process has died, before the question or over it."""
    try:
        send(_pipe(process.stdin), question)
        return receive(_pipe(process.stdout))
    except (OSError, EOFError):
        return None


def _why(status: int, *, late: bool) -> str:
    if late:
        return "读得太久，已放弃 · given up: it took too long"
    return f"读取进程中途退出（状态 {status}）· the process that read it ended with status {status}"


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process at once, and those it has started to read a file."""
    if process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _let_go(process: subprocess.Popen[bytes]) -> None:
    _kill(process)
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):  # what was still to be sent goes nowhere
            _pipe(pipe).close()


def _pipe(pipe: IO[bytes] | None) -> BinaryIO:
    assert pipe is not None  # every process here is started with both
    return cast("BinaryIO", pipe)
