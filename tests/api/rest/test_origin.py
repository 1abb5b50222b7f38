import httpx
import pytest


@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1:1", "null"])
def test_a_page_of_another_site_cannot_upload(client: httpx.Client, origin: str) -> None:
    files = {"files": ("a.txt", "样例".encode(), "text/plain")}
    answer = client.post("/v1/ingest", files=files, headers={"Origin": origin})
    assert answer.status_code == 403
    assert answer.json()["title"] == "ForeignOrigin"


def test_a_page_of_another_site_cannot_retract(client: httpx.Client) -> None:
    answer = client.delete("/v1/documents/doc:none", headers={"Origin": "http://evil.example"})
    assert answer.status_code == 403


def test_our_own_page_and_a_program_may_ask_for_a_change(client: httpx.Client) -> None:
    own = str(client.base_url).rstrip("/")
    for headers in ({"Origin": own}, {}):
        assert client.delete("/v1/documents/doc:none", headers=headers).status_code == 404
