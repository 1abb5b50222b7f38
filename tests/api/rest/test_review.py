import httpx
import pytest


def test_the_review_list_is_paged(client: httpx.Client) -> None:
    first = client.get("/v1/review", params={"size": 2}).json()
    assert len(first["items"]) == 2
    second = client.get("/v1/review", params={"size": 2, "cursor": first["next"]}).json()
    assert {one["id"] for one in first["items"]}.isdisjoint(one["id"] for one in second["items"])
    (concept, *_) = [one for one in first["items"] if one["kind"] == "concept"]
    assert {"name", "met", "candidates", "places", "consequence", "commands"} <= concept.keys()


FIRM, OTHER = "ent:91330100YL0000012E", "ent:91330200YL0000020E"


def test_a_decision_is_made_listed_and_taken_back(client: httpx.Client) -> None:
    before = client.get("/v1/health").json()["version"]
    body = {"judgement": "same", "left": FIRM, "right": OTHER, "by": "审核员", "why": "示范"}
    answer = client.post("/v1/decisions", json=body)
    assert answer.status_code == 201
    made = answer.json()
    assert (made["holds"], made["by"], made["reason"]) == (True, "审核员", "示范")
    assert client.get("/v1/decisions").json()["items"][0]["id"] == made["id"]
    assert client.get(f"/v1/entities/{FIRM}").json()["variants"]
    undone = client.delete(f"/v1/decisions/{made['id']}", params={"by": "复核员", "why": "看错了"})
    assert undone.json()["version"] == before
    (logged, *_) = client.get("/v1/decisions").json()["items"]
    assert (logged["undone"], logged["undone_by"]) == (True, "复核员")


def test_a_decision_on_what_is_not_there_is_a_problem_in_two_languages(client: httpx.Client) -> None:
    body = {"judgement": "same", "left": "没有这家", "right": FIRM, "by": "审核员"}
    answer = client.post("/v1/decisions", json=body)
    assert answer.status_code == 404
    assert "is not in the graph" in answer.text
    assert client.post("/v1/decisions", json=body | {"left": FIRM}).status_code == 422
    assert client.post("/v1/decisions", json=body | {"judgement": "maybe"}).status_code == 422
    assert client.delete("/v1/decisions/dec:0", params={"by": "甲"}).status_code == 404


def test_a_page_of_another_site_may_not_decide(client: httpx.Client) -> None:
    body = {"judgement": "same", "left": FIRM, "right": OTHER, "by": "审核员"}
    answer = client.post("/v1/decisions", json=body, headers={"origin": "http://other.example"})
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["review", "decisions"])
def test_the_past_has_no_queue_of_its_own(client: httpx.Client, path: str) -> None:
    answer = client.get(f"/v1/{path}", params={"as_of": "2026-07-15"})
    assert answer.status_code == 422
    assert "as_of" in answer.text
