"""The accounts and keys of a workspace: one file, read again when it changed, written whole, for its owner's eyes.

The service and the command line may both write: each change is made under a lock, on what the file holds then.
"""

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import RLock
from typing import Any, Final

from api.access.roles import Role
from api.alone import alone
from ontology.errors import BadAccounts, UnknownAccount, UnknownKey

FOLDER: Final = "access"
_FILE: Final = "accounts.json"
_FORM: Final = "liantu-accounts/1"
OWNER_ONLY: Final = 0o600


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in."""

    name: str
    role: Role
    made: str  # ISO time, UTC
    regions: tuple[str, ...] = ()  # `reg:` ids; none for all
    password: str = ""  # argon2id; empty where only single sign-on lets this account in
    subject: str = ""  # the `sub` of the identity provider
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """A way in for a program, on behalf of an account."""

    id: str
    account: str
    role: Role  # no more than the account's role is granted
    made: str
    ends: str  # ISO time, UTC
    secret: str  # SHA-256 of what was shown once
    note: str = ""
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """What the file holds."""

    accounts: tuple[Account, ...] = ()
    keys: tuple[Key, ...] = ()

    def account(self, name: str) -> Account:
        """Raises UnknownAccount."""
        for one in self.accounts:
            if one.name == name:
                return one
        raise UnknownAccount(name)

    def key(self, key: str) -> Key:
        """Raises UnknownKey."""
        for one in self.keys:
            if one.id == key:
                return one
        raise UnknownKey(key)


class Register:
    """Accounts and keys of one workspace folder."""

    def __init__(self, workspace: Path) -> None:
        self.folder = workspace / FOLDER
        self._path = self.folder / _FILE
        self._lock = RLock()
        self._known: tuple[tuple[int, int, int], Held] | None = None

    @property
    def held(self) -> Held:
        """What there is now; nothing where no account was ever made. Raises BadAccounts."""
        with self._lock:
            try:
                stat = self._path.stat()
            except FileNotFoundError:
                return Held()
            stamp = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
            if self._known is None or self._known[0] != stamp:
                self._known = stamp, self._read()
            return self._known[1]

    def change(self, change: Callable[[Held], Held]) -> Held:
        """Replace what there is by what `change` makes of it; its errors leave the file as it was."""
        with self._lock, alone(self.folder / "accounts.lock"):
            made = change(self.held)
            half = self._path.with_suffix(".half")
            place = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
            with os.fdopen(place, "w", encoding="utf-8") as out:
                json.dump({"form": _FORM, **asdict(made)}, out, ensure_ascii=False, indent=1)
                out.flush()
                os.fsync(out.fileno())
            half.replace(self._path)
            return made

    def _read(self) -> Held:
        try:
            told = json.loads(self._path.read_text(encoding="utf-8"))
            if told["form"] != _FORM:
                raise BadAccounts(str(self._path), f"格式 {told['form']}")
            return Held(tuple(map(_account, told["accounts"])), tuple(map(_key, told["keys"])))
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise BadAccounts(str(self._path), str(problem)) from problem


def _account(row: dict[str, Any]) -> Account:
    return Account(**{**row, "role": Role(row["role"]), "regions": tuple(row["regions"])})


def _key(row: dict[str, Any]) -> Key:
    return Key(**{**row, "role": Role(row["role"])})
