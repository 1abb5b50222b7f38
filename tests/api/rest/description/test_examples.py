import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.rest.app import make_app
from api.rest.description.app import ANSWERS
from api.rest.description.asking import ask_all
from api.rest.description.record import beginning
from api.rest.description.requests import Request
from api.rest.description.snippets import snippets
from api.settings import Settings

DESCRIPTION = make_app(Settings(Path("unused"))).openapi()
OPERATIONS = {
    f"{method.upper()} {path}": one for path, methods in DESCRIPTION["paths"].items() for method, one in methods.items()
}
HOW = "record the answer: python -m api.rest.description.record (its head says how)"


@pytest.fixture(scope="module")
def recorded() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ANSWERS.read_text(encoding="utf-8"))
    return found


def only_asks(request: Request) -> bool:
    """Whether it changes nothing and needs no answer before it; a day gone by takes long to derive."""
    return request.method == "GET" and "%7B" not in request.address and request.path != "/v1/changes"


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_operation_comes_with_an_example_of_what_is_asked_and_what_is_answered(operation: str) -> None:
    one = OPERATIONS[operation]
    assert all("example" in parameter for parameter in one.get("parameters", ()) if parameter.get("required")), (
        operation
    )
    bodies = one.get("requestBody", {}).get("content", {})
    assert all("example" in body or "$ref" in body.get("schema", {}) for body in bodies.values()), operation
    answers = [body for told in one["responses"].values() for body in told.get("content", {}).values()]
    assert sum("example" in body for body in answers) >= 2, f"{operation}: {HOW}"
    assert {sample["lang"] for sample in one["x-codeSamples"]} == {"curl", "Python", "JavaScript"}


def test_what_the_examples_ask_is_answered_as_they_say(client: httpx.Client, recorded: dict[str, Any]) -> None:
    asked = 0
    for exchange in ask_all(client.request, DESCRIPTION, only_asks):
        told, answer = recorded[exchange.request.operation], exchange.answer
        assert answer.status_code == told["status"], f"{exchange.request.operation}: {answer.text}"
        assert answer.headers["content-type"].startswith(told["type"])
        if isinstance(told["example"], dict):
            assert set(json.loads(answer.text)) == set(told["example"]), f"{exchange.request.operation}: {HOW}"
        asked += 1
    assert asked > 30


def test_a_snippet_asks_what_the_example_asks() -> None:
    request = Request("POST", "/v1/chains/{chain}/x", {"chain": "a b", "region": ["浙江", "江苏"]}, {"text": "it's"})
    made = snippets(request)
    query = "region=%E6%B5%99%E6%B1%9F&region=%E6%B1%9F%E8%8B%8F"
    assert made["curl"].split()[-1] == f"'http://127.0.0.1:8000/v1/chains/a%20b/x?{query}'"
    assert made["curl"].startswith("curl -X POST -H 'Content-Type: application/json' -d '{\"text\": \"it'\"'\"'s\"}'")
    assert "requests.post('http://127.0.0.1:8000/v1/chains/a%20b/x', params=[('region', '浙江')" in made["Python"]
    assert 'JSON.stringify({"text": "it\'s"})' in made["JavaScript"]
    compile(made["Python"], "snippet", "exec")


def test_a_question_by_address_is_written_so_that_people_can_read_it() -> None:
    made = snippets(Request("GET", "/v1/entities", {"q": "减速器"}))
    assert made["curl"] == "curl -G http://127.0.0.1:8000/v1/entities --data-urlencode 'q=减速器'"
    assert "params=[('q', '减速器')]" in made["Python"]


def test_long_answers_are_cut_and_secrets_are_not_kept() -> None:
    long = {"items": [1, 2, 3], "text": "字" * 500, "secret": "whsec_real"}
    assert beginning(long) == {"items": [1, 2], "text": "字" * 160 + "…", "secret": "whsec_…"}
