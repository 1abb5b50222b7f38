"""The reconciliation service under /v1/reconcile: Reconciliation Service API 0.2, as OpenRefine asks it."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse

from api import answers
from api.reconciliation import service
from api.reconciliation.candidates import find_candidates
from api.reconciliation.queries import read_object, read_queries
from api.rest.local_pages import FRAMES, allow_local_pages
from api.rest.routes import Space
from api.workspace import Workspace
from ontology.errors import BadInput

router = APIRouter(prefix=service.PATH, tags=["对账"], dependencies=[Depends(allow_local_pages)])

_EXAMPLE: Final = '{"q0": {"query": "绿的谐波", "type": "Enterprise", "limit": 3}}'
_EXTEND: Final = '{"ids": ["ent:…"], "properties": [{"id": "code"}, {"id": "produces"}]}'
_LONGEST: Final = 1_000_000
_Queries = Annotated[str | None, Query(max_length=_LONGEST, examples=[_EXAMPLE])]
_Extend = Annotated[str | None, Query(max_length=_LONGEST, examples=[_EXTEND])]
_Prefix = Annotated[str, Query(max_length=200, examples=["减速"])]


@router.get("")
def reconcile_by_address(
    request: Request, space: Space, queries: _Queries = None, extend: _Extend = None
) -> dict[str, Any]:
    """What the service is; with `queries` the candidates of a batch, with `extend` values of things."""
    if queries is None and extend is None:
        return service.manifest(str(request.base_url).rstrip("/"))
    return _answered(space, queries, extend)


@router.post("")
def reconcile_by_form(
    space: Space,
    queries: Annotated[str | None, Form(max_length=_LONGEST, examples=[_EXAMPLE])] = None,
    extend: Annotated[str | None, Form(max_length=_LONGEST, examples=[_EXTEND])] = None,
) -> dict[str, Any]:
    """The same for larger batches. `match` is true only where one candidate is sure."""
    return _answered(space, queries, extend)


@router.get("/suggest/entity")
def suggest_entity(space: Space, prefix: _Prefix) -> dict[str, Any]:
    """Things whose name begins with or holds the text."""
    return {"result": service.suggest_entities(space.reading, prefix)}


@router.get("/suggest/type")
def suggest_type(prefix: _Prefix = "") -> dict[str, Any]:
    """Classes whose name holds the text."""
    return {"result": service.suggest_types(prefix)}


@router.get("/suggest/property")
def suggest_property(space: Space, prefix: _Prefix = "") -> dict[str, Any]:
    """Properties whose name holds the text."""
    return {"result": service.suggest_properties(space.reading, prefix)}


@router.get("/properties")
def propose_properties(
    space: Space, kind: Annotated[str, Query(alias="type", examples=["Enterprise"])] = ""
) -> dict[str, Any]:
    """What a table of things of a class may be extended with."""
    return {"type": kind, "properties": service.properties_of(space.reading, kind)}


@router.get("/preview", response_class=HTMLResponse)
def preview(space: Space, id: Annotated[str, Query(max_length=300)]) -> HTMLResponse:  # noqa: A002 — the wire name
    """A few lines on a thing, for the frame that OpenRefine shows beside a cell."""
    found = answers.profile(space, id, limit=6)
    page = service.preview_page(found)
    return HTMLResponse(page, headers={"Content-Security-Policy": f"default-src 'none'; {FRAMES}"})


def _answered(space: Workspace, queries: str | None, extend: str | None) -> dict[str, Any]:
    if queries is not None:
        found = find_candidates(space.reading, read_queries(queries))
        return {key: {"result": [service.result_of(one) for one in candidates]} for key, candidates in found.items()}
    if extend is not None:
        return service.extend(space.reading, read_object(extend, "extend"))
    raise BadInput("没有 queries 或 extend · neither queries nor extend")
