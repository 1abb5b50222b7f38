"""The queue of one service: ingests and corrections, one at a time; readers are not blocked.

A job that was queued or running when the service ended is queued again when it starts: what its files say is in the
ledger once, however often they are read. One that was cancelled meanwhile reads no more files then, and makes the
graph equal to what it had read.
"""

import logging
import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLong
from contextlib import suppress
from contextvars import copy_context
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event, RLock
from types import MappingProxyType
from typing import Any, BinaryIO, Final, TypeVar
from uuid import uuid4

from api import pipeline
from api.ingest_result import IngestResult
from api.jobs.job import Job, JobState
from api.jobs.uploads import keep_files
from api.wire import to_wire
from api.workspace import Workspace
from ontology.errors import BadInput, Busy, LiantuError, NotFound

Result = TypeVar("Result")

FOLDER: Final = "uploads"
_KEPT, _FILES = "job.json", "files"
_PATIENCE: Final = 60.0  # seconds that a correction waits for the work before it
_LOG: Final = logging.getLogger(__name__)


class UnknownJob(NotFound):
    """No job with this id."""

    def __init__(self, job: str) -> None:
        super().__init__(f"没有任务 {job!r} · no job {job!r}", "任务列表：GET /v1/jobs · the jobs: GET /v1/jobs")


class QueueBusy(Busy):
    """A correction waited too long for an ingest before it, and was not made."""

    def __init__(self) -> None:
        super().__init__(
            "正在入库，本次修改没有写入 · an ingest is running, this change was not written",
            "等任务结束后再试，或先取消任务 · try again when the job has ended, or cancel it",
        )


class _Stopping(Exception):
    """The service ends: the job is left as it is, to be gone on with."""


class Jobs:
    """The queue of one service."""

    def __init__(self, workspace: Workspace, *, patience: float = _PATIENCE) -> None:
        self._workspace, self._patience = workspace, patience
        self._place = workspace.folder / FOLDER
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ingest")
        self._lock = RLock()
        self._closing = Event()
        self._jobs: dict[str, Job] = {}
        self._take_up()

    def start(self, files: Sequence[tuple[str, BinaryIO]]) -> Job:
        """Keep the uploaded files in the workspace and queue their ingest.

        Raises:
            BadInput: no file, one that is too large, or two of one name; nothing is queued.
            OSError: the files cannot be written; nothing of them is left.
        """
        key = uuid4().hex
        folder = self._place / key
        try:
            names = keep_files(files, folder / _FILES)
        except (BadInput, OSError):
            shutil.rmtree(folder, ignore_errors=True)
            raise
        job = self._put(Job(id=key, state=JobState.QUEUED, files=names, queued=_now()))
        self._pool.submit(self._run, key)
        return job

    def job(self, key: str) -> Job:
        """State of a job. Raises UnknownJob."""
        with self._lock:
            if key not in self._jobs:
                raise UnknownJob(key)
            return self._jobs[key]

    def all(self) -> tuple[Job, ...]:
        """All jobs, the newest first."""
        with self._lock:
            return tuple(sorted(self._jobs.values(), key=lambda job: job.queued, reverse=True))

    def counts(self) -> Mapping[str, int]:
        """Jobs by state."""
        with self._lock:
            return Counter(job.state.value for job in self._jobs.values())

    def cancel(self, key: str) -> Job:
        """Let a job read no more files; what it has read stays, and the graph is made equal to it. Raises UnknownJob.

        A job that has ended stays as it is; one that is writing the graph comes to its end.
        """
        with self._lock:  # the worker may be about to begin it
            job = self.job(key)
            if job.has_ended:
                return job
            if job.state is JobState.QUEUED and not job.started:
                return self._put(
                    replace(job, state=JobState.CANCELLED, ended=_now(), message="未开始即取消 · not begun")
                )
            return self._put(replace(job, cancelled=True))  # kept: the service may end before the job does

    def retract(self, document: str) -> Mapping[str, Any]:
        """Take a document out, after the ingests queued before. Raises UnknownDocument, QueueBusy."""
        version = self.write(lambda space: pipeline.retract(space, document))
        return MappingProxyType({"document": document, "version": version})

    def write(self, work: Callable[[Workspace], Result]) -> Result:
        """Do something that changes the workspace, after what was queued before; its errors are raised here.

        Raises:
            QueueBusy: what was queued before takes too long; nothing was changed.
        """
        # in the context of who asks: what they may see is part of it
        waiting: Future[Result] = self._pool.submit(copy_context().run, work, self._workspace)
        try:
            return waiting.result(self._patience)
        except TooLong:
            if waiting.cancel():
                raise QueueBusy from None
            return waiting.result()  # it has begun

    @property
    def is_closing(self) -> bool:
        """Whether the service is about to end."""
        return self._closing.is_set()

    def close(self) -> None:
        """Stop after the file in hand; what is unfinished is gone on with when the service starts again."""
        self._closing.set()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _take_up(self) -> None:
        """Read the jobs that earlier runs kept, and queue again what they left unfinished."""
        found: list[Job] = []
        for path in self._place.glob(f"*/{_KEPT}"):
            with suppress(ValueError, TypeError, KeyError):  # no job of ours
                found.append(Job.read(path))
        for job in sorted(found, key=lambda one: one.queued):
            self._jobs[job.id] = job
            if not job.has_ended:
                self._put(replace(job, state=JobState.QUEUED, progress=""))
                self._pool.submit(self._run, job.id)

    def _run(self, key: str) -> None:
        with self._lock:
            job = self.job(key)
            if job.has_ended or self.is_closing:
                return
            self._put(replace(job, state=JobState.RUNNING, started=_now()))
        try:
            result = pipeline.ingest(
                self._workspace,
                sorted((self._place / key / _FILES).iterdir()),
                report=lambda step: self._tell(key, step),
                stop=lambda: self.job(key).cancelled,
            )
        except _Stopping:
            self._put(replace(self.job(key), state=JobState.QUEUED, progress=""))
        except LiantuError as problem:
            self._end(key, JobState.FAILED, f"{problem.message} {problem.hint}".strip())
        except BaseException:
            # a fault of ours: the job must not stay `running` for ever, and the pool tells nobody of it
            _LOG.exception("ingest %s", key)
            self._end(key, JobState.FAILED, "程序错误，详见服务日志 · an internal fault, see the log")
            raise
        else:
            self._end(key, JobState.CANCELLED if result.stopped else JobState.DONE, _sentence(result), to_wire(result))

    def _tell(self, key: str, step: str) -> None:
        if self.is_closing:
            raise _Stopping
        with self._lock:  # somebody may cancel it meanwhile
            self._put(replace(self.job(key), progress=step), keep=False)

    def _end(self, key: str, state: JobState, message: str, result: Mapping[str, Any] | None = None) -> None:
        self._put(replace(self.job(key), state=state, ended=_now(), progress="", message=message, result=result))

    def _put(self, job: Job, *, keep: bool = True) -> Job:
        with self._lock:
            self._jobs[job.id] = job
            if keep:
                self._keep(job)
        return job

    def _keep(self, job: Job) -> None:
        """Write the state down; a full disk must not leave a job at a state it has left."""
        try:
            job.write(self._place / job.id / _KEPT)
        except OSError:
            _LOG.exception("state of job %s not kept", job.id)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _sentence(result: IngestResult) -> str:
    told = f"文档 {result.documents}，表 {result.tables}，主张 {result.claims}，未采用 {len(result.rejects)}"
    return f"已取消；取消前读完：{told}" if result.stopped else told
