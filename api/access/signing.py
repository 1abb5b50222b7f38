"""Signing in, with a password or by single sign-on; every try is written down."""

from api.access.accounts import checked
from api.access.guard import Guard
from api.access.oidc import Vouched
from api.access.register import Account
from api.access.trail import Deed
from ontology.errors import SignInElsewhereFailed, SignInFailed, TooManyRequests


def sign_in(guard: Guard, name: str, password: str, *, origin: str) -> Account:
    """The account that a name and a password let in.

    Args:
        guard: of the service.
        name: as it was typed.
        password: as it was typed.
        origin: address of the client; tries are counted for it too.

    Raises:
        TooManyRequests: too many failed; the password was not looked at.
        SignInFailed: name or password is wrong, or the account is shut out.
    """
    wait = guard.tries.take(name, origin)
    if wait:
        raise TooManyRequests(wait)
    found = checked(guard.register, name, password)
    guard.trail.note(Deed(name, "sign-in", origin=origin, status=200 if found else 401))
    if found is None:
        raise SignInFailed
    guard.tries.succeeded(name, origin)
    return found


def sign_in_vouched(guard: Guard, vouched: Vouched, *, origin: str) -> Account:
    """The account of whom the provider vouched for. Raises SignInElsewhereFailed: there is none."""
    usable = [one for one in guard.register.held.accounts if one.subject == vouched.subject and not one.disabled]
    who = usable[0].name if usable else vouched.subject
    guard.trail.note(Deed(who, "sign-in oidc", vouched.name, origin, 200 if usable else 401))
    if not usable:
        raise SignInElsewhereFailed(
            f"还没有用户编号 {vouched.subject} 的账号，请管理员添加 · no account with this subject yet"
        )
    return usable[0]
