import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.api.conftest import Built
from tests.api.spaces import copied, served
from tests.api.webhooks.receivers import Receiver, receiving

WATCH = {"chain": "industrial-robot", "region": "浙江"}


@pytest.fixture(scope="module")
def home(sample: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(sample.folder, tmp_path_factory.mktemp("hooked") / "workspace")


@pytest.fixture(scope="module")
def watched(home: Path) -> Iterator[httpx.Client]:
    """A service of its own, since hooks would be told of what other tests change."""
    with served(home) as address, httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
        yield client


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


def test_a_hook_is_registered_tried_and_taken_out(watched: httpx.Client, receiver: Receiver) -> None:
    made = watched.post("/v1/webhooks", json={"url": receiver.url, **WATCH}).json()
    assert made["secret"].startswith("whsec_")
    assert made["secret"] not in watched.get("/v1/webhooks").text
    assert watched.post(f"/v1/webhooks/{made['id']}/test").json()["delivered"] is True
    headers, told = receiver.next()
    assert (told["type"], headers["webhook-id"][:4]) == ("test", "msg_")
    assert len(watched.get(f"/v1/webhooks/{made['id']}/deliveries").json()["items"]) == 1
    assert watched.delete(f"/v1/webhooks/{made['id']}").json() == {"removed": made["id"]}
    assert watched.get(f"/v1/webhooks/{made['id']}/deliveries").status_code == 404


def test_a_new_weak_link_is_told_after_an_ingest(home: Path, watched: httpx.Client, receiver: Receiver) -> None:
    made = watched.post("/v1/webhooks", json={"url": receiver.url, **WATCH}).json()
    seen = home / "webhooks" / "seen" / f"{made['id']}.json"
    seen.write_text(json.dumps(dict.fromkeys(json.loads(seen.read_text(encoding="utf-8")), "正常")), encoding="utf-8")
    text = "样例材料。杭州样例新来科技有限公司生产谐波减速器。".encode()
    assert watched.post("/v1/ingest", files=[("files", ("说明.txt", text, "text/plain"))]).status_code == 202
    _, told = receiver.next()
    assert told["type"] == "weak_links.new"
    assert told["data"]["tainted"] is True
    assert all(gap["why"] for gap in told["data"]["gaps"])


@pytest.mark.parametrize("url", ["http://169.254.169.254/", "file:///etc/passwd", "gopher://10.0.0.1/"])
def test_what_no_message_may_go_to_is_refused(watched: httpx.Client, url: str) -> None:
    found = watched.post("/v1/webhooks", json={"url": url, **WATCH})
    if found.status_code == 201:  # a name or address that is looked up when it is called
        tried = watched.post(f"/v1/webhooks/{found.json()['id']}/test").json()
        assert (tried["delivered"], tried["status"]) == (False, None)
    else:
        assert (found.status_code, found.json()["title"]) == (403, "BadAddress")


def test_a_page_of_another_site_cannot_register(watched: httpx.Client, receiver: Receiver) -> None:
    asked = {"url": receiver.url, **WATCH}
    assert watched.post("/v1/webhooks", json=asked, headers={"Origin": "http://evil.example"}).status_code == 403


def test_an_unknown_chain_or_region_is_told(watched: httpx.Client, receiver: Receiver) -> None:
    for other in ({"chain": "none"}, {"region": "没有的地方"}):
        assert watched.post("/v1/webhooks", json={"url": receiver.url, **WATCH, **other}).status_code == 404
