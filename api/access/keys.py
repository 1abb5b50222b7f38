"""Keys for programs: 256 random bits, shown once, kept as SHA-256. Each ends by itself."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hmac import compare_digest
from typing import Final

from api.access.accounts import now
from api.access.register import Held, Key, Register
from api.access.roles import Caller, Role
from ontology.errors import BadAccount, UnknownKey

MOST_DAYS: Final = 366
_MARK: Final = "lt"


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A new key; `shown` is not kept."""

    key: Key
    shown: str


@dataclass(frozen=True, slots=True)
class NewKey:
    """What a key is made of."""

    account: str
    role: Role = Role.READER
    days: int = 90
    note: str = ""


def add(register: Register, given: NewKey) -> MadeKey:
    """Make a key for an account.

    Raises:
        UnknownAccount: there is no such account.
        BadAccount: more rights than the account has, or a time that is too long.
    """
    owner = register.held.account(given.account)
    if not owner.role.covers(given.role):
        raise BadAccount(f"密钥的权限不能大于账号（{owner.role.word}） · a key has no more rights than its account")
    if not 1 <= given.days <= MOST_DAYS:
        raise BadAccount(f"有效期 1–{MOST_DAYS} 天 · a key holds for 1 to {MOST_DAYS} days")
    secret, key = secrets.token_urlsafe(32), secrets.token_hex(4)
    ends = (datetime.now(UTC) + timedelta(days=given.days)).isoformat(timespec="seconds")
    made = Key(key, given.account, given.role, now(), ends, _hash(secret), given.note[:200])
    register.change(lambda held: replace(held, keys=(*held.keys, made)))
    return MadeKey(made, f"{_MARK}_{key}_{secret}")


def revoke(register: Register, key: str) -> Key:
    """End a key now. Raises UnknownKey."""

    def change(held: Held) -> Held:
        held.key(key)
        return replace(held, keys=tuple(replace(one, revoked=True) if one.id == key else one for one in held.keys))

    return register.change(change).key(key)


def caller_of(held: Held, shown: str, *, at: datetime | None = None) -> Caller | None:
    """Who a key stands for; None for one that is wrong, ended, revoked, or of an account that is shut out."""
    mark, _, rest = shown.partition("_")
    name, _, secret = rest.partition("_")
    found = next((one for one in held.keys if one.id == name), None)
    if mark != _MARK or found is None or not compare_digest(found.secret, _hash(secret)):
        return None
    owner = next((one for one in held.accounts if one.name == found.account), None)
    ended = (at or datetime.now(UTC)) >= datetime.fromisoformat(found.ends)
    if owner is None or owner.disabled or found.revoked or ended:
        return None
    return Caller(owner.name, found.role.limited_to(owner.role), owner.regions, "key")


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def of_account(held: Held, key: str, account: str) -> Key:
    """A key of an account. Raises UnknownKey for one that is another's too: whose it is is not told."""
    found = held.key(key)
    if found.account != account:
        raise UnknownKey(key)
    return found
