"""SPARQL 1.1 Protocol under /v1: queries by GET, by form, as they are, or in JSON; updates are refused."""

import json
from collections.abc import Mapping
from typing import Annotated, Any, Final
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from api.rest.accept import best_of
from api.rest.routes import Space
from api.sparql import SparqlAnswer, ask_sparql, form_named
from api.wire import to_json
from graph.linked_data.sparql.answer import forms_of, written
from graph.linked_data.sparql.door import SparqlDoor
from ontology.errors import BadInput, BadQuery, SparqlRefused

router = APIRouter(prefix="/v1", tags=["查询"])

_QUERY: Final = "application/sparql-query"
_FORM: Final = "application/x-www-form-urlencoded"
_EXAMPLE: Final = "SELECT ?firm ?name WHERE { ?firm a :Enterprise ; rdfs:label ?name } LIMIT 10"
_BODIES: Final = {
    _QUERY: {"schema": {"type": "string"}, "example": _EXAMPLE},
    _FORM: {
        "schema": {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]},
        "example": {"query": _EXAMPLE},
    },
    "application/json": {
        "schema": {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]},
        "example": {"query": _EXAMPLE},
    },
}
_Form = Annotated[
    str | None,
    Query(alias="format", description="json、xml、csv、tsv；图为 turtle、nt、jsonld、rdfxml；不写则看 Accept"),
]


def _door(request: Request) -> SparqlDoor:
    found: SparqlDoor = request.app.state.sparql
    return found


Door = Annotated[SparqlDoor, Depends(_door)]


@router.get("/sparql", response_class=Response)
def ask_by_address(
    request: Request,
    space: Space,
    door: Door,
    query: Annotated[str, Query(min_length=1, max_length=20_000, examples=[_EXAMPLE])],
    form: _Form = None,
) -> Response:
    """Rows, a truth or triples of a read-only query. `Liantu-Truncated` says that the row limit cut the answer."""
    _one_graph(request.query_params)
    return _sent(request, ask_sparql(space, door, query), form)


@router.post("/sparql", response_class=Response, openapi_extra={"requestBody": {"required": True, "content": _BODIES}})
async def ask_by_body(request: Request, space: Space, door: Door, form: _Form = None) -> Response:
    """The same for a longer query: as `application/sparql-query`, as a form or in JSON. Updates are refused."""
    query = _query_of(request.headers.get("content-type", ""), await request.body())
    _one_graph(request.query_params)
    found = await run_in_threadpool(ask_sparql, space, door, query)
    return _sent(request, found, form)


def _query_of(kind: str, body: bytes) -> str:
    """The query in a request body. Raises BadInput, SparqlRefused."""
    try:
        text = body.decode()
        given = _fields(kind.partition(";")[0].strip().lower(), text)
    except ValueError as problem:  # not UTF-8, or not JSON
        raise BadInput(f"正文无法读取：{problem} · the body cannot be read") from problem
    if "update" in given:
        raise SparqlRefused("update")
    _one_graph(given)
    query = given.get("query")
    if not isinstance(query, str) or not query:
        raise BadQuery("没有 query · there is no `query`")
    return query


def _fields(kind: str, text: str) -> Mapping[str, Any]:
    if kind == _QUERY:
        return {"query": text}
    if kind == "application/sparql-update":
        raise SparqlRefused("update")
    if kind == _FORM:
        return {name: values[0] for name, values in parse_qs(text, keep_blank_values=True, max_num_fields=20).items()}
    read = json.loads(text)
    return read if isinstance(read, dict) else {}


def _one_graph(given: Mapping[str, Any]) -> None:
    """Refuse a choice of graphs: there is one, and an answer of another would be no answer."""
    if {"default-graph-uri", "named-graph-uri"} & set(given):
        raise SparqlRefused("default-graph-uri, named-graph-uri")


def _sent(request: Request, found: SparqlAnswer, form: str | None) -> Response:
    offered = forms_of(found.answer)
    chosen = form_named(found.answer, form) if form else best_of(request.headers.get("accept"), offered)
    headers = {
        "Liantu-Version": found.notice.version,
        "Liantu-Truncated": str(found.answer.truncated).lower(),
        "Liantu-Marked": str(found.notice.tainted).lower(),
        "Vary": "Accept",
    }
    if chosen == "json":
        return Response(to_json(found.as_wire()), media_type=offered[chosen], headers=headers)
    return Response(written(found.answer, chosen), media_type=offered[chosen], headers=headers)
