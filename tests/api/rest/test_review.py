import httpx


def test_the_review_list_is_paged(client: httpx.Client) -> None:
    first = client.get("/v1/review", params={"size": 2}).json()
    assert len(first["items"]) == 2
    second = client.get("/v1/review", params={"size": 2, "cursor": first["next"]}).json()
    assert {one["id"] for one in first["items"]}.isdisjoint(one["id"] for one in second["items"])
    (concept, *_) = [one for one in first["items"] if one["kind"] == "concept"]
    assert {"name", "met", "candidates", "places", "consequence", "commands"} <= concept.keys()
