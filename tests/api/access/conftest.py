"""A service with an account of each role, one limited to a region, and clients for them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from argon2 import PasswordHasher

from api.access import accounts, keys
from api.access.buckets import Pace
from api.access.register import Register
from api.access.roles import Role
from tests.api.conftest import Built
from tests.api.spaces import copied, served

PASSWORD = "correct horse battery"
ROLES = tuple(Role)


@pytest.fixture(scope="session", autouse=True)
def cheap_hashes() -> Iterator[None]:
    """Hashes that cost little: what they cost is argon2's own test."""
    patch = pytest.MonkeyPatch()
    patch.setattr("api.access.passwords._hasher", lambda: PasswordHasher(1, 8, 1))
    yield
    patch.undo()


@pytest.fixture
def register(tmp_path: Path) -> Register:
    found = Register(tmp_path)
    accounts.add(found, accounts.NewAccount("boss", Role.ADMIN, password=PASSWORD))
    return found


@dataclass(frozen=True)
class Site:
    """A running service, its folder, and a key for each account."""

    address: str
    folder: Path
    keys: dict[str, str]

    def client(self, account: str = "") -> httpx.Client:
        headers = {"Authorization": f"Bearer {self.keys[account]}"} if account else {}
        return httpx.Client(base_url=self.address, headers=headers, timeout=60, trust_env=False)

    @contextmanager
    def signed_in(self, account: str) -> Iterator[httpx.Client]:
        with self.client() as client:
            answer = client.post("/signin", data={"name": account, "password": PASSWORD})
            assert answer.status_code == 303
            client.headers["Origin"] = self.address
            yield client


def with_accounts(folder: Path) -> dict[str, str]:
    """An account for each role, and 浙江's, each with a key."""
    register = Register(folder)
    for role in reversed(ROLES):
        accounts.add(register, accounts.NewAccount(role.value, role, password=PASSWORD))
    accounts.add(register, accounts.NewAccount("zhejiang", Role.ANALYST, ("浙江",), PASSWORD))
    named = {**{role.value: role for role in ROLES}, "zhejiang": Role.ANALYST}
    return {name: keys.add(register, keys.NewKey(name, role)).shown for name, role in named.items()}


@pytest.fixture(scope="session")
def guarded(sample: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The sample behind accounts."""
    folder = copied(sample.folder, tmp_path_factory.mktemp("guarded") / "workspace")
    made = with_accounts(folder)
    patch = pytest.MonkeyPatch()
    patch.setattr("api.access.limits._UNKNOWN", Pace(1000, 1000))  # tests ask for every route, from one address
    with served(folder) as address:
        yield Site(address, folder, made)
    patch.undo()


Asking = Callable[[str], httpx.Client]


@pytest.fixture(scope="session")
def asking(guarded: Site) -> Iterator[Asking]:
    """The client of an account by its key; of nobody for an empty name."""
    clients = {name: guarded.client(name) for name in ("", *guarded.keys)}
    yield lambda account: clients[account]
    for one in clients.values():
        one.close()
