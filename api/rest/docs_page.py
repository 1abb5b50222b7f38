"""A page that lists the routes of REST, drawn from the OpenAPI description; no script from another host."""

import json
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from api.pages.frame.rendering import render

router = APIRouter(include_in_schema=False)

Route = dict[str, Any]


@router.get("/docs", response_class=HTMLResponse)
def show_docs(request: Request) -> Response:
    """Methods, paths, parameters, what each answers, and how to ask it."""
    groups: dict[str, list[Route]] = {}
    for group, route in _routes(request.app.openapi()):
        groups.setdefault(group, []).append(route)
    shown = [{"name": name, "routes": routes} for name, routes in groups.items()]
    return render(request, "docs/docs.html", {"groups": shown})


def _routes(openapi: dict[str, Any]) -> Iterator[tuple[str, Route]]:
    """Each route with the name of its group."""
    for path, methods in openapi["paths"].items():
        for method, one in methods.items():
            yield one.get("tags", ["—"])[0], _route(method, path, one)


def _route(method: str, path: str, one: dict[str, Any]) -> Route:
    parameters = [parameter["name"] for parameter in one.get("parameters", ())]
    return {
        "method": method.upper(),
        "path": path,
        "parameters": parameters + (["JSON 正文"] if "requestBody" in one else []),
        "summary": one.get("description", one.get("summary", "")),
        "samples": one.get("x-codeSamples", ()),
        "answer": _answer(one["responses"]),
    }


def _answer(responses: dict[str, Any]) -> str:
    """The example of what is answered, as text; empty where there is none."""
    told = (one for status, one in responses.items() if status.startswith("2"))
    contents = (one for answer in told for one in answer.get("content", {}).values())
    shown = next((one["example"] for one in contents if "example" in one), "")
    return shown if isinstance(shown, str) else json.dumps(shown, ensure_ascii=False, indent=1)
