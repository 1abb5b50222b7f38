from pathlib import Path

import pytest

from api.access.guard import guard_of
from api.access.register import Register
from api.access.roles import Role
from api.access.starting import guard_for, is_own_machine
from ontology.errors import BadAccount, OpenToNetwork
from tests.api.access.conftest import PASSWORD


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.9.9.9"])
def test_a_service_of_this_machine_alone_needs_no_accounts(tmp_path: Path, host: str) -> None:
    assert is_own_machine(host)
    assert guard_for(tmp_path, host, {}).is_open


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.1", "liantu.example", "127.0.0.1.example", ""])
def test_a_service_for_others_does_not_begin_without_accounts(tmp_path: Path, host: str) -> None:
    with pytest.raises(OpenToNetwork, match="accounts"):
        guard_for(tmp_path, host, {})


def test_the_first_password_makes_the_first_admin_once(tmp_path: Path) -> None:
    first = {"LIANTU_ADMIN_PASSWORD": PASSWORD}
    assert not guard_for(tmp_path, "0.0.0.0", first).is_open
    guard_for(tmp_path, "0.0.0.0", {"LIANTU_ADMIN_PASSWORD": "another one, later"})
    held = Register(tmp_path).held.accounts
    assert [(one.name, one.role) for one in held] == [("admin", Role.ADMIN)]
    assert not guard_for(tmp_path, "127.0.0.1", {}).is_open


def test_the_users_own_process_needs_no_account_though_there_are_some(register: Register) -> None:
    folder = register.folder.parent
    assert not guard_of(folder).is_open
    assert guard_of(folder, is_own_process=True).is_open


def test_a_weak_first_password_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadAccount):
        guard_for(tmp_path, "0.0.0.0", {"LIANTU_ADMIN_PASSWORD": "admin"})


def test_a_service_for_others_stays_shut_when_its_accounts_vanish(tmp_path: Path) -> None:
    guard = guard_for(tmp_path, "0.0.0.0", {"LIANTU_ADMIN_PASSWORD": PASSWORD})
    (tmp_path / "access" / "accounts.json").unlink()
    assert not guard.is_open
