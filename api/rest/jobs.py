"""Jobs over REST: all of them, their progress as it happens, and ending one early."""

import asyncio
from collections.abc import AsyncIterator
from typing import Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import StreamingResponse

from api.jobs import Job, Jobs
from api.rest.origin import refuse_foreign_origin
from api.rest.routes import Queue
from api.wire import to_json

router = APIRouter(prefix="/v1/jobs", tags=["入库"])

_EVERY: Final = 0.25  # seconds between two looks at a job
_QUIET: Final = 60  # looks without a change before a line that keeps the connection


@router.get("")
def list_jobs(jobs: Queue) -> list[Job]:
    """All ingests in the background, the newest first."""
    return list(jobs.all())


@router.delete("/{job}", dependencies=[Depends(refuse_foreign_origin)])
def cancel_job(jobs: Queue, job: str) -> Job:
    """Read no more files of a job; what it has read stays, and the graph is made equal to it."""
    return jobs.cancel(job)


@router.get("/{job}/events", response_class=StreamingResponse, responses={200: {"content": {"text/event-stream": {}}}})
async def follow_job(request: Request, jobs: Queue, job: str) -> StreamingResponse:
    """Each change of a job as a server-sent event, until it has ended."""
    jobs.job(job)  # an unknown one is an error, not an empty stream
    return StreamingResponse(_events(request, jobs, job), media_type="text/event-stream")


async def _events(request: Request, jobs: Jobs, key: str) -> AsyncIterator[str]:
    told: Job | None = None
    quiet = 0
    while not (jobs.is_closing or await request.is_disconnected()):
        job = jobs.job(key)
        if job != told:
            told, quiet = job, 0
            yield f"data: {to_json(job)}\n\n"
            if job.has_ended:
                return
        elif (quiet := quiet + 1) % _QUIET == 0:
            yield ": waiting\n\n"
        await asyncio.sleep(_EVERY)
