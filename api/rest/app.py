"""The web application: REST under /v1 and the pages, on one workspace."""

import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.staticfiles import StaticFiles

from api.access.gate import Gate
from api.access.guard import Guard, guard_of
from api.access.headers import Headers
from api.access.limits import Limits
from api.access.oidc import Provider, SingleSignOn
from api.jobs import Jobs
from api.making_ready import make_ready, warm
from api.market.served import Once
from api.operations.metrics import Metrics
from api.operations.watching import Watching
from api.pages.site import add_pages
from api.rest.access import router as access
from api.rest.ask import router as asking
from api.rest.board import router as board
from api.rest.compare import router as compare
from api.rest.description.app import DescribedApp
from api.rest.docs_page import router as docs
from api.rest.indices import router as indices
from api.rest.jobs import router as jobs
from api.rest.market import router as market
from api.rest.operations import router as operations
from api.rest.policies import router as policies
from api.rest.problems import add_problem_handlers
from api.rest.reconcile import router as reconcile
from api.rest.reports import router as reports
from api.rest.review import router as review
from api.rest.routes import router as rest
from api.rest.shock import router as shock
from api.rest.sparql import router as sparql
from api.rest.webhooks import router as webhooks
from api.settings import Settings
from api.webhooks.notifier import Notifier
from api.workspace import Workspace
from graph.linked_data.sparql.door import SparqlDoor

_TURN: Final = 0.0005  # seconds of one thread; at the usual 0.005 questions wait behind each step of an ingest
_STATIC: Final = Path(__file__).parents[1] / "pages" / "static"
_ROUTERS: Final = (
    rest,
    jobs,
    operations,
    access,
    reports,
    review,
    compare,
    asking,
    shock,
    indices,
    policies,
    sparql,
    reconcile,
    webhooks,
    market,
    board,
    docs,
)


def make_app(settings: Settings, guard: Guard | None = None, provider: Provider | None = None) -> FastAPI:
    """The application for one workspace; the workspace is opened when the service starts.

    Args:
        settings: where the workspace is.
        guard: who gets in; without one the workspace's accounts, and everybody where it has none.
        provider: of single sign-on.
    """

    # FastAPI's own documentation pages load their scripts from another host: ours replace them.
    app = DescribedApp(
        title="Liantu 链图",
        version=version("liantu"),
        description="产业链知识图谱：短板、服务商、证据 · industry chains with evidence",
        docs_url=None,
        redoc_url=None,
        openapi_url="/v1/openapi.json",
        lifespan=lambda app: _life(app, settings),
    )
    app.state.metrics, app.state.shown = Metrics(), Once()
    _add_layers(app, guard or guard_of(settings.workspace), provider)
    add_problem_handlers(app)
    for router in _ROUTERS:
        app.include_router(router)
    add_pages(app)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    return app


@asynccontextmanager
async def _life(app: FastAPI, settings: Settings) -> AsyncIterator[None]:
    """What is open as long as the service runs."""
    with _short_turns(), Workspace(settings, prepare=make_ready) as workspace, SparqlDoor() as app.state.sparql:
        await run_in_threadpool(warm, workspace)
        app.state.workspace, app.state.jobs = workspace, Jobs(workspace)
        app.state.metrics.watch(workspace, app.state.jobs)
        with Notifier(workspace):
            yield
        app.state.jobs.close()


@contextmanager
def _short_turns() -> Iterator[None]:
    """Threads let each other go on sooner."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def _add_layers(app: FastAPI, guard: Guard, provider: Provider | None) -> None:
    """What every request passes, the last one first."""
    app.state.guard = guard
    app.state.single_sign_on = SingleSignOn(provider) if provider else None
    app.add_middleware(Gate, guard=guard)
    app.add_middleware(Limits, guard=guard)
    app.add_middleware(Headers)
    app.add_middleware(Watching, metrics=app.state.metrics)
