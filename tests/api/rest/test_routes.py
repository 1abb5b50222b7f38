from time import monotonic, sleep
from typing import Any

import httpx
import pytest

from tests.api.spaces import PLAN

FIRM = "ent:91330100YL0000012E"


def asked(client: httpx.Client, path: str, **parameters: Any) -> Any:
    answer = client.get(f"/v1{path}", params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()


def finished(client: httpx.Client, job: str) -> dict[str, Any]:
    deadline = monotonic() + 60
    while monotonic() < deadline:
        found: dict[str, Any] = asked(client, f"/jobs/{job}")
        if found["state"] in {"done", "failed"}:
            return found
        sleep(0.05)
    pytest.fail("the job does not end")


def test_health_tells_the_version_that_stats_belong_to(client: httpx.Client) -> None:
    health, stats = asked(client, "/health"), asked(client, "/stats")
    assert health["status"] == "ok"
    assert health["version"] == stats["version"] != ""
    assert stats["nodes"]["Enterprise"] > 100
    assert stats["edges"]["PRODUCES"] > 100


def test_entities_are_found_by_name_page_by_page(client: httpx.Client) -> None:
    first = asked(client, "/entities", q="样例", size=5, **{"class": "Enterprise"})
    second = asked(client, "/entities", q="样例", size=5, cursor=first["next"], **{"class": "Enterprise"})
    assert (len(first["items"]), len(second["items"])) == (5, 5)
    assert {one["class"] for one in first["items"]} == {"Enterprise"}
    assert not {one["id"] for one in first["items"]} & {one["id"] for one in second["items"]}


def test_an_entity_comes_with_its_facts_and_their_sentences(client: httpx.Client) -> None:
    entity = asked(client, f"/entities/{FIRM}")
    assert (entity["name"], entity["class"], entity["marked"]) == ("杭州样例谐动传动科技有限公司", "Enterprise", True)
    facts = asked(client, f"/entities/{FIRM}/neighbourhood")["items"]
    assert "谐波减速器" in [fact["name"] for fact in facts]
    sentences = asked(client, f"/entities/{FIRM}/evidence")["items"]
    assert any("谐波减速器" in one["sentence"] for one in sentences)


def test_evidence_is_answered_in_the_order_asked_for(client: httpx.Client) -> None:
    ids = [one["id"] for one in asked(client, f"/entities/{FIRM}/evidence")["items"][:3]][::-1]
    assert [one["id"] for one in asked(client, "/evidence", id=ids)["evidence"]] == ids


def test_an_id_with_a_slash_is_one_entity(client: httpx.Client) -> None:
    assert asked(client, "/entities/node:industrial-robot/reducer")["name"] == "减速器"


def test_chains_are_listed_and_shown(client: httpx.Client) -> None:
    assert len(asked(client, "/chains")["items"]) == 10
    assert len(asked(client, "/chains/industrial-robot")["nodes"]) == 42


def test_gaps_are_those_of_the_command_line(client: httpx.Client) -> None:
    found = asked(client, "/chains/industrial-robot/gaps", region="浙江")
    assert {"chain", "region", "as_of", "coverage", "gaps"} <= found.keys()
    assert "断点" in [gap["type"] for gap in found["gaps"]]
    everything = asked(client, "/chains/industrial-robot/gaps", region="浙江", all=True)
    assert len(everything["gaps"]) == 42


@pytest.mark.parametrize(("form", "kind"), [("svg", "image/svg+xml"), ("html", "text/html")])
def test_the_picture_of_a_chain_is_svg_or_a_page(client: httpx.Client, form: str, kind: str) -> None:
    answer = client.get("/v1/chains/industrial-robot/view", params={"region": "浙江", "form": form})
    assert answer.headers["content-type"].startswith(kind)
    assert "减速器" in answer.text


def test_match_answers_providers_with_reasons(client: httpx.Client) -> None:
    found = client.post("/v1/match", json={"text": "需要一家做谐波减速器的供应商", "top": 3}).json()
    assert len(found["results"]) == 3
    assert found["results"][0]["id"] == FIRM
    assert found["results"][0]["why"]


def test_cypher_answers_rows(client: httpx.Client) -> None:
    request = {"cypher": "MATCH (c:Chain {id: $id}) RETURN c.name AS name", "parameters": {"id": "chain:photovoltaic"}}
    found = client.post("/v1/cypher", json=request).json()
    assert (found["columns"], found["rows"]) == (["name"], [["光伏"]])


@pytest.mark.parametrize(
    "cypher",
    ["CREATE (n:Enterprise {id: 'x'})", "MATCH (n) DETACH DELETE n", "MATCH (n:Chain) SET n.name = 'x' RETURN n"],
)
def test_a_cypher_write_is_refused_and_changes_nothing(client: httpx.Client, cypher: str) -> None:
    before = asked(client, "/stats")
    answer = client.post("/v1/cypher", json={"cypher": cypher})
    assert answer.status_code == 403
    assert answer.json()["title"] == "QueryRefused"
    assert asked(client, "/stats") == before


def test_an_upload_becomes_a_job_and_then_facts(client: httpx.Client) -> None:
    text = "样例材料。杭州样例新来科技有限公司生产谐波减速器。".encode()
    answer = client.post("/v1/ingest", files=[("files", ("../../说明.txt", text, "text/plain"))])
    assert answer.status_code == 202
    done = finished(client, answer.json()["id"])
    assert (done["state"], done["result"]["documents"]) == ("done", 1)
    hits = asked(client, "/entities", q="样例新来")["items"]
    assert hits[0]["name"] == "杭州样例新来科技有限公司"
    cypher = "MATCH (d:Document) WHERE d.name CONTAINS '说明.txt' RETURN d.id"
    ((document,),) = client.post("/v1/cypher", json={"cypher": cypher}).json()["rows"]
    assert client.delete(f"/v1/documents/{document}").json()["document"] == document
    assert asked(client, "/entities", q="杭州样例新来科技有限公司")["items"][:1] != hits[:1]


def test_an_upload_that_is_known_already_changes_nothing(client: httpx.Client) -> None:
    version = asked(client, "/health")["version"]
    answer = client.post("/v1/ingest", files=[("files", (PLAN.name, PLAN.read_bytes(), "text/plain"))])
    done = finished(client, answer.json()["id"])
    assert (done["result"]["documents"], done["result"]["unchanged"]) == (0, 1)
    assert asked(client, "/health")["version"] == version


def test_a_card_with_a_fault_fails_its_job_with_the_reason(client: httpx.Client) -> None:
    card = "source: {name: a, kind: registry}\ntables: [{file: none.csv, things: {a: {class: Enterprise, name: b}}}]"
    answer = client.post("/v1/ingest", files=[("files", ("a.card.yaml", card.encode(), "text/yaml"))])
    done = finished(client, answer.json()["id"])
    assert done["state"] == "failed"
    assert "none.csv" in done["message"]
