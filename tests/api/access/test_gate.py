"""The door over HTTP: who gets in, who may do what, and what attackers try."""

import re
import socket
from typing import Any

import httpx
import pytest

from api.access import accounts, keys
from api.access.register import Register
from api.access.roles import Role
from api.access.rules import Cut, table
from api.access.trail import Trail
from tests.api.access.conftest import PASSWORD, ROLES, Asking, Site

RULES = [(method, path, rule) for (method, path), rule in table().items()]
GUARDED = [one for one in RULES if one[2].role is not None]


def place_of(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "none", path)


def test_no_route_opens_to_nobody(asking: Asking) -> None:
    for method, path, _ in GUARDED:
        answer = asking("").request(method, place_of(path))
        told = (answer.status_code, answer.headers.get("location", "")[:8])
        assert told in {(401, ""), (303, "/signin?")}, (method, path)


@pytest.mark.parametrize("role", ROLES[:-1])
def test_no_route_opens_to_a_role_below_its_own(asking: Asking, role: Role) -> None:
    for method, path, rule in GUARDED:
        if rule.role is not None and not role.covers(rule.role):
            answer = asking(role.value).request(method, place_of(path))
            assert (answer.status_code, "需要" in answer.text) == (403, True), (method, path)


def test_what_cannot_be_cut_by_region_is_refused_to_an_account_of_one(asking: Asking) -> None:
    for method, path, rule in GUARDED:
        if rule.cut is Cut.WHOLE:
            assert asking("zhejiang").request(method, place_of(path)).status_code == 403, (method, path)


@pytest.mark.parametrize("path", ["/v1/backup/", "/V1/backup", "//v1/backup", "/v1/%62ackup", "/v1/x/../backup"])
def test_no_spelling_of_an_address_leads_around_its_rule(guarded: Site, path: str) -> None:
    with socket.create_connection((httpx.URL(guarded.address).host, httpx.URL(guarded.address).port or 80)) as line:
        head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n"
        line.sendall(f"{head}Authorization: Bearer {guarded.keys['reader']}\r\n\r\n".encode())
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert int(answer.split()[1]) in {403, 404, 405}


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer lt_x_y", "Basic Ym9zczpib3Nz", "bearer lt__", "Bearer lt_" + "x" * 5000]
)
def test_a_wrong_key_is_nobody(guarded: Site, header: str) -> None:
    with guarded.client() as client:
        assert client.get("/v1/stats", headers={"Authorization": header}).status_code == 401


def test_a_wrong_key_is_not_helped_by_a_cookie(guarded: Site) -> None:
    with guarded.signed_in("admin") as client:
        assert client.get("/v1/stats").status_code == 200
        assert client.get("/v1/stats", headers={"Authorization": "Bearer lt_x_y"}).status_code == 401


def test_who_one_is_is_told(asking: Asking) -> None:
    assert asking("zhejiang").get("/v1/me").json() == {
        "name": "zhejiang",
        "role": "analyst",
        "regions": ["浙江省"],
        "by": "key",
    }
    assert asking("").get("/v1/me").status_code == 401


def test_a_sign_in_sets_a_cookie_that_scripts_and_other_sites_do_not_get(guarded: Site) -> None:
    with guarded.client() as client:
        answer = client.post("/signin", data={"name": "reader", "password": PASSWORD, "to": "/status"})
        cookie = answer.headers["set-cookie"].lower()
        assert (answer.status_code, answer.headers["location"]) == (303, "/status")
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert client.get("/status").status_code == 200
        assert client.post("/signout", headers={"Origin": guarded.address}).status_code == 303
        assert client.get("/status").status_code == 303


def test_a_cookie_that_was_planted_before_is_not_what_one_signs_in_with(guarded: Site) -> None:
    with guarded.client() as client:
        planted = {"Cookie": "liantu_session=planted"}
        answer = client.post("/signin", data={"name": "reader", "password": PASSWORD}, headers=planted)
        assert "planted" not in answer.headers["set-cookie"]
        client.cookies.clear()
        assert client.get("/v1/stats", headers=planted).status_code == 401


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_signing_in_leads_to_no_other_site(guarded: Site, to: str) -> None:
    with guarded.client() as client:
        answer = client.post("/signin", data={"name": "reader", "password": PASSWORD, "to": to})
        assert answer.headers["location"] == "/"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://[::1"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Referer": "http://evil.example/page"},
        {},
    ],
)
def test_a_page_of_another_site_changes_nothing_with_a_cookie(guarded: Site, headers: dict[str, str]) -> None:
    with guarded.signed_in("admin") as client:
        del client.headers["Origin"]
        for path in ("/accounts", "/v1/cypher", "/v1/keys", "/signout"):
            answer = client.post(path, headers=headers)
            assert answer.status_code == 403, path
        assert client.get("/v1/stats").status_code == 200


