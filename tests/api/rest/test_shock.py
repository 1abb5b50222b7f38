import httpx


def test_a_shock_has_the_shape_of_the_command_line(client: httpx.Client) -> None:
    found = client.post("/v1/shock", json={"remove": ["减速器"], "region": "浙江", "psi": 0.5}).json()
    assert set(found) >= {
        "removed",
        "loss",
        "by_node",
        "by_region",
        "path",
        "firms",
        "stop_rule",
        "coverage",
        "interval",
    }
    assert found["psi"] == 0.5


def test_nothing_to_remove_is_a_bad_request(client: httpx.Client) -> None:
    assert client.post("/v1/shock", json={"remove": []}).status_code == 422
    assert client.post("/v1/shock", json={"remove": ["没有的企业"]}).status_code == 404


def test_the_ranking_is_as_long_as_asked_for(client: httpx.Client) -> None:
    assert len(client.get("/v1/shock/ranking", params={"top": 2}).json()["ranking"]) == 2


def test_complexity_ranks_provinces_and_says_how_sure_it_is(client: httpx.Client) -> None:
    found = client.get("/v1/complexity").json()
    assert found["level"] == "province"
    assert {"publishable", "signal", "parts", "note"} <= set(found)
    ranks = [one["rank"] for one in found["regions"] if one["rank"] is not None]
    assert ranks == sorted(ranks)


def test_an_unknown_level_is_refused(client: httpx.Client) -> None:
    assert client.get("/v1/complexity", params={"level": "street"}).status_code == 422


def test_the_worst_few_and_a_second_source_for_the_first_of_them_are_told(client: httpx.Client) -> None:
    found = client.get("/v1/shock/worst", params={"size": 2}).json()
    assert len(found["firms"]) == 2
    options = client.get("/v1/shock/second-source", params={"firm": found["firms"][0]["id"]}).json()
    assert options["before"] > 0
    assert client.get("/v1/shock/second-source", params={"firm": "没有的企业"}).status_code == 404
