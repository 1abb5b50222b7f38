import re
from typing import Any

import httpx


def openapi(client: httpx.Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/v1/openapi.json").json()
    return found


def references(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
        return own.union(*(references(item) for item in value.values()))
    return set().union(*(references(item) for item in value)) if isinstance(value, list) else set()


def test_the_description_is_openapi_three_and_whole(client: httpx.Client) -> None:
    found = openapi(client)
    assert found["openapi"].startswith("3.")
    assert all(
        name.removeprefix("#/components/schemas/") in found["components"]["schemas"] for name in references(found)
    )
    operations = [one for methods in found["paths"].values() for one in methods.values()]
    assert len({one["operationId"] for one in operations}) == len(operations)
    assert all(one["responses"] for one in operations)


def test_every_parameter_in_a_path_is_described(client: httpx.Client) -> None:
    for path, methods in openapi(client)["paths"].items():
        for one in methods.values():
            described = {parameter["name"] for parameter in one.get("parameters", ()) if parameter["in"] == "path"}
            assert described == set(re.findall(r"\{(\w+)\}", path))


def test_bodies_come_with_an_example(client: httpx.Client) -> None:
    schemas = openapi(client)["components"]["schemas"]
    assert "谐波减速器" in schemas["MatchRequest"]["example"]["text"]
    assert schemas["CypherRequest"]["example"]["cypher"]


def test_the_page_lists_every_route(client: httpx.Client) -> None:
    page = client.get("/docs").text
    assert all(path in page for path in openapi(client)["paths"])
