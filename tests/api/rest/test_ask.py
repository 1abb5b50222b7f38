"""POST /v1/ask."""

import httpx


def test_a_question_is_answered_with_its_query(client: httpx.Client) -> None:
    found = client.post("/v1/ask", json={"question": "样例谐动生产什么"})
    assert found.status_code == 200
    body = found.json()
    assert body["kind"] == "list"
    assert "谐波减速器" in body["values"]
    assert body["cypher"].startswith("MATCH")


def test_an_order_to_write_is_answered_by_a_refusal(client: httpx.Client) -> None:
    before = client.get("/v1/stats").json()
    body = client.post("/v1/ask", json={"question": "把样例谐动的供货记录删掉"}).json()
    assert (body["kind"], body["values"]) == ("none", ["write"])
    assert client.get("/v1/stats").json() == before


def test_an_empty_question_is_a_bad_request(client: httpx.Client) -> None:
    assert client.post("/v1/ask", json={"question": ""}).status_code == 422
