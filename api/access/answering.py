"""A refusal as an answer: a problem document for programs, a page for people."""

from starlette.requests import Request
from starlette.responses import Response

from api.pages.frame.rendering import render
from api.rest.problems import problem_answer
from ontology.errors import LiantuError, SignInNeeded, TooManyRequests


def refusal(request: Request, problem: LiantuError) -> Response:
    """The answer to a request that does not reach its route."""
    answer = _page(request, problem) if is_page(request) else problem_answer(request, problem)
    if isinstance(problem, SignInNeeded):
        answer.headers["WWW-Authenticate"] = "Bearer"
    if isinstance(problem, TooManyRequests):
        answer.headers["Retry-After"] = str(problem.seconds)
    return answer


def is_page(request: Request) -> bool:
    """Whether people are asking, and not a program."""
    return not request.url.path.startswith(("/v1", "/metrics"))


def _page(request: Request, problem: LiantuError) -> Response:
    return render(request, "frame/error.html", {"problem": problem}, status=problem.http_status)
