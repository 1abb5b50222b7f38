import json
from typing import Any

import httpx
import pytest

PATH = "/v1/reconcile"
FIRM = "ent:91330100YL0000012E"


def answered(answer: httpx.Response) -> Any:
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_service_says_what_it_is(client: httpx.Client) -> None:
    found = answered(client.get(PATH))
    assert found["versions"] == ["0.2"]
    for part in (*found["suggest"].values(), found["extend"]["propose_properties"]):
        assert answered(client.get(part["service_url"] + part["service_path"], params={"prefix": "减速"}))
    for address in (found["view"]["url"], found["preview"]["url"]):
        assert client.get(address.replace("{{id}}", FIRM)).status_code == 200


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_batch_of_names_is_reconciled(client: httpx.Client, method: str) -> None:
    queries = {"q0": {"query": "杭州样例谐动传动科技有限公司", "type": "Enterprise"}, "q1": {"query": "减速器"}}
    given = {"queries": json.dumps(queries)}
    found = answered(client.get(PATH, params=given) if method == "GET" else client.post(PATH, data=given))
    first = found["q0"]["result"][0]
    assert (first["id"], first["match"]) == (FIRM, True)
    assert first["type"] == [{"id": "Enterprise", "name": "企业"}]
    assert {one["id"] for one in first["features"]} == {"identity", "name"}
    assert found["q1"]["result"]


def test_a_table_is_extended_with_values(client: httpx.Client) -> None:
    wanted = [{"id": name} for name in ("code", "region", "produces", "marked", "none")]
    found = answered(client.post(PATH, data={"extend": json.dumps({"ids": [FIRM, "ent:none"], "properties": wanted})}))
    row = found["rows"][FIRM]
    assert row["code"] == [{"str": "91330100YL0000012E"}]
    assert row["region"][0]["name"] == "杭州市"
    assert "谐波减速器" in [one["name"] for one in row["produces"]]
    assert row["marked"] == [{"bool": True}]
    assert (row["none"], found["rows"]["ent:none"]["code"]) == ([], [])
    assert found["meta"][0] == {"id": "code", "name": "代码"}


def test_suggestions_are_by_name_in_both_languages(client: httpx.Client) -> None:
    kinds = answered(client.get(f"{PATH}/suggest/type", params={"prefix": "enter"}))["result"]
    assert kinds == [{"id": "Enterprise", "name": "企业"}]
    properties = answered(client.get(f"{PATH}/suggest/property", params={"prefix": "生产"}))["result"]
    assert "produces" in [one["id"] for one in properties]


def test_a_preview_is_a_page_that_openrefine_may_frame(client: httpx.Client) -> None:
    answer = client.get(f"{PATH}/preview", params={"id": FIRM})
    assert "杭州样例谐动" in answer.text
    assert "http://127.0.0.1:*" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("origin", "may"),
    [("http://127.0.0.1:3333", True), ("http://localhost:3333", True), ("http://evil.example", False)],
)
def test_only_pages_of_this_machine_may_read_the_answers(client: httpx.Client, origin: str, may: bool) -> None:
    answer = client.get(f"{PATH}/suggest/type", headers={"Origin": origin})
    assert answer.headers.get("Access-Control-Allow-Origin") == (origin if may else None)


@pytest.mark.parametrize(
    "given",
    [{}, {"queries": "["}, {"queries": '{"q": 1}'}, {"extend": "{}"}, {"extend": '{"ids": [1], "properties": []}'}],
)
def test_what_is_no_batch_is_told(client: httpx.Client, given: dict[str, str]) -> None:
    assert client.post(PATH, data=given).status_code == 422
