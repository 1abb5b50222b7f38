"""Errors as RFC 9457 problem documents."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from api.pages.frame.rendering import render
from ontology.errors import LiantuError, NotFound

_TYPE = "application/problem+json"


def add_problem_handlers(app: FastAPI) -> None:
    """Let the app answer our errors, and FastAPI's own of bad requests, as problem documents."""
    app.add_exception_handler(LiantuError, problem_answer)
    app.add_exception_handler(RequestValidationError, _of_request)
    app.add_exception_handler(HTTPException, _of_route)


def problem_answer(request: Request, problem: Exception) -> Response:
    """One of our errors as a problem document."""
    assert isinstance(problem, LiantuError)
    body = {
        "type": f"about:blank#{type(problem).__name__}",
        "title": type(problem).__name__,
        "status": problem.http_status,
        "detail": problem.message,
        "hint": problem.hint,
        "instance": request.url.path,
    }
    return JSONResponse(body, status_code=problem.http_status, media_type=_TYPE)


def _of_route(request: Request, problem: Exception) -> Response:
    """An address or a method that does not exist: a problem document, or a page for a person."""
    assert isinstance(problem, HTTPException)
    told = NotFound(
        f"没有 {request.method} {request.url.path} · there is no {request.method} {request.url.path}",
        "接口见 /docs，页面从首页进入 · see /docs, or start at the first page",
    )
    if not request.url.path.startswith("/v1"):
        return render(request, "frame/error.html", {"problem": told}, status=problem.status_code)
    body = {
        "type": f"about:blank#{problem.status_code}",
        "title": str(problem.detail),
        "status": problem.status_code,
        "detail": told.message,
        "hint": told.hint,
        "instance": request.url.path,
    }
    return JSONResponse(body, status_code=problem.status_code, media_type=_TYPE, headers=problem.headers)


def _of_request(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, RequestValidationError)
    places = ["/".join(str(step) for step in one["loc"]) + ": " + one["msg"] for one in problem.errors()]
    body = {
        "type": "about:blank#BadRequest",
        "title": "BadRequest",
        "status": 422,
        "detail": "请求不合要求 · the request is not valid: " + "; ".join(places),
        "hint": "对照 /docs 的说明 · see /docs",
        "instance": request.url.path,
    }
    return JSONResponse(body, status_code=422, media_type=_TYPE)
