import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from api.access import accounts, keys
from api.access.accounts import NewAccount
from api.access.passwords import hash_of, is_right
from api.access.register import Register
from api.access.roles import Role
from api.access.sessions import IDLE, LONGEST, Sessions
from ontology.errors import BadAccount, BadAccounts, UnknownAccount, UnknownRegion
from tests.api.access.conftest import PASSWORD


def test_a_password_is_kept_as_argon2id_and_known_again() -> None:
    kept = hash_of(PASSWORD, "boss")
    assert kept.startswith("$argon2id$")
    assert PASSWORD not in kept
    assert is_right(PASSWORD, kept)
    assert not is_right(PASSWORD + "x", kept)
    assert not is_right("nobody signs in with this", "")
    assert not is_right("x" * 5000, kept)


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaa", "my BOSS is here", "x" * 201])
def test_a_weak_password_is_refused(password: str) -> None:
    with pytest.raises(BadAccount):
        hash_of(password, "boss")


@pytest.mark.parametrize("name", ["", "a b", "../x", "a\nb", "a" * 65, "<b>", 'a"b'])
def test_a_name_that_is_no_plain_name_is_refused(register: Register, name: str) -> None:
    with pytest.raises(BadAccount):
        accounts.add(register, NewAccount(name, password=PASSWORD))


def test_an_account_needs_a_name_of_its_own_a_way_in_and_real_regions(register: Register) -> None:
    for given, problem in [
        (NewAccount("boss", password=PASSWORD), BadAccount),
        (NewAccount("nobody"), BadAccount),
        (NewAccount("far", regions=("没有这里",), password=PASSWORD), UnknownRegion),
    ]:
        with pytest.raises(problem):
            accounts.add(register, given)
    assert [one.name for one in register.held.accounts] == ["boss"]


def test_only_the_right_password_of_an_account_that_is_let_in_opens(register: Register) -> None:
    accounts.add(register, NewAccount("li", password=PASSWORD))
    assert accounts.checked(register, "li", PASSWORD) is not None
    assert accounts.checked(register, "li", "wrong horse battery") is None
    assert accounts.checked(register, "nobody", PASSWORD) is None
    accounts.set_disabled(register, "li", disabled=True)
    assert accounts.checked(register, "li", PASSWORD) is None


def test_the_last_admin_remains(register: Register) -> None:
    with pytest.raises(BadAccount):
        accounts.set_disabled(register, "boss", disabled=True)
    with pytest.raises(UnknownAccount):
        accounts.set_disabled(register, "other", disabled=True)


def test_a_workspace_that_has_no_admin_can_be_changed_all_the_same(tmp_path: Path) -> None:
    found = Register(tmp_path)
    accounts.add(found, NewAccount("li", Role.ANALYST, password=PASSWORD))
    accounts.set_disabled(found, "li", disabled=True)
    accounts.set_role(found, "li", Role.ADMIN)
    accounts.set_disabled(found, "li", disabled=False)
    with pytest.raises(BadAccount):
        accounts.set_role(found, "li", Role.READER)


def test_the_file_is_its_owners_alone_and_read_again_when_another_process_wrote_it(register: Register) -> None:
    other = Register(register.folder.parent)
    accounts.add(other, NewAccount("li", password=PASSWORD))
    assert [one.name for one in register.held.accounts] == ["boss", "li"]
    assert (register.folder / "accounts.json").stat().st_mode & 0o777 == 0o600
    assert register.folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"form": "liantu-accounts/9", "accounts": [], "keys": []}'])
def test_a_file_that_cannot_be_read_lets_nobody_in(tmp_path: Path, text: str) -> None:
    (tmp_path / "access").mkdir()
    (tmp_path / "access" / "accounts.json").write_text(text)
    with pytest.raises(BadAccounts):
        _ = Register(tmp_path).held


def test_a_key_is_kept_as_a_hash_and_stands_for_its_account(register: Register) -> None:
    made = keys.add(register, keys.NewKey("boss", Role.READER))
    assert made.shown not in (register.folder / "accounts.json").read_text()
    caller = keys.caller_of(register.held, made.shown)
    assert caller is not None
    assert (caller.name, caller.role, caller.by) == ("boss", Role.READER, "key")
    for wrong in ("", made.shown[:-1], made.shown + "x", "lt_" + made.key.id + "_", made.shown.upper()):
        assert keys.caller_of(register.held, wrong) is None


def test_a_key_ends_by_its_day_by_being_revoked_and_with_its_account(register: Register) -> None:
    accounts.add(register, NewAccount("li", Role.ANALYST, password=PASSWORD))
    made = keys.add(register, keys.NewKey("li", Role.ANALYST, days=1))
    later = datetime.now(UTC) + timedelta(days=1, seconds=2)
    assert keys.caller_of(register.held, made.shown, at=later) is None
    accounts.set_role(register, "li", Role.READER)
    caller = keys.caller_of(register.held, made.shown)
    assert caller is not None
    assert caller.role is Role.READER
    accounts.set_disabled(register, "li", disabled=True)
    assert keys.caller_of(register.held, made.shown) is None
    accounts.set_disabled(register, "li", disabled=False)
    keys.revoke(register, made.key.id)
    assert keys.caller_of(register.held, made.shown) is None


def test_a_key_has_no_more_rights_than_its_account_and_no_endless_time(register: Register) -> None:
    accounts.add(register, NewAccount("li", Role.READER, password=PASSWORD))
    for given in (keys.NewKey("li", Role.ANALYST), keys.NewKey("li", days=0), keys.NewKey("li", days=367)):
        with pytest.raises(BadAccount):
            keys.add(register, given)


def test_a_session_ends_by_time_by_idleness_by_signing_out_and_with_the_password(register: Register) -> None:
    now = [0.0]
    sessions, boss = Sessions(lambda: now[0]), register.held.account("boss")
    idle = sessions.begin(boss)
    now[0] = IDLE + 1
    assert sessions.caller_of(register.held, idle) is None
    busy = sessions.begin(boss)
    for _ in range(int(LONGEST // 3600)):
        assert sessions.caller_of(register.held, busy) is not None
        now[0] += 3600
    now[0] += 1
    assert sessions.caller_of(register.held, busy) is None
    left = sessions.begin(boss)
    sessions.end(left)
    assert sessions.caller_of(register.held, left) is None
    old = sessions.begin(boss)
    accounts.set_password(register, "boss", "another long secret")
    assert sessions.caller_of(register.held, old) is None


def test_a_sign_in_gets_a_new_cookie_and_the_one_before_ends(register: Register) -> None:
    sessions, boss = Sessions(), register.held.account("boss")
    first = sessions.begin(boss)
    second = sessions.begin(boss, instead_of=first)
    assert first != second
    assert sessions.caller_of(register.held, first) is None
    assert sessions.caller_of(register.held, second) is not None


def test_the_account_file_tells_no_secret(register: Register) -> None:
    keys.add(register, keys.NewKey("boss"))
    told = json.loads((register.folder / "accounts.json").read_text())
    assert PASSWORD not in json.dumps(told)
