"""Requests that are too large, too slow or too many; what every answer tells the browser."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.types import Message

from api.access.buckets import Buckets, Pace
from api.access.guard import guard_of
from api.access.limits import SMALL, Limits
from api.rest.app import make_app
from api.settings import Settings
from tests.api.access.conftest import Asking, Site
from tests.api.loops import finished

APP = make_app(Settings(Path("unused")))


def answered(tmp_path: Path, messages: list[Message | float], *, length: str = "") -> tuple[int, bytes]:
    """Status and body of a POST whose body comes in these messages; a number is a wait in seconds."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        size, more = 0, True
        while more:
            message = await receive()
            size += len(message.get("body", b""))
            more = message.get("more_body", False)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": str(size).encode()})

    async def receive() -> Message:
        while messages:
            found = messages.pop(0)
            if not isinstance(found, float):
                return found
            await asyncio.sleep(found)
        return {"type": "http.disconnect"}

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"content-length", length.encode())] if length else []
    scope = {"type": "http", "method": "POST", "path": "/v1/match", "headers": headers, "query_string": b"", "app": APP}
    asked = Limits(app, guard_of(tmp_path), silence=0.05)(scope, receive, send)
    finished(asked)
    return sent[0]["status"], b"".join(one.get("body", b"") for one in sent)


def part(body: bytes, *, more: bool = True) -> Message:
    return {"type": "http.request", "body": body, "more_body": more}


def test_a_body_within_the_limits_arrives_whole(tmp_path: Path) -> None:
    assert answered(tmp_path, [part(b"ab"), 0.001, part(b"c", more=False)]) == (200, b"3")


def test_a_body_is_measured_as_it_comes_whatever_it_says_of_its_length(tmp_path: Path) -> None:
    half = b"x" * (SMALL // 2 + 1)
    status, body = answered(tmp_path, [part(half), part(half), part(b"", more=False)], length="3")
    assert (status, b"BodyTooLarge" in body) == (413, True)


@pytest.mark.parametrize("length", [str(SMALL + 1), "9" * 30])
def test_a_body_that_says_that_it_is_too_large_is_not_read(tmp_path: Path, length: str) -> None:
    assert answered(tmp_path, [], length=length)[0] == 413


@pytest.mark.parametrize("length", ["-1", "1e9", "٣", "x"])
def test_a_length_that_is_none_is_left_to_the_measure(tmp_path: Path, length: str) -> None:
    assert answered(tmp_path, [part(b"abc", more=False)], length=length) == (200, b"3")


def test_a_body_that_stops_coming_is_given_up(tmp_path: Path) -> None:
    status, body = answered(tmp_path, [part(b"a"), 5.0, part(b"b", more=False)])
    assert (status, b"BodyTooSlow" in body) == (408, True)


def test_a_bucket_gives_so_many_at_once_and_so_many_a_second() -> None:
    now = [0.0]
    bucket = Buckets(Pace(at_once=2, a_second=0.5), lambda: now[0])
    assert [bucket.take("a") for _ in range(3)] == [0, 0, 2]
    assert bucket.take("b") == 0
    now[0] = 2.0
    assert [bucket.take("a"), bucket.wait("a")] == [0, 2]
    bucket.give_back("a")
    assert bucket.wait("a") == 0
    bucket.fill("a")
    assert [bucket.take("a") for _ in range(3)] == [0, 0, 2]


def test_a_service_of_ones_own_machine_is_not_slowed_and_one_with_accounts_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.access.limits._UNKNOWN", Pace(at_once=60, a_second=5))
    guard = guard_of(tmp_path, needs_accounts=True)
    scope = {"type": "http", "path": "/", "headers": [], "client": ("10.0.0.1", 1)}
    limits = Limits(APP, guard)
    assert any(limits._wait(scope) for _ in range(100))
    assert not limits._wait({**scope, "client": ("10.0.0.2", 1)})
    assert not limits._wait({**scope, "path": "/static/icon.svg"})
    own = Limits(APP, guard_of(tmp_path))
    assert not any(own._wait(scope) for _ in range(1000))


def test_accounts_that_cannot_be_read_let_nobody_in_and_say_so(tmp_path: Path) -> None:
    (tmp_path / "access").mkdir()
    (tmp_path / "access" / "accounts.json").write_text("{")
    status, body = answered(tmp_path, [part(b"", more=False)])
    assert (status, b"BadAccounts" in body) == (500, True)


@pytest.mark.parametrize("path", ["/signin", "/v1/health", "/static/icon.svg", "/v1/none", "/none"])
def test_every_answer_tells_the_browser_to_trust_nothing_else(guarded: Site, path: str) -> None:
    with guarded.client() as client:
        headers = client.get(path).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


def test_a_picture_or_page_for_keeping_runs_nothing_and_is_no_part_of_the_site(asking: Asking) -> None:
    for form in ("svg", "html"):
        answer = asking("reader").get("/v1/chains/industrial-robot/view", params={"form": form})
        policy = answer.headers["content-security-policy"]
        assert ("sandbox" in policy, "script-src" in policy) == (True, False)


@pytest.mark.parametrize("host", ["evil.example.com", "127.0.0.1.evil.example", "[::1", "liantu.example.gov.cn:8000"])
def test_a_service_without_accounts_is_not_reached_under_a_name_of_the_internet(site: str, host: str) -> None:
    with httpx.Client(base_url=site, trust_env=False) as client:
        assert client.get("/v1/stats", headers={"Host": host}).status_code == 403
        assert client.get("/v1/stats", headers={"X-Forwarded-For": "10.0.0.1"}).status_code == 403
        assert client.get("/v1/health", headers={"Host": "localhost:1"}).status_code == 200
