"""Commands on accounts, keys and the audit."""

import getpass
import os
import sys
from typing import Annotated, Final

import typer

from api.access.guard import Guard, guard_of
from api.access.register import Account
from api.access.roles import Role
from api.cli.app import Json, app
from api.cli.printing import print_json, print_table

accounts = typer.Typer(help="账号：添加、查看、改权限、停用、改密码 · accounts", no_args_is_help=True)
keys = typer.Typer(help="程序用的密钥 · keys for programs", no_args_is_help=True)
audit = typer.Typer(help="审计记录及其校验链 · the audit and its chain", no_args_is_help=True)
app.add_typer(accounts, name="accounts")
app.add_typer(keys, name="keys")
app.add_typer(audit, name="audit")

_PASSWORD: Final = "LIANTU_PASSWORD"  # noqa: S105 — the name of a variable
_ROLES: Final = "reader 查看、analyst 分析、reviewer 审核、admin 管理 · what it may do"
Name = Annotated[str, typer.Argument(help="账号 · name of the account")]
Regions = Annotated[list[str] | None, typer.Option("--region", help="只能看的地区，可多次给出 · may be given often")]


@accounts.command("add")
def add_account(
    context: typer.Context,
    name: Name,
    role: Annotated[Role, typer.Option(help=_ROLES)] = Role.READER,
    region: Regions = None,
    subject: Annotated[
        str, typer.Option("--oidc", help="统一登录的用户编号 sub；给出则可不设密码 · single sign-on")
    ] = "",
) -> None:
    """添加账号；密码在提示后输入，或由环境变量 LIANTU_PASSWORD 给出 · add an account."""
    from api.access.accounts import NewAccount, add

    guard = _guard(context)
    password = "" if subject and not os.environ.get(_PASSWORD) else _asked_password()
    made = add(guard.register, NewAccount(name, role, tuple(region or ()), password, subject))
    _note(guard, "account add", name)
    typer.echo(f"已添加 {made.name}，权限：{made.role.word} · added")


@accounts.command("list")
def list_accounts(context: typer.Context, as_json: Json = False) -> None:
    """查看账号 · list the accounts."""
    held = _guard(context).register.held.accounts
    rows = [(one.name, one.role, " ".join(one.regions) or "全部", _ways(one), one.made, _state(one)) for one in held]
    names = ("name", "role", "regions", "by", "made", "state")
    if as_json:
        print_json({"accounts": [dict(zip(names, row, strict=True)) for row in rows]})
    else:
        print_table(("账号", "权限", "地区", "登录", "建立", "状态"), rows)


@accounts.command("disable")
def disable_account(
    context: typer.Context, name: Name, undo: Annotated[bool, typer.Option("--undo", help="恢复 · let it in")] = False
) -> None:
    """停用账号，它的会话和密钥立即失效；--undo 恢复 · shut an account out."""
    from api.access.accounts import set_disabled

    guard = _guard(context)
    set_disabled(guard.register, name, disabled=not undo)
    _note(guard, "account enable" if undo else "account disable", name)
    typer.echo(f"{name} 已{'恢复' if undo else '停用'} · done")


@accounts.command("role")
def change_role(context: typer.Context, name: Name, role: Annotated[Role, typer.Argument(help=_ROLES)]) -> None:
    """改权限；它的密钥不会多于账号的权限 · give an account another role."""
    from api.access.accounts import set_role

    guard = _guard(context)
    set_role(guard.register, name, role)
    _note(guard, f"account role {role}", name)
    typer.echo(f"{name} 的权限：{role.word} · done")


@accounts.command("passwd")
def change_password(context: typer.Context, name: Name) -> None:
    """设新密码，原有会话失效 · set a new password."""
    from api.access.accounts import set_password

    guard = _guard(context)
    guard.register.held.account(name)
    set_password(guard.register, name, _asked_password())
    _note(guard, "password", name)
    typer.echo(f"{name} 的密码已更换 · changed")


