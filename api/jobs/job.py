"""One job: what it is about, how far it is, what came of it; and how it is kept between two runs of the service."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Self

from api.wire import to_json


class JobState(StrEnum):
    """Where a job is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"  # what was read until then stays


ENDED: Final = frozenset({JobState.DONE, JobState.FAILED, JobState.CANCELLED})


@dataclass(frozen=True, slots=True)
class Job:
    """An ingest in the background."""

    id: str
    state: JobState
    files: tuple[str, ...] = ()
    queued: str = ""  # ISO times, UTC
    started: str = ""
    ended: str = ""
    progress: str = ""  # the step it is at, Chinese · English
    message: str = ""  # what came of it
    result: Mapping[str, Any] | None = None
    cancelled: bool = False  # somebody asked for its end, though it has not come to it

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED

    @classmethod
    def read(cls, path: Path) -> Self:
        """The job that `write` kept. Raises ValueError, TypeError or KeyError where the file is no such thing."""
        told = json.loads(path.read_text(encoding="utf-8"))
        return cls(**{**told, "state": JobState(told["state"]), "files": tuple(told["files"])})

    def write(self, path: Path) -> None:
        """Keep the job: the file is the old or the new one whole, whenever the process ends."""
        half = path.with_suffix(".half")
        half.write_text(to_json(self), encoding="utf-8")
        half.replace(path)
