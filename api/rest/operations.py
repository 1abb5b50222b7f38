"""Figures for Prometheus, and whether the service is ready to answer."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from api.operations.metrics import CONTENT_TYPE, Metrics
from api.rest.routes import Space

router = APIRouter()


@router.get("/metrics", include_in_schema=False)
def show_metrics(request: Request) -> Response:
    """Requests, times, graph and jobs as Prometheus reads them."""
    metrics: Metrics = request.app.state.metrics
    return Response(metrics.text(), media_type=CONTENT_TYPE)


@router.get("/v1/ready", tags=["状态"], responses={503: {"description": "图谱未就绪 · no whole graph yet"}})
def show_ready(space: Space) -> Any:
    """Whether questions are answered now: 200 with the graph's version, 503 while there is no whole graph."""
    version = space.store.view().version()
    if version:
        return {"status": "ready", "version": version}
    return JSONResponse({"status": "not ready", "version": ""}, status_code=503)
