import httpx


def test_a_demand_goes_its_way_over_rest(client: httpx.Client) -> None:
    posted = client.post("/v1/board", json={"text": "求购谐波减速器", "by": "采购部", "terms": {"within": "浙江"}})
    assert posted.status_code == 201
    path = f"/v1/board/{posted.json()['id']}"
    assert client.post(f"{path}/match", json={"by": "平台"}).json()["demand"]["candidates"]
    offer = {"provider": "杭州样例谐动传动科技有限公司", "text": "四周可供", "by": "平台"}
    assert client.post(f"{path}/answers", json=offer).json()["state"] == "有应答"
    assert client.post(f"{path}/accept", json={"answer": "a1", "by": "采购部"}).json()["state"] == "已接单"
    assert client.post(f"{path}/release", json={"by": "采购部", "why": "落空"}).json()["state"] == "待应答"
    assert client.post(f"{path}/close", json={"by": "采购部", "outcome": "unmet"}).json()["outcome"] == "unmet"
    assert [one["step"] for one in client.get(path).json()["events"]][-1] == "close"


def test_the_board_is_listed_page_by_page(client: httpx.Client) -> None:
    for number in range(3):
        client.post("/v1/board", json={"text": f"求购第 {number} 种零件", "by": "采购部"})
    first = client.get("/v1/board", params={"size": 2}).json()
    assert len(first["items"]) == 2
    assert first["next"]


def test_a_step_that_cannot_be_taken_is_a_problem(client: httpx.Client) -> None:
    key = client.post("/v1/board", json={"text": "求购电机", "by": "采购部"}).json()["id"]
    assert client.post(f"/v1/board/{key}/accept", json={"answer": "a1", "by": "采购部"}).status_code == 422
    assert client.get("/v1/board/dem:nothing").status_code == 404
    phone = {"text": "电话13800138000", "by": "采购部"}
    assert client.post("/v1/board", json=phone).status_code == 422


def test_a_page_of_another_site_may_not_post(client: httpx.Client) -> None:
    body = {"text": "求购电机", "by": "采购部"}
    assert client.post("/v1/board", json=body, headers={"origin": "http://other.example"}).status_code == 403
