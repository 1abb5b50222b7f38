"""Jobs over REST."""

import json

import httpx


def test_the_progress_of_a_job_comes_as_events_until_it_has_ended(client: httpx.Client) -> None:
    upload = {"files": ("jobs-paper.txt", "乙机电有限公司生产伺服电机。".encode())}
    key = client.post("/v1/ingest", files=upload).json()["id"]
    with client.stream("GET", f"/v1/jobs/{key}/events") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        told = [json.loads(line.removeprefix("data: ")) for line in answer.iter_lines() if line.startswith("data: ")]
    assert told[-1]["state"] == "done"
    assert key in {job["id"] for job in client.get("/v1/jobs").json()}


def test_events_of_a_job_that_nobody_started_are_not_found(client: httpx.Client) -> None:
    assert client.get("/v1/jobs/nothing/events").status_code == 404


def test_a_job_that_has_ended_is_not_cancelled_any_more(client: httpx.Client) -> None:
    upload = {"files": ("jobs-done.txt", "丙机电有限公司生产编码器。".encode())}
    key = client.post("/v1/ingest", files=upload).json()["id"]
    with client.stream("GET", f"/v1/jobs/{key}/events") as answer:
        answer.read()  # until it has ended
    assert client.delete(f"/v1/jobs/{key}").json()["state"] == "done"
