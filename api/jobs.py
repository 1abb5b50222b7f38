"""Ingests in the background of a running service: one at a time, readers are not blocked."""

import logging
import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Any, BinaryIO, Final, TypeVar
from uuid import uuid4

from api import pipeline
from api.ingest_result import IngestResult
from api.rest.bodies import Job
from api.wire import to_wire
from api.workspace import Workspace
from ontology.errors import BadInput, LiantuError, NotFound

Result = TypeVar("Result")

MOST_BYTES: Final = 200 * 1024 * 1024  # of one file
_STEP: Final = 1024 * 1024
_LONGEST_NAME: Final = 200  # bytes; file systems hold 255, a Chinese character takes three
_LOG: Final = logging.getLogger(__name__)


class UnknownJob(NotFound):
    """No job with this id since the service started."""

    def __init__(self, job: str) -> None:
        super().__init__(f"没有任务 {job!r} · no job {job!r}", "服务重启后任务编号失效 · ids end with the service")


class Jobs:
    """The queue of one service."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ingest")
        self._lock = Lock()
        self._jobs: dict[str, Job] = {}

    def start(self, files: Sequence[tuple[str, BinaryIO]]) -> Job:
        """Keep the uploaded files in the workspace and queue their ingest.

        Raises:
            BadInput: no file, one that is too large, or two of one name; nothing is queued.
        """
        key = uuid4().hex
        folder = self._workspace.folder / "uploads" / key
        try:
            self._keep(files, folder)
        except BadInput:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        job = self._put(Job(id=key, state="queued"))
        self._pool.submit(self._run, key, folder)
        return job

    def job(self, key: str) -> Job:
        """State of a job. Raises UnknownJob."""
        with self._lock:
            if key not in self._jobs:
                raise UnknownJob(key)
            return self._jobs[key]

    def counts(self) -> Mapping[str, int]:
        """Jobs by state, since the service started."""
        with self._lock:
            return Counter(job.state for job in self._jobs.values())

    def retract(self, document: str) -> Mapping[str, Any]:
        """Take a document out, after the ingests queued before. Raises UnknownDocument."""
        version = self._pool.submit(pipeline.retract, self._workspace, document).result()
        return MappingProxyType({"document": document, "version": version})

    def write(self, work: Callable[[Workspace], Result]) -> Result:
        """Do something that changes the workspace, after what was queued before; its errors are raised here."""
        return self._pool.submit(work, self._workspace).result()

    def close(self) -> None:
        """Finish the running job and stop."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _keep(self, files: Sequence[tuple[str, BinaryIO]], folder: Path) -> None:
        if not files:
            raise BadInput("没有上传文件 · no file was uploaded")
        folder.mkdir(parents=True)
        for name, content in files:
            path = folder / safe_name(name)
            if path.exists():
                raise BadInput(
                    f"两个文件同名：{path.name} · two files are called {path.name}",
                    "改名，或分两次上传 · rename one, or upload them one after the other",
                )
            _copy(content, path)

    def _run(self, key: str, folder: Path) -> None:
        self._put(Job(id=key, state="running"))
        try:
            result = pipeline.ingest(self._workspace, sorted(folder.iterdir()))
            self._workspace.warm(for_needs=True)
        except LiantuError as problem:
            self._put(Job(id=key, state="failed", message=f"{problem.message} {problem.hint}".strip()))
        except BaseException:
            # a fault of ours: the job must not stay `running` for ever, and the pool tells nobody of it
            _LOG.exception("ingest %s", key)
            self._put(Job(id=key, state="failed", message="程序错误，详见服务日志 · an internal fault, see the log"))
            raise
        else:
            self._put(Job(id=key, state="done", message=_sentence(result), result=to_wire(result)))

    def _put(self, job: Job) -> Job:
        with self._lock:
            self._jobs[job.id] = job
        return job


def safe_name(name: str) -> str:
    """The last part of an uploaded name, without what could lead out of its folder."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1].replace("\x00", "").strip(". ")
    return last.encode()[-_LONGEST_NAME:].decode(errors="ignore").strip(". ") or "upload"


def _copy(content: BinaryIO, path: Path) -> None:
    size = 0
    with path.open("wb") as file:
        while piece := content.read(_STEP):
            size += len(piece)
            if size > MOST_BYTES:
                raise BadInput(f"{path.name} 超过 {MOST_BYTES >> 20} MB · larger than {MOST_BYTES >> 20} MB")
            file.write(piece)


def _sentence(result: IngestResult) -> str:
    return f"文档 {result.documents}，表 {result.tables}，主张 {result.claims}，未采用 {len(result.rejects)}"
