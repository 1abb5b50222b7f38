import json
import logging

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.operations.logs import LogFormat, set_logging
from api.operations.metrics import Metrics
from api.operations.watching import Watching


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


@pytest.fixture
def client(metrics: Metrics) -> TestClient:
    app = FastAPI()
    app.add_middleware(Watching, metrics=metrics)

    @app.get("/things/{name}")
    def show(name: str) -> str:
        return name

    @app.get("/broken")
    def fail() -> None:
        raise RuntimeError("broken")

    return TestClient(app, raise_server_exceptions=False)


def test_requests_are_counted_by_the_pattern_of_their_path(client: TestClient, metrics: Metrics) -> None:
    for name in ("a", "b"):
        client.get(f"/things/{name}")
    assert b'liantu_requests_total{method="GET",route="/things/{name}",status="200"} 2.0' in metrics.text()


def test_what_fails_and_what_no_route_has_are_counted_too(client: TestClient, metrics: Metrics) -> None:
    client.get("/broken")
    client.get("/nowhere")
    assert b'route="/broken",status="500"} 1.0' in metrics.text()
    assert b'route="(none)",status="404"} 1.0' in metrics.text()


def test_a_request_has_an_id_and_keeps_the_one_a_proxy_gave_it(client: TestClient) -> None:
    assert len(client.get("/things/a").headers["x-request-id"]) == 32
    assert client.get("/things/a", headers={"x-request-id": "abc-1"}).headers["x-request-id"] == "abc-1"
    assert client.get("/things/a", headers={"x-request-id": "a b"}).headers["x-request-id"] != "a b"


def test_the_log_has_the_path_and_not_what_was_asked_for(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "liantu.access"):
        client.get("/things/a", params={"q": "机密"})
    (record,) = [one for one in caplog.records if one.name == "liantu.access"]
    assert (record.__dict__["path"], record.__dict__["status"]) == ("/things/a", 200)
    assert "机密" not in record.getMessage()


def test_a_path_with_a_line_break_is_one_line_of_the_log(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "liantu.access"):
        client.get("/things/甲%0A2026 INFO")
    (record,) = [one for one in caplog.records if one.name == "liantu.access"]
    assert "\n" not in record.getMessage()
    assert record.__dict__["path"].endswith("%0A2026%20INFO")


def test_methods_that_there_are_not_make_no_figures_of_their_own(client: TestClient, metrics: Metrics) -> None:
    for method in ("MADEUP", "MADE-UP-TOO"):
        client.request(method, "/things/a")
    assert b'method="(other)"' in metrics.text()
    assert b"MADE" not in metrics.text()


def test_a_json_log_is_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    before = logging.getLogger().handlers[:]
    set_logging(LogFormat.JSON)
    try:
        logging.getLogger("liantu.access").info("读完 %s", "甲", extra={"status": 200})
    finally:
        logging.getLogger().handlers[:] = before
    (line,) = capsys.readouterr().err.splitlines()
    told = json.loads(line)
    assert (told["message"], told["status"], told["level"]) == ("读完 甲", 200, "info")


def test_a_service_with_a_graph_is_ready_and_shows_its_figures(site: str) -> None:
    assert httpx.get(f"{site}/v1/ready", trust_env=False).json()["status"] == "ready"
    figures = httpx.get(f"{site}/metrics", trust_env=False).text
    assert 'liantu_graph_nodes{class="Enterprise"}' in figures
    assert "process_resident_memory_bytes" in figures