def test_another_site_cannot_sign_somebody_in(guarded: Site) -> None:
    with guarded.client() as client:
        form = {"name": "reader", "password": PASSWORD}
        assert client.post("/signin", data=form, headers={"Origin": "http://evil.example"}).status_code == 403


def test_guessing_is_slowed_and_the_right_password_does_not_get_through_meanwhile(guarded: Site) -> None:
    register = Register(guarded.folder)
    accounts.add(register, accounts.NewAccount("victim", password=PASSWORD))
    with guarded.client() as client:
        answers = [client.post("/signin", data={"name": "victim", "password": f"guess {n} no"}) for n in range(7)]
        assert [answer.status_code for answer in answers] == [401] * 5 + [429] * 2
        assert client.post("/signin", data={"name": "victim", "password": PASSWORD}).status_code == 429
        assert client.post("/signin", data={"name": "analyst", "password": PASSWORD}).status_code == 303


def test_nobody_learns_which_names_there_are(guarded: Site) -> None:
    with guarded.client() as client:
        there, not_there = (
            client.post("/signin", data={"name": name, "password": "not the password"}) for name in ("reviewer", "nix")
        )
        assert there.status_code == not_there.status_code == 401
        assert there.text == not_there.text


def test_shutting_an_account_out_ends_its_sessions_and_keys_at_once(guarded: Site) -> None:
    register = Register(guarded.folder)
    accounts.add(register, accounts.NewAccount("leaving", password=PASSWORD))
    key = keys.add(register, keys.NewKey("leaving")).shown
    with guarded.signed_in("leaving") as client, guarded.client() as program:
        program.headers["Authorization"] = f"Bearer {key}"
        assert (client.get("/v1/stats").status_code, program.get("/v1/stats").status_code) == (200, 200)
        accounts.set_disabled(register, "leaving", disabled=True)
        assert (client.get("/v1/stats").status_code, program.get("/v1/stats").status_code) == (401, 401)


def test_a_key_that_is_made_has_no_more_rights_than_who_asks(asking: Asking, guarded: Site) -> None:
    made = asking("reader").post("/v1/keys", json={"role": "admin", "days": 1}).json()
    assert made["role"] == "reader"
    admin = keys.add(Register(guarded.folder), keys.NewKey("admin", Role.READER)).shown
    with guarded.client() as client:
        client.headers["Authorization"] = f"Bearer {admin}"
        assert client.post("/v1/keys", json={"role": "admin", "days": 1}).json()["role"] == "reader"
        assert client.post("/v1/backup").status_code == 403


def test_the_page_of_keys_gives_a_key_of_few_rights_none_of_more(guarded: Site) -> None:
    register = Register(guarded.folder)
    few = keys.add(register, keys.NewKey("admin", Role.READER)).shown
    with guarded.client() as client:
        client.headers["Authorization"] = f"Bearer {few}"
        page = client.post("/account/keys", data={"role": "admin", "days": "1"}).text
    shown = re.search(r"lt_[0-9a-f]{8}_[\w-]+", page)
    caller = keys.caller_of(register.held, shown[0]) if shown else None
    assert caller is not None
    assert caller.role is Role.READER


def test_a_key_of_another_is_not_revoked(asking: Asking, guarded: Site) -> None:
    other = guarded.keys["admin"].split("_")[1]
    assert asking("reader").delete(f"/v1/keys/{other}").status_code == 404
    assert asking("admin").get("/v1/me").status_code == 200


def test_a_header_cannot_be_split_by_what_is_sent(guarded: Site) -> None:
    with guarded.client() as client:
        answer = client.get("/status%0d%0aSet-Cookie:%20x=1?y=%0d%0aZ:1")
        assert "x=1" not in str(answer.headers.get("set-cookie"))
        assert "z" not in answer.headers
        form = {"name": "reader", "password": PASSWORD, "to": "/a\r\nSet-Cookie: x=1"}
        answer = client.post("/signin", data=form)
        assert "x=1" not in str(answer.headers.get("set-cookie"))


def test_what_is_changed_is_written_down_with_who_and_from_where(asking: Asking, guarded: Site) -> None:
    asking("reviewer").delete("/v1/decisions/none", params={"by": "x"})
    row: dict[str, Any] = dict(Trail(guarded.folder).entries(last=1)[0])
    assert (row["who"], row["did"], row["status"]) == ("reviewer (key)", "DELETE /v1/decisions/{decision}", 404)
    assert row["from"] == "127.0.0.1"
    assert Trail(guarded.folder).verify().faults == ()


def test_an_admin_takes_a_backup_that_holds_the_accounts(asking: Asking) -> None:
    answer = asking("admin").post("/v1/backup")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    assert b"access/accounts.json" in answer.content
