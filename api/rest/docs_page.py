"""A page that lists the routes of REST, drawn from the OpenAPI description; no script from another host."""

import json
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from api.pages.frame.rendering import render

router = APIRouter(include_in_schema=False)


@router.get("/docs", response_class=HTMLResponse)
def show_docs(request: Request) -> Response:
    """Methods, paths, parameters, what each answers."""
    return render(request, "docs/docs.html", {"routes": list(_routes(request.app.openapi()))})


def _routes(openapi: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path, methods in openapi["paths"].items():
        for method, one in methods.items():
            parameters = [parameter["name"] for parameter in one.get("parameters", ())]
            body = ["JSON 正文"] if "requestBody" in one else []
            yield {
                "method": method.upper(),
                "path": path,
                "parameters": [*parameters, *body],
                "summary": one.get("description", one.get("summary", "")),
                "samples": one.get("x-codeSamples", ()),
                "answer": _answer(one["responses"]),
            }


def _answer(responses: dict[str, Any]) -> str:
    """The example of what is answered, as text; empty where there is none."""
    contents = (one for status, told in responses.items() if status.startswith("2") for one in told["content"].values())
    shown = next((one["example"] for one in contents if "example" in one), "")
    return shown if isinstance(shown, str) else json.dumps(shown, ensure_ascii=False, indent=1)
