"""The pages' routes: each asks api.answers once and renders one template."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api import answers
from api.pages import contexts
from api.pages.rendering import render
from api.workspace import Workspace
from ontology.errors import LiantuError

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


def _space(request: Request) -> Workspace:
    found: Workspace = request.app.state.workspace
    return found


@router.get("/")
def show_start(request: Request) -> Response:
    """Two ways in, and the state of the data."""
    return render(request, "start.html", contexts.start(_space(request)))


@router.get("/chains")
def choose_chain(chain: str, region: str = "") -> Response:
    """The form of the start page: on to the chain's own address."""
    where = f"?region={quote(region)}" if region else ""
    return RedirectResponse(f"/chains/{quote(chain)}{where}", status_code=303)


@router.get("/chains/{chain}")
def show_chain(request: Request, chain: str, region: str = "") -> Response:
    """The chain's picture and its weak links."""
    return _page(request, "chain.html", lambda: contexts.chain(_space(request), chain, region or None))


@router.get("/match")
def show_match(request: Request, text: str = "", region: str = "") -> Response:
    """Providers for a need."""
    return _page(request, "match.html", lambda: contexts.match(_space(request), text, region or None))


@router.get("/search")
def show_search(request: Request, q: str = "") -> Response:
    """Entities by name."""
    return _page(request, "search.html", lambda: contexts.search(_space(request), q))


@router.get("/entities/{entity:path}/network.html")
def show_network_file(request: Request, entity: str) -> Response:
    """The entity's neighbourhood as a file of its own."""
    return HTMLResponse(answers.ego_file(_space(request), entity))


@router.get("/entities/{entity:path}/network")
def show_network(request: Request, entity: str) -> Response:
    """The entity's neighbourhood, framed by the way back."""
    return _page(request, "network.html", lambda: contexts.network(_space(request), entity))


@router.get("/entities/{entity:path}")
def show_entity(request: Request, entity: str) -> Response:
    """An entity: names, properties, facts."""
    return _page(request, "entity.html", lambda: contexts.entity(_space(request), entity))


@router.get("/evidence")
def show_evidence(request: Request, id: Annotated[list[str], Query()]) -> Response:  # noqa: A002 — the wire name
    """Evidence sentences as a page, for a browser without scripts."""
    return _page(request, "evidence.html", lambda: contexts.evidence(_space(request), id))


def _page(request: Request, template: str, make: Any) -> Response:
    """The page, or the error as a page with the same status REST would give."""
    try:
        return render(request, template, make())
    except LiantuError as problem:
        return render(request, "error.html", {"problem": problem}, status=problem.http_status)
