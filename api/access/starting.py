"""Before a service begins: others than this machine get in by accounts alone."""

from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from api.access import accounts
from api.access.guard import Guard, guard_of
from api.access.roles import Role
from api.access.trail import Deed
from ontology.errors import OpenToNetwork

FIRST_PASSWORD: Final = "LIANTU_ADMIN_PASSWORD"  # noqa: S105 — the name of a variable
FIRST_ADMIN: Final = "admin"


def guard_for(workspace: Path, host: str, environment: Mapping[str, str]) -> Guard:
    """The guard of a service that listens on `host`; on its first start LIANTU_ADMIN_PASSWORD makes the account admin.

    Raises:
        OpenToNetwork: others would get in, and there are no accounts.
        BadAccount: the first password is too weak.
    """
    guard = guard_of(workspace, needs_accounts=not is_own_machine(host))
    first = environment.get(FIRST_PASSWORD, "")
    if first and not guard.register.held.accounts:
        accounts.add(guard.register, accounts.NewAccount(FIRST_ADMIN, Role.ADMIN, password=first))
        guard.trail.note(Deed("liantu serve", "account add", FIRST_ADMIN))
    if guard.needs_accounts and not guard.register.held.accounts:
        raise OpenToNetwork(host)
    return guard


def is_own_machine(host: str) -> bool:
    """Whether only this machine reaches what listens there."""
    try:
        return host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
