from typing import Any

import httpx
import pytest


@pytest.mark.parametrize(
    ("path", "status", "title"),
    [
        ("/v1/chains/nothing", 404, "UnknownChain"),
        ("/v1/chains/industrial-robot/gaps?region=nowhere", 404, "UnknownRegion"),
        ("/v1/entities/Zzyzx", 404, "UnknownEntity"),
        ("/v1/entities?q=a&class=Nothing", 422, "UnknownWord"),
        ("/v1/chains?cursor=x", 422, "BadInput"),
        ("/v1/chains?size=0", 422, "BadRequest"),
        ("/v1/jobs/none", 404, "UnknownJob"),
        ("/v1/entities", 422, "BadRequest"),
    ],
)
def test_an_error_is_a_problem_document(client: httpx.Client, path: str, status: int, title: str) -> None:
    answer = client.get(path)
    body: dict[str, Any] = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert (body["status"], body["title"], body["instance"]) == (status, title, path.split("?", maxsplit=1)[0])
    assert body["detail"]
    assert body["type"]


def test_a_body_that_is_none_says_what_is_wrong(client: httpx.Client) -> None:
    body = client.post("/v1/match", json={"text": ""}).json()
    assert body["title"] == "BadRequest"
    assert "text" in body["detail"]


def test_retracting_a_document_nobody_knows_is_not_found(client: httpx.Client) -> None:
    assert client.delete("/v1/documents/doc:none").status_code == 404


def test_an_address_that_does_not_exist_is_a_problem_document(client: httpx.Client) -> None:
    answer = client.get("/v1/nope")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.json()["instance"] == "/v1/nope"


def test_a_method_that_does_not_exist_is_a_problem_document(client: httpx.Client) -> None:
    assert client.put("/v1/health").json()["status"] == 405


def test_a_page_that_does_not_exist_is_a_page(client: httpx.Client) -> None:
    answer = client.get("/nope")
    assert answer.status_code == 404
    assert "回到首页" in answer.text
