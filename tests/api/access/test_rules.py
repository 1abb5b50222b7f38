from pathlib import Path

import pytest
from starlette.routing import Mount

from api.access import rules
from api.access.roles import Role
from api.access.rules import Cut, Routes, plain_routes, table
from api.rest.app import make_app
from api.settings import Settings

APP = make_app(Settings(Path("unused")))
KNOWN = {
    (method, route.path)
    for route in plain_routes(APP.routes)
    if not isinstance(route, Mount)
    for method in route.methods - {"HEAD"}
}
ROUTES = Routes(APP.routes)


def test_every_route_is_in_the_table_and_the_table_has_no_other() -> None:
    assert set(table()) == KNOWN, "add the route to api/access/routes.tsv, or take it out there"


def test_what_changes_something_asks_for_more_than_a_reader_or_is_ones_own() -> None:
    own = ("/account", "/sign", "/v1/keys")
    lax = [key for key, rule in table().items() if rule.changes and rule.role in {None, Role.READER}]
    assert [key for key in lax if not key[1].startswith(own)] == []


def test_only_health_signing_in_and_who_one_is_are_for_anybody() -> None:
    free = {path for (_, path), rule in table().items() if rule.role is None}
    assert free == {
        *("/v1/health", "/v1/ready", "/v1/me", "/looks.css", "/account"),
        *("/signin", "/signout", "/signin/oidc", "/signin/oidc/back"),
    }


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "BREW"])
def test_a_change_that_nobody_listed_is_for_admins_of_all_regions(method: str) -> None:
    found = ROUTES.find({"type": "http", "method": method, "path": "/v1/new", "root_path": ""})
    assert (found.is_listed, found.rule.role, found.rule.changes, found.rule.cut) == (
        *(False, Role.ADMIN, True, Cut.WHOLE),
    )


def test_what_is_not_there_is_told_to_every_account() -> None:
    found = ROUTES.find({"type": "http", "method": "GET", "path": "/new", "root_path": ""})
    assert (found.is_listed, found.rule.role, found.rule.cut) == (False, Role.READER, Cut.OPEN)


def test_a_question_that_nobody_listed_needs_a_reader_of_all_regions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "table", dict)
    found = ROUTES.find({"type": "http", "method": "GET", "path": "/map", "root_path": ""})
    assert (found.rule.role, found.rule.cut) == (Role.READER, Cut.WHOLE)


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/v1/entities/ent:1/evidence", "/v1/entities/{entity:path}/evidence"),
        ("/v1/entities/node:a/b", "/v1/entities/{entity:path}"),
        ("/static/icon.svg", "/static"),
        ("/v1/backup/", ""),
        ("//v1/health", ""),
        ("/V1/HEALTH", ""),
    ],
)
def test_a_request_is_judged_as_the_route_that_will_answer_it(path: str, route: str) -> None:
    assert ROUTES.find({"type": "http", "method": "GET", "path": path, "root_path": ""}).path == route
