"""What a route is given: the workspace, and what a reader asked for in the address."""

from typing import Annotated

from fastapi import Depends, Query, Request

from api.jobs import Jobs
from api.workspace import Workspace


def _workspace(request: Request) -> Workspace:
    found: Workspace = request.app.state.workspace
    return found


def _jobs(request: Request) -> Jobs:
    found: Jobs = request.app.state.jobs
    return found


Space = Annotated[Workspace, Depends(_workspace)]
Queue = Annotated[Jobs, Depends(_jobs)]
RegionName = Annotated[str, Query(max_length=100)]
