"""Commands on the board of demands: post, match, answer, accept, close, and the history of each."""

import getpass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.app import Json, RegionName, Top, app, open_workspace
from api.cli.gathered import gathered
from api.cli.market import TermsOptions
from api.cli.printing import print_json, print_match, print_table

if TYPE_CHECKING:  # other commands need not wait for DuckDB
    from graph.ledger.board.state import Demand, Event

board = typer.Typer(help="需求板：发布、撮合、应答、接单、关闭 · the board of demands", no_args_is_help=True)
app.add_typer(board, name="board")

_STARTED = "%Y-%m-%d %H:%M"

Key = Annotated[str, typer.Argument(help="需求编号 · id of a demand")]
Offer = Annotated[str, typer.Argument(help="应答编号，如 a1 · id of an answer")]
By = Annotated[str, typer.Option("--by", help="经办单位或角色，不写个人信息；默认为登录名 · who acts")]
Why = Annotated[str, typer.Option("--why", help="理由，写进记录 · the reason, kept in the history")]


def _actor(by: str) -> str:
    return by or getpass.getuser()


@board.command("post")
@gathered
def post(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="用自己的话写需求 · the demand in your own words")],
    terms: TermsOptions,
    region: RegionName = None,
    by: By = "",
    as_json: Json = False,
) -> None:
    """发布一条需求 · put a demand on the board."""
    from api.board import Post, post

    with open_workspace(context) as workspace:
        _show(post(workspace, Post(text, _actor(by), region or "", terms.given)), as_json=as_json)


@board.command("list")
def list_demands(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="也列出已关闭的 · closed ones too")] = False,
    as_json: Json = False,
) -> None:
    """列出需求 · the demands on the board."""
    from api.board import demands

    with open_workspace(context) as workspace:
        found = demands(workspace, everything=everything)
    if as_json:
        print_json({"demands": found})
        return
    rows = [(one.id, one.state, len(one.standing()), f"{one.changed:{_STARTED}}", one.text[:40]) for one in found]
    print_table(("编号", "状态", "应答", "更新", "需求"), rows)


@board.command("show")
def show(context: typer.Context, demand: Key, as_json: Json = False) -> None:
    """一条需求及其全部经过 · a demand with its history."""
    from api.board import history

    with open_workspace(context) as workspace:
        found = history(workspace, demand)
    if as_json:
        print_json(found)
        return
    _print_demand(found.demand)
    for event in found.events:
        print(f"  {event.at:{_STARTED}} {_event_line(event)}")


@board.command("match")
def match(
    context: typer.Context,
    demand: Key,
    top: Top = 10,
    by: By = "",
    as_json: Json = False,
) -> None:
    """按需求的硬条件找服务商并记下 · look for providers and note them."""
    from api.board import match
    from api.market.served import note_served

    with open_workspace(context) as workspace:
        found = match(workspace, demand, by=_actor(by), top=top)
        note_served(workspace, found.found.report)
    if as_json:
        print_json(found)
        return
    _print_demand(found.demand)
    print_match(found.found.report)


@board.command("answer")
def answer(
    context: typer.Context,
    demand: Key,
    provider: Annotated[str, typer.Option(help="应答的企业，编号或名称 · the firm that offers")],
    text: Annotated[str, typer.Argument(help="应答内容：做什么、何时、价格 · the offer")],
    by: By = "",
    as_json: Json = False,
) -> None:
    """登记一家企业的应答 · a provider offers to take it."""
    from api.board import answer

    with open_workspace(context) as workspace:
        _show(answer(workspace, demand, provider=provider, text=text, by=_actor(by)), as_json=as_json)


@board.command("withdraw")
def withdraw(
    context: typer.Context, demand: Key, offer: Offer, why: Why = "", by: By = "", as_json: Json = False
) -> None:
    """撤回应答 · take an offer back."""
    from api.board import withdraw

    with open_workspace(context) as workspace:
        _show(withdraw(workspace, demand, offer, by=_actor(by), reason=why), as_json=as_json)


@board.command("accept")
def accept(context: typer.Context, demand: Key, offer: Offer, by: By = "", as_json: Json = False) -> None:
    """接单：选定一个应答 · give the order to an offer."""
    from api.board import accept

    with open_workspace(context) as workspace:
        _show(accept(workspace, demand, offer, by=_actor(by)), as_json=as_json)


@board.command("release")
def release(context: typer.Context, demand: Key, why: Why = "", by: By = "", as_json: Json = False) -> None:
    """退单：需求重新开放 · the order fell through; the demand stands again."""
    from api.board import release

    with open_workspace(context) as workspace:
        _show(release(workspace, demand, by=_actor(by), reason=why), as_json=as_json)


@board.command("close")
def close(
    context: typer.Context,
    demand: Key,
    outcome: Annotated[
        str, typer.Option(help="fulfilled 已完成、unmet 没有找到、cancelled 已取消 · how it ended")
    ] = "fulfilled",
    why: Why = "",
    by: By = "",
    as_json: Json = False,
) -> None:
    """关闭需求 · end a demand."""
    from api.board import close
    from graph.ledger.board.steps import Outcome

    known = {one.value: one for one in Outcome}
    if outcome not in known:
        raise typer.BadParameter("写 fulfilled、unmet 或 cancelled · fulfilled, unmet or cancelled")
    with open_workspace(context) as workspace:
        _show(close(workspace, demand, known[outcome], by=_actor(by), reason=why), as_json=as_json)


def _show(found: "Demand", *, as_json: bool) -> None:
    if as_json:
        print_json(found)
    else:
        _print_demand(found)


def _print_demand(found: "Demand") -> None:
    from graph.ledger.board.steps import WORDS

    outcome = f"（{WORDS[found.outcome]}{f'：{found.reason}' if found.reason else ''}）" if found.outcome else ""
    print(f"{found.id} {found.state}{outcome}\n  {found.text}")
    for one in found.answers:
        word = "已接单" if one.id == found.accepted else "" if one.standing else "已撤回"
        print(f"  {one.id} {one.name}：{one.text} {word}".rstrip())


def _event_line(event: "Event") -> str:
    from graph.ledger.board.steps import WORDS

    told: dict[str, Any] = dict(event.detail)
    names = "、".join(one["name"] for one in told.get("candidates", ())[:3])
    parts = [told.get("answer", ""), told.get("name", ""), told.get("text", ""), told.get("outcome", ""), names]
    shown = " ".join(part for part in (*parts, told.get("reason", "")) if part)
    return f"{WORDS[event.step]} {event.by}：{shown}"
