"""Commands on webhooks: who is told of new weak links by the running service."""

from typing import Annotated

import typer

from api.cli.app import Json, RegionName, app, open_workspace
from api.cli.printing import print_json, print_table

webhooks = typer.Typer(help="新短板回调：登记地址、试发、记录 · who is told of new weak links", no_args_is_help=True)
app.add_typer(webhooks, name="webhooks")

Hook = Annotated[str, typer.Argument(help="编号 hook-…，见 list · id of a webhook")]


@webhooks.command("add")
def add(
    context: typer.Context,
    url: Annotated[str, typer.Argument(help="http 或 https 地址 · address")],
    chain: Annotated[str, typer.Option(help="产业链 · the chain to watch")],
    region: RegionName = None,
    as_json: Json = False,
) -> None:
    """登记地址；密钥只显示这一次 · register an address; its secret is shown this once."""
    from api.webhooks.registering import register

    with open_workspace(context) as workspace:
        made = register(workspace, url, chain, region)
    if as_json:
        print_json({**made.as_wire(), "secret": made.secret})
        return
    typer.echo(f"已登记 {made.id}：{made.chain} {made.region or '全国'} → {made.url} · registered")
    typer.echo(f"签名密钥（只显示这一次） · secret, shown this once: {made.secret}")
    typer.echo(f"试发 · try it: liantu webhooks test {made.id}")


@webhooks.command("list")
def list_all(context: typer.Context, as_json: Json = False) -> None:
    """已登记的地址 · registered addresses."""
    from api.webhooks.registering import listed

    with open_workspace(context) as workspace:
        found = listed(workspace)
    if as_json:
        print_json(found)
        return
    rows = [(one["id"], one["chain"], one["region"] or "全国", one["waiting"], one["url"]) for one in found["webhooks"]]
    print_table(("编号", "产业链", "地区", "待发", "地址"), rows)


@webhooks.command("test")
def send_test(context: typer.Context, hook: Hook, as_json: Json = False) -> None:
    """试发一条 · send a test message."""
    from api.webhooks.registering import try_out

    with open_workspace(context) as workspace:
        found = try_out(workspace, hook)
    if as_json:
        print_json(found)
    elif found["delivered"]:
        typer.echo(f"已送达，HTTP {found['status']} · delivered")
    else:
        typer.echo(f"没有送达：{found['problem'] or found['status']}；服务运行时会重试 · not delivered")


@webhooks.command("remove")
def remove(context: typer.Context, hook: Hook, as_json: Json = False) -> None:
    """删去一个地址 · take an address out."""
    from api.webhooks.registering import unregister

    with open_workspace(context) as workspace:
        found = unregister(workspace, hook)
    if as_json:
        print_json(found)
    else:
        typer.echo(f"已删去 {hook} · removed")


@webhooks.command("log")
def log(
    context: typer.Context,
    hook: Annotated[str, typer.Argument(help="编号；不写则全部 · all without one")] = "",
    as_json: Json = False,
) -> None:
    """每次发送的结果，最近的在前 · attempts, the newest first."""
    from api.webhooks.outbox import deliveries

    with open_workspace(context) as workspace:
        found = deliveries(workspace.folder, hook)
    if as_json:
        print_json({"deliveries": found})
        return
    rows = [
        (one["at"], one["hook"], one["type"], one["attempt"], one["status"] or "—", one["problem"] or "—")
        for one in found
    ]
    print_table(("时间", "编号", "事件", "第几次", "HTTP", "问题"), rows)
