"""Who is signed in: a random cookie each, kept as SHA-256 in memory; a restart signs everybody out."""

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock
from time import monotonic
from typing import Final

from api.access.register import Account, Held
from api.access.roles import Caller

COOKIE: Final = "liantu_session"
LONGEST: Final = 12 * 3600.0  # seconds from signing in
IDLE: Final = 2 * 3600.0  # seconds without a request
_MOST: Final = 10_000


@dataclass(frozen=True, slots=True)
class Session:
    """One sign-in."""

    account: str
    stamp: str  # changes with the password: a new one ends the sessions of the old
    began: float
    used: float


class Sessions:
    """The sessions of one service."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._open: OrderedDict[str, Session] = OrderedDict()

    def begin(self, account: Account, *, instead_of: str = "") -> str:
        """A new cookie for an account; an older one, of whomever, ends: no cookie outlives a sign-in."""
        token, now = secrets.token_urlsafe(32), self._clock()
        with self._lock:
            self._open.pop(_hash(instead_of), None)
            self._open[_hash(token)] = Session(account.name, _stamp(account), now, now)
            while len(self._open) > _MOST:
                self._open.popitem(last=False)
        return token

    def caller_of(self, held: Held, token: str) -> Caller | None:
        """Who a cookie stands for; None where it ended, or the account changed its password or is shut out."""
        key, now = _hash(token), self._clock()
        with self._lock:
            found = self._open.get(key)
            owner = found and next((one for one in held.accounts if one.name == found.account), None)
            if not found or not owner or owner.disabled or found.stamp != _stamp(owner) or _is_over(found, now):
                self._open.pop(key, None)
                return None
            self._open[key] = replace(found, used=now)
        return Caller(owner.name, owner.role, owner.regions, "session")

    def end(self, token: str) -> None:
        """Sign out."""
        with self._lock:
            self._open.pop(_hash(token), None)


def _is_over(session: Session, now: float) -> bool:
    return now - session.began > LONGEST or now - session.used > IDLE


def _stamp(account: Account) -> str:
    return hashlib.sha256(f"{account.made} {account.password}".encode()).hexdigest()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
