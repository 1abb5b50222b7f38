"""Accounts, keys and the audit on the command line."""

from pathlib import Path

import pytest

from tests.api.conftest import Command


@pytest.fixture
def space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("LIANTU_PASSWORD", "correct horse battery")
    return ["--workspace", str(tmp_path / "space")]


def test_an_account_is_added_listed_given_a_password_and_shut_out(liantu: Command, space: list[str]) -> None:
    assert liantu(*space, "accounts", "add", "boss", "--role", "admin").status == 0
    assert liantu(*space, "accounts", "add", "li", "--region", "浙江").status == 0
    assert liantu(*space, "accounts", "passwd", "li").status == 0
    assert liantu(*space, "accounts", "disable", "li").status == 0
    found = liantu(*space, "accounts", "list", "--json").json["accounts"]
    assert [(one["name"], one["role"], one["regions"], one["state"]) for one in found] == [
        ("boss", "admin", "全部", "可用"),
        ("li", "reader", "reg:330000", "停用"),
    ]
    assert liantu(*space, "accounts", "disable", "li", "--undo").status == 0


def test_an_account_is_given_another_role_and_the_last_admin_stays_one(liantu: Command, space: list[str]) -> None:
    liantu(*space, "accounts", "add", "boss", "--role", "admin")
    liantu(*space, "accounts", "add", "li")
    assert liantu(*space, "accounts", "role", "li", "analyst").status == 0
    refused = liantu(*space, "accounts", "role", "boss", "reader")
    assert (refused.status, "管理员" in refused.err) == (1, True)
    found = liantu(*space, "accounts", "list", "--json").json["accounts"]
    assert {one["name"]: one["role"] for one in found} == {"boss": "admin", "li": "analyst"}
    assert "account role analyst" in liantu(*space, "audit", "list").out


@pytest.mark.parametrize(
    "asked",
    [["accounts", "passwd", "nobody"], ["accounts", "add", "a b"], ["keys", "add", "nobody"], ["keys", "revoke", "x"]],
)
def test_what_cannot_be_done_is_told(liantu: Command, space: list[str], asked: list[str]) -> None:
    found = liantu(*space, *asked)
    assert found.status == 1
    assert "错误" in found.err


def test_a_key_is_shown_once_and_revoked(liantu: Command, space: list[str]) -> None:
    liantu(*space, "accounts", "add", "boss", "--role", "admin")
    made = liantu(*space, "keys", "add", "boss", "--days", "3", "--note", "报表", "--json").json
    listed = liantu(*space, "keys", "list")
    assert made["key"].startswith(f"lt_{made['id']}_")
    assert made["key"] not in listed.out
    liantu(*space, "keys", "revoke", made["id"])
    assert liantu(*space, "keys", "list", "--json").json["keys"][0]["revoked"] is True


def test_the_audit_tells_what_was_done_and_that_it_was_changed(liantu: Command, space: list[str]) -> None:
    liantu(*space, "accounts", "add", "boss", "--role", "admin")
    whole = liantu(*space, "audit", "verify")
    assert (whole.status, "1 条记录完整" in whole.out) == (0, True)
    assert "account add" in liantu(*space, "audit", "list").out
    log = Path(space[1]) / "access" / "audit.jsonl"
    log.write_text(log.read_text().replace("boss", "nobody"))
    assert liantu(*space, "audit", "verify").status == 1
    assert liantu(*space, "audit", "verify", "--json").json["faults"]


def test_serving_others_without_accounts_is_refused_with_the_way_out(liantu: Command, space: list[str]) -> None:
    found = liantu(*space, "serve", "--host", "0.0.0.0", "--port", "1")
    assert found.status == 1
    assert "liantu accounts add" in found.err
