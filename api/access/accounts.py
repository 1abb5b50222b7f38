"""Making, changing and checking accounts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from api.access.passwords import hash_of, is_right
from api.access.register import Account, Held, Register
from api.access.roles import Role
from ontology.errors import BadAccount, UnknownRegion
from ontology.values.regions import find_region, regions

_NAME: Final = re.compile(r"[\w.@-]{1,64}")


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What an account is made of."""

    name: str
    role: Role = Role.READER
    regions: Sequence[str] = ()  # names or codes
    password: str = ""
    subject: str = ""  # of single sign-on


def add(register: Register, given: NewAccount) -> Account:
    """Make an account.

    Raises:
        BadAccount: the name is taken or no plain name, the password too weak, or there is no way in.
        UnknownRegion: one of the regions is none.
    """
    if not _NAME.fullmatch(given.name):
        raise BadAccount(
            f"账号名 {given.name!r} 不合要求 · not a plain name",
            "用字母、汉字、数字和 . _ - @，不超过 64 个字符 · letters, digits and . _ - @",
        )
    if not (given.password or given.subject):
        raise BadAccount("要给密码，或统一登录的用户编号 · give a password, or the subject of single sign-on")
    made = Account(
        given.name,
        given.role,
        now(),
        region_ids(given.regions),
        hash_of(given.password, given.name) if given.password else "",
        given.subject,
    )
    register.change(lambda held: _with(held, made))
    return made


def set_password(register: Register, name: str, password: str) -> None:
    """Give an account a new password; its sessions end. Raises UnknownAccount, BadAccount."""
    register.held.account(name)
    kept = hash_of(password, name)
    _alter(register, name, password=kept)


def set_disabled(register: Register, name: str, *, disabled: bool) -> None:
    """Shut an account out, or let it in again. Raises UnknownAccount; BadAccount for the last admin."""
    _alter(register, name, disabled=disabled)


def set_role(register: Register, name: str, role: Role) -> None:
    """Give an account another role. Raises UnknownAccount; BadAccount for the last admin."""
    _alter(register, name, role=role)


def checked(register: Register, name: str, password: str) -> Account | None:
    """The account that this name and password let in, None for none. Takes as long either way."""
    found = next((one for one in register.held.accounts if one.name == name), None)
    usable = found if found is not None and not found.disabled else None
    return usable if is_right(password, usable.password if usable else "") else None


def region_ids(names: Sequence[str]) -> tuple[str, ...]:
    """The ids of regions by name or code. Raises UnknownRegion."""
    found = []
    for name in names:
        region = find_region(name)
        if region is None:
            raise UnknownRegion(name, [one.name for one in regions() if one.level in {"province", "city"}])
        found.append(region.id)
    return tuple(found)


def now() -> str:
    """The time as it is written down."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _with(held: Held, made: Account) -> Held:
    if any(one.name == made.name or (made.subject and one.subject == made.subject) for one in held.accounts):
        raise BadAccount(f"已有账号 {made.name!r} 或同一用户编号 · there is such an account already")
    return replace(held, accounts=(*held.accounts, made))


def _alter(register: Register, name: str, **new: object) -> None:
    def change(held: Held) -> Held:
        held.account(name)
        changed = tuple(replace(one, **new) if one.name == name else one for one in held.accounts)  # type: ignore[arg-type]  # fields of Account, by name
        _keep_an_admin(held.accounts, changed)
        return replace(held, accounts=changed)

    register.change(change)


def _keep_an_admin(before: Sequence[Account], after: Sequence[Account]) -> None:
    """Where there was none before, a change takes none away."""
    if _has_admin(before) and not _has_admin(after):
        raise BadAccount("至少要留一个可用的管理员 · one admin has to remain", "先建另一个管理员 · add another first")


def _has_admin(accounts: Sequence[Account]) -> bool:
    return any(one.role is Role.ADMIN and not one.disabled for one in accounts)
