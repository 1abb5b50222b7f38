import httpx
import pytest


@pytest.fixture(scope="module")
def issued(client: httpx.Client) -> dict[str, object]:
    answer = client.post("/v1/reports", json={"chain": "industrial-robot", "region": "浙江"})
    assert answer.status_code == 201
    found: dict[str, object] = answer.json()
    return found


def test_a_report_is_made_fetched_and_verified(client: httpx.Client, issued: dict[str, dict[str, str]]) -> None:
    file = client.get(issued["files"]["html"])
    assert "attachment" in file.headers["content-disposition"]

    verdict = client.post("/v1/reports/verify", files={"file": ("报告.html", file.content)}).json()

    assert verdict["intact"]
    assert verdict["issued"]


def test_issued_reports_are_listed(client: httpx.Client, issued: dict[str, str]) -> None:
    assert issued["digest"] in [one["digest"] for one in client.get("/v1/reports").json()["reports"]]


@pytest.mark.parametrize("path", ["0123456789abcdef/docx", "..%2F..%2Fetc/docx", "0123456789abcdef/exe"])
def test_what_was_not_issued_is_not_found(client: httpx.Client, path: str) -> None:
    assert client.get(f"/v1/reports/{path}").status_code in {404, 422}


def test_a_file_that_is_no_report_is_refused(client: httpx.Client) -> None:
    answer = client.post("/v1/reports/verify", files={"file": ("x.docx", b"nothing")})
    assert answer.status_code == 422


def test_another_sites_page_makes_no_report(client: httpx.Client) -> None:
    headers = {"Origin": "http://elsewhere.example"}
    assert client.post("/v1/reports", json={"chain": "industrial-robot"}, headers=headers).status_code == 403
