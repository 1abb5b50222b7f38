"""The application that describes itself with examples."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI

from api.rest.description.requests import Request, requests_of, written_answers
from api.rest.description.snippets import snippets

ANSWERS: Final = Path(__file__).with_name("answers.json")
_PROBLEM: Final = {
    "description": "出错：RFC 9457 问题文档 · a problem document",
    "content": {
        "application/problem+json": {
            "example": {
                "type": "about:blank#UnknownChain",
                "title": "UnknownChain",
                "status": 404,
                "detail": "没有产业链 'x' · no chain 'x'",
                "hint": "用 liantu chains 查看全部 · see `liantu chains`",
                "instance": "/v1/chains/x",
            }
        }
    },
}


class DescribedApp(FastAPI):
    """FastAPI, with the examples of this package in its description."""

    def openapi(self) -> dict[str, Any]:
        """The description, made once."""
        if self.openapi_schema is None:
            described = super().openapi()
            for request in requests_of(described):
                _describe(described["paths"][request.path][request.method.lower()], request)
        assert self.openapi_schema is not None
        return self.openapi_schema


def _describe(operation: dict[str, Any], request: Request) -> None:
    for one in operation.get("parameters", ()):
        if one["name"] in request.parameters:
            one["example"] = request.parameters[one["name"]]
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        given = _given(request, kind)
        if given:
            content.setdefault("example", given)
    operation["responses"].setdefault("default", _PROBLEM)
    answer = _answers().get(request.operation)
    if answer is not None:
        _show(operation["responses"], answer)
    operation["x-codeSamples"] = [{"lang": name, "source": text} for name, text in snippets(request).items()]


def _given(request: Request, kind: str) -> Any:
    if kind == "multipart/form-data":
        return {name: told[0] for name, told in request.files.items()}
    return dict(request.form) if kind == "application/x-www-form-urlencoded" else request.body


def _show(responses: dict[str, Any], answer: Mapping[str, Any]) -> None:
    """Put a recorded answer beside its status."""
    shown = responses.setdefault(str(answer["status"]), {"description": "Successful Response"})
    shown.setdefault("content", {}).setdefault(answer["type"], {})["example"] = answer["example"]


@cache
def _answers() -> Mapping[str, Any]:
    """Recorded answers by operation, and those that are written by hand."""
    recorded = json.loads(ANSWERS.read_text(encoding="utf-8")) if ANSWERS.exists() else {}
    return {**recorded, **written_answers()}
