import httpx

FIRM = "杭州样例谐动传动科技有限公司"


def test_eligible_answers_condition_by_condition_with_the_clause(client: httpx.Client) -> None:
    found = client.post("/v1/policies/eligible", json={"enterprise": FIRM}).json()
    (one,) = found["checks"]
    assert one["verdict"] == "cannot_tell"
    assert {"condition", "result", "asked", "found"} <= one["conditions"][0].keys()
    assert found["questions"]


def test_policies_out_of_force_stand_apart_with_the_reason(client: httpx.Client) -> None:
    found = client.get("/v1/policies", params={"on": "2027-01-15"}).json()
    assert found["policies"] == []
    assert "截止" in found["left_out"][0]["void"]


def test_targets_clauses_firms_and_levels_are_answered(client: httpx.Client) -> None:
    assert client.get("/v1/policies/targets").json()["goals"]
    assert client.get("/v1/policies/clauses", params={"chain": "工业机器人"}).json()["weak_links"]
    assert client.get("/v1/policies/firms", params={"policy": "专项资金", "top": 2}).json()["firms"]
    rows = client.post("/v1/policies/align", json={"policies": ["专项资金", "专项资金"]}).json()["rows"]
    assert {side["beside"] for row in rows for side in row["sides"][1:]} == {"一致"}


def test_a_day_that_is_none_and_a_policy_that_is_not_there_are_refused(client: httpx.Client) -> None:
    assert client.get("/v1/policies", params={"on": "明天"}).status_code == 422
    assert client.get("/v1/policies/firms", params={"policy": "没有"}).status_code == 404
