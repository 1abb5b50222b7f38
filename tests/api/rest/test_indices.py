import httpx


def test_the_indices_are_listed(client: httpx.Client) -> None:
    found = client.get("/v1/indices").json()["indices"]
    assert "industrial-internet-regions" in {one["id"] for one in found}


def test_an_index_answers_with_its_method_and_source(client: httpx.Client) -> None:
    body = client.get("/v1/indices/platform-activity", params={"draws": 100}).json()
    assert body["index"]["name"] == "工业互联网平台活跃度"
    assert {"units", "method", "year", "notes", "tainted", "efficiency"} <= body.keys()


def test_an_unknown_index_is_not_found(client: httpx.Client) -> None:
    assert client.get("/v1/indices/nothing").status_code == 404
