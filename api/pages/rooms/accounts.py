"""One's own account and keys; for admins all accounts, all keys, and the audit."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal

from fastapi import Depends, Form, Request
from fastapi.responses import Response

from api.access import accounts, keys
from api.access.asked import CallerOf, GuardOf, add_own_key, note, own_account
from api.access.gate import origin_of
from api.access.guard import Guard
from api.access.register import Account
from api.access.roles import Caller, Role
from api.access.signing import sign_in
from api.pages.frame.changing import changed
from api.pages.frame.rendering import show
from api.pages.frame.room import Entry, Room, page_router
from api.pages.frame.sheets import Column, Sheet
from ontology.values.regions import region_of

router = page_router()
ROOM = Room(router, (Entry("管数据", "账号与密钥", "/account"),))

_SHOWN: Final = 200  # entries of the audit
Word = Annotated[str, Form(min_length=1, max_length=100)]
Words = Annotated[str, Form(max_length=500)]


@router.get("/account")
def show_account(request: Request, guard: GuardOf, caller: CallerOf) -> Response:
    """One's own account and keys; how to begin where there are no accounts."""
    return show(request, "access/account.html", lambda: account_page(guard, caller))


@router.post("/account/password")
def change_password(request: Request, guard: GuardOf, caller: CallerOf, old: Words, new: Words) -> Response:
    """A new password; all sessions of the account end."""

    def change() -> str:
        account = own_account(guard, caller)
        sign_in(guard, account.name, old, origin=origin_of(request.scope))
        accounts.set_password(guard.register, account.name, new)
        note(request, "password", account.name)
        return "/signin?to=/account"

    return changed(request, change)


@dataclass(frozen=True, slots=True)
class KeyForm:
    """What a key may do, how long, and what it is for."""

    role: Annotated[Role, Form()]
    days: Annotated[int, Form(ge=1, le=keys.MOST_DAYS)]
    remark: Words = ""


@router.post("/account/keys")
def make_key(request: Request, guard: GuardOf, caller: CallerOf, form: Annotated[KeyForm, Depends()]) -> Response:
    """A key for oneself, shown this once."""

    def make() -> dict[str, Any]:
        return account_page(guard, caller, add_own_key(request, form.role, form.days, form.remark).shown)

    return show(request, "access/account.html", make)


@router.post("/account/keys/revoke")
def revoke_own_key(request: Request, guard: GuardOf, caller: CallerOf, key: Word) -> Response:
    """End one of one's own keys."""

    def revoke() -> None:
        keys.revoke(guard.register, keys.of_account(guard.register.held, key, caller.name).id)

    return _done(request, revoke, "key revoke", key, back="/account")


@router.get("/accounts")
def show_accounts(request: Request, guard: GuardOf) -> Response:
    """All accounts and keys."""
    return show(request, "access/accounts.html", lambda: accounts_page(guard))


@dataclass(frozen=True, slots=True)
class AccountForm:
    """Who it is for, what it may do and see, and how it signs in."""

    name: Word
    role: Annotated[Role, Form()]
    password: Words = ""
    regions: Words = ""
    subject: Words = ""

    @property
    def given(self) -> accounts.NewAccount:
        named = tuple(self.regions.replace("、", " ").replace("，", " ").split())
        return accounts.NewAccount(self.name, self.role, named, self.password, self.subject)


@router.post("/accounts")
def add_account(request: Request, guard: GuardOf, form: Annotated[AccountForm, Depends()]) -> Response:
    """A new account."""
    return _done(request, lambda: accounts.add(guard.register, form.given), "account add", form.name)


@router.post("/accounts/change")
def change_account(
    request: Request, guard: GuardOf, name: Word, do: Annotated[Literal["disable", "enable"], Form()]
) -> Response:
    """Shut an account out, or let it in again."""

    def change() -> None:
        accounts.set_disabled(guard.register, name, disabled=do == "disable")

    return _done(request, change, f"account {do}", name)


@router.post("/accounts/revoke")
def revoke_key(request: Request, guard: GuardOf, key: Word) -> Response:
    """End a key of any account."""
    return _done(request, lambda: keys.revoke(guard.register, key), "key revoke", key)


@router.get("/accounts/audit")
def show_audit(request: Request, guard: GuardOf) -> Response:
    """The newest entries of the audit, and whether its chain is whole."""
    return show(request, "access/audit.html", lambda: audit_page(guard))


def account_page(guard: Guard, caller: Caller, shown: str = "") -> dict[str, Any]:
    """Who one is, one's keys, and a key that was just made."""
    return {
        "caller": caller,
        "regions": [region_of(one).name for one in caller.regions],
        "keys": [key for key in guard.register.held.keys if key.account == caller.name and not key.revoked],
        "shown": shown,
        "roles": [role for role in Role if caller.role.covers(role)],
        "is_admin": caller.role is Role.ADMIN,
    }


def accounts_page(guard: Guard) -> dict[str, Any]:
    """Accounts as a table, and the keys that hold."""
    held = guard.register.held
    columns = tuple(Column(word) for word in ("账号", "角色", "地区", "登录方式", "建立", "状态"))
    return {
        "accounts": held.accounts,
        "keys": [key for key in held.keys if not key.revoked],
        "roles": list(Role),
        "sheets": {"accounts": Sheet("账号", columns, [_row(one) for one in held.accounts])},
    }


def audit_page(guard: Guard) -> dict[str, Any]:
    """The chain's verdict and its newest entries."""
    columns = tuple(Column(word) for word in ("序号", "时间", "账号", "动作", "对象", "来自", "结果"))
    names = ("n", "at", "who", "did", "what", "from", "status")
    rows = [
        tuple(str(row.get(name, "")) or None for name in names) for row in reversed(guard.trail.entries(last=_SHOWN))
    ]
    return {"verdict": guard.trail.verify(), "sheets": {"audit": Sheet("审计", columns, rows)}}


def _row(one: Account) -> tuple[str, ...]:
    ways = [word for word, has in (("密码", one.password), ("统一登录", one.subject)) if has]
    regions = "、".join(region_of(key).name for key in one.regions) or "全部"
    return one.name, one.role.word, regions, "、".join(ways), one.made, "停用" if one.disabled else "可用"


def _done(request: Request, work: Callable[[], object], did: str, what: str, *, back: str = "/accounts") -> Response:
    def do() -> str:
        work()
        note(request, did, what)
        return back

    return changed(request, do)