@keys.command("add")
def add_key(
    context: typer.Context,
    account: Name,
    role: Annotated[Role, typer.Option(help="不超过账号的权限 · no more than the account's")] = Role.READER,
    days: Annotated[int, typer.Option(help="有效天数，1–366 · days it holds")] = 90,
    note: Annotated[str, typer.Option(help="用途 · what it is for")] = "",
    as_json: Json = False,
) -> None:
    """生成密钥，只显示这一次 · make a key; it is shown this once."""
    from api.access.keys import NewKey, add

    guard = _guard(context)
    made = add(guard.register, NewKey(account, role, days, note))
    _note(guard, "key add", made.key.id)
    if as_json:
        print_json({"id": made.key.id, "ends": made.key.ends, "key": made.shown})
        return
    typer.echo(made.shown)
    typer.echo(f"编号 {made.key.id}，到 {made.key.ends} 止；不会再显示 · it is not shown again", err=True)


@keys.command("list")
def list_keys(context: typer.Context, as_json: Json = False) -> None:
    """查看密钥（不含内容） · list the keys, without their secrets."""
    held = _guard(context).register.held.keys
    names = ("id", "account", "role", "ends", "revoked", "note")
    rows = [(one.id, one.account, one.role, one.ends, one.revoked, one.note) for one in held]
    if as_json:
        print_json({"keys": [dict(zip(names, row, strict=True)) for row in rows]})
    else:
        shown = [(*row[:4], "已作废" if row[4] else "", row[5]) for row in rows]
        print_table(("编号", "账号", "权限", "到期", "", "用途"), shown)


@keys.command("revoke")
def revoke_key(context: typer.Context, key: Annotated[str, typer.Argument(help="编号 · its id")]) -> None:
    """作废密钥 · end a key."""
    from api.access.keys import revoke

    guard = _guard(context)
    revoke(guard.register, key)
    _note(guard, "key revoke", key)
    typer.echo(f"{key} 已作废 · revoked")


@audit.command("verify")
def verify_audit(
    context: typer.Context,
    expect: Annotated[str, typer.Option(help="以前记下的 条数:校验值 · a head noted before")] = "",
    as_json: Json = False,
) -> None:
    """核验审计记录：改动、删除、插入的都能发现；有问题时退出码为 1 · check the chain."""
    from ontology.errors import AuditBroken

    verdict = _guard(context).trail.verify(expect)
    if as_json:
        print_json(verdict)
    if verdict.faults:
        raise typer.Exit(1) if as_json else AuditBroken(verdict.faults[:20])
    if not as_json:
        typer.echo(f"{verdict.entries} 条记录完整；末尾 {verdict.entries}:{verdict.head} · the chain is whole")


@audit.command("list")
def list_audit(
    context: typer.Context,
    last: Annotated[int, typer.Option(min=1, help="最近几条 · how many")] = 30,
    as_json: Json = False,
) -> None:
    """查看最近的审计记录 · the newest entries."""
    rows = _guard(context).trail.entries(last=last)
    if as_json:
        print_json({"entries": rows})
    else:
        names = ("n", "at", "who", "did", "what", "from", "status")
        print_table(names, [tuple(row.get(name, "") for name in names) for row in rows])


def _guard(context: typer.Context) -> Guard:
    return guard_of(context.obj.workspace)


def _note(guard: Guard, did: str, what: str) -> None:
    from api.access.trail import Deed

    guard.trail.note(Deed(f"{getpass.getuser()} (liantu)", did, what))


def _asked_password() -> str:
    """From the environment, a prompt that asks twice, or the first line of a pipe."""
    given = os.environ.get(_PASSWORD)
    if given:
        return given
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password: str = typer.prompt("密码 · password", hide_input=True, confirmation_prompt=True)
    return password


def _ways(one: Account) -> str:
    return "、".join(word for word, has in (("密码", one.password), ("统一登录", one.subject)) if has)


def _state(one: Account) -> str:
    return "停用" if one.disabled else "可用"
