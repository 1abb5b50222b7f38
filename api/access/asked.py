"""What a route is given of access: the guard of its service, who asks, and their account."""

from typing import Annotated

from fastapi import Depends, Request

from api.access import keys
from api.access.gate import origin_of
from api.access.guard import Guard
from api.access.register import Account
from api.access.roles import Caller, Role
from api.access.trail import Deed
from ontology.errors import BadAccount, SignInNeeded


def _guard(request: Request) -> Guard:
    found: Guard = request.app.state.guard
    return found


def _caller(request: Request) -> Caller:
    found: Caller | None = getattr(request.state, "caller", None)
    if found is None:
        raise SignInNeeded
    return found


GuardOf = Annotated[Guard, Depends(_guard)]
CallerOf = Annotated[Caller, Depends(_caller)]


def own_account(guard: Guard, caller: Caller) -> Account:
    """The account of who asks. Raises BadAccount for the user of this machine, who has none."""
    found = next((one for one in guard.register.held.accounts if one.name == caller.name), None)
    if found is None or caller.by == "local":
        raise BadAccount(
            "本机直接使用，没有账号 · this machine's own user has no account",
            "先建账号：liantu accounts add 名字 --role admin · add an account first",
        )
    return found


def add_own_key(request: Request, role: Role, days: int, remark: str) -> keys.MadeKey:
    """Make a key for who asks, with no more rights than they ask with: a key makes none that may do more.

    Raises BadAccount for the user of this machine, and for a time that is too long.
    """
    caller, guard = _caller(request), _guard(request)
    account = own_account(guard, caller)
    made = keys.add(guard.register, keys.NewKey(account.name, role.limited_to(caller.role), days, remark))
    note(request, "key add", made.key.id)
    return made


def note(request: Request, did: str, what: str) -> None:
    """Write down what was done to an account or a key, beside the request itself."""
    caller = _caller(request)
    _guard(request).trail.note(Deed(f"{caller.name} ({caller.by})", did, what, origin_of(request.scope), 200))
