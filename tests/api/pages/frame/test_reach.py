"""What a page offers an account: nothing that it would be refused."""

from pathlib import Path

import pytest
from fastapi import Request

from api.access.roles import LOCAL, Caller, Role
from api.access.rules import Cut, table
from api.pages.frame.reach import READ_BY_ALL, leads
from api.pages.frame.rendering import navigation_of
from api.rest.app import make_app
from api.settings import Settings

APP = make_app(Settings(Path("unused")))
OFFICER = Caller("o", Role.ANALYST, ("reg:330000",), "session")
OWNER = Caller("s", Role.READER, (), "session")


def asked_by(caller: Caller | None) -> Request:
    return Request({"type": "http", "app": APP, "state": {"caller": caller}})


@pytest.mark.parametrize(
    ("caller", "method", "href", "may"),
    [
        (OFFICER, "GET", "/shock?remove=node:a/b", False),
        (OFFICER, "GET", "/documents/doc:1", False),
        (OFFICER, "GET", "/compare?region=x", True),
        (OFFICER, "POST", "/reports", True),
        (OFFICER, "GET", "/entities/ent:~0000017", False),
        (OFFICER, "GET", "/entities/ent:1", True),
        (OWNER, "GET", "/shock", True),
        (OWNER, "POST", "/board", False),
        (OWNER, "GET", "/accounts", False),
        (LOCAL, "POST", "/review/decide", True),
        (None, "GET", "/shock", True),
    ],
)
def test_a_link_is_offered_where_it_is_let_through(caller: Caller | None, method: str, href: str, may: bool) -> None:
    assert leads(asked_by(caller), href, method) is may


@pytest.mark.parametrize("beginning", READ_BY_ALL)
def test_paths_that_are_not_looked_up_are_read_by_every_account(beginning: str) -> None:
    found = [rule for (method, path), rule in table().items() if method == "GET" and path.startswith(beginning)]
    assert {(rule.role, rule.cut is Cut.WHOLE) for rule in found} == {(Role.READER, False)}


def test_the_navigation_holds_what_an_account_may_see() -> None:
    places = {entry.path for group in navigation_of(asked_by(OFFICER)).values() for entry in group}
    assert "/compare" in places
    assert not places & {"/shock", "/console", "/review", "/documents"}
