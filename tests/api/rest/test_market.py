import httpx


def test_constraints_and_quotas_over_rest(client: httpx.Client) -> None:
    body = {"text": "需要谐波减速器", "region": "浙江", "terms": {"within": "浙江"}, "small": 0.5, "top": 3}
    found = client.post("/v1/market/find", json=body).json()
    assert found["report"]["results"]
    assert found["refused"]
    assert found["quotas"][0]["group"] == "中小企业"


def test_what_was_found_is_in_the_audit(client: httpx.Client) -> None:
    before = client.get("/v1/market/exposure").json()["lists"]
    client.post("/v1/market/find", json={"text": "需要谐波减速器"})
    assert client.get("/v1/market/exposure").json()["lists"] == before + 1


def test_many_demands_are_assigned_over_rest(client: httpx.Client) -> None:
    demands = [{"id": key, "text": "需要谐波减速器"} for key in ("d1", "d2")]
    found = client.post("/v1/market/assign", json={"demands": demands, "way": "stable"}).json()
    assert (found["served"], found["blocking"]) == (2, 0)
    assert client.post("/v1/market/assign", json={"demands": demands, "way": "cheapest"}).status_code == 422
