"""What the layers and routes of one service share: accounts, sessions, paces, the audit."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from api.access.buckets import Buckets, Pace
from api.access.register import Register
from api.access.sessions import Sessions
from api.access.trail import Trail

# Of sign-ins that fail: a person mistypes a few times, a program that guesses gets some 3,000 tries a day.
_OF_A_NAME: Final = Pace(at_once=20, a_second=1 / 60)
_OF_AN_ADDRESS: Final = Pace(at_once=30, a_second=1 / 30)
_OF_BOTH: Final = Pace(at_once=5, a_second=1 / 60)


class SignInPace:
    """How often a sign-in may fail: for a name from one address, for a name from anywhere, for an address."""

    def __init__(self) -> None:
        self._both, self._name, self._address = Buckets(_OF_BOTH), Buckets(_OF_A_NAME), Buckets(_OF_AN_ADDRESS)

    def take(self, name: str, address: str) -> int:
        """Take one try before it is made; answers 0, or the seconds to wait."""
        kept = self._keyed(name, address)
        waits = [bucket.wait(key) for bucket, key in kept]
        if any(waits):
            return max(waits)
        return max(bucket.take(key) for bucket, key in kept)

    def succeeded(self, name: str, address: str) -> None:
        """Forget the tries before, of this name from this address; those of others stay counted."""
        self._both.fill(f"{name} {address}")
        self._name.give_back(name)
        self._address.give_back(address)

    def _keyed(self, name: str, address: str) -> list[tuple[Buckets, str]]:
        return [(self._both, f"{name} {address}"), (self._name, name), (self._address, address)]


@dataclass(frozen=True, slots=True)
class Guard:
    """Of one service."""

    register: Register
    sessions: Sessions
    trail: Trail
    tries: SignInPace
    needs_accounts: bool = False  # others than this machine reach the service: nobody gets in without an account
    is_own_process: bool = False  # no service, the user's own process: who reads the files may ask

    @property
    def is_open(self) -> bool:
        """Whether everybody may do everything: on this machine, as long as there are no accounts."""
        return self.is_own_process or not (self.needs_accounts or self.register.held.accounts)


def guard_of(workspace: Path, *, needs_accounts: bool = False, is_own_process: bool = False) -> Guard:
    """The guard of a workspace's service."""
    parts = Register(workspace), Sessions(), Trail(workspace), SignInPace()
    return Guard(*parts, needs_accounts=needs_accounts, is_own_process=is_own_process)
