import httpx


def test_regions_side_by_side_have_the_body_of_the_command(client: httpx.Client) -> None:
    found = client.get("/v1/compare", params={"region": ["浙江", "江苏"], "chain": "工业机器人"}).json()
    assert [side["region"]["name"] for side in found["sides"]] == ["浙江省", "江苏省"]
    assert found["note"]


def test_all_chains_are_counted_without_one(client: httpx.Client) -> None:
    assert client.get("/v1/compare", params={"region": "浙江"}).json()["chains"]


def test_a_checkup_is_one_object(client: httpx.Client) -> None:
    found = client.get("/v1/checkup", params={"region": "浙江", "chain": "工业机器人"}).json()
    assert found["verdict"]


def test_a_region_that_does_not_exist_is_refused(client: httpx.Client) -> None:
    assert client.get("/v1/compare", params={"region": "浙疆"}).status_code == 404


def test_gaps_carry_plan_policies_and_the_limits_they_were_decided_by(client: httpx.Client) -> None:
    found = client.get("/v1/chains/industrial-robot/gaps", params={"region": "浙江"}).json()
    assert found["plan"]["additions"][0]["firms"]
    assert found["policies"]["without_policy"]
    assert found["limits"]["break_at"] == 0.8
    assert {"kind", "target", "why"} == found["gaps"][0]["remedies"][0].keys()


def test_the_page_of_a_chain_shows_plan_and_policies(client: httpx.Client) -> None:
    for view, told in (("plan", "补链"), ("policies", "图中没有政策的弱项")):
        page = client.get("/chains/industrial-robot", params={"region": "浙江", "view": view}).text
        assert told in page.partition(f'<section id="{view}">')[2]


def test_regions_are_compared_by_an_index(client: httpx.Client) -> None:
    found = client.get("/v1/compare/index", params={"region": ["浙江"], "index": "input-output"}).json()
    assert found["index"]["id"] == "input-output"
    assert found["absent"] == ["浙江省"]
    assert client.get("/v1/compare/index", params={"region": "浙江", "index": "nothing"}).status_code == 404
