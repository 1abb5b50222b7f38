"""Reading in a child process that cannot take more memory or time than `ingest.limits` allows.

Parsers of PDF and of binary formats are native code: a file made to do harm can make them run for hours, fill the
machine or end their process. Here only the child ends; the file is refused with the reason, and the run goes on.
A child serves many files, one after the other. Nothing it writes to a file arrives: its file size is bound to 0.
"""

import atexit
import os
import resource
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock, Thread, Timer
from typing import Any, Final

from ingest import limits
from ingest.messages import receive, send
from ingest.reasons import DAMAGED, too_large, unreadable
from ontology.errors import Unreadable
from ontology.facts import Document

_ROOT: Final = str(Path(__file__).parents[1])
_OUT_OF_MEMORY: Final = 3  # exit status of a child that met its bound in Python code
_BY_MEMORY: Final = (_OUT_OF_MEMORY, -signal.SIGABRT, -signal.SIGTRAP, -signal.SIGILL)  # how native code gives up
_BY_TIME: Final = (-signal.SIGXCPU, -signal.SIGTERM)
_WAITED: Final = 8  # times the processor time of a file: a busy machine, or a child that waits for nothing


def read_confined(request: Any) -> Document:
    """The document that the child's reader makes of the request, see `main`.

    Raises:
        Unreadable: the file's own reason, or that reading took too long, too much memory, or ended the child.
    """
    return _child(os.getpid()).read(request)


def begin_confined(request: Any) -> None:
    """Let the child start on a request that `read_confined` will soon be asked for, and go on meanwhile."""
    _child(os.getpid()).begin(request)


@lru_cache(maxsize=1)
def _child(_process: int) -> "_Child":
    """The child of this process; a forked process starts one of its own."""
    child = _Child()
    atexit.register(child.leave)
    return child


class _Child:
    """A reader process, started when first asked, and again after it ended."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = Lock()
        self._begun: tuple[Any, Future[_Outcome]] | None = None

    def begin(self, request: Any) -> None:
        """Have a request answered by a thread: a daemon, since nobody may come for the answer."""
        self._begun = request, Future()
        Thread(target=self._answer, args=self._begun, daemon=True).start()

    def _answer(self, request: Any, future: "Future[_Outcome]") -> None:
        try:
            with self._lock:
                future.set_result(self._asked(request))
        except BaseException as problem:  # whoever waits for the answer is told
            future.set_exception(problem)

    def read(self, request: Any) -> Document:
        early = self._early(request)
        with self._lock:
            is_fresh = self._process is None
            end = early or self._asked(request)
            if isinstance(end, _End) and end.status not in _BY_TIME and not is_fresh:
                end = self._asked(request)  # neither what earlier files left in its memory nor its end is this one's
        if isinstance(end, Document):
            return end
        raise end.reason() if isinstance(end, _End) else end

    def _early(self, request: Any) -> "_Outcome | None":
        """The answer to a request that was begun, once."""
        if self._begun is None or self._begun[0] != request:
            return None
        answer = self._begun[1].result()
        self._begun = None
        return answer

    def _asked(self, request: Any) -> "_Outcome":
        if self._process is None:
            self._process = _started()
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        late = Timer(_patience(), process.send_signal, [signal.SIGTERM])
        late.start()
        try:
            send(process.stdin, request)
            answer: Document | tuple[str, str] = receive(process.stdout)
        except (OSError, EOFError):
            return _End(self.close())
        except BaseException:  # an interrupt: the answer still to come must not be taken for the next file's
            process.kill()
            self.close()
            raise
        finally:
            late.cancel()
        return answer if isinstance(answer, Document) else Unreadable(*answer)

    def leave(self) -> None:
        """End the child at once, whatever it reads: Python ends."""
        if self._begun and self._process and not self._begun[1].done():
            self._process.kill()  # its answer is waited for by a thread, which holds the stream that `close` closes
        self.close()

    def close(self) -> int:
        """End the child, if there is one; its exit status."""
        process, self._process = self._process, None
        if process is None:
            return 0
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):  # what it never took
                if stream:
                    stream.close()
        return process.wait()


@dataclass(frozen=True, slots=True)
class _End:
    """How a child ended before it answered: its exit status, negative for a signal."""

    status: int

    def reason(self) -> Unreadable:
        if self.status in _BY_TIME:
            return too_large("读取所需时间 · time to read the file", f"{limits.READ_SECONDS} s")
        if self.status in _BY_MEMORY or self.status == -signal.SIGKILL:
            return too_large("读取所需内存 · memory to read the file", f"{limits.READ_BYTES // 2**20} MiB")
        return unreadable(DAMAGED, f"解析程序中止 · the parser ended, status {self.status}")


_Outcome = Document | Unreadable | _End


def _patience() -> float:
    """Seconds to wait for an answer: only a child that computes nothing is stopped by them."""
    pictures = limits.OCR_SECONDS * limits.OCR_PAGES if find_spec("rapidocr_onnxruntime") else 0
    return float(_WAITED * limits.READ_SECONDS + pictures)


def _started() -> "subprocess.Popen[bytes]":
    few = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1")  # each thread's stack counts as memory
    paths = os.pathsep.join([_ROOT, *filter(None, [os.environ.get("PYTHONPATH")])])
    return subprocess.Popen(
        [sys.executable, "-P", "-B", "-m", "ingest.confined"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, **few, "PYTHONPATH": paths},
    )


def main() -> None:
    """The child: requests from standard input, answers to standard output, until the parent is gone."""
    from ingest.files import read_here

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt on the terminal ends the parent, and with it this one
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand among the answers
    _bind_memory()
    try:
        while True:
            request = receive(sys.stdin.buffer)
            _bind_time()
            send(answers, _answer(read_here, request))
    except EOFError:
        return
    except BrokenPipeError:
        os._exit(1)  # whoever asked was killed; there is nobody to tell, on stderr neither


def _answer(read: Callable[[Any], Document], request: Any) -> Document | tuple[str, str]:
    """The document, or reason and hint of the refusal."""
    try:
        return read(request)
    except Unreadable as error:
        return error.reason, error.hint
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
    except Exception as error:  # the edge: no file may stop a run, whatever its parser says
        refusal = unreadable(DAMAGED, f"{_place_of(error)} {type(error).__name__}: {error}"[:200])
        return refusal.reason, refusal.hint


def _place_of(error: Exception) -> str:
    """The line that raised it: whether a damaged file or a reader of ours is at fault is seen there alone."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"


def _bind_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.READ_BYTES, limits.READ_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _bind_time() -> None:
    """Processor time counts over the life of the child: each file has its own share."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    end = int(used.ru_utime + used.ru_stime) + 1 + limits.READ_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (end, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
